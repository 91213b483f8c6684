#pragma once

#include "cache/cachekey.h"
#include "cache/clock.h"
#include "cache/databaseport.h"
#include "cache/provenance.h"
#include "cache/resultset.h"

#include <optional>

namespace larder {

/// What an answer depended on, read before the statement was sent.
struct Stamp
{
    struct Table
    {
        QByteArray name;
        quint64 token = 0;
    };

    std::vector<Table> tables = {};
    quint64 databaseToken = 0;
    /// Missing when the database could not tell; such an entry can't be proven fresh.
    std::optional<ValidatorToken> validator = std::nullopt;
};

/// What happened to an entry since it was stored. Inspection changes none of it.
struct EntryUsage
{
    /// Runs that this entry answered.
    qint64 hits = 0;
    QDateTime lastHit = {};
    /// Sum over the hits of fill cost minus hit cost; negative when asking the database would have been
    /// quicker.
    std::chrono::nanoseconds timeSaved{0};
    /// When the database last confirmed the entry, if it ever did.
    QDateTime lastVerified = {};
};

/// One stored answer with its metadata.
struct CacheEntry
{
    EntryId id = {};
    CacheKey key;
    KeyComponents components;
    /// The statement as the user wrote it.
    QByteArray sql;
    ResultPtr result;
    Stamp stamp;
    Clock::TimePoint storedAt = {};
    QDateTime storedWallTime = {};
    std::optional<std::chrono::milliseconds> ttl = std::nullopt;
    /// What the fill cost.
    RunTimings fill = {};
    EntryUsage usage = {};
    /// Bytes counted against the budget.
    qint64 chargeBytes = 0;

    [[nodiscard]] std::chrono::nanoseconds fillCost() const { return fill.execute + fill.fetch; }
};

} // namespace larder
