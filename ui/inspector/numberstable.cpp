#include "ui/inspector/numberstable.h"

#include "models/inspector/charttablemodel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>

#include <algorithm>

namespace larder {

NumbersTable::NumbersTable(ChartTableModel& numbers, const QString& name, QWidget* parent)
    : QTableView(parent)
{
    setObjectName(name);
    setModel(&numbers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setWordWrap(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    const auto stretch = [this] {
        if (model()->columnCount() > 0)
            horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    };
    connect(&numbers, &QAbstractItemModel::modelReset, this, stretch);
    stretch();
    auto* const copy = new QAction(tr("Copy"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &NumbersTable::copySelected);
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void NumbersTable::copySelected() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex& index : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            cells << index.siblingAtColumn(column).data().toString();
        lines << cells.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace larder
