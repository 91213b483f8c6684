#pragma once

#include "cache/reason.h"

#include <array>
#include <chrono>

namespace larder {

/// In which way the cache answered.
enum class HitClass { ProvenFresh, NotVerified, Stale, Rows };
/// All of them.
inline constexpr std::array kHitClasses{
    HitClass::ProvenFresh, HitClass::NotVerified, HitClass::Stale, HitClass::Rows};

/// Counts how runs were answered. A run is counted once, when it is decided who answers it:
/// requests = hits + misses + bypasses, always.
class CacheStatistics
{
public:
    /// The cache answered, and that saved @p timeSaved: what the fill had cost less what the hit cost.
    void countHit(HitClass hitClass, std::chrono::nanoseconds timeSaved);
    /// The cache was asked and could not answer; @p reason says why.
    void countMiss(ReasonCode reason);
    /// The cache was not asked, because of the statement, the session or the user's wish.
    void countBypass(ReasonCode reason);

    /// A run that was counted as a miss got the rows of another one that was on its way.
    void countJoined() { ++m_joined; }

    [[nodiscard]] qint64 requests() const { return m_hits + m_misses + m_bypasses; }
    [[nodiscard]] qint64 hits() const { return m_hits; }
    [[nodiscard]] qint64 misses() const { return m_misses; }
    [[nodiscard]] qint64 bypasses() const { return m_bypasses; }
    /// Their sum is hits().
    [[nodiscard]] qint64 byClass(HitClass hitClass) const { return m_byClass.at(size_t(hitClass)); }
    /// Among the misses.
    [[nodiscard]] qint64 joined() const { return m_joined; }
    /// Over all hits; negative when the database would have been quicker.
    [[nodiscard]] std::chrono::nanoseconds timeSaved() const { return m_timeSaved; }
    /// Misses and bypasses with this reason; the sum over all reasons is misses() + bypasses().
    [[nodiscard]] qint64 byReason(ReasonCode reason) const { return m_byReason.at(size_t(reason)); }
    /// Hits among the runs that asked the cache, from 0 to 1; 0 before the first.
    [[nodiscard]] double hitRatio() const;
    bool operator==(const CacheStatistics&) const = default;

private:
    qint64 m_hits = 0;
    qint64 m_misses = 0;
    qint64 m_bypasses = 0;
    qint64 m_joined = 0;
    std::chrono::nanoseconds m_timeSaved{0};
    std::array<qint64, size_t(HitClass::Rows) + 1> m_byClass{};
    std::array<qint64, size_t(ReasonCode::ConnectionClosed) + 1> m_byReason{};
};

} // namespace larder
