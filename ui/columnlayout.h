#pragma once

#include <QObject>

#include <functional>

class QAbstractItemView;
class QHeaderView;
class QMenu;
class QTableView;

namespace larder {

/// Lays out the columns of a table: one of them takes the room that the others leave, down to its least
/// width, until the user sizes it. The user may move, size, hide and show columns; the last visible one
/// stays.
class ColumnLayout final : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p view, whose model must be set. @p defaultWidth tells the width of a column in pixels,
    /// for
    /// @p elasticColumn the least one.
    /// Columns of which @p isShownAtFirst says no are hidden until the user shows them.
    ColumnLayout(
        QTableView* view, int elasticColumn, std::function<int(int column)> defaultWidth,
        std::function<bool(int column)> isShownAtFirst = [](int) { return true; });

    /// Lays out the columns of @p view from now on, whose model has the same ones, as those of the view
    /// before.
    void setView(QAbstractItemView* view, QHeaderView* header);
    /// The columns in the order of the model, at their default widths, sorted as they are.
    void reset();
    /// "Columns": an item per column to show or hide it, and one to reset.
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    /// Shows @p menu at its end.
    void addMenu(QMenu* menu) { m_menus << menu; }

    [[nodiscard]] QByteArray saveState() const;
    /// Order, widths, visibility and sorting as saved; false, and nothing changed, if @p state is not of this
    /// table.
    bool restoreState(const QByteArray& state);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// Of which the header says nothing.
    void restored();

private:
    void watch();
    void createMenu();
    void fillMenu();
    void fillSortMenu();
    void protectLast();
    /// Sizes the elastic column to what is left of the view.
    void fit();
    void setShown(int column, bool show);
    void sectionResized(int column);

    QAbstractItemView* m_view;
    QHeaderView* m_header;
    QMenu* m_menu = nullptr;
    QMenu* m_sortMenu = nullptr;
    QList<QMenu*> m_menus = {};
    int m_elasticColumn;
    std::function<int(int)> m_defaultWidth;
    std::function<bool(int)> m_isShownAtFirst;
    /// Until the user sizes the elastic column.
    bool m_elastic = true;
    bool m_fitting = false;
};

} // namespace larder
