#include "ui/accessiblecell.h"

#include "models/celltext.h"
#include "ui/gridstate.h"
#include "ui/resultview.h"

#include <QCoreApplication>
#include <QLocale>

namespace larder {

bool AccessibleCell::isValid() const
{
    const GridState& state = m_view.state();
    return m_at.row < state.lines().count() && m_at.place < int(state.columns().shown().size());
}

QString AccessibleCell::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    const CellPosition position = m_view.state().position(m_at);
    const ResultSet& result = *m_view.rows().result;
    const QString value = cellText(m_view.rows().cell(position.row, position.column));
    const QLocale locale;
    switch (kind) {
    case QAccessible::Name:
        return QStringLiteral("%1: %2").arg(
            oneLineText(result.columns()[size_t(position.column)].name), value);
    case QAccessible::Value:
        return value;
    case QAccessible::Description:
        return QCoreApplication::translate("AccessibleCell", "row %1 of %2, column %3 of %4")
            .arg(locale.toString(m_at.row + 1), locale.toString(m_view.rows().rowCount()),
                locale.toString(m_at.place + 1), locale.toString(m_view.state().columns().shown().size()));
    default:
        return {};
    }
}

QRect AccessibleCell::rect() const
{
    if (!isValid())
        return {};
    const QRect area = m_view.state().area(m_at);
    return {m_view.viewport()->mapToGlobal(area.topLeft()), area.size()};
}

QAccessible::State AccessibleCell::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const GridSelection& selection = m_view.state().selection();
    state.readOnly = true;
    state.selectable = true;
    state.focusable = true;
    state.multiSelectable = true;
    state.selected = isSelected();
    state.focused = m_view.hasFocus() && selection.current() == m_at;
    state.offscreen = !m_view.viewport()->rect().intersects(m_view.state().area(m_at));
    return state;
}

void* AccessibleCell::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface*>(this)
                                                   : nullptr;
}

bool AccessibleCell::isSelected() const
{
    return isValid() && m_view.state().selection().contains(m_at);
}

QAccessibleInterface* AccessibleCell::table() const
{
    return QAccessible::queryAccessibleInterface(&m_view);
}

} // namespace larder
