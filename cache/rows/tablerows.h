#pragma once

#include "cache/clock.h"
#include "cache/eviction/slottable.h"
#include "cache/rows/indexedentry.h"
#include "cache/sql/sqldialect.h"

#include <deque>
#include <unordered_map>
#include <unordered_set>

namespace larder {

/// The rows of one table: which entries hold them, and since when they are known to be different or gone.
class TableRows
{
public:
    /// A row that is known not to be there, as long as the entry that says so is valid.
    struct Absence
    {
        EntryId entry = {};
        quint64 order = 0;
        Clock::TimePoint until = {};
    };

    explicit TableRows(SqlDialect dialect) : m_dialect(dialect) { }

    /// Replaces what is known of the same entry. O(cells) at most.
    [[nodiscard]] RowFillOutcome add(const RowFill& fill);
    void remove(EntryId entry);
    /// What older stamps hold of the row is not true any more. Returns the entries that become suspect.
    [[nodiscard]] std::vector<EntryId> expire(const std::string& key, quint64 order);
    /// The same of a row that was not there; forgets others that are no longer to be believed at @p now.
    [[nodiscard]] std::vector<EntryId> noteAbsence(
        const std::string& key, const Absence& absence, Clock::TimePoint now);

    /// The rows of @p entry that are known to have changed since.
    [[nodiscard]] std::vector<qint64> outdatedRows(EntryId entry) const;
    [[nodiscard]] const RowTable& rows() const { return m_rows; }
    [[nodiscard]] const IndexedEntry& entry(quint32 slot) const { return m_entries[slot]; }
    [[nodiscard]] const std::unordered_map<EntryId, quint32>& entries() const { return m_slots; }
    [[nodiscard]] const std::unordered_map<RowTable::Slot, Absence>& absences() const { return m_absences; }
    /// Comparable, in the order of the key.
    [[nodiscard]] const QByteArrayList& keyColumns() const { return m_keyColumns; }
    [[nodiscard]] SqlDialect dialect() const { return m_dialect; }

private:
    class Comparison;
    using Suspects = std::unordered_set<EntryId>;

    [[nodiscard]] RowRefusal refusalOf(const RowFill& fill) const;
    [[nodiscard]] QByteArrayList columnsOf(const ResultSet& result) const;
    [[nodiscard]] RowRefusal takeKey(const RowFill& fill, const QByteArrayList& columns, Suspects& suspects);
    [[nodiscard]] RowRefusal linkRows(quint32 slot, const std::vector<int>& keyColumns);
    [[nodiscard]] qint64 compareRows(quint32 slot, Suspects& suspects);
    [[nodiscard]] IndexedEntry::Link& linkOf(RowRef ref) { return m_entries[ref.entry].links[ref.row]; }
    void raise(IndexedRow& row, quint64 order, Suspects& suspects);
    void clearAbsences();
    void dropAbsence(RowTable::Slot row);
    void pruneAbsences(Clock::TimePoint now);
    void removeIfUnused(RowTable::Slot row);

    const SqlDialect m_dialect;
    RowTable m_rows;
    SlotTable<IndexedEntry> m_entries;
    std::unordered_map<EntryId, quint32> m_slots;
    QByteArrayList m_keyColumns;
    std::unordered_map<RowTable::Slot, Absence> m_absences;
    // All of m_absences, the oldest first, and some that are there no more.
    std::deque<std::pair<RowTable::Slot, quint64>> m_absenceAges;
    quint64 m_lastExpiry = 0;
};

} // namespace larder
