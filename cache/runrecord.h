#pragma once

#include "cache/cachekey.h"
#include "cache/error.h"
#include "cache/provenance.h"
#include "cache/sql/sqldialect.h"

namespace larder {

/// How a run ended, without its rows: what can be told of it later.
struct RunRecord
{
    RunId run = {};
    QDateTime time = {};
    /// With what a hint in the statement asks for.
    QueryRequest request = {};
    SqlDialect dialect = SqlDialect::Generic;
    /// Of its key, also where the cache was not asked.
    KeyComponents components = {};
    Provenance provenance = {};
    std::optional<Error> error = std::nullopt;
    bool cancelled = false;
    /// It is what came of the check behind an answer that was given before.
    bool isCheck = false;
    std::optional<qint64> rows = std::nullopt;
    /// Whether what other programs change since is heard of.
    bool isFollowed = true;
    /// What answered, or was stored; none if nothing.
    EntryId entry = {};
    /// The number of the last event before it.
    quint64 lastEvent = 0;
};

} // namespace larder
