#pragma once

#include "models/inspector/entryorder.h"

#include <QAbstractTableModel>
#include <QIcon>

#include <array>
#include <functional>

namespace larder {

/// The cache entries as the table shows them: sorted by raw value, equal ones in the order in which they were
/// stored, filtered by what was typed, and with an icon for the state. It arranges by keys and announces runs
/// of rows, or one new layout where there are many, so that 100,000 entries stall nothing.
class CacheEntryProxy final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Column = CacheEntryModel::Column;

    explicit CacheEntryProxy(QObject* parent = nullptr);

    /// Shows @p entries in place of those before; see CacheEntryModel::setEntries().
    std::vector<EntryInfo> setEntries(std::vector<EntryInfo> entries);
    void setConnections(const ConnectionNames& names);
    /// Shows only what EntryFilter says of @p text; where that is wrong, nothing changes.
    std::optional<Error> setFilterText(const QString& text);
    /// All entries, whatever the filter says, ordered by id.
    [[nodiscard]] const CacheEntryModel& all() const { return m_model; }
    [[nodiscard]] const EntryInfo& entryAt(const QModelIndex& index) const;
    /// Those of which @p isMeant says so, whatever the filter says.
    [[nodiscard]] std::vector<EntryInfo> entriesWhere(
        const std::function<bool(const EntryInfo&)>& isMeant) const;
    /// Invalid if the entry is unknown or does not pass the filter.
    [[nodiscard]] QModelIndex indexOf(EntryId id, Column column = Column::State) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    [[nodiscard]] QIcon iconOf(const EntryInfo& entry) const;
    /// Takes out the rows whose entries are not in @p ids, which ascend.
    void removeGone(const std::vector<EntryId>& ids);
    /// The model has the entries of @p ids now: what is shown stays what it was.
    void follow(std::vector<EntryId> ids);
    /// Tells of the cells that the model said have changed.
    void tellChanges();
    /// Brings the rows into the order that the arrangement wants; they are in the order of @p before.
    void arrange(const std::vector<int>& before);
    /// Takes out the rows that @p isGone marks.
    void takeOut(const std::vector<bool>& isGone);
    /// Puts in what of @p wanted is not shown; the rest is in its order.
    void putIn(const std::vector<int>& wanted);
    /// Row i becomes the one that was at @p from[i].
    void permute(const std::vector<int>& from);
    /// What the rows show, and where each entry is shown.
    void setShown(std::vector<int> rows);

    CacheEntryModel m_model;
    EntryArrangement m_arrangement;
    /// Those of the model, by row: close together, where the entries are far apart.
    std::vector<EntryId> m_ids;
    /// The rows of the model in the order in which they are shown.
    std::vector<int> m_rows;
    /// By row of the model: where it is shown; -1 where it is not.
    std::vector<int> m_places;
    /// Columns whose values changed and were not told of yet; none if the first is above the last.
    int m_firstChanged = CacheEntryModel::kColumnCount;
    int m_lastChanged = -1;
    /// By EntryState.
    std::array<QIcon, size_t(EntryState::Expired) + 1> m_stateIcons;
    /// The same for pinned entries; each is painted when it is first wanted.
    mutable std::array<QIcon, size_t(EntryState::Expired) + 1> m_pinnedIcons;
};

} // namespace larder
