#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace larder {

/// Turns many changes into few publications: the first trigger after a quiet time publishes as soon as the
/// event loop turns, later ones at most once per interval. The last trigger is never lost: a publication
/// always follows it.
class Throttle final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kDefaultInterval{250};

    explicit Throttle(std::function<void()> publish, std::chrono::milliseconds interval = kDefaultInterval,
        QObject* parent = nullptr);

    /// Never publishes within the call, so a caller may trigger in the middle of a change. O(1).
    void trigger();

private:
    void publishNow();

    std::function<void()> m_publish;
    std::chrono::milliseconds m_interval;
    /// Runs while a publication is due; what is triggered meanwhile is part of it.
    QTimer m_due;
    /// Since the last publication; invalid before the first.
    QElapsedTimer m_sinceLast;
};

} // namespace larder
