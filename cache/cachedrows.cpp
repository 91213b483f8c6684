#include "cache/cachedrows.h"

#include "cache/sql/sqltables.h"
#include "cache/valuecell.h"

#include <algorithm>

namespace larder {

CachedRows::Found CachedRows::find(const RowRequest& request, std::optional<DatabaseMark> mark,
    std::optional<std::chrono::milliseconds> maxAge) const
{
    Found found{m_cache.m_rows.find(request, [&](EntryId id) {
        const CacheEntry* const entry = m_cache.m_store.find(id);
        return entry && entry->facts->components.settings == request.settings && isTrue(*entry, mark, maxAge);
    })};
    if (found)
        tellOrigin(found);
    return found;
}

bool CachedRows::isTrue(const CacheEntry& entry, std::optional<DatabaseMark> mark,
    std::optional<std::chrono::milliseconds> maxAge) const
{
    if (entry.outdated || m_cache.m_tokens.changed(entry.stamp) || (mark && entry.stamp.validator != mark))
        return false;
    const Clock::TimePoint now = m_cache.m_clock.now();
    return !entry.endReason(now) && (mark || !entry.isOutdated(now))
        && (!maxAge || now - entry.storedAt <= *maxAge);
}

void CachedRows::tellOrigin(Found& found) const
{
    const RowSet& rows = found.match.rows;
    std::vector<qint64> rowsOfLayout(rows.layouts.size());
    for (const RowSet::Row& row : rows.rows)
        ++rowsOfLayout[row.layout];
    for (size_t layout = 0; layout < rows.layouts.size(); ++layout) {
        for (const EntryId id : rows.layouts[layout].entries) {
            const CacheEntry& entry = *m_cache.m_store.find(id);
            if (found.entries.empty() || entry.storedAt < found.storedAt) {
                found.storedAt = entry.storedAt;
                found.storedWallTime = entry.storedWallTime;
            }
            found.fillCost
                += entry.fillCost() * rowsOfLayout[layout] / std::max<qint64>(1, entry.result->rowCount());
            found.entries.push_back(id);
        }
    }
    std::sort(found.entries.begin(), found.entries.end());
    found.entries.erase(std::unique(found.entries.begin(), found.entries.end()), found.entries.end());
}

RowRequest CachedRows::keysOfRows(const CacheEntry& list, const std::vector<qint64>& numbers)
{
    RowRequest request{{list.facts->components.connection, list.rows->table}};
    request.settings = list.facts->components.settings;
    const auto nameOf = [dialect = request.scope.dialect()](const ColumnInfo& column) {
        return comparableTableName(column.originColumn.toUtf8(), dialect);
    };
    for (const int column : list.rows->keyColumns)
        request.keyColumns.push_back(nameOf(list.result->columns()[size_t(column)]));
    for (const qint64 number : numbers) {
        for (const int column : list.rows->keyColumns)
            request.keys.push_back(valueOf(list.result->cell(number, column)));
    }
    for (const ColumnInfo& column : list.result->columns())
        request.columns.push_back({nameOf(column)});
    return request;
}

void CachedRows::confirm(EntryId list, FillTicket ticket)
{
    CacheEntry* const entry = m_cache.m_store.find(list);
    // The rows that were not asked for count as of this moment, too: what is on its way may know better.
    if (!entry || !entry->rows || !m_cache.m_fills.isOldest(ticket))
        return;
    const qint64 chargeBytes = entry->chargeBytes;
    entry->order = quint64(ticket);
    const ResultCache::Landed landed = m_cache.indexRows(*entry);
    entry->chargeBytes = chargeBytes;
    if (landed.notStored || landed.notByRow)
        m_cache.remove(list, landed.notStored ? landed.notStored : landed.notByRow);
    else
        Q_EMIT m_cache.entryChanged(list);
}

void CachedRows::noteAbsent(EntryId entry, const RowRequest& asked)
{
    const CacheEntry* const empty = m_cache.m_store.find(entry);
    // A value may be converted before it is compared, so where a row did come back it can't be told which of
    // the keys brought it.
    if (!empty || !empty->rows || empty->result->rowCount() > 0)
        return;
    const std::vector<QByteArray> key = keysOfRows(*empty, {}).keyColumns;
    const std::vector<size_t> places = keyPlaces(asked, QByteArrayList(key.begin(), key.end()));
    for (size_t first = 0; !places.empty() && first < asked.keys.size(); first += places.size()) {
        std::vector<Value> values;
        values.reserve(places.size());
        for (const size_t place : places)
            values.push_back(asked.keys[first + place]);
        for (const EntryId suspect : m_cache.m_rows.noteAbsent(asked.scope, values, empty->order, empty->id))
            Q_EMIT m_cache.entryChanged(suspect);
    }
}

} // namespace larder
