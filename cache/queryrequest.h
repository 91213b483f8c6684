#pragma once

#include "cache/ids.h"
#include "cache/value.h"

#include <QByteArrayList>

#include <chrono>
#include <optional>
#include <vector>

namespace larder {

/// How an answer is stored: not at all, as one whole, or so that its rows can be found by their keys. What a
/// database consists of is stored as a Schema; no request for rows asks for that.
enum class Technique { Off, All, Individual, Schema };

/// When a stored result may be served: after the database confirmed it, at once with the check behind it, as
/// long as its time to live lasts, or never.
enum class FreshnessPolicy { Off, Verify, Instant, Ttl };

/// Which way around the cache one run takes.
enum class RunMode {
    /// Cache first, as the policy says.
    Cached,
    /// Ask the database and replace what the cache holds.
    Fresh,
    /// Ask the database, and leave what the cache holds as it is.
    Uncached,
    /// Never ask the database: what the cache holds, or an error.
    CachedOnly,
};

/// One statement to be answered, by the cache or by the database.
struct QueryRequest
{
    ConnectionId connection = {};
    /// One SQL statement, UTF-8, as the user wrote it.
    QByteArray sql;
    std::vector<Parameter> parameters = {};
    Technique technique = Technique::All;
    FreshnessPolicy policy = FreshnessPolicy::Verify;
    RunMode mode = RunMode::Cached;
    /// Why the mode goes around the cache, for its reason; empty for the user's wish.
    QString purpose = {};
    /// Of a run that goes around the cache: a panel asks, so nothing is counted, and EventKind::Asked tells.
    bool quiet = false;
    /// How long the stored result lives; without it, as long as nothing else ends it.
    std::optional<std::chrono::milliseconds> ttl = std::nullopt;
    /// The stored result goes when nobody asked for it so long.
    std::optional<std::chrono::milliseconds> idleTtl = std::nullopt;
    /// The most rows to fetch; 0 for all.
    qint64 rowLimit = 0;
    /// A statement that the database has not ended by then is cancelled, and the run fails; no part of the
    /// key.
    std::optional<std::chrono::milliseconds> timeout = std::nullopt;
    /// Words to expire the stored result by; no part of the key.
    QByteArrayList tags = {};
};

} // namespace larder
