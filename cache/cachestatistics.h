#pragma once

#include "cache/reason.h"

#include <array>

namespace larder {

/// Counts how runs were answered. A run is counted once, when it is decided who answers it:
/// requests = hits + misses + bypasses, always.
class CacheStatistics
{
public:
    /// The cache answered.
    void countHit() { ++m_hits; }
    /// The cache was asked and could not answer; @p reason says why.
    void countMiss(ReasonCode reason);
    /// The cache was not asked, because of the statement, the session or the user's wish.
    void countBypass(ReasonCode reason);

    [[nodiscard]] qint64 requests() const { return m_hits + m_misses + m_bypasses; }
    [[nodiscard]] qint64 hits() const { return m_hits; }
    [[nodiscard]] qint64 misses() const { return m_misses; }
    [[nodiscard]] qint64 bypasses() const { return m_bypasses; }
    /// Misses and bypasses with this reason.
    [[nodiscard]] qint64 byReason(ReasonCode reason) const { return m_byReason.at(size_t(reason)); }
    /// Hits among the runs that asked the cache, from 0 to 1; 0 before the first.
    [[nodiscard]] double hitRatio() const;
    bool operator==(const CacheStatistics&) const = default;

private:
    qint64 m_hits = 0;
    qint64 m_misses = 0;
    qint64 m_bypasses = 0;
    std::array<qint64, size_t(ReasonCode::ConnectionClosed) + 1> m_byReason{};
};

} // namespace larder
