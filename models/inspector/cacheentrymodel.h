#pragma once

#include "cache/entryinfo.h"
#include "models/inspector/connectionnames.h"
#include "models/inspector/entrycolumn.h"
#include "models/rowsteps.h"

#include <QAbstractTableModel>

namespace larder {

/// The entries of the cache as a live table, a row each, ordered by id. What comes in is compared by id with
/// what is shown, so that selection, sort and scroll position survive any change; the model is never reset.
class CacheEntryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Column = EntryColumn;
    static constexpr int kColumnCount = kEntryColumnCount;

    enum Role {
        /// The raw value: text, or a 64-bit integer (bytes, milliseconds since the epoch, milliseconds of age
        /// and of
        /// TTL, nanoseconds of cost). No TTL sorts as the longest, no last hit as the oldest.
        SortRole = Qt::UserRole,
    };

    explicit CacheEntryModel(QObject* parent = nullptr);

    /// Shows @p entries, in any order, each id once. Announces one range per run of rows that went, came or
    /// changed in the same columns. Linear, but for sorting the ids and for new ids in between old ones.
    /// Returns the list that was shown before, whose memory may be used again.
    std::vector<EntryInfo> setEntries(std::vector<EntryInfo> entries);

    /// Where in a list the entry of an id stands.
    struct Place
    {
        EntryId id = {};
        size_t index = 0;
    };
    /// By ascending ids. The entries stay where they are: they are large, and their memory can take those of
    /// the same places again.
    using Order = std::vector<Place>;
    [[nodiscard]] static Order orderOf(const std::vector<EntryInfo>& entries);
    /// The same as above; @p entries becomes the list that was shown before.
    void setEntries(std::vector<EntryInfo>& entries, const Order& order);
    /// What the connections of the entries are called.
    void setConnections(const ConnectionNames& names);
    [[nodiscard]] const ConnectionNames& connections() const { return m_connections; }

    [[nodiscard]] const EntryInfo& entryAt(int row) const { return m_entries[m_shown.at(size_t(row)).index]; }
    /// -1 if no such entry is shown. O(log n).
    [[nodiscard]] int rowOf(EntryId id) const;
    /// The highest of all; none if there is no entry.
    [[nodiscard]] EntryId lastId() const { return rowCount() == 0 ? EntryId() : entryAt(rowCount() - 1).id; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The changed columns of a row, from the first to the last; none if first is above last.
    struct ColumnSpan
    {
        int first = kColumnCount;
        int last = -1;

        [[nodiscard]] bool isEmpty() const { return first > last; }
        bool operator==(const ColumnSpan&) const = default;
    };

private:
    [[nodiscard]] QString cellText(const EntryInfo& entry, Column column) const;
    [[nodiscard]] QVariant sortValue(const EntryInfo& entry, Column column) const;
    [[nodiscard]] std::vector<RowRange> rowsNotIn(const Order& order) const;
    void removeRanges(std::vector<RowRange> ranges);
    /// Moves @p ranges behind the other rows and returns where they are now.
    RowRange moveToEnd(const std::vector<RowRange>& ranges);
    /// Shows @p entries, where every shown id must be, in place of those before; ids stay in place.
    void replaceShown(std::vector<EntryInfo>& entries, const Order& order);
    /// Tells of @p changes, one for each row.
    void announce(const std::vector<ColumnSpan>& changes);
    void insertNew(const Order& order);

    std::vector<EntryInfo> m_entries;
    /// A place for each row.
    Order m_shown;
    ConnectionNames m_connections;
};

} // namespace larder
