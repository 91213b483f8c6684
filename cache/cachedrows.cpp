#include "cache/cachedrows.h"

#include "cache/sql/sqltables.h"
#include "cache/valuecell.h"

#include <algorithm>

namespace larder {

namespace {

SqlDialect dialectOf(const ConnectionIdentity& connection)
{
    return sqlDialectNamed(QString::fromUtf8(connection.engine)).value_or(SqlDialect::Generic);
}

} // namespace

CachedRows::Found CachedRows::find(const RowRequest& request, std::optional<DatabaseMark> mark,
    std::optional<std::chrono::milliseconds> maxAge) const
{
    Found found{m_cache.m_rows.find(request, [&](EntryId id) {
        const CacheEntry* const entry = m_cache.m_store.find(id);
        return entry && isTrue(*entry, mark, maxAge);
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
    for (const RowSet::Layout& layout : found.match.rows.layouts) {
        const auto rows = std::count_if(found.match.rows.rows.begin(), found.match.rows.rows.end(),
            [&](const RowSet::Row& row) { return &found.match.rows.layouts[row.layout] == &layout; });
        for (const EntryId id : layout.entries) {
            const CacheEntry& entry = *m_cache.m_store.find(id);
            if (found.entries.empty() || entry.storedAt < found.storedAt) {
                found.storedAt = entry.storedAt;
                found.storedWallTime = entry.storedWallTime;
            }
            found.fillCost += entry.fillCost() * rows / std::max<qint64>(1, entry.result->rowCount());
            if (std::find(found.entries.begin(), found.entries.end(), id) == found.entries.end())
                found.entries.push_back(id);
        }
    }
}

RowRequest CachedRows::keysOfRows(const CacheEntry& list, const std::vector<qint64>& numbers)
{
    const SqlDialect dialect = dialectOf(list.facts->components.connection);
    RowRequest request{{list.facts->components.connection, list.rows->table}};
    const auto nameOf = [&](const ColumnInfo& column) {
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
    const RowSource rows = *entry->rows;
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
    std::vector<size_t> places;
    for (const QByteArray& column : key) {
        const auto found = std::find(asked.keyColumns.begin(), asked.keyColumns.end(), column);
        if (found == asked.keyColumns.end() || asked.keyColumns.size() != key.size())
            return;
        places.push_back(size_t(found - asked.keyColumns.begin()));
    }
    for (size_t first = 0; first < asked.keys.size(); first += places.size()) {
        std::vector<Value> values;
        values.reserve(places.size());
        for (const size_t place : places)
            values.push_back(asked.keys[first + place]);
        for (const EntryId suspect : m_cache.m_rows.noteAbsent(asked.scope, values, empty->order, empty->id))
            Q_EMIT m_cache.entryChanged(suspect);
    }
}

} // namespace larder
