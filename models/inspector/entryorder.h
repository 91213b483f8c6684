#pragma once

#include "models/inspector/cacheentrymodel.h"
#include "models/inspector/entryfilter.h"

#include <optional>
#include <vector>

namespace larder {

/// What of the entries is shown, and in which order.
struct EntryArrangement
{
    EntryFilter filter = {};
    /// Sorted by its raw value; missing: as they were stored.
    std::optional<EntryColumn> column = std::nullopt;
    Qt::SortOrder order = Qt::AscendingOrder;
};

/// The rows of @p model that @p arrangement shows, in its order; of equal ones the one stored first comes
/// first, or last in descending order. O(n log n), by keys that are taken once; O(n) where @p before are rows
/// in the order of the same column already, by texts that never change.
[[nodiscard]] std::vector<int> entryOrder(
    const CacheEntryModel& model, const EntryArrangement& arrangement, const std::vector<int>& before = {});

/// By row of the entries @p before: its row among those of @p now, -1 if it has gone. Ids ascend; O(n).
[[nodiscard]] std::vector<int> movedRows(const std::vector<EntryId>& before, const std::vector<EntryId>& now);

/// The different texts of @p column, where an entry may have several, sorted; no more than some hundred.
[[nodiscard]] QStringList entryFilterValues(const CacheEntryModel& model, EntryColumn column);

} // namespace larder
