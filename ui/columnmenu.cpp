#include "ui/columnmenu.h"

#include "models/celltext.h"
#include "ui/columnfitter.h"
#include "ui/gridstate.h"
#include "ui/plainmenutext.h"
#include "ui/resultheader.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace larder {

namespace {

constexpr int kMostListedColumns = 40;

QString tr(const char* text)
{
    return QCoreApplication::translate("ColumnMenu", text);
}

QString nameOf(const GridState& state, int column)
{
    return state.rows().result->columns()[size_t(column)].name;
}

QString entryFor(const GridState& state, int column)
{
    return plainMenuText(oneLineText(nameOf(state, column)));
}

void addHiding(QMenu& menu, GridState& state, const ResultHeader& header, int column)
{
    GridColumns& columns = state.columns();
    QAction* const hide
        = menu.addAction(tr("&Hide column"), &state, [&columns, column] { columns.setHidden(column, true); });
    hide->setEnabled(columns.shown().size() > 1);
    const int hidden = columns.count() - int(columns.shown().size());
    if (hidden == 0)
        return;
    const std::map<int, QString> filters = header.filterTexts();
    QMenu* const show = menu.addMenu(tr("&Show column"));
    for (int each = 0; each < columns.count() && show->actions().size() < kMostListedColumns; ++each) {
        if (columns.placeOf(each) >= 0)
            continue;
        const QString entry = entryFor(state, each);
        show->addAction(filters.contains(each) ? tr("%1 (filtered)").arg(entry) : entry, &state,
            [&columns, each] { columns.setHidden(each, false); });
    }
    menu.addAction(tr("Show a&ll columns") + QStringLiteral(" (%1)").arg(hidden), &state,
        [&columns] { columns.showAll(); });
}

void addFreezing(QMenu& menu, GridState& state, int column)
{
    GridColumns& columns = state.columns();
    const int places = columns.placeOf(column) + 1;
    if (columns.frozen() != places) {
        QAction* const freeze = menu.addAction(
            tr("&Freeze up to here"), &state, [&columns, places] { columns.setFrozen(places); });
        // The others need room to scroll.
        freeze->setEnabled(columns.left(places) < state.viewSize().width() - state.gutter());
    }
    if (columns.frozen() > 0)
        menu.addAction(tr("&Unfreeze"), &state, [&columns] { columns.setFrozen(0); });
}

} // namespace

void addColumnActions(QMenu& menu, GridState& state, ResultHeader& header, ColumnFitter& fitter, int column)
{
    QAction* const select = menu.addAction(tr("Sele&ct column"), &state, [&state, column] {
        state.select(
            {state.lines().top(), state.columns().placeOf(column)}, SelectUnit::Columns, SelectMode::Replace);
    });
    select->setShortcut(Qt::CTRL | Qt::Key_Space);
    select->setEnabled(!state.isEmpty());
    menu.addAction(tr("Copy &name"), &state,
        [name = nameOf(state, column)] { QGuiApplication::clipboard()->setText(name); });
    menu.addAction(tr("F&ilter…"), &state, [&header, column] { header.focusFilter(column); });
    menu.addSeparator();
    menu.addAction(tr("&Auto width"), &state, [&fitter, column] { fitter.fitColumn(column); });
    menu.addAction(tr("Auto &width of all"), &state, [&fitter, &state] {
        for (int each = 0; each < state.columns().count(); ++each)
            fitter.fitColumn(each);
    });
    addFreezing(menu, state, column);
    menu.addSeparator();
    addHiding(menu, state, header, column);
}

} // namespace larder
