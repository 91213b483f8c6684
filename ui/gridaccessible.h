#pragma once

#include "models/gridselection.h"

#include <QAccessibleWidget>
#include <QHash>

namespace larder {

class GridState;
class ResultView;

/// A grid as screen readers see it: a table whose cells say the column and the value. A cell is made when it
/// is asked for, and only so many are kept; rows are counted as far as an int can.
class GridAccessible final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    /// Makes @p view accessible: screen readers hear of its current cell, its selection, rows and columns.
    static void serve(ResultView& view);
    /// Says the current cell of @p view, which has got the focus.
    static void announceFocus(ResultView& view);

    explicit GridAccessible(ResultView& view);
    ~GridAccessible() override;

    void* interface_cast(QAccessible::InterfaceType type) override;
    [[nodiscard]] QAccessibleInterface* focusChild() const override;
    [[nodiscard]] QAccessibleInterface* childAt(int x, int y) const override;
    [[nodiscard]] QAccessibleInterface* child(int index) const override;
    [[nodiscard]] int childCount() const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface* child) const override;

    [[nodiscard]] QAccessibleInterface* caption() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface* summary() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface* cellAt(int row, int column) const override;
    [[nodiscard]] int selectedCellCount() const override;
    /// The first some thousand of them.
    [[nodiscard]] QList<QAccessibleInterface*> selectedCells() const override;
    [[nodiscard]] QString columnDescription(int column) const override;
    [[nodiscard]] QString rowDescription(int row) const override;
    [[nodiscard]] int selectedColumnCount() const override { return int(selectedColumns().size()); }
    [[nodiscard]] int selectedRowCount() const override { return int(selectedRows().size()); }
    [[nodiscard]] int columnCount() const override;
    [[nodiscard]] int rowCount() const override;
    [[nodiscard]] QList<int> selectedColumns() const override;
    /// The first some thousand of them.
    [[nodiscard]] QList<int> selectedRows() const override;
    [[nodiscard]] bool isColumnSelected(int column) const override;
    [[nodiscard]] bool isRowSelected(int row) const override;
    bool selectRow(int row) override { return choose(row, 0, SelectUnit::Rows, true); }
    bool selectColumn(int column) override { return choose(0, column, SelectUnit::Columns, true); }
    bool unselectRow(int row) override { return choose(row, 0, SelectUnit::Rows, false); }
    bool unselectColumn(int column) override { return choose(0, column, SelectUnit::Columns, false); }
    void modelChange(QAccessibleTableModelChangeEvent* event) override;

private:
    [[nodiscard]] GridState& grid() const;
    [[nodiscard]] bool has(int row, int column) const;
    bool choose(int row, int column, SelectUnit unit, bool selected);
    void forgetCells() const;

    ResultView& m_view;
    // The cells that were made, by row and place.
    mutable QHash<std::pair<int, int>, QAccessible::Id> m_cells;
};

} // namespace larder
