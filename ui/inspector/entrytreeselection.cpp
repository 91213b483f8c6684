#include "ui/inspector/entrytreeselection.h"

#include <algorithm>

namespace larder {

namespace {

/// Calls @p take with each row of @p selection.
template <typename Take>
void forEachRow(const EntryTreeModel& tree, const QItemSelection& selection, const Take& take)
{
    for (const QItemSelectionRange& range : selection) {
        for (int row = range.top(); range.isValid() && row <= range.bottom(); ++row)
            take(tree.index(row, 0, range.parent()));
    }
}

/// The groups that are selected and mean their entries.
std::vector<int> groupsIn(const EntryTreeModel& tree, const QItemSelection& selection)
{
    std::vector<bool> isPartly(size_t(tree.groups().size()));
    for (const QItemSelectionRange& range : selection) {
        for (QModelIndex above = range.parent(); above.isValid(); above = above.parent())
            isPartly[size_t(tree.groupAt(above))] = true;
    }
    std::vector<int> groups;
    forEachRow(tree, selection, [&](const QModelIndex& index) {
        if (const int group = tree.groupAt(index); group >= 0 && !isPartly[size_t(group)])
            groups.push_back(group);
    });
    return groups;
}

/// The runs of rows below @p parent of which @p isMeant says so.
template <typename IsMeant>
void addRuns(
    const EntryTreeModel& tree, const QModelIndex& parent, const IsMeant& isMeant, QItemSelection& to)
{
    const auto isMeantAt = [&](size_t row) { return isMeant(tree.entryAt(tree.index(int(row), 0, parent))); };
    for (const RowRange& run : runsIn(size_t(tree.rowCount(parent)), isMeantAt)) {
        to.append(QItemSelectionRange(
            tree.index(run.begin, 0, parent), tree.index(run.end - 1, tree.columnCount() - 1, parent)));
    }
}

} // namespace

std::vector<EntryInfo> entriesIn(const EntryTreeModel& tree, const QItemSelection& selection, size_t most)
{
    const CacheEntryProxy& all = tree.entries();
    std::vector<bool> isMeant(size_t(all.all().rowCount()));
    forEachRow(tree, selection, [&](const QModelIndex& index) {
        const int row = tree.entryAt(index);
        if (row >= 0 && size_t(row) < isMeant.size())
            isMeant[size_t(row)] = true;
    });
    if (const std::vector<int> groups = groupsIn(tree, selection); !groups.empty()) {
        for (const int row : tree.groups().rowsOf(groups, all.rows()))
            isMeant[size_t(row)] = true;
    }
    std::vector<EntryInfo> entries;
    for (auto row = all.rows().begin(); row != all.rows().end() && entries.size() < most; ++row) {
        if (isMeant[size_t(*row)])
            entries.push_back(all.all().entryAt(*row));
    }
    return entries;
}

std::vector<EntryId> idsIn(const EntryTreeModel& tree, const QItemSelection& selection)
{
    std::vector<EntryId> ids;
    forEachRow(tree, selection, [&](const QModelIndex& index) {
        if (const int row = tree.entryAt(index); row >= 0)
            ids.push_back(tree.groups().idOf(row));
    });
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

QItemSelection rowsOf(EntryTreeModel& tree, const std::vector<EntryId>& ids)
{
    const CacheEntryProxy& all = tree.entries();
    std::vector<bool> isMeant(size_t(all.all().rowCount()));
    std::vector<int> groups;
    for (const EntryId id : ids) {
        const int row = all.all().rowOf(id);
        if (row < 0 || all.places()[size_t(row)] < 0)
            continue;
        isMeant[size_t(row)] = true;
        groups.push_back(tree.groups().groupsOf(row).front());
    }
    std::ranges::sort(groups);
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    QItemSelection rows;
    for (const int group : groups) {
        const QModelIndex parent = tree.indexOf(group);
        tree.fetchMore(parent);
        addRuns(
            tree, parent,
            [&](int row) { return isMeant[size_t(row)] && tree.groups().groupsOf(row).front() == group; },
            rows);
    }
    return rows;
}

} // namespace larder
