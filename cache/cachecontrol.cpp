#include "cache/cachecontrol.h"

namespace larder {

CacheControl::CacheControl(ResultCache& cache, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_cache(cache)
    , m_clock(clock)
{
    m_shelfTimer.setSingleShot(true);
    // Nobody can take it back any more; the memory is given back.
    connect(&m_shelfTimer, &QTimer::timeout, this, [this] { (void)m_cache.m_shelf.takeAll(m_clock.now()); });
}

void CacheControl::expireEntries(const std::vector<EntryId>& ids)
{
    const ChangeCause cause = begin({});
    m_cache.expire(ids, cause.reason);
}

void CacheControl::expireSql(const ConnectionIdentity& database, const QByteArray& normalizedSql)
{
    std::vector<EntryId> ids;
    m_cache.m_store.forEach([&](const CacheEntry& entry) {
        const KeyComponents& components = entry.facts->components;
        if (components.connection == database && components.sql == normalizedSql)
            ids.push_back(entry.id);
    });
    const ChangeCause cause = begin(normalizedSql);
    m_cache.expire(ids, cause.reason);
}

void CacheControl::expireTable(const ConnectionIdentity& database, const QByteArray& table)
{
    replaceTokens({{databaseOf(database), table}}, table);
}

void CacheControl::expireDatabase(const ConnectionIdentity& database)
{
    // Fills don't know their database; at worst the result of another one is fetched once more.
    m_cache.m_fills.discardAll({ReasonCode::ExpiredByUser});
    replaceTokens({{databaseOf(database), {}}}, databaseOf(database));
}

void CacheControl::expireEverything()
{
    m_cache.m_fills.discardAll({ReasonCode::ExpiredByUser});
    std::vector<std::pair<QByteArray, QByteArray>> databases;
    for (const QByteArray& database : m_cache.m_tokens.databases())
        databases.emplace_back(database, QByteArray());
    replaceTokens(databases, {});
}

void CacheControl::expireSoftly(const std::vector<EntryId>& ids)
{
    for (const EntryId id : ids) {
        if (CacheEntry* const entry = m_cache.m_store.find(id)) {
            entry->outdated = true;
            CacheEvent softened = m_cache.eventOf(EventKind::Expired, *entry);
            softened.reason = {ReasonCode::ExpiredByUser, tr("served until the fresh answer is there")};
            m_cache.m_events.append(std::move(softened));
            Q_EMIT m_cache.entryChanged(id);
        }
    }
}

bool CacheControl::canUndo() const
{
    return m_cache.m_shelf.isOpen(m_clock.now());
}

qint64 CacheControl::undo()
{
    if (!canUndo())
        return 0;
    m_shelfTimer.stop();
    for (const ReplacedToken& replaced : std::exchange(m_replaced, {})) {
        if (m_cache.m_tokens.token(replaced.table) == replaced.after)
            m_cache.m_tokens.restore(replaced.table, replaced.before);
    }
    const quint64 cause = m_cache.m_events.append(eventOf(EventKind::Restored, {}));
    qint64 count = 0;
    for (CacheEntry& entry : m_cache.m_shelf.takeAll(m_clock.now())) {
        if (m_cache.m_tokens.changed(entry.stamp) || m_cache.m_store.find(entry.key))
            continue;
        count += m_cache.insert(std::move(entry), cause) ? 0 : 1;
    }
    Q_EMIT m_cache.entriesDoubted();
    return count;
}

void CacheControl::setPinned(const std::vector<EntryId>& ids, bool pinned)
{
    for (const EntryId id : ids) {
        CacheEntry* const entry = m_cache.m_store.find(id);
        if (!entry || entry->pinned == pinned)
            continue;
        m_cache.m_events.append(m_cache.eventOf(pinned ? EventKind::Pinned : EventKind::Unpinned, *entry));
        m_cache.m_store.setPinned(id, pinned);
        if (const auto end = entry->end())
            m_cache.m_ends.add(id, *end);
        Q_EMIT m_cache.entryChanged(id);
    }
}

ChangeCause CacheControl::begin(const QByteArray& what)
{
    m_replaced.clear();
    m_cache.m_shelf.begin(m_clock.now() + ExpireShelf::kKeptFor);
    m_shelfTimer.start(ExpireShelf::kKeptFor);
    return {{ReasonCode::ExpiredByUser}, m_cache.m_events.append(eventOf(EventKind::Expired, what))};
}

void CacheControl::replaceTokens(
    const std::vector<std::pair<QByteArray, QByteArray>>& tables, const QByteArray& what)
{
    const ChangeCause cause = begin(what);
    for (const auto& [database, table] : tables) {
        const Stamp before = m_cache.m_tokens.stamp(database, {table});
        const TableId id = m_cache.m_tokens.tableChanged(database, table, cause);
        m_replaced.push_back({id, before.tables.front().token, m_cache.m_tokens.token(id)});
    }
    m_cache.doubtAll();
}

CacheEvent CacheControl::eventOf(EventKind kind, const QByteArray& what) const
{
    return {.kind = kind, .time = m_clock.wallTime(), .sql = what};
}

} // namespace larder
