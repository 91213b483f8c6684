#include "cache/cachestatistics.h"

namespace larder {

void CacheStatistics::countHit(HitClass hitClass, std::chrono::nanoseconds timeSaved)
{
    ++m_hits;
    ++m_byClass.at(size_t(hitClass));
    m_timeSaved += timeSaved;
}

void CacheStatistics::countMiss(ReasonCode reason)
{
    ++m_misses;
    ++m_byReason.at(size_t(reason));
}

void CacheStatistics::countBypass(ReasonCode reason)
{
    ++m_bypasses;
    ++m_byReason.at(size_t(reason));
}

double CacheStatistics::hitRatio() const
{
    const qint64 asked = m_hits + m_misses;
    return asked == 0 ? 0.0 : double(m_hits) / double(asked);
}

} // namespace larder
