#include "ui/inspector/entriestree.h"

#include "ui/inspector/buttondelegate.h"
#include "ui/inspector/panelhint.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace larder {

namespace {

using Column = EntryTreeModel::Column;

} // namespace

EntriesTree::EntriesTree(CacheEntryProxy* entries, QWidget* parent)
    : QTreeView(parent)
    , m_tree(new EntryTreeModel(entries, this))
    , m_button(new ButtonDelegate(this))
    , m_hint(createHint(*this, QStringLiteral("entriesTreeHint")))
{
    setObjectName(QStringLiteral("entriesTree"));
    setAccessibleName(tr("Cache entries in groups"));
    setModel(m_tree);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setItemDelegateForColumn(int(Column::Expire), m_button);
    header()->setSortIndicator(int(Column::Created), Qt::DescendingOrder);
    setSortingEnabled(true);
    placeTree();
    connect(header(), &QHeaderView::sectionResized, this, &EntriesTree::placeTree);
    connect(header(), &QHeaderView::sectionMoved, this, &EntriesTree::placeTree);
    connect(m_tree, &EntryTreeModel::updateStarted, this, &EntriesTree::hold);
    connect(m_tree, &EntryTreeModel::updateEnded, this, &EntriesTree::restore);
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& index) { note(index, true); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex& index) { note(index, false); });
    connect(m_button, &ButtonDelegate::clicked, this, &EntriesTree::expire);
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const auto id = idAt(index); id && index.column() != int(Column::Expire))
            Q_EMIT activatedEntry(*id);
    });
}

void EntriesTree::setGrouping(EntryGrouping grouping)
{
    m_tree->setGrouping(grouping);
}

std::vector<EntryInfo> EntriesTree::selectedInfos(size_t most) const
{
    return entriesIn(*m_tree, selectionModel()->selection(), most);
}

std::optional<GroupTitle> EntriesTree::selectedGroup() const
{
    const QModelIndexList rows
        = selectionModel()->selection().size() == 1 ? selectionModel()->selectedRows() : QModelIndexList();
    const int group = rows.size() == 1 ? m_tree->groupAt(rows.front()) : -1;
    return group < 0 ? std::nullopt : std::optional(m_tree->groups().title(group));
}

void EntriesTree::selectEntries(const std::vector<EntryId>& ids)
{
    const QItemSelection rows = rowsOf(*m_tree, ids);
    if (rows.isEmpty())
        return;
    const QModelIndex first = rows.front().topLeft();
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(first);
}

void EntriesTree::setHint(const QString& hint)
{
    sayHint(*m_hint, hint);
}

void EntriesTree::dataChanged(
    const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles)
{
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): QTreeView would measure each of the rows.
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
}

// On the cell of the button, that has it first.
void EntriesTree::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && !(event->modifiers() & ~Qt::KeypadModifier) && currentIndex().isValid())
        activate(currentIndex());
    else if (event->key() == Qt::Key_Asterisk)
        openAll(currentIndex().siblingAtColumn(0));
    else
        QTreeView::keyPressEvent(event);
}

void EntriesTree::focusInEvent(QFocusEvent* event)
{
    QTreeView::focusInEvent(event);
    selectOnFocus(*this, *event);
}

void EntriesTree::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    m_choiceChanged = true;
    if (!m_updating)
        Q_EMIT choiceChanged();
}

void EntriesTree::expire(const QModelIndex& index)
{
    if (const auto id = idAt(index)) {
        Q_EMIT expireRequested(*id);
        return;
    }
    const QItemSelection group(index, index);
    Q_EMIT groupExpireRequested(
        m_tree->groups().title(m_tree->groupAt(index)).text, entriesIn(*m_tree, group));
}

void EntriesTree::activate(const QModelIndex& index)
{
    if (const auto id = idAt(index)) {
        Q_EMIT activatedEntry(*id);
        return;
    }
    const QModelIndex group = index.siblingAtColumn(0);
    setExpanded(group, !isExpanded(group));
}

// The view itself would keep in mind that each entry is open, and look after all of them in each update.
void EntriesTree::openAll(const QModelIndex& group)
{
    if (!m_tree->hasChildren(group))
        return;
    expand(group);
    for (int row = 0; row < m_tree->rowCount(group); ++row)
        openAll(m_tree->index(row, 0, group));
}

std::optional<EntryId> EntriesTree::idAt(const QModelIndex& index) const
{
    const int row = m_tree->entryAt(index);
    return row < 0 ? std::nullopt : std::optional(m_tree->groups().idOf(row));
}

// Nothing of what happens by itself may scroll.
void EntriesTree::hold()
{
    m_updating = true;
    m_choiceChanged = false;
    setAutoScroll(false);
    m_held = idsIn(*m_tree, selectionModel()->selection());
    m_heldCurrent = idAt(currentIndex());
}

void EntriesTree::restore()
{
    const std::vector<EntryId> still = idsIn(*m_tree, selectionModel()->selection());
    std::vector<EntryId> lost;
    std::ranges::set_difference(m_held, still, std::back_inserter(lost));
    const QItemSelection moved = lost.empty() ? QItemSelection() : rowsOf(*m_tree, lost);
    if (m_heldCurrent && m_heldCurrent != idAt(currentIndex())) {
        if (const QItemSelection row = rowsOf(*m_tree, {*m_heldCurrent}); !row.isEmpty())
            selectionModel()->setCurrentIndex(row.front().topLeft(), QItemSelectionModel::NoUpdate);
    }
    selectionModel()->select(moved, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    openGroups();
    for (const QItemSelectionRange& range : moved) {
        for (QModelIndex group = range.parent(); group.isValid(); group = group.parent())
            expand(group);
    }
    setAutoScroll(true);
    m_updating = false;
    if (std::exchange(m_choiceChanged, false))
        Q_EMIT choiceChanged();
}

void EntriesTree::openGroups()
{
    const EntryGroups& groups = m_tree->groups();
    for (const QByteArray& key : std::as_const(m_opened)) {
        if (const QModelIndex group = m_tree->indexOf(groups.numberOf(key)); group.isValid())
            expand(group);
    }
    // Below a connection there are groups again, which are what one looks for.
    if (groups.grouping() != EntryGrouping::Connection)
        return;
    for (int row = 0; row < m_tree->rowCount(); ++row) {
        const QModelIndex connection = m_tree->index(row, 0);
        if (!m_closed.contains(groups.at(m_tree->groupAt(connection)).key))
            expand(connection);
    }
}

void EntriesTree::note(const QModelIndex& group, bool isOpen)
{
    const int number = m_tree->groupAt(group);
    if (number < 0)
        return;
    const QByteArray key = m_tree->groups().at(number).key;
    (isOpen ? m_opened : m_closed).insert(key);
    (isOpen ? m_closed : m_opened).remove(key);
}

void EntriesTree::placeTree()
{
    int column = int(Column::Sql);
    // The header tells of the size before it says that the column is hidden.
    for (int place = 0; header()->sectionSize(column) == 0 && place < header()->count(); ++place)
        column = header()->logicalIndex(place);
    if (column == treePosition())
        return;
    setTreePosition(column);
    m_tree->setNameColumn(Column(column));
}

} // namespace larder
