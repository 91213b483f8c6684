#pragma once

#include "cache/cacheevent.h"
#include "models/inspector/latencyhistogram.h"

namespace larder {

/// How runs were answered, counted from events by the rules of CacheStatistics.
struct CacheFigures
{
    using Reasons = std::array<qint64, size_t(ReasonCode::ConnectionClosed) + 1>;

    std::array<qint64, size_t(HitClass::Rows) + 1> hits{};
    /// Among the misses.
    qint64 joined = 0;
    Reasons misses{};
    Reasons bypasses{};
    std::chrono::nanoseconds timeSaved{0};
    /// Lookup and check of what the cache answered.
    LatencyHistogram hitLatency;
    /// What the database took for answers that came to the cache, whether they were stored or refused.
    LatencyHistogram missLatency;

    /// Counts @p event, or takes it back where @p times is -1. Events that tell of no run count nothing.
    void count(const CacheEvent& event, qint64 times = 1);
    CacheFigures& operator+=(const CacheFigures& other);
    CacheFigures& operator-=(const CacheFigures& other);

    [[nodiscard]] qint64 allHits() const;
    [[nodiscard]] qint64 allMisses() const;
    [[nodiscard]] qint64 allBypasses() const;
    [[nodiscard]] qint64 requests() const { return allHits() + allMisses() + allBypasses(); }
    /// Hits among the runs that asked the cache, from 0 to 1; 0 before the first.
    [[nodiscard]] double hitRatio() const;
    bool operator==(const CacheFigures&) const = default;
};

} // namespace larder
