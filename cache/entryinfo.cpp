#include "cache/entryinfo.h"

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kEmptyResultTtl = 30s;

std::optional<std::chrono::milliseconds> effectiveTtl(const CacheEntry& entry)
{
    if (entry.result->rowCount() > 0)
        return entry.ttl;
    return std::min(entry.ttl.value_or(kEmptyResultTtl), kEmptyResultTtl);
}

std::chrono::milliseconds ageOf(const CacheEntry& entry, Clock::TimePoint now)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(now - entry.storedAt);
}

EntryState stateOf(const CacheEntry& entry, Clock::TimePoint now)
{
    const auto left = ttlLeft(entry, now);
    if (left && *left <= 0ms)
        return EntryState::Expired;
    return entry.stamp.validator ? EntryState::Proven : EntryState::Unverifiable;
}

} // namespace

std::optional<std::chrono::milliseconds> ttlLeft(const CacheEntry& entry, Clock::TimePoint now)
{
    const auto ttl = effectiveTtl(entry);
    if (!ttl)
        return std::nullopt;
    return *ttl - ageOf(entry, now);
}

EntryInfo entryInfo(const CacheEntry& entry, Clock::TimePoint now)
{
    EntryInfo info;
    info.id = entry.id;
    info.state = stateOf(entry, now);
    info.sql = entry.sql;
    info.parameters = entry.components.parameters;
    info.technique = entry.components.technique;
    for (const Stamp::Table& table : entry.stamp.tables)
        info.tables.push_back(table.name);
    info.rows = entry.result->rowCount();
    info.columns = entry.result->columnCount();
    info.bytes = entry.chargeBytes;
    info.created = entry.storedWallTime;
    info.provenAt = entry.usage.lastVerified.isValid() ? entry.usage.lastVerified : entry.storedWallTime;
    info.age = ageOf(entry, now);
    info.ttlLeft = ttlLeft(entry, now);
    info.hits = entry.usage.hits;
    info.lastHit = entry.usage.lastHit;
    info.fillCost = entry.fillCost();
    info.timeSaved = entry.usage.timeSaved;
    info.key = entry.key.hex();
    return info;
}

} // namespace larder
