#pragma once

#include "cache/cachestatistics.h"

#include <QDateTime>

#include <deque>

namespace larder {

/// The counters of the cache over time: as they were at each second of the last hour.
class StatisticsSampler
{
public:
    static constexpr size_t kMostSamples = 3'601;

    struct Sample
    {
        QDateTime time = {};
        CacheStatistics statistics = {};
        qint64 usedBytes = 0;
        qint64 entries = 0;
    };

    /// To be called once a second.
    void add(Sample sample)
    {
        if (m_samples.size() == kMostSamples)
            m_samples.pop_front();
        m_samples.push_back(std::move(sample));
    }
    /// The oldest first.
    [[nodiscard]] const std::deque<Sample>& samples() const { return m_samples; }

private:
    std::deque<Sample> m_samples;
};

} // namespace larder
