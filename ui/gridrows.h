#pragma once

#include <QtGlobal>

namespace larder {

/// Where rows of one height stand in a view, by arithmetic on 64-bit numbers: no memory and no time that
/// grows with the rows. The first row in view is always shown from its top.
class GridRows
{
public:
    void setCount(qint64 count);
    /// Both in pixels; @p rowHeight is at least 1.
    void setHeights(int rowHeight, int viewHeight);
    /// Shows @p row first, or the nearest that leaves no room behind the last row.
    void setTop(qint64 row);

    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    [[nodiscard]] qint64 top() const { return m_top; }
    /// The last row of which anything is in view; -1 if there is none.
    [[nodiscard]] qint64 last() const;
    /// How many rows fit as a whole, at least one.
    [[nodiscard]] qint64 page() const;
    /// The row at @p y of the view; -1 where there is none.
    [[nodiscard]] qint64 rowAt(int y) const;
    /// The upper edge of @p row in the view, far outside of it at most.
    [[nodiscard]] int y(qint64 row) const;
    /// The first row nearest to that of now with which @p row is in view as a whole.
    [[nodiscard]] qint64 topToShow(qint64 row) const;

    /// A scroll bar counts rows, or equal parts of them where they are more than an int can count.
    [[nodiscard]] int barMaximum() const;
    [[nodiscard]] int barValue() const;
    [[nodiscard]] int barPage() const;
    [[nodiscard]] qint64 topOfBar(int value) const;

private:
    [[nodiscard]] qint64 lastTop() const { return qMax<qint64>(0, m_count - page()); }
    [[nodiscard]] qint64 rowsOfBarStep() const;

    qint64 m_count = 0;
    qint64 m_top = 0;
    int m_rowHeight = 1;
    int m_viewHeight = 0;
};

} // namespace larder
