#pragma once

#include <QByteArray>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <functional>

namespace larder::test {

/// Measures how long the event loop of its thread does not turn: whatever blocks it blocks a window, too.
class Heartbeat
{
public:
    /// Tells the time since any moment.
    using Clock = std::function<std::chrono::nanoseconds()>;

    /// By @p clock, or by the one on the wall.
    explicit Heartbeat(
        std::chrono::milliseconds period = std::chrono::milliseconds(10), const Clock& clock = wallClock)
        : m_clock(clock)
        , m_lastTurn(clock())
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = longest();
            m_lastTurn = m_clock();
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(period);
    }

    /// The gap that goes on counts.
    [[nodiscard]] std::chrono::nanoseconds longest() const
    {
        return std::max(m_longest, m_clock() - m_lastTurn);
    }
    [[nodiscard]] QByteArray text() const
    {
        const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(longest());
        return "no turn of the event loop for " + QByteArray::number(qint64(milliseconds.count())) + " ms";
    }

private:
    static std::chrono::nanoseconds wallClock()
    {
        return std::chrono::steady_clock::now().time_since_epoch();
    }

    const Clock m_clock;
    QTimer m_timer;
    std::chrono::nanoseconds m_lastTurn;
    std::chrono::nanoseconds m_longest{0};
};

} // namespace larder::test
