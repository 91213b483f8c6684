#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace larder::test {

/// Measures how long the event loop of its thread does not turn: whatever blocks it blocks a window, too.
class Heartbeat
{
public:
    Heartbeat()
    {
        m_sinceTurn.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
            [this] { m_longest = std::max(m_longest, std::chrono::milliseconds(m_sinceTurn.restart())); });
        m_timer.start(std::chrono::milliseconds(10));
    }

    /// The gap that goes on counts.
    [[nodiscard]] std::chrono::milliseconds longest() const
    {
        return std::max(m_longest, std::chrono::milliseconds(m_sinceTurn.elapsed()));
    }
    [[nodiscard]] QByteArray text() const
    {
        return "no turn of the event loop for " + QByteArray::number(qint64(longest().count())) + " ms";
    }

private:
    QTimer m_timer;
    QElapsedTimer m_sinceTurn;
    std::chrono::milliseconds m_longest{0};
};

} // namespace larder::test
