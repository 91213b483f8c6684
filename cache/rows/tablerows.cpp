#include "cache/rows/tablerows.h"

#include "cache/chunkcursor.h"
#include "cache/rows/rowkey.h"
#include "cache/sql/sqltables.h"

#include <algorithm>
#include <utility>

namespace larder {

namespace {

// Takes a few milliseconds to index.
constexpr qint64 kMostRows = 20'000;
constexpr size_t kMostAbsences = 1'000;

} // namespace

/// Compares the rows of an entry with what others hold of them.
class TableRows::Comparison
{
public:
    Comparison(const SlotTable<IndexedEntry>& entries, quint32 slot)
        : m_entries(entries)
        , m_entry(entries[slot])
        , m_reader(m_entry.result.get())
    {
    }

    /// From which order on row @p number of the entry is known to be different from what older stamps say; 0
    /// if all that is not outdated by @p changedAt agrees.
    quint64 changeOf(qint64 number, quint64 changedAt);

private:
    struct Other
    {
        const IndexedEntry* entry;
        ChunkCursor reader;
        /// Columns here and there.
        std::vector<std::pair<int, int>> shared;
        /// No column of the new entry is missing there.
        bool sharesAll;
    };

    Other& other(quint32 slot);
    [[nodiscard]] bool agrees(Other& other, qint64 number);

    const SlotTable<IndexedEntry>& m_entries;
    const IndexedEntry& m_entry;
    ChunkCursor m_reader;
    std::unordered_map<quint32, Other> m_others;
    std::pair<quint32, Other*> m_last{RowRef::kNoEntry, nullptr};
};

// What is not outdated agrees among itself, so the first that has all columns speaks for the rest.
quint64 TableRows::Comparison::changeOf(qint64 number, quint64 changedAt)
{
    quint64 change = 0;
    m_reader.seek(number);
    RowRef ref = m_entry.links[size_t(number)].next;
    while (ref) {
        Other& there = other(ref.entry);
        const quint64 order = there.entry->order;
        if (order >= changedAt) {
            if (!agrees(there, ref.row))
                change = std::max({change, m_entry.order, order == m_entry.order ? order + 1 : order});
            else if (there.sharesAll && change == 0)
                return 0;
        }
        ref = there.entry->links[ref.row].next;
    }
    return change;
}

TableRows::Comparison::Other& TableRows::Comparison::other(quint32 slot)
{
    if (m_last.first == slot)
        return *m_last.second;
    auto found = m_others.find(slot);
    if (found == m_others.end()) {
        const IndexedEntry& entry = m_entries[slot];
        Other other{&entry, ChunkCursor(entry.result.get()), {}, true};
        for (int i = 0; i < int(m_entry.columns.size()); ++i) {
            if (const int there = entry.columnOf(m_entry.columns[i]); there >= 0)
                other.shared.emplace_back(i, there);
            else
                other.sharesAll = false;
        }
        found = m_others.emplace(slot, std::move(other)).first;
    }
    m_last = {slot, &found->second};
    return found->second;
}

bool TableRows::Comparison::agrees(Other& other, qint64 number)
{
    other.reader.seek(number);
    return std::all_of(other.shared.begin(), other.shared.end(), [&](const std::pair<int, int>& columns) {
        return isSameValue(m_reader.cell(columns.first), other.reader.cell(columns.second));
    });
}

RowFillOutcome TableRows::add(const RowFill& fill)
{
    remove(fill.entry);
    RowFillOutcome outcome{refusalOf(fill)};
    if (outcome.refusal != RowRefusal::None)
        return outcome;
    Suspects suspects;
    IndexedEntry entry(fill);
    entry.columns = columnsOf(*fill.result);
    outcome.refusal = takeKey(fill, entry.columns, suspects);
    if (outcome.refusal == RowRefusal::None) {
        const quint32 slot = m_entries.insert(std::move(entry));
        m_slots.emplace(fill.entry, slot);
        outcome.refusal = linkRows(slot, fill.source.keyColumns);
        if (outcome.refusal == RowRefusal::None)
            outcome.indexBytes = compareRows(slot, suspects);
        else
            remove(fill.entry);
    }
    outcome.suspects.assign(suspects.begin(), suspects.end());
    return outcome;
}

void TableRows::remove(EntryId entry)
{
    const auto found = m_slots.find(entry);
    if (found == m_slots.end())
        return;
    const IndexedEntry taken = m_entries.take(found->second);
    m_slots.erase(found);
    for (size_t i = 0; i < taken.rowSlots.size(); ++i) {
        const auto [previous, next] = taken.links[i];
        (previous ? linkOf(previous).next : m_rows[taken.rowSlots[i]].first) = next;
        if (next)
            linkOf(next).previous = previous;
        removeIfUnused(taken.rowSlots[i]);
    }
}

std::vector<EntryId> TableRows::expire(const std::string& key, quint64 order)
{
    m_lastExpiry = std::max(m_lastExpiry, order);
    Suspects suspects;
    if (const RowTable::Slot slot = m_rows.find(key); slot != RowTable::kNone) {
        raise(m_rows[slot], order, suspects);
        dropAbsence(slot);
        removeIfUnused(slot);
    }
    return {suspects.begin(), suspects.end()};
}

// What was asked later than the absence knows better.
std::vector<EntryId> TableRows::noteAbsence(
    const std::string& key, const Absence& absence, Clock::TimePoint now)
{
    if (absence.order < m_lastExpiry)
        return {};
    const RowTable::Slot slot = m_rows.insert(key);
    IndexedRow& row = m_rows[slot];
    bool isNewest = absence.order > row.changedAt;
    for (RowRef ref = row.first; ref && isNewest; ref = linkOf(ref).next)
        isNewest = m_entries[ref.entry].order < absence.order;
    Suspects suspects;
    if (isNewest) {
        raise(row, absence.order, suspects);
        row.isAbsent = true;
        m_absences[slot] = absence;
        m_absenceAges.emplace_back(slot, absence.order);
        pruneAbsences(now);
    }
    removeIfUnused(slot);
    return {suspects.begin(), suspects.end()};
}

void TableRows::clearAbsences()
{
    m_absenceAges.clear();
    for (const auto& [slot, absence] : std::exchange(m_absences, {})) {
        m_rows[slot].isAbsent = false;
        removeIfUnused(slot);
    }
}

std::vector<qint64> TableRows::outdatedRows(EntryId entry) const
{
    std::vector<qint64> numbers;
    const auto found = m_slots.find(entry);
    if (found == m_slots.end() || m_entries[found->second].outdatedRows == 0)
        return numbers;
    const IndexedEntry& there = m_entries[found->second];
    for (size_t i = 0; i < there.rowSlots.size(); ++i) {
        if (m_rows[there.rowSlots[i]].changedAt > there.order)
            numbers.push_back(qint64(i));
    }
    return numbers;
}

RowRefusal TableRows::refusalOf(const RowFill& fill) const
{
    const auto isColumn = [&fill](int column) { return column >= 0 && column < fill.result->columnCount(); };
    const std::vector<int>& key = fill.source.keyColumns;
    if (fill.order < m_lastExpiry)
        return RowRefusal::RowExpired;
    // With one more, the name of another table may read the same.
    if (fill.source.table.count('.') != 1)
        return RowRefusal::NoKey;
    if (fill.result->completeness() != Completeness::Complete
        && fill.result->completeness() != Completeness::LimitReached)
        return RowRefusal::Incomplete;
    if (fill.result->rowCount() > kMostRows)
        return RowRefusal::TooManyRows;
    return key.empty() || !std::all_of(key.begin(), key.end(), isColumn) ? RowRefusal::NoKey
                                                                         : RowRefusal::None;
}

/// The table's names of the columns; empty if one is not the table's.
QByteArrayList TableRows::columnsOf(const ResultSet& result) const
{
    QByteArrayList names;
    const QString& table = result.columns().front().originTable;
    for (const ColumnInfo& column : result.columns()) {
        if (column.originColumn.isEmpty() || column.originTable.isEmpty() || column.originTable != table)
            return {};
        names << comparableTableName(column.originColumn.toUtf8(), m_dialect);
    }
    return names;
}

/// Makes sure that all entries know the table by the same key. It is another one after the table was made
/// anew.
RowRefusal TableRows::takeKey(const RowFill& fill, const QByteArrayList& columns, Suspects& suspects)
{
    if (columns.isEmpty())
        return RowRefusal::NoKey;
    QByteArrayList key;
    for (const int column : fill.source.keyColumns) {
        if (key.contains(columns[column]))
            return RowRefusal::NoKey;
        key << columns[column];
    }
    if (key == m_keyColumns)
        return RowRefusal::None;
    const bool isNewest = std::all_of(m_slots.begin(), m_slots.end(),
        [&](const auto& each) { return m_entries[each.second].order < fill.order; });
    if (!isNewest)
        return RowRefusal::OtherKey;
    while (!m_slots.empty()) {
        suspects.insert(m_slots.begin()->first);
        remove(m_slots.begin()->first);
    }
    clearAbsences();
    m_keyColumns = key;
    return RowRefusal::None;
}

RowRefusal TableRows::linkRows(quint32 slot, const std::vector<int>& keyColumns)
{
    IndexedEntry& entry = m_entries[slot];
    const auto count = size_t(entry.result->rowCount());
    entry.rowSlots.reserve(count);
    entry.links.reserve(count);
    ChunkCursor reader(entry.result.get());
    std::string key;
    for (size_t i = 0; i < count; ++i) {
        reader.seek(qint64(i));
        key.clear();
        for (const int column : keyColumns) {
            const Cell cell = reader.cell(column);
            if (cell.isNull())
                return RowRefusal::NullInKey;
            appendToKey(key, cell);
        }
        const RowTable::Slot row = m_rows.insert(key);
        const RowRef next = m_rows[row].first;
        if (next.entry == slot)
            return RowRefusal::DuplicateKey;
        const RowRef self{slot, quint32(i)};
        if (next)
            linkOf(next).previous = self;
        m_rows[row].first = self;
        entry.rowSlots.push_back(row);
        entry.links.push_back({{}, next});
    }
    return RowRefusal::None;
}

/// Finds out which rows are newer here or elsewhere. Returns how many bytes they take.
qint64 TableRows::compareRows(quint32 slot, Suspects& suspects)
{
    IndexedEntry& entry = m_entries[slot];
    Comparison comparison(m_entries, slot);
    qint64 bytes = SlotTable<IndexedEntry>::valueBytes() + heapBytes(entry.columns)
        + heapBytes(entry.rowSlots) + heapBytes(entry.links)
        + hashedElementBytes<std::pair<const EntryId, quint32>>();
    for (size_t i = 0; i < entry.rowSlots.size(); ++i) {
        IndexedRow& row = m_rows[entry.rowSlots[i]];
        bytes += RowTable::rowBytes() + heapBytes(row.key);
        if (row.changedAt > entry.order) {
            ++entry.outdatedRows;
            suspects.insert(entry.id);
            continue;
        }
        if (const quint64 change = comparison.changeOf(qint64(i), row.changedAt); change > 0)
            raise(row, change, suspects);
        dropAbsence(entry.rowSlots[i]);
    }
    return bytes;
}

void TableRows::raise(IndexedRow& row, quint64 order, Suspects& suspects)
{
    if (order <= row.changedAt)
        return;
    const quint64 before = std::exchange(row.changedAt, order);
    for (RowRef ref = row.first; ref; ref = linkOf(ref).next) {
        IndexedEntry& entry = m_entries[ref.entry];
        if (entry.order < before || entry.order >= order)
            continue;
        ++entry.outdatedRows;
        suspects.insert(entry.id);
    }
}

void TableRows::dropAbsence(RowTable::Slot row)
{
    if (std::exchange(m_rows[row].isAbsent, false))
        m_absences.erase(row);
}

void TableRows::pruneAbsences(Clock::TimePoint now)
{
    while (!m_absenceAges.empty()) {
        const auto [slot, order] = m_absenceAges.front();
        const auto found = m_absences.find(slot);
        const bool lives = found != m_absences.end() && found->second.order == order;
        if (lives && found->second.until > now && m_absences.size() <= kMostAbsences)
            return;
        m_absenceAges.pop_front();
        if (!lives)
            continue;
        dropAbsence(slot);
        removeIfUnused(slot);
    }
}

void TableRows::removeIfUnused(RowTable::Slot row)
{
    if (!m_rows[row].first && !m_rows[row].isAbsent)
        m_rows.remove(row);
}

} // namespace larder
