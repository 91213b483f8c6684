#include "ui/gridaccessible.h"

#include "models/celltext.h"
#include "ui/accessiblecell.h"
#include "ui/gridstate.h"
#include "ui/resultview.h"

#include <algorithm>
#include <limits>

namespace larder {

namespace {

constexpr qsizetype kMostCells = 2'000;
constexpr int kMostListed = 1'000;
// Leaves room for the widgets among the children of a view.
constexpr int kMostNumbered = std::numeric_limits<int>::max() - 1'000;

QAccessibleInterface* interfaceOf(const QString&, QObject* object)
{
    auto* const view = qobject_cast<ResultView*>(object);
    return view ? new GridAccessible(*view) : nullptr;
}

// Before the first view: what asks for one while it is being made must not get an interface without cells.
void installFactory()
{
    QAccessible::installFactory(interfaceOf);
}
Q_COREAPP_STARTUP_FUNCTION(installFactory)

int bounded(qint64 number)
{
    return int(std::min<qint64>(number, std::numeric_limits<int>::max()));
}

void announceCurrent(ResultView& view)
{
    if (!QAccessible::isActive() || !view.hasFocus())
        return;
    const QAccessibleInterface* const table = QAccessible::queryAccessibleInterface(&view);
    const QAccessibleInterface* const cell = table->focusChild();
    if (!cell)
        return;
    QAccessibleEvent event(&view, QAccessible::Focus);
    event.setChild(table->indexOfChild(cell));
    QAccessible::updateAccessibility(&event);
}

void announceSelection(ResultView& view)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(&view, QAccessible::SelectionWithin);
    QAccessible::updateAccessibility(&event);
}

void announceTable(ResultView& view)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleTableModelChangeEvent event(&view, QAccessibleTableModelChangeEvent::ModelReset);
    QAccessible::updateAccessibility(&event);
}

} // namespace

void GridAccessible::serve(ResultView& view)
{
    QObject::connect(&view.state(), &GridState::currentChanged, &view, [&view] { announceCurrent(view); });
    QObject::connect(
        &view.state(), &GridState::selectionChanged, &view, [&view] { announceSelection(view); });
    QObject::connect(&view.state(), &GridState::rowsChanged, &view, [&view] { announceTable(view); });
    QObject::connect(
        &view.state().columns(), &GridColumns::placesChanged, &view, [&view] { announceTable(view); });
}

void GridAccessible::announceFocus(ResultView& view)
{
    // Qt names the grid itself, but only after it has told it of the focus.
    QMetaObject::invokeMethod(
        &view, [&view] { announceCurrent(view); }, Qt::QueuedConnection);
}

GridAccessible::GridAccessible(ResultView& view) : QAccessibleWidget(&view, QAccessible::Table), m_view(view)
{
}

GridAccessible::~GridAccessible()
{
    forgetCells();
}

void* GridAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessibleInterface* GridAccessible::focusChild() const
{
    const std::optional<GridPlace>& current = grid().selection().current();
    if (!m_view.hasFocus() || !current)
        return QAccessibleWidget::focusChild();
    return cellAt(bounded(current->row), current->place);
}

QAccessibleInterface* GridAccessible::childAt(int x, int y) const
{
    const QPoint point = m_view.viewport()->mapFromGlobal(QPoint(x, y));
    if (m_view.viewport()->rect().contains(point)) {
        if (const auto at = grid().placeAt(point))
            return cellAt(bounded(at->row), at->place);
    }
    return QAccessibleWidget::childAt(x, y);
}

// The widgets, which are few, come before the cells.
QAccessibleInterface* GridAccessible::child(int index) const
{
    const int widgets = QAccessibleWidget::childCount();
    if (index < widgets)
        return QAccessibleWidget::child(index);
    const int columns = columnCount();
    return columns == 0 ? nullptr : cellAt((index - widgets) / columns, (index - widgets) % columns);
}

int GridAccessible::childCount() const
{
    return QAccessibleWidget::childCount() + rowCount() * columnCount();
}

int GridAccessible::indexOfChild(const QAccessibleInterface* child) const
{
    if (child && child->role() == QAccessible::Cell && child->parent() == this) {
        const GridPlace at = static_cast<const AccessibleCell*>(child)->at();
        return QAccessibleWidget::childCount() + int(at.row) * columnCount() + at.place;
    }
    return QAccessibleWidget::indexOfChild(child);
}

QAccessibleInterface* GridAccessible::cellAt(int row, int column) const
{
    if (!has(row, column))
        return nullptr;
    const auto made = m_cells.constFind({row, column});
    if (made != m_cells.constEnd())
        return QAccessible::accessibleInterface(*made);
    if (m_cells.size() >= kMostCells)
        forgetCells();
    auto* const cell = new AccessibleCell(m_view, {row, column});
    m_cells.insert({row, column}, QAccessible::registerAccessibleInterface(cell));
    return cell;
}

int GridAccessible::selectedCellCount() const
{
    return bounded(m_view.selection().cellCount());
}

QList<QAccessibleInterface*> GridAccessible::selectedCells() const
{
    QList<QAccessibleInterface*> cells;
    for (const CellRange& range : grid().selection().ranges()) {
        for (qint64 row = range.top; row <= range.bottom; ++row) {
            for (int place = range.left; place <= range.right; ++place) {
                if (cells.size() == kMostListed)
                    return cells;
                if (QAccessibleInterface* const cell = cellAt(bounded(row), place))
                    cells.append(cell);
            }
        }
    }
    return cells;
}

QString GridAccessible::columnDescription(int column) const
{
    if (column < 0 || column >= columnCount() || !m_view.rows().result)
        return {};
    const int of = grid().columns().shown()[size_t(column)];
    return oneLineText(m_view.rows().result->columns()[size_t(of)].name);
}

QString GridAccessible::rowDescription(int row) const
{
    return QString::number(row + 1);
}

int GridAccessible::columnCount() const
{
    return int(grid().columns().shown().size());
}

int GridAccessible::rowCount() const
{
    return columnCount() == 0 ? 0
                              : int(std::min<qint64>(grid().lines().count(), kMostNumbered / columnCount()));
}

QList<int> GridAccessible::selectedColumns() const
{
    QList<int> columns;
    for (int column = 0; column < columnCount(); ++column) {
        if (isColumnSelected(column))
            columns.append(column);
    }
    return columns;
}

QList<int> GridAccessible::selectedRows() const
{
    QList<int> rows;
    for (const CellRange& range : grid().selection().ranges()) {
        const qint64 last = std::min<qint64>(range.bottom, rowCount() - 1);
        for (qint64 row = range.top; row <= last && range.left == 0 && rows.size() < kMostListed; ++row) {
            if (isRowSelected(int(row)))
                rows.append(int(row));
        }
    }
    return rows;
}

bool GridAccessible::isColumnSelected(int column) const
{
    qint64 selected = 0;
    for (const CellRange& range : grid().selection().ranges()) {
        if (range.left <= column && column <= range.right)
            selected += range.bottom - range.top + 1;
    }
    return selected > 0 && selected == grid().lines().count();
}

bool GridAccessible::isRowSelected(int row) const
{
    for (int column = 0; column < columnCount(); ++column) {
        if (!grid().selection().contains({row, column}))
            return false;
    }
    return has(row, 0);
}

void GridAccessible::modelChange(QAccessibleTableModelChangeEvent*)
{
    forgetCells();
}

GridState& GridAccessible::grid() const
{
    return m_view.state();
}

bool GridAccessible::has(int row, int column) const
{
    return row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
}

bool GridAccessible::choose(int row, int column, SelectUnit unit, bool selected)
{
    if (!has(row, column))
        return false;
    const bool is = unit == SelectUnit::Rows ? isRowSelected(row) : isColumnSelected(column);
    if (is != selected)
        grid().select({row, column}, unit, selected ? SelectMode::Replace : SelectMode::Toggle);
    return true;
}

void GridAccessible::forgetCells() const
{
    const auto cells = std::exchange(m_cells, {});
    for (const QAccessible::Id cell : cells)
        QAccessible::deleteAccessibleInterface(cell);
}

} // namespace larder
