#pragma once

#include "cache/cacheentry.h"

namespace larder {

/// What is known of an entry's truth without asking the database.
enum class EntryState {
    /// The database confirmed it, or it was read from it, at EntryInfo::provenAt, and no change has been
    /// heard
    /// of since.
    Proven,
    /// The database may have changed since, or rows of it have to be asked for again.
    Doubtful,
    /// It can't be confirmed: the database gave no token when it was stored.
    Unverifiable,
    /// It will not be served any more: EntryInfo::reason says why.
    Expired,
};

/// A cache entry as the inspector shows it: what never changes is shared with it, the rest are copies of
/// plain values. Taking one is quiet, it changes no counter, no recency and no time to live. Equal only to
/// one of the same entry.
struct EntryInfo
{
    EntryId id = {};
    EntryState state = EntryState::Proven;
    /// Of EntryState::Expired and EntryState::Doubtful.
    Reason reason = {};
    bool pinned = false;
    /// A fresh answer should take its place, by its age or by somebody's wish; see EntryUsage.
    bool outdated = false;
    std::shared_ptr<const EntryFacts> facts;
    qint64 bytes = 0;
    QDateTime created = {};
    QDateTime provenAt = {};
    std::chrono::milliseconds age{0};
    /// Missing when the entry has no time to live.
    std::optional<std::chrono::milliseconds> ttlLeft = std::nullopt;
    /// The same for its idle time.
    std::optional<std::chrono::milliseconds> idleLeft = std::nullopt;
    qint64 hits = 0;
    QDateTime lastHit = {};
    qint64 misses = 0;
    std::chrono::nanoseconds fillCost{0};
    std::chrono::nanoseconds timeSaved{0};
    /// Of one hit, on the average.
    std::chrono::nanoseconds hitCost{0};
    /// When somebody last had it checked and it was not borne out, and why; invalid if that never was.
    QDateTime refutedAt = {};
    Reason refutation = {};
    QByteArrayList tags = {};
    /// 1 for the one that would be evicted next; 0 where nobody asked (see CacheStore::evictionOrder()).
    int evictionRank = 0;

    bool operator==(const EntryInfo&) const = default;
};

/// Makes @p info, which may be of any entry, that of @p entry as it is at @p now.
void describe(const CacheEntry& entry, Clock::TimePoint now, EntryInfo& info);

} // namespace larder
