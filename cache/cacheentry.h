#pragma once

#include "cache/entryfacts.h"
#include "cache/ids.h"
#include "cache/lifetime.h"
#include "cache/provenance.h"
#include "cache/resultset.h"
#include "cache/rows/rowsource.h"
#include "cache/schema.h"
#include "cache/stamp.h"

#include <memory>

namespace larder {

/// What happened to an entry since it was stored. Inspection changes none of it.
struct EntryUsage
{
    /// Runs that this entry answered.
    qint64 hits = 0;
    QDateTime lastHit = {};
    /// Runs that asked for it and were not answered by it.
    qint64 misses = 0;
    /// When it was stored or last answered a run, by the steady clock.
    Clock::TimePoint lastUsed = {};
    /// Sum over the hits of fill cost minus hit cost; negative when asking the database would have been
    /// quicker.
    std::chrono::nanoseconds timeSaved{0};
    /// What it took to answer its hits from the cache.
    std::chrono::nanoseconds hitCost{0};
    /// When the database last confirmed the entry, if it ever did.
    QDateTime lastVerified = {};
    /// When a check by hand last did not bear it out, if one ever did not, and why.
    QDateTime lastRefuted = {};
    Reason refutation = {};
};

/// One stored answer with its metadata. What a snapshot looks at stands together, so that it reads as little
/// memory as it can: from the end of the stamp to the bytes.
struct CacheEntry
{
    Stamp stamp = {};
    EntryId id = {};
    /// Never null in a store.
    std::shared_ptr<const EntryFacts> facts;
    Clock::TimePoint storedAt = {};
    QDateTime storedWallTime = {};
    Lifetime lifetime = {};
    /// What the fill cost.
    RunTimings fill = {};
    EntryUsage usage = {};
    /// Never evicted, and without a time to live; expiring and changes end it all the same.
    bool pinned = false;
    /// Expired by hand but to be served until the fresh answer is there.
    bool outdated = false;
    /// Bytes counted against the budget: what it holds, its place in the store, its rows in files, and
    /// indexBytes.
    qint64 chargeBytes = 0;
    /// What its rows take where they are looked up by their keys.
    qint64 indexBytes = 0;
    CacheKey key;
    ResultPtr result;
    /// Set where it is what a database consists of; the result tells of it in short.
    SchemaPtr schema = {};
    /// Rises with each stamp that is taken; see RowFill::order.
    quint64 order = 0;
    /// Set where its rows can be found one by one.
    std::optional<RowSource> rows = std::nullopt;
    /// Of the run that stored it; see QueryRequest::tags.
    QByteArrayList tags = {};

    [[nodiscard]] std::chrono::nanoseconds fillCost() const { return fill.execute + fill.fetch; }
    /// When its time is over; missing when it has none.
    [[nodiscard]] std::optional<Clock::TimePoint> end() const;
    /// What it holds in the heap beside itself; texts that other entries share count in full.
    [[nodiscard]] qint64 heapBytes() const;
    /// Why its time is over at @p now; none while it is not.
    [[nodiscard]] Reason endReason(Clock::TimePoint now) const;
    /// What is told of it when it is too old.
    [[nodiscard]] Reason ttlReason() const;
    /// The same for entries with equal stamps; one without a validator has its own.
    [[nodiscard]] quint64 stampId() const;
    /// Whether it should be fetched anew behind what is served.
    [[nodiscard]] bool isOutdated(Clock::TimePoint now) const;
};

} // namespace larder
