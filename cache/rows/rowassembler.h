#pragma once

#include "cache/rows/rowmatch.h"

namespace larder {

/// A result of the rows in @p rows, whose layouts are not empty: the columns in the order in which they were
/// wanted, called as the table or the statement calls them. The very result of an entry where the rows are
/// all of it, else a copy: O(cells).
[[nodiscard]] ResultPtr assembledRows(const RowSet& rows);

/// What rows that were asked for again say of the list that they belong to.
enum class RefillVerdict {
    Same, ///< the list is as it was
    Changed, ///< a row has another value: a condition or an order may no longer hold
    Gone, ///< a row did not come back, or has other columns
};

/// Compares the rows @p numbers of @p list with those of @p refill that have the same keys, which both have
/// in the columns @p keyColumns. O(cells).
[[nodiscard]] RefillVerdict refillVerdict(const ResultSet& list, const std::vector<qint64>& numbers,
    const std::vector<int>& keyColumns, const ResultSet& refill);

} // namespace larder
