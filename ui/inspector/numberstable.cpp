#include "ui/inspector/numberstable.h"

#include "models/inspector/charttablemodel.h"

#include <QAction>
#include <QHeaderView>

namespace larder {

NumbersTable::NumbersTable(ChartTableModel& numbers, const QString& name, QWidget* parent)
    : PanelTable(name, parent)
{
    setModel(&numbers);
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
    connect(copy, &QAction::triggered, this, &NumbersTable::copyChosen);
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace larder
