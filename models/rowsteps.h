#pragma once

#include <cstddef>
#include <vector>

namespace larder {

/// Rows [begin, end).
struct RowRange
{
    int begin = 0;
    int end = 0;
    bool operator==(const RowRange&) const = default;
};

/// The runs of rows below @p count of which @p isMeant says so, asked of each in rising order.
template <typename IsMeant>
[[nodiscard]] std::vector<RowRange> runsIn(size_t count, const IsMeant& isMeant)
{
    std::vector<RowRange> runs;
    for (size_t row = 0; row < count; ++row) {
        if (!isMeant(row))
            continue;
        if (runs.empty() || runs.back().end != int(row))
            runs.push_back({int(row), int(row)});
        ++runs.back().end;
    }
    return runs;
}

/// How one list of rows becomes another in few steps that views can be told of, in the order of the members:
/// what goes is gathered at the end, if it stands in many places, and goes; what stays is put in order; what
/// is new comes, at the end, if it belongs to many places, and then finds them by one more order. An order
/// says for each row which one it was before; it is empty where no row moves.
struct RowSteps
{
    std::vector<int> gathering;
    /// The last one goes first, so that those before it stay true.
    std::vector<RowRange> removals;
    std::vector<int> order;
    /// Ascending, each as it is when those before it have come.
    std::vector<RowRange> insertions;
    /// What comes, one insertion after the other.
    std::vector<int> inserted;
    std::vector<int> finalOrder;
};

/// From @p shown to @p wanted, neither of which has a value twice; what is below 0 in @p shown goes. @p
/// places has an element for each value, all of them -1, and is left so. Linear.
[[nodiscard]] RowSteps rowSteps(
    const std::vector<int>& shown, const std::vector<int>& wanted, std::vector<int>& places);

/// @p rows in the order that @p order says.
[[nodiscard]] std::vector<int> inOrder(const std::vector<int>& rows, const std::vector<int>& order);

/// By row before @p order: where it is behind it.
[[nodiscard]] std::vector<int> placesAfter(const std::vector<int>& order);

} // namespace larder
