#pragma once

#include "cache/entryinfo.h"
#include "cache/queryrequest.h"

namespace larder {

/// What sends the statement of @p entry over @p connection once more, as it was asked for.
[[nodiscard]] QueryRequest requestAgain(const EntryInfo& entry, ConnectionId connection, RunMode mode);

} // namespace larder
