#pragma once

#include "cache/rows/rowmatch.h"

namespace larder {

/// A result of the rows in @p rows, whose layouts are not empty: the columns in the order in which they were
/// wanted, called as the table or the statement calls them. The very result of an entry where the rows are
/// all of it, else a copy: O(cells).
[[nodiscard]] ResultPtr assembledRows(const RowSet& rows);

/// A result some of whose rows were asked for again.
struct MergedRows
{
    /// Null if a row did not come back, or has other columns: the statement has to be run again.
    ResultPtr result = {};
    /// The rows that came back hold another value; a condition or an order may no longer hold.
    bool differs = false;
};

/// @p list with the rows @p numbers (rising) replaced by those of @p refill that have the same keys, which
/// both have in the columns @p keyColumns. Both have the same columns of one table. O(cells).
[[nodiscard]] MergedRows mergedRows(const ResultSet& list, const std::vector<qint64>& numbers,
    const std::vector<int>& keyColumns, const ResultSet& refill);

} // namespace larder
