#pragma once

#include "ui/inspector/entrytreemodel.h"

#include <QItemSelection>

#include <limits>

namespace larder {

// What is selected in the tree of the cache entries.

/// The entries that @p selection means, in the order in which they are sorted, but no more than @p most. A
/// group means its entries, unless something below it is selected by itself.
[[nodiscard]] std::vector<EntryInfo> entriesIn(const EntryTreeModel& tree, const QItemSelection& selection,
    size_t most = std::numeric_limits<size_t>::max());

/// The ids of the entries that are selected by themselves, ascending; also while the tree is being updated.
[[nodiscard]] std::vector<EntryId> idsIn(const EntryTreeModel& tree, const QItemSelection& selection);

/// A row of each of @p ids that is shown, in its first group, whose rows are made if they have not been.
[[nodiscard]] QItemSelection rowsOf(EntryTreeModel& tree, const std::vector<EntryId>& ids);

} // namespace larder
