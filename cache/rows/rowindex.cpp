#include "cache/rows/rowindex.h"

#include "cache/rows/rowkey.h"
#include "cache/valuecell.h"

#include <algorithm>

namespace larder {

namespace {

constexpr std::chrono::seconds kAbsenceTime{5};

std::string keyBytes(const std::vector<Value>& key)
{
    std::string bytes;
    for (const Value& value : key)
        appendToKey(bytes, cellOf(value));
    return bytes;
}

RowScopeInfo infoOf(const RowScope& scope, const TableRows& table, Clock::TimePoint now)
{
    RowScopeInfo info{scope, table.keyColumns()};
    const QByteArrayList* last = nullptr;
    for (const auto& [id, slot] : table.entries()) {
        const IndexedEntry& entry = table.entry(slot);
        info.refs += qint64(entry.rowSlots.size());
        // Most entries have the columns of others.
        if (last && entry.columns == *last)
            continue;
        last = &entry.columns;
        for (const QByteArray& column : entry.columns) {
            if (!info.columns.contains(column))
                info.columns << column;
        }
    }
    std::sort(info.columns.begin(), info.columns.end());
    info.rows = qint64(table.rows().size());
    for (const auto& [slot, absence] : table.absences()) {
        info.absentRows += now < absence.until ? 1 : 0;
        info.rows -= table.rows()[slot].first ? 0 : 1;
    }
    return info;
}

} // namespace

RowFillOutcome RowIndex::add(const RowFill& fill)
{
    remove(fill.entry);
    TableRows& rows = table(fill.scope);
    RowFillOutcome outcome = rows.add(fill);
    for (const EntryId suspect : outcome.suspects) {
        if (!rows.entries().contains(suspect))
            m_entries.erase(suspect);
    }
    if (outcome.refusal == RowRefusal::None) {
        m_entries.emplace(fill.entry, &rows);
        outcome.indexBytes += hashedElementBytes<std::pair<const EntryId, TableRows*>>();
    }
    return outcome;
}

void RowIndex::remove(EntryId entry)
{
    const auto found = m_entries.find(entry);
    if (found == m_entries.end())
        return;
    found->second->remove(entry);
    m_entries.erase(found);
}

RowMatch RowIndex::find(const RowRequest& request, const IsValid& isValid) const
{
    const auto found = m_tables.find(request.scope);
    if (found == m_tables.end())
        return {};
    return RowFinder(found->second, request, isValid, m_clock.now()).run();
}

std::vector<EntryId> RowIndex::expireRow(const RowScope& scope, const std::vector<Value>& key, quint64 order)
{
    return table(scope).expire(keyBytes(key), order);
}

std::vector<EntryId> RowIndex::noteAbsent(
    const RowScope& scope, const std::vector<Value>& key, quint64 order, EntryId entry)
{
    const Clock::TimePoint now = m_clock.now();
    return table(scope).noteAbsence(keyBytes(key), {entry, order, now + kAbsenceTime}, now);
}

std::vector<qint64> RowIndex::missingRows(EntryId entry) const
{
    const auto found = m_entries.find(entry);
    return found == m_entries.end() ? std::vector<qint64>() : found->second->outdatedRows(entry);
}

std::vector<EntryId> RowIndex::entriesWith(const RowScope& scope, const std::vector<Value>& key) const
{
    std::vector<EntryId> entries;
    const auto found = m_tables.find(scope);
    if (found == m_tables.end())
        return entries;
    const TableRows& rows = found->second;
    const RowTable::Slot slot = rows.rows().find(keyBytes(key));
    if (slot == RowTable::kNone)
        return entries;
    for (RowRef ref = rows.rows()[slot].first; ref; ref = rows.entry(ref.entry).links[ref.row].next)
        entries.push_back(rows.entry(ref.entry).id);
    return entries;
}

const TableRows* RowIndex::rowsOf(const RowScope& scope) const
{
    const auto found = m_tables.find(scope);
    return found == m_tables.end() ? nullptr : &found->second;
}

std::vector<RowScopeInfo> RowIndex::scopes() const
{
    std::vector<RowScopeInfo> infos;
    const Clock::TimePoint now = m_clock.now();
    for (const auto& [scope, rows] : m_tables) {
        RowScopeInfo info = infoOf(scope, rows, now);
        if (info.refs > 0 || info.absentRows > 0)
            infos.push_back(std::move(info));
    }
    return infos;
}

/// Made where it is not there yet: it also remembers what was expired or written.
TableRows& RowIndex::table(const RowScope& scope)
{
    return m_tables.try_emplace(scope, scope.dialect()).first->second;
}

} // namespace larder
