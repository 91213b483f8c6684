#pragma once

#include <QtGlobal>

#include <vector>

namespace larder {

/// A cell by the row as it is shown, from 0, and the column of the result, from 0.
struct CellPosition
{
    qint64 row = 0;
    int column = 0;
    bool operator==(const CellPosition&) const = default;
};

/// A rectangle of cells, both ends included. Rows count as they are shown, columns by their places in
/// CellSelection::columns.
struct CellRange
{
    qint64 top = 0;
    qint64 bottom = 0;
    int left = 0;
    int right = 0;
    bool operator==(const CellRange&) const = default;

    [[nodiscard]] qint64 cellCount() const { return (bottom - top + 1) * (right - left + 1); }
};

/// What is selected in a grid whose columns may be moved and hidden.
struct CellSelection
{
    /// The columns of the result in the order in which they are shown; hidden ones are left out.
    std::vector<int> columns = {};
    /// They don't overlap.
    std::vector<CellRange> ranges = {};
    bool operator==(const CellSelection&) const = default;

    [[nodiscard]] qint64 cellCount() const
    {
        qint64 cells = 0;
        for (const CellRange& range : ranges)
            cells += range.cellCount();
        return cells;
    }
};

} // namespace larder
