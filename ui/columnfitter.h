#pragma once

#include "models/arrangedrows.h"

#include <vector>

namespace larder {

class GridPainter;
class GridState;
class ResultHeader;

/// Gives the columns of a grid the widths that their values need: bounded for text, full for integers, since
/// a key that is cut is a wrong key. Leaves alone a column that the user has sized.
class ColumnFitter
{
public:
    ColumnFitter(GridState& state, const ResultHeader& header);

    /// Columns of other names: sizes them by their headers. Widths are measured by @p painter from now on.
    void start(const GridPainter& painter);
    /// The same for another font, in which widths that the user chose hold as many characters as before.
    void changeFont(const GridPainter& painter);
    /// Widens columns for the first page of the rows.
    void fitFirstPage();
    /// Widens columns for the last page of the rows.
    void fitLastPage();
    /// Widens the visible columns until the integers of the visible rows can be read.
    void fitVisibleIntegers();
    /// Sizes @p column by its header, and the first, the last and the visible rows, also if the user had
    /// sized it.
    void fitColumn(int column);

private:
    void widen(int column, qint64 firstRow, qint64 endRow, bool integersOnly = false);
    void widenAll(qint64 firstRow, qint64 endRow);
    [[nodiscard]] int startWidth(int column) const;
    [[nodiscard]] int widthOf(const Cell& cell) const;
    [[nodiscard]] int longestWidth() const;

    GridState& m_state;
    const ResultHeader& m_header;
    const GridPainter* m_painter = nullptr;
    // By column.
    std::vector<int> m_widths;
};

} // namespace larder
