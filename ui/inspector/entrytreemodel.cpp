#include "ui/inspector/entrytreemodel.h"

#include "models/inspector/entrygrouptext.h"
#include "models/plaintooltip.h"

#include <QFont>
#include <QScopedValueRollback>

#include <algorithm>
#include <unordered_map>

namespace larder {

EntryTreeModel::EntryTreeModel(CacheEntryProxy* entries, QObject* parent)
    : QAbstractItemModel(parent)
    , m_entries(entries)
{
    connect(m_entries, &CacheEntryProxy::arranged, this, &EntryTreeModel::update);
}

void EntryTreeModel::setGrouping(EntryGrouping grouping)
{
    beginResetModel();
    m_groups = EntryGroups(grouping);
    m_root.children.clear();
    m_nodes.clear();
    endResetModel();
    update();
}

void EntryTreeModel::setNameColumn(Column column)
{
    if (column == m_nameColumn)
        return;
    m_nameColumn = column;
    tellChanges();
}

int EntryTreeModel::groupAt(const QModelIndex& index) const
{
    const Node* const node = nodeOf(index);
    return node ? node->group : -1;
}

int EntryTreeModel::entryAt(const QModelIndex& index) const
{
    if (!index.isValid() || nodeOf(index))
        return -1;
    return static_cast<const Node*>(index.constInternalPointer())->children.at(size_t(index.row()));
}

QModelIndex EntryTreeModel::indexOf(int group) const
{
    const bool isKnown = group >= 0 && size_t(group) < m_nodes.size() && m_nodes[size_t(group)];
    return isKnown ? indexOf(*m_nodes[size_t(group)]) : QModelIndex();
}

QModelIndex EntryTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? nodeOf(parent) : &m_root);
}

QModelIndex EntryTreeModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOf(*static_cast<const Node*>(index.constInternalPointer())) : QModelIndex();
}

int EntryTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_root.children.size());
    const Node* const node = parent.column() == 0 ? nodeOf(parent) : nullptr;
    return node ? int(node->children.size()) : 0;
}

int EntryTreeModel::columnCount(const QModelIndex& /*parent*/) const
{
    return CacheEntryModel::kColumnCount;
}

// Before its rows are made, too.
bool EntryTreeModel::hasChildren(const QModelIndex& parent) const
{
    return parent.isValid() ? parent.column() == 0 && nodeOf(parent) : !m_root.children.empty();
}

bool EntryTreeModel::canFetchMore(const QModelIndex& parent) const
{
    const Node* const node = nodeOf(parent);
    return node && holdsEntries(*node) && !node->fetched && !m_telling;
}

void EntryTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    Node& node = *nodeOf(parent);
    std::vector<int> rows = m_groups.rowsOf({node.group}, m_entries->rows());
    node.fetched = true;
    if (rows.empty())
        return;
    const QScopedValueRollback telling(m_telling, true);
    beginInsertRows(indexOf(node), 0, int(rows.size()) - 1);
    node.children = std::move(rows);
    endInsertRows();
}

QVariant EntryTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = Column(index.column());
    const int child = static_cast<const Node*>(index.constInternalPointer())->children[size_t(index.row())];
    return nodeOf(index) ? groupData(m_groups.at(child), column, role) : m_entries->cell(child, column, role);
}

QVariant EntryTreeModel::groupData(const EntryGroup& group, Column column, int role) const
{
    const bool isName = column == m_nameColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isName ? groupNameText(group) : groupSumText(group, column);
    case Qt::ToolTipRole:
        return plainToolTip(isName ? groupNameText(group) : groupHelp(column));
    case Qt::AccessibleTextRole:
        // A cell is announced without its row, so the button says what it expires.
        return tr("%1: %2").arg(entryColumnTitle(column),
            isName || column == Column::Expire ? groupNameText(group) : groupSumText(group, column));
    case Qt::TextAlignmentRole:
        return headerData(int(column), Qt::Horizontal, role);
    case Qt::FontRole: {
        QFont bold;
        bold.setBold(true);
        return column == Column::Expire ? QVariant() : bold;
    }
    default:
        return {};
    }
}

QVariant EntryTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_entries->headerData(section, orientation, role);
}

void EntryTreeModel::sort(int column, Qt::SortOrder order)
{
    m_entries->sort(column, order);
}

bool EntryTreeModel::holdsEntries(const Node& node) const
{
    const bool isInner = m_groups.grouping() == EntryGrouping::Connection && node.parent == &m_root;
    return &node != &m_root && !isInner;
}

EntryTreeModel::Node* EntryTreeModel::nodeOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return nullptr;
    const auto* const above = static_cast<const Node*>(index.constInternalPointer());
    return holdsEntries(*above) ? nullptr : m_nodes.at(size_t(above->children.at(size_t(index.row())))).get();
}

EntryTreeModel::Node& EntryTreeModel::nodeOf(int group, Node& parent)
{
    if (size_t(group) >= m_nodes.size())
        m_nodes.resize(size_t(m_groups.size()));
    std::unique_ptr<Node>& node = m_nodes[size_t(group)];
    if (!node)
        node = std::make_unique<Node>(Node{.group = group, .parent = &parent});
    return *node;
}

QModelIndex EntryTreeModel::indexOf(const Node& node) const
{
    return &node == &m_root || node.row < 0 ? QModelIndex() : createIndex(node.row, 0, node.parent);
}

void EntryTreeModel::update()
{
    if (m_groups.grouping() == EntryGrouping::None)
        return;
    Q_EMIT updateStarted();
    const std::vector<int> moved = m_groups.update(m_entries->all(), m_entries->places());
    if (!moved.empty()) {
        for (const std::unique_ptr<Node>& node : m_nodes) {
            if (!node || !node->fetched)
                continue;
            for (int& row : node->children)
                row = row < 0 ? -1 : moved.at(size_t(row));
        }
    }
    tellRows();
    Q_EMIT updateEnded();
}

void EntryTreeModel::tellRows()
{
    const QScopedValueRollback telling(m_telling, true);
    showGroups(m_root);
    if (m_groups.grouping() == EntryGrouping::Connection) {
        for (const int group : std::vector(m_root.children))
            showGroups(*m_nodes[size_t(group)]);
    }
    showEntries();
    tellChanges();
}

void EntryTreeModel::showGroups(Node& node)
{
    const std::vector<int> wanted = m_groups.shown(node.group, m_entries->arrangement());
    if (wanted == node.children)
        return;
    for (const int group : wanted)
        (void)nodeOf(group, node);
    carryOut({{&node, rowSteps(node.children, wanted, emptyPlaces())}});
}

void EntryTreeModel::showEntries()
{
    std::vector<std::vector<int>> wanted(size_t(m_groups.size()));
    const auto isFetched = [&](int group) {
        return size_t(group) < m_nodes.size() && m_nodes[size_t(group)] && m_nodes[size_t(group)]->fetched;
    };
    std::vector<int> fetched;
    for (int group = 0; group < m_groups.size(); ++group) {
        if (isFetched(group))
            fetched.push_back(group);
    }
    if (fetched.empty())
        return;
    for (const int row : m_entries->rows()) {
        for (const int group : m_groups.groupsOf(row)) {
            if (isFetched(group))
                wanted[size_t(group)].push_back(row);
        }
    }
    std::vector<Change> changes;
    for (const int group : fetched) {
        Node& node = *m_nodes[size_t(group)];
        if (node.children != wanted[size_t(group)])
            changes.push_back({&node, rowSteps(node.children, wanted[size_t(group)], emptyPlaces())});
    }
    carryOut(changes);
}

void EntryTreeModel::carryOut(const std::vector<Change>& changes)
{
    permute(changes, &RowSteps::gathering);
    for (const Change& change : changes)
        takeOut(*change.node, change.steps);
    permute(changes, &RowSteps::order);
    for (const Change& change : changes)
        putIn(*change.node, change.steps);
    permute(changes, &RowSteps::finalOrder);
}

void EntryTreeModel::takeOut(Node& node, const RowSteps& steps)
{
    for (const RowRange& range : steps.removals) {
        beginRemoveRows(indexOf(node), range.begin, range.end - 1);
        std::vector<int> children = node.children;
        const auto begin = children.begin() + range.begin;
        const auto end = children.begin() + range.end;
        const std::vector<int> gone(begin, end);
        children.erase(begin, end);
        setChildren(node, std::move(children));
        if (!holdsEntries(node))
            forget(gone);
        endRemoveRows();
    }
}

void EntryTreeModel::forget(const std::vector<int>& groups)
{
    for (const int group : groups) {
        Node& node = *m_nodes[size_t(group)];
        if (!holdsEntries(node))
            forget(node.children);
        node.children.clear();
        node.fetched = false;
        node.row = -1;
    }
}

void EntryTreeModel::putIn(Node& node, const RowSteps& steps)
{
    auto next = steps.inserted.begin();
    for (const RowRange& range : steps.insertions) {
        beginInsertRows(indexOf(node), range.begin, range.end - 1);
        const auto end = next + (range.end - range.begin);
        std::vector<int> children = node.children;
        children.insert(children.begin() + range.begin, next, end);
        next = end;
        setChildren(node, std::move(children));
        endInsertRows();
    }
}

void EntryTreeModel::permute(const std::vector<Change>& changes, std::vector<int> RowSteps::*order)
{
    std::unordered_map<const Node*, std::vector<int>> places;
    for (const Change& change : changes) {
        if (const std::vector<int>& each = change.steps.*order; !each.empty())
            places.emplace(change.node, placesAfter(each));
    }
    if (places.empty())
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    for (const Change& change : changes) {
        if (const std::vector<int>& each = change.steps.*order; !each.empty())
            setChildren(*change.node, inOrder(change.node->children, each));
    }
    QModelIndexList before;
    QModelIndexList after;
    for (const QModelIndex& old : persistentIndexList()) {
        const auto found = places.find(static_cast<const Node*>(old.constInternalPointer()));
        if (found == places.end())
            continue;
        before << old;
        after << createIndex(found->second[size_t(old.row())], old.column(), old.constInternalPointer());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void EntryTreeModel::setChildren(Node& node, std::vector<int> children)
{
    node.children = std::move(children);
    if (holdsEntries(node))
        return;
    for (size_t row = 0; row < node.children.size(); ++row)
        m_nodes[size_t(node.children[row])]->row = int(row);
}

void EntryTreeModel::tellChanges()
{
    const auto tell = [this](const Node& node) {
        if (node.children.empty())
            return;
        const QModelIndex parent = indexOf(node);
        Q_EMIT dataChanged(index(0, 0, parent), index(rowCount(parent) - 1, columnCount() - 1, parent));
    };
    tell(m_root);
    for (const std::unique_ptr<Node>& node : m_nodes) {
        if (node && node->row >= 0)
            tell(*node);
    }
}

std::vector<int>& EntryTreeModel::emptyPlaces()
{
    const auto count = size_t(std::max(m_groups.size(), m_entries->all().rowCount()));
    if (m_places.size() < count)
        m_places.resize(count, -1);
    return m_places;
}

} // namespace larder
