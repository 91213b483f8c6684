#include "ui/inspector/entriespane.h"

#include "models/inspector/entrywish.h"
#include "ui/columnlayout.h"
#include "ui/inspector/cacheentriestable.h"
#include "ui/inspector/entriestree.h"
#include "ui/inspector/ownshortcuts.h"

#include <QHeaderView>
#include <QScrollBar>

namespace larder {

// The tree first, since the table says how all is sorted at first.
EntriesPane::EntriesPane(CacheEntryProxy* entries, QWidget* parent)
    : QStackedWidget(parent)
    , m_tree(new EntriesTree(entries))
    , m_table(new CacheEntriesTable(entries))
{
    addView(m_table);
    addView(m_tree);
    new OwnShortcuts(m_table);
    new OwnShortcuts(m_tree);
    setFocusProxy(m_table);
    connect(m_table, &CacheEntriesTable::expireRequested, this, &EntriesPane::expireRequested);
    connect(m_table, &CacheEntriesTable::activatedEntry, this, &EntriesPane::activatedEntry);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!isGrouped())
            Q_EMIT selectionChanged();
    });
    connect(m_tree, &EntriesTree::expireRequested, this, &EntriesPane::expireRequested);
    connect(m_tree, &EntriesTree::groupExpireRequested, this, &EntriesPane::groupExpireRequested);
    connect(m_tree, &EntriesTree::activatedEntry, this, &EntriesPane::activatedEntry);
    connect(&columns(), &ColumnLayout::restored, m_tree, &EntriesTree::placeTree);
    connect(m_tree, &EntriesTree::choiceChanged, this, [this] {
        if (isGrouped())
            Q_EMIT selectionChanged();
    });
}

void EntriesPane::setGrouping(EntryGrouping grouping)
{
    if (grouping == this->grouping())
        return;
    const std::vector<EntryId> selected = selectedEntries();
    // Only what is on screen has a selection.
    m_table->clearSelection();
    m_table->setCurrentIndex({});
    m_tree->setGrouping(grouping);
    QAbstractItemView* const view
        = isGrouped() ? static_cast<QAbstractItemView*>(m_tree) : static_cast<QAbstractItemView*>(m_table);
    columns().setView(view, isGrouped() ? m_tree->header() : m_table->horizontalHeader());
    setFocusProxy(view);
    setCurrentWidget(view);
    select(selected);
    Q_EMIT selectionChanged();
}

EntryGrouping EntriesPane::grouping() const
{
    return m_tree->grouping();
}

std::vector<EntryId> EntriesPane::selectedEntries() const
{
    return idsOf(selectedInfos());
}

std::vector<EntryInfo> EntriesPane::selectedInfos(size_t most) const
{
    return isGrouped() ? m_tree->selectedInfos(most) : m_table->selectedInfos(most);
}

std::optional<GroupTitle> EntriesPane::selectedGroup() const
{
    return isGrouped() ? m_tree->selectedGroup() : std::nullopt;
}

void EntriesPane::selectEntry(EntryId id)
{
    select({id});
}

void EntriesPane::followEntries(const std::vector<EntryId>& ids)
{
    auto* const view = static_cast<QAbstractItemView*>(currentWidget());
    const int x = view->horizontalScrollBar()->value();
    const int y = view->verticalScrollBar()->value();
    select(ids);
    view->horizontalScrollBar()->setValue(x);
    view->verticalScrollBar()->setValue(y);
}

void EntriesPane::setHint(const QString& hint)
{
    m_table->setHint(hint);
    m_tree->setHint(hint);
}

void EntriesPane::offer(const QList<QAction*>& actions)
{
    m_table->addActions(actions);
    m_tree->addActions(actions);
}

ColumnLayout& EntriesPane::columns() const
{
    return m_table->columns();
}

const QHeaderView& EntriesPane::header() const
{
    return isGrouped() ? *m_tree->header() : *m_table->horizontalHeader();
}

void EntriesPane::addView(QAbstractItemView* view)
{
    addWidget(view);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, [this, view](const QPoint& position) {
        Q_EMIT menuRequested(view->viewport()->mapToGlobal(position));
    });
}

bool EntriesPane::isGrouped() const
{
    return grouping() != EntryGrouping::None;
}

void EntriesPane::select(const std::vector<EntryId>& ids)
{
    if (isGrouped())
        m_tree->selectEntries(ids);
    else
        m_table->selectEntries(ids);
}

} // namespace larder
