#include "models/throttle.h"

#include <algorithm>

namespace larder {

using namespace std::chrono_literals;

Throttle::Throttle(std::function<void()> publish, std::chrono::milliseconds interval, QObject* parent)
    : QObject(parent)
    , m_publish(std::move(publish))
    , m_interval(interval)
{
    Q_ASSERT(m_publish);
    m_due.setSingleShot(true);
    // A coarse timer may fire early, and the interval is a promise.
    m_due.setTimerType(Qt::PreciseTimer);
    connect(&m_due, &QTimer::timeout, this, &Throttle::publishNow);
}

void Throttle::trigger()
{
    if (m_due.isActive())
        return;
    if (!m_sinceLast.isValid()) {
        m_due.start(0ms);
        return;
    }
    m_due.start(std::max(0ms, m_interval - std::chrono::milliseconds(m_sinceLast.elapsed())));
}

void Throttle::publishNow()
{
    // Before the call: what is triggered by the publication itself waits for the next interval.
    m_sinceLast.start();
    m_publish();
}

} // namespace larder
