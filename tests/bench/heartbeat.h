#pragma once

#include "tests/bench/measure.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace larder::bench {

/// Beats whenever the event loop is free, and knows the longest time between two beats: by the clock, and of
/// the thread's own work, to which nothing adds that runs beside it.
class Heartbeat
{
public:
    explicit Heartbeat(std::chrono::milliseconds period = std::chrono::milliseconds(1))
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_last.start();
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(period);
    }

    [[nodiscard]] double longestGapMilliseconds()
    {
        beat();
        return m_longest;
    }

    [[nodiscard]] double longestWorkMilliseconds()
    {
        beat();
        return m_longestWork;
    }

private:
    void beat()
    {
        m_longest = std::max(m_longest, double(m_last.nsecsElapsed()) / 1e6);
        m_last.start();
        const double work = threadNanosecondsSoFar();
        m_longestWork = std::max(m_longestWork, (work - m_work) / 1e6);
        m_work = work;
    }

    QTimer m_timer;
    QElapsedTimer m_last;
    double m_longest = 0;
    double m_work = threadNanosecondsSoFar();
    double m_longestWork = 0;
};

} // namespace larder::bench
