#pragma once

#include <QDockWidget>
#include <QTimer>

#include <chrono>
#include <functional>

namespace larder {

/// Lets a panel be brought up to date in equal intervals while it is in view, and at once when it comes into
/// view; one that nobody sees costs nothing.
class VisibleTicker final : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p dock.
    VisibleTicker(QDockWidget& dock, std::chrono::milliseconds interval, std::function<void()> update);

private:
    void setVisible(bool visible);

    std::function<void()> m_update;
    QTimer m_timer;
};

} // namespace larder
