#pragma once

#include "cache/entryinfo.h"
#include "models/inspector/entrycolumn.h"

namespace larder {

// What cache entries are sorted by: raw values, not what the cells say.

/// Whether @p column is sorted by a text; all others are by a number.
[[nodiscard]] bool isText(EntryColumn column);

/// Bytes, milliseconds since the epoch, milliseconds of age and of TTL, nanoseconds of cost. No TTL sorts as
/// the longest, no last hit as the oldest, no rank as the last.
[[nodiscard]] qint64 entrySortNumber(const EntryInfo& entry, EntryColumn column);

/// Empty for a column that is no text, and for the connection, whose name is not known here.
[[nodiscard]] QString entrySortText(const EntryInfo& entry, EntryColumn column);

} // namespace larder
