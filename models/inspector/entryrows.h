#pragma once

#include "cache/entryinfo.h"
#include "models/inspector/connectionnames.h"
#include "models/inspector/entrycolumn.h"

#include <span>

namespace larder {

/// The list of cache entries as rows, for files and other programs: whole texts, moments by ISO 8601, plain
/// numbers in the units that the names of the columns say. From any thread.
[[nodiscard]] ResultPtr entryRows(
    std::span<const EntryInfo> entries, std::span<const EntryColumn> columns, const ConnectionNames& names);

} // namespace larder
