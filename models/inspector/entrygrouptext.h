#pragma once

#include "models/inspector/entrygroups.h"

namespace larder {

// What the columns of a group of cache entries say.

/// "orders · 12 entries".
[[nodiscard]] QString groupNameText(const EntryGroup& group);

/// The sum of @p column, as an entry would say it; empty if it has none.
[[nodiscard]] QString groupSumText(const EntryGroup& group, EntryColumn column);

/// What @p column says of a group, in a sentence.
[[nodiscard]] QString groupHelp(EntryColumn column);

} // namespace larder
