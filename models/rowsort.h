#pragma once

#include "models/rowtask.h"

#include <vector>

namespace larder {

struct SortKey
{
    int column = 0;
    Qt::SortOrder order = Qt::AscendingOrder;
    bool operator==(const SortKey&) const = default;
};

enum class NullsPlace { Last, First };
/// By the bytes, or as the desktop's language orders words.
enum class TextOrder { Binary, Locale };

struct SortRules
{
    std::vector<SortKey> keys; ///< the most significant first
    NullsPlace nulls = NullsPlace::Last;
    TextOrder text = TextOrder::Binary;
    bool operator==(const SortRules&) const = default;
};

/// @p rows of @p result in the order of @p rules; rows that are equal keep theirs. Numbers are compared by
/// value, stand before texts, and these before BLOBs, as in SQLite (https://www.sqlite.org/datatype3.html,
/// "Sort Order"); NaN is above all numbers. In a column that holdsDecimals() texts that are decimals count as
/// numbers. NULLs stand where the rules say, whatever the direction. Nullopt
/// once @p task is stopped. Any thread.
///
/// Integers and doubles cost a radix sort, texts a merge sort of their first 8 bytes that looks at the rest
/// where those are equal; in the order of a language each text costs a sort key besides.
[[nodiscard]] std::optional<RowOrder> sortedRows(
    const ResultSet& result, RowOrder rows, const SortRules& rules, const RowTask& task);

} // namespace larder
