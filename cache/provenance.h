#pragma once

#include "cache/reason.h"

#include <QByteArray>
#include <QDateTime>

#include <chrono>

namespace larder {

/// Who answered a run.
enum class Source {
    Database,
    /// A stored result, as it was.
    Cache,
    /// Rows that other results brought, found by their keys.
    RowCache,
    /// Stored rows and some fetched for what was missing.
    Partial,
};

/// What is known of the truth of a result at the moment it is shown.
enum class Freshness {
    /// Just read from the database.
    Live,
    /// From the cache, and the database was asked: nothing changed since it was stored.
    ProvenFresh,
    /// From the cache; whether it is still true was not asked or could not be answered.
    NotVerified,
    /// From the cache although a fresh answer should take its place; it is on its way.
    Stale,
    /// Read inside an open transaction: true for its snapshot only.
    Snapshot,
};

/// Whether the values of a result are those that the database holds.
enum class Fidelity {
    Exact,
    AsDelivered, ///< a driver that Larder doesn't know may have changed them on their way
};

/// How long the parts of one run took. Zero where a part did not happen.
struct RunTimings
{
    std::chrono::nanoseconds lookup{0};
    std::chrono::nanoseconds validate{0};
    std::chrono::nanoseconds execute{0};
    std::chrono::nanoseconds fetch{0};
    bool operator==(const RunTimings&) const = default;
};

/// Where a result on screen, in a file or on a console came from, how old it is and whether it is still true.
struct Provenance
{
    Source source = Source::Database;
    Freshness freshness = Freshness::Live;
    Fidelity fidelity = Fidelity::Exact;
    /// Why the cache did not answer; none on a hit.
    Reason reason = {};
    /// Why the answer was not kept although the request may be cached; none otherwise.
    Reason notStored = {};
    /// Why the rows can't be found one by one although that was asked for, so that the whole is stored.
    Reason notByRow = {};
    /// Whether the cache holds this result now.
    bool stored = false;
    /// The rows came with another run that asked the same and was on its way.
    bool joined = false;
    /// Of Source::Partial: how many rows were there, and how many the database was asked for.
    qint64 rowsCached = 0;
    qint64 rowsFetched = 0;
    QDateTime fetchedAt = {};
    /// When the database confirmed it; invalid unless it is proven fresh.
    QDateTime provenAt = {};
    std::chrono::milliseconds age{0};
    RunTimings timings = {};
    /// The digest of the request's key in hexadecimal; empty where the request can have none.
    QByteArray key = {};
    /// A comment that looks like a hint but can't be followed, as it stands; empty otherwise.
    QByteArray ignoredHint = {};

    /// What there is to say of an answer that is not stored: why it was not, else why the database was asked.
    [[nodiscard]] const Reason& whyNotStored() const { return notStored ? notStored : reason; }
    bool operator==(const Provenance&) const = default;
};

/// "database", "cache", "row cache", "partial": as scripts see it.
[[nodiscard]] QString sourceName(Source source);
/// "live", "proven fresh", "not verified", "stale", "snapshot": as scripts and people see it.
[[nodiscard]] QString freshnessName(Freshness freshness);
/// "exact", "as delivered": as scripts see it.
[[nodiscard]] QString fidelityName(Fidelity fidelity);

} // namespace larder
