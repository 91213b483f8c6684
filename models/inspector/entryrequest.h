#pragma once

#include "cache/entryinfo.h"
#include "cache/queryrequest.h"

namespace larder {

/// What sends the statement of @p entry over @p connection once more, as it was asked for: a panel asks,
/// for @p purpose, which counts as no run of the user's.
[[nodiscard]] QueryRequest requestAgain(
    const EntryInfo& entry, ConnectionId connection, RunMode mode, const QString& purpose);

} // namespace larder
