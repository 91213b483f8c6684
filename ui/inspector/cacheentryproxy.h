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
    /// The rows of all() that pass the filter, in the order in which they are shown.
    [[nodiscard]] const std::vector<int>& rows() const { return m_rows; }
    /// By row of all(): where it is shown; -1 where it is not.
    [[nodiscard]] const std::vector<int>& places() const { return m_places; }
    [[nodiscard]] const EntryArrangement& arrangement() const { return m_arrangement; }
    /// What a cell of @p row of all() shows; nothing if there is no such row.
    [[nodiscard]] QVariant cell(int row, Column column, int role) const;
    /// Invalid if the entry is unknown or does not pass the filter.
    [[nodiscard]] QModelIndex indexOf(EntryId id, Column column = Column::State) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    /// Entries, their values, filter or order may be others now, and every view has been told.
    void arranged();

private:
    [[nodiscard]] QIcon iconOf(const EntryInfo& entry) const;
    /// Takes out the rows that have gone, by where each has @p moved (see movedRows()).
    void removeGone(const std::vector<int>& moved);
    /// The model has the entries of @p ids now: what is shown stays what it was.
    void follow(std::vector<EntryId> ids, const std::vector<int>& moved);
    /// Tells of the cells that the model said have changed.
    void tellChanges();
    /// Brings the rows into the order that the arrangement wants; they are in the order of @p before.
    void arrange(const std::vector<int>& before);
    /// Shows @p wanted in place of the rows before.
    void show(const std::vector<int>& wanted);
    /// Row i becomes the one that was at @p order[i]; nothing moves where that is empty.
    void permute(const std::vector<int>& order);
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
