#include "cache/cachecontrol.h"

#include "cache/sqlpattern.h"

namespace larder {

namespace {

QString keyText(const std::vector<Value>& key)
{
    QStringList values;
    for (const Value& value : key)
        values << QString::fromUtf8(literalFromValue(value));
    return values.join(QStringLiteral(", "));
}

} // namespace

CacheControl::CacheControl(ResultCache& cache, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_cache(cache)
    , m_clock(clock)
{
    m_shelfTimer.setSingleShot(true);
    // Nobody can take it back any more; the memory is given back.
    connect(&m_shelfTimer, &QTimer::timeout, this, [this] {
        (void)m_cache.m_shelf.takeAll(m_clock.now());
        Q_EMIT undoChanged();
    });
}

qint64 CacheControl::expireEntries(const std::vector<EntryId>& ids)
{
    const ChangeCause cause = begin({});
    return m_cache.expire(ids, cause.reason, cause.event);
}

CacheControl::Selection CacheControl::tagged(const QByteArray& tag) const
{
    return select([&](const CacheEntry& entry) { return entry.tags.contains(tag); });
}

CacheControl::Selection CacheControl::matching(const QString& pattern) const
{
    const QRegularExpression fits = sqlPattern(pattern);
    return select(
        [&](const CacheEntry& entry) { return fits.match(QString::fromUtf8(entry.facts->sql)).hasMatch(); });
}

CacheControl::Selection CacheControl::select(const std::function<bool(const CacheEntry&)>& isMeant) const
{
    Selection selection;
    m_cache.m_store.forEach([&](const CacheEntry& entry) {
        if (!isMeant(entry))
            return;
        selection.entries.push_back(entry.id);
        selection.bytes += entry.chargeBytes;
    });
    return selection;
}

void CacheControl::setTags(const std::vector<EntryId>& ids, const QByteArrayList& tags)
{
    for (const EntryId id : ids) {
        if (CacheEntry* const entry = m_cache.m_store.find(id)) {
            entry->tags = tags;
            Q_EMIT m_cache.entryChanged(id);
        }
    }
}

void CacheControl::expireSql(const ConnectionIdentity& database, const QByteArray& normalizedSql)
{
    const Selection meant = select([&](const CacheEntry& entry) {
        const KeyComponents& components = entry.facts->components;
        return components.connection == database && components.sql == normalizedSql;
    });
    // Fills don't know their SQL; at worst the result of another one is fetched once more.
    m_cache.m_fills.discardAll({ReasonCode::ExpiredByUser});
    const ChangeCause cause = begin(normalizedSql);
    m_cache.expire(meant.entries, cause.reason, cause.event);
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

void CacheControl::expireRow(
    const ConnectionIdentity& database, const QByteArray& table, const std::vector<Value>& key)
{
    const quint64 order = m_cache.m_fills.nextOrder();
    CacheEvent expired = eventOf(EventKind::Expired, table);
    expired.reason = {ReasonCode::ExpiredByUser, keyText(key)};
    expired.database = databaseOf(database);
    m_cache.m_events.append(std::move(expired));
    for (const EntryId list : m_cache.m_rows.expireRow({database, table}, key, order))
        Q_EMIT m_cache.entryChanged(list);
}

CacheControl::Check CacheControl::noteCheck(
    const std::vector<EntryId>& ids, DatabaseMark mark, std::chrono::nanoseconds cost)
{
    Check check;
    for (const EntryId id : ids) {
        CacheEntry* const entry = m_cache.m_store.find(id);
        if (!entry)
            continue;
        if (const Reason doubt = doubtOf(*entry, mark)) {
            refute(*entry, doubt);
            check.doubts.push_back(doubt);
        } else {
            m_cache.recordProof(id, cost);
            ++check.proven;
        }
    }
    return check;
}

void CacheControl::noteFailedCheck(const std::vector<EntryId>& ids, const Error& error)
{
    for (const EntryId id : ids) {
        if (CacheEntry* const entry = m_cache.m_store.find(id))
            refute(*entry, {ReasonCode::ValidatorUnknown, errorText(error)});
    }
}

Reason CacheControl::doubtOf(const CacheEntry& entry, DatabaseMark mark) const
{
    EntryInfo info;
    describe(entry, m_clock.now(), info);
    m_cache.judge(entry, false, info);
    const Reason doubt
        = info.reason ? info.reason : m_cache.m_validators.whyNotProven(entry.stamp.validator, mark);
    if (doubt.code == ReasonCode::ValidatorChanged && doubt.detail.isEmpty())
        return {doubt.code, tr("something was written, maybe to other tables")};
    return doubt;
}

void CacheControl::refute(CacheEntry& entry, const Reason& why)
{
    entry.usage.lastRefuted = m_clock.wallTime();
    entry.usage.refutation = why;
    Q_EMIT m_cache.entryChanged(entry.id);
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
        if (!m_cache.indexRows(entry).notStored)
            count += m_cache.insert(std::move(entry), cause) ? 0 : 1;
    }
    // What was stored since then has the token that went again.
    m_cache.doubtAll();
    Q_EMIT undoChanged();
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
    m_cache.m_live.clear();
    m_cache.m_shelf.begin(m_clock.now() + ExpireShelf::kKeptFor);
    m_shelfTimer.start(ExpireShelf::kKeptFor);
    Q_EMIT undoChanged();
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
