#pragma once

#include "models/arrangedrows.h"
#include "models/gridselection.h"
#include "ui/gridcolumns.h"
#include "ui/gridrows.h"

#include <QRect>

namespace larder {

/// What a grid shows and where: the rows, the columns, how far both have scrolled, and what is selected. Its
/// view, header, mouse and keys all work on it and hear of each other by its signals. It reckons from left to
/// right; only the points and areas that it takes and gives are mirrored where the layout is.
class GridState final : public QObject
{
    Q_OBJECT

public:
    explicit GridState(QObject* parent);

    /// Shows @p rows. A later snapshot of the run on screen leaves everything where it is; the same columns
    /// as before keep their widths, order and places.
    void setRows(ArrangedRows rows);
    [[nodiscard]] const ArrangedRows& rows() const { return m_rows; }
    [[nodiscard]] GridColumns& columns() { return m_columns; }
    [[nodiscard]] const GridColumns& columns() const { return m_columns; }
    [[nodiscard]] const GridRows& lines() const { return m_lines; }
    [[nodiscard]] const GridSelection& selection() const { return m_selection; }

    /// The size of the view, the height of a row, and the pixels at its left that hold the rows' numbers. A
    /// current cell that is in view stays so.
    void setView(QSize size, int rowHeight, int gutter);
    [[nodiscard]] QSize viewSize() const { return m_viewSize; }
    /// Whether the columns, and the numbers of the rows before them, run from right to left.
    void setMirrored(bool mirrored);
    [[nodiscard]] bool isMirrored() const { return m_mirrored; }
    /// A place in the view as if nothing were mirrored, or back.
    [[nodiscard]] QPoint mirrored(QPoint point) const;
    [[nodiscard]] QRect mirrored(const QRect& area) const;
    [[nodiscard]] int gutter() const { return m_gutter; }
    /// How many pixels the columns have scrolled, and the most that they can.
    [[nodiscard]] int scroll() const { return m_scroll; }
    [[nodiscard]] int lastScroll() const;
    void scrollToRow(qint64 top);
    void scrollToPixel(int x);
    /// Scrolls until the cell is in view.
    void show(GridPlace at);

    /// As GridSelection, and the current cell comes into view as far as the unit asks for it.
    void select(GridPlace at, SelectUnit unit, SelectMode mode);
    void selectAll();

    [[nodiscard]] bool isEmpty() const { return m_lines.count() == 0 || m_columns.shown().empty(); }
    /// The cell at @p point of the view.
    [[nodiscard]] std::optional<GridPlace> placeAt(QPoint point) const;
    /// The same, or the nearest cell in view; the grid must not be empty.
    [[nodiscard]] GridPlace nearest(QPoint point) const;
    /// Without the lines of the grid; far outside of the view at most.
    [[nodiscard]] QRect area(GridPlace at) const;
    [[nodiscard]] CellPosition position(GridPlace at) const;
    /// Nothing if the column is hidden.
    [[nodiscard]] std::optional<GridPlace> place(CellPosition position) const;

Q_SIGNALS:
    /// The result has other columns than the one before.
    void columnsReset();
    /// Other rows, or more of them.
    void rowsChanged();
    void scrolled();
    void selectionChanged();
    /// Another cell is current, or the same has another value.
    void currentChanged();

private:
    void movePlaces(const std::vector<int>& places);
    [[nodiscard]] bool continuesWith(const ArrangedRows& next) const;

    ArrangedRows m_rows;
    GridColumns m_columns;
    std::vector<ColumnInfo> m_infos;
    GridRows m_lines;
    GridSelection m_selection;
    QSize m_viewSize;
    int m_gutter = 0;
    int m_scroll = 0;
    bool m_mirrored = false;
};

} // namespace larder
