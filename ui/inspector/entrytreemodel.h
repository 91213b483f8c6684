#pragma once

#include "models/inspector/entrygroups.h"
#include "models/rowsteps.h"
#include "ui/inspector/cacheentryproxy.h"

#include <memory>

namespace larder {

/// The cache entries as a tree: groups, with their sums in the columns where entries have such values, and
/// below them the entries as a CacheEntryProxy shows and sorts them. An entry may stand in several places.
/// Rows of entries are made when a group is first opened. Updates are told in few steps and never reset it.
class EntryTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    using Column = CacheEntryModel::Column;

    /// Follows @p entries, which outlive it.
    explicit EntryTreeModel(CacheEntryProxy* entries, QObject* parent = nullptr);

    /// Groups anew; EntryGrouping::None is no row at all, and costs nothing.
    void setGrouping(EntryGrouping grouping);
    [[nodiscard]] const EntryGroups& groups() const { return m_groups; }
    [[nodiscard]] const CacheEntryProxy& entries() const { return *m_entries; }
    /// The column in which groups say their name.
    void setNameColumn(Column column);

    /// The number of the group of @p index; -1 where that is an entry.
    [[nodiscard]] int groupAt(const QModelIndex& index) const;
    /// The row of entries().all() that @p index shows; -1 where that is a group, or the entry has gone.
    [[nodiscard]] int entryAt(const QModelIndex& index) const;
    /// Invalid if the group is not shown.
    [[nodiscard]] QModelIndex indexOf(int group) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    /// Entries have changed, the rows and groups() are still what they were.
    void updateStarted();
    void updateEnded();

private:
    /// A group and what is below it.
    struct Node
    {
        int group = -1;
        Node* parent = nullptr;
        /// Where it stands in its parent; -1 where it does not.
        int row = -1;
        /// Whether its entries are rows.
        bool fetched = false;
        /// Numbers of groups, or rows of the entries' model.
        std::vector<int> children = {};
    };
    struct Change
    {
        Node* node;
        RowSteps steps;
    };

    [[nodiscard]] bool holdsEntries(const Node& node) const;
    /// The node of the group of @p index; null where that is an entry.
    [[nodiscard]] Node* nodeOf(const QModelIndex& index) const;
    [[nodiscard]] Node& nodeOf(int group, Node& parent);
    [[nodiscard]] QModelIndex indexOf(const Node& node) const;
    [[nodiscard]] QVariant groupData(const EntryGroup& group, Column column, int role) const;
    void update();
    void tellRows();
    void showGroups(Node& node);
    void showEntries();
    void carryOut(const std::vector<Change>& changes);
    void takeOut(Node& node, const RowSteps& steps);
    /// Of @p groups, which have gone, no row is left.
    void forget(const std::vector<int>& groups);
    void putIn(Node& node, const RowSteps& steps);
    void permute(const std::vector<Change>& changes, std::vector<int> RowSteps::*order);
    /// Sets the children, and the rows of those that are groups.
    void setChildren(Node& node, std::vector<int> children);
    void tellChanges();
    [[nodiscard]] std::vector<int>& emptyPlaces();

    CacheEntryProxy* m_entries;
    EntryGroups m_groups;
    Column m_nameColumn = Column::Sql;
    Node m_root;
    /// By number of the group, those that are or were shown.
    std::vector<std::unique_ptr<Node>> m_nodes;
    /// While rows are told of none are made.
    bool m_telling = false;
    /// For rowSteps().
    std::vector<int> m_places;
};

} // namespace larder
