#include "cache/entryinfo.h"

#include <algorithm>

namespace larder {

namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

std::optional<milliseconds> hardLeft(const CacheEntry& entry, Clock::TimePoint now)
{
    if (!entry.lifetime.hard || entry.pinned)
        return std::nullopt;
    return *entry.lifetime.hard - duration_cast<milliseconds>(now - entry.storedAt);
}

std::optional<milliseconds> idleLeft(const CacheEntry& entry, Clock::TimePoint now)
{
    if (!entry.lifetime.idle || entry.pinned)
        return std::nullopt;
    return *entry.lifetime.idle - duration_cast<milliseconds>(now - entry.usage.lastUsed);
}

} // namespace

void describe(const CacheEntry& entry, Clock::TimePoint now, EntryInfo& info)
{
    info.id = entry.id;
    info.pinned = entry.pinned;
    info.outdated = entry.isOutdated(now);
    // Counting the owners of what is shared is the dearest part.
    if (info.facts != entry.facts)
        info.facts = entry.facts;
    info.bytes = entry.chargeBytes;
    info.created = entry.storedWallTime;
    info.provenAt = entry.usage.lastVerified.isValid() ? entry.usage.lastVerified : entry.storedWallTime;
    info.age = duration_cast<milliseconds>(now - entry.storedAt);
    info.ttlLeft = hardLeft(entry, now);
    info.idleLeft = idleLeft(entry, now);
    info.hits = entry.usage.hits;
    info.lastHit = entry.usage.lastHit;
    info.misses = entry.usage.misses;
    info.fillCost = entry.fillCost();
    info.timeSaved = entry.usage.timeSaved;
    info.hitCost = entry.usage.hitCost / std::max<qint64>(1, entry.usage.hits);
    info.refutedAt = entry.usage.lastRefuted;
    info.refutation = entry.usage.refutation;
    if (info.tags.constData() != entry.tags.constData())
        info.tags = entry.tags;
    info.evictionRank = 0;
    info.reason = entry.endReason(now);
    if (info.reason)
        info.state = EntryState::Expired;
    else
        info.state = entry.stamp.validator ? EntryState::Proven : EntryState::Unverifiable;
}

} // namespace larder
