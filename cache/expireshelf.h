#pragma once

#include "cache/cacheentry.h"

#include <deque>
#include <unordered_set>

namespace larder {

/// Keeps for a while what was expired by hand, so that it can be taken back (CACHE.md, "expire"). It holds
/// what the last expire took out, and no more bytes than it was given: the oldest is given up first.
class ExpireShelf
{
public:
    static constexpr std::chrono::seconds kKeptFor{10};

    explicit ExpireShelf(qint64 mostBytes) : m_mostBytes(mostBytes) { }

    /// What comes from now on belongs to another expire, until @p deadline.
    void begin(Clock::TimePoint deadline);
    void keep(CacheEntry entry, Clock::TimePoint now);
    /// There is a newer answer, or somebody wants one: what has @p digest is not to be had again. O(1).
    void drop(const CacheKey::Digest& digest);
    /// Empties the shelf: what is still to be had at @p now.
    [[nodiscard]] std::vector<CacheEntry> takeAll(Clock::TimePoint now);
    [[nodiscard]] bool isOpen(Clock::TimePoint now) const { return m_deadline && now < *m_deadline; }

private:
    std::deque<CacheEntry> m_entries;
    std::unordered_set<CacheKey::Digest, DigestHash> m_dropped;
    std::optional<Clock::TimePoint> m_deadline;
    qint64 m_bytes = 0;
    qint64 m_mostBytes;
};

} // namespace larder
