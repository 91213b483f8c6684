#pragma once

#include "cache/cacheentry.h"

#include <QByteArrayList>

namespace larder {

/// What is known of an entry's truth without asking the database.
enum class EntryState {
    /// The database confirmed it, or it was read from it, at EntryInfo::provenAt, and no change has been
    /// heard
    /// of since.
    Proven,
    /// The database has changed since, nobody knows whether in a way that matters.
    Doubtful,
    /// It can't be confirmed: the database gave no token when it was stored.
    Unverifiable,
    /// It will not be served any more: EntryInfo::reason says why.
    Expired,
};

/// A cache entry as the inspector shows it: a copy of plain values. Taking one is quiet, it changes no
/// counter, no recency and no time to live.
struct EntryInfo
{
    EntryId id = {};
    EntryState state = EntryState::Proven;
    /// Of EntryState::Expired.
    Reason reason = {};
    bool pinned = false;
    /// A fresh answer should take its place, by its age or by somebody's wish; see EntryUsage.
    bool outdated = false;
    QByteArray sql;
    std::vector<Parameter> parameters = {};
    Technique technique = Technique::All;
    QByteArrayList tables = {};
    qint64 rows = 0;
    int columns = 0;
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
    std::chrono::nanoseconds fillCost{0};
    std::chrono::nanoseconds timeSaved{0};
    QByteArray key = {};

    bool operator==(const EntryInfo&) const = default;
};

/// The entry as it is at @p now.
[[nodiscard]] EntryInfo entryInfo(const CacheEntry& entry, Clock::TimePoint now);

} // namespace larder
