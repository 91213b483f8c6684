#include "cache/cacheentry.h"

#include "cache/heapbytes.h"

#include <xxhash.h>

namespace larder {

// The names of the tables are shared with the facts, and the SQL of the key is that of the components.
qint64 CacheEntry::heapBytes() const
{
    qint64 bytes = sharedBytes<EntryFacts>() + facts->heapBytes() + result->byteSize()
        + larder::heapBytes(key.canonicalBytes()) + larder::heapBytes(stamp.tables) + larder::heapBytes(tags);
    if (rows)
        bytes += larder::heapBytes(rows->table) + larder::heapBytes(rows->keyColumns);
    if (schema)
        bytes += sharedBytes<Schema>() + schema->heapBytes();
    return bytes;
}

std::optional<Clock::TimePoint> CacheEntry::end() const
{
    if (pinned)
        return std::nullopt;
    std::optional<Clock::TimePoint> end;
    if (lifetime.hard)
        end = storedAt + *lifetime.hard;
    if (lifetime.idle)
        end = std::min(end.value_or(Clock::TimePoint::max()), usage.lastUsed + *lifetime.idle);
    return end;
}

Reason CacheEntry::endReason(Clock::TimePoint now) const
{
    const std::optional<Clock::TimePoint> over = end();
    if (!over || now < *over)
        return {};
    if (!lifetime.hard || now < storedAt + *lifetime.hard)
        return {ReasonCode::IdleTtl};
    return ttlReason();
}

Reason CacheEntry::ttlReason() const
{
    return {result->rowCount() == 0 ? ReasonCode::EmptyTtl : ReasonCode::Ttl};
}

// The tokens are random, so equal sums mean equal stamps.
quint64 CacheEntry::stampId() const
{
    if (!stamp.validator)
        return order;
    std::vector<quint64> parts{quint64(*stamp.validator), stamp.database.token};
    for (const Stamp::Table& table : stamp.tables) {
        parts.push_back(quint64(table.id));
        parts.push_back(table.token);
    }
    return XXH3_64bits(parts.data(), parts.size() * sizeof(quint64));
}

bool CacheEntry::isOutdated(Clock::TimePoint now) const
{
    return outdated || (lifetime.hard && !pinned && now - storedAt >= softEnd(*lifetime.hard));
}

} // namespace larder
