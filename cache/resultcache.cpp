#include "cache/resultcache.h"

#include <QLocale>

namespace larder {

namespace {

using std::chrono::milliseconds;

qint64 componentBytes(const KeyComponents& components)
{
    qint64 bytes = components.sql.size() + components.connection.database.size();
    for (const Parameter& parameter : components.parameters)
        bytes += qint64(sizeof(Parameter)) + parameter.name.size() + literalFromValue(parameter.value).size();
    return bytes;
}

qint64 chargeOf(const ResultCache::Fill& fill)
{
    return qint64(sizeof(CacheEntry)) + fill.result->byteSize() + fill.result->fileBytes() + fill.sql.size()
        + componentBytes(fill.components) + fill.key.canonicalBytes().size();
}

QString shortened(const QByteArray& sql)
{
    constexpr qsizetype kShownCharacters = 60;
    const QString text = QString::fromUtf8(sql).simplified();
    return text.size() <= kShownCharacters ? text : text.left(kShownCharacters - 1) + u'…';
}

// Databases are told apart without the user: a change by one is a change for all.
QByteArray databaseOf(const ConnectionIdentity& identity)
{
    return identity.engine + '\0' + identity.database;
}

bool depends(const CacheEntry& entry, const CommittedWrites& writes)
{
    return writes.wholeDatabase
        || std::any_of(entry.stamp.tables.begin(), entry.stamp.tables.end(),
            [&](const Stamp::Table& table) { return writes.tables.contains(table.name); });
}

Reason ttlReason(const CacheEntry& entry)
{
    return {entry.result->rowCount() == 0 ? ReasonCode::EmptyTtl : ReasonCode::Ttl};
}

} // namespace

ResultCache::ResultCache(std::unique_ptr<CacheStore> store, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_clock(clock)
{
}

ResultCache::~ResultCache() = default;

ResultCache::Lookup ResultCache::find(
    const CacheKey& key, const KeyComponents& components, std::optional<milliseconds> maxAge)
{
    const CacheEntry* const entry = m_store->find(key);
    if (!entry) {
        const Reason reason = m_history.reasonFor(key, components);
        m_history.asked(components);
        return {nullptr, reason};
    }
    if (entry->key != key)
        return {nullptr, {ReasonCode::Collision}};
    if (!tokensHold(*entry)) {
        const Reason reason{ReasonCode::TableChanged};
        remove(entry->id, reason);
        return {nullptr, reason};
    }
    const auto left = ttlLeft(*entry, m_clock.now());
    const bool tooOld = maxAge && m_clock.now() - entry->storedAt > *maxAge;
    if (tooOld || (left && *left <= milliseconds(0))) {
        const Reason reason = ttlReason(*entry);
        remove(entry->id, reason);
        return {nullptr, reason};
    }
    return {entry, {}};
}

ResultCache::FillTicket ResultCache::beginFill(const CacheKey& key)
{
    const auto ticket = FillTicket(++m_lastTicket);
    m_fills.insert_or_assign(ticket, OpenFill{key.digest(), m_tokens.changeCount(), {}});
    return ticket;
}

Reason ResultCache::land(FillTicket ticket, const Fill& fill)
{
    const auto open = m_fills.extract(ticket);
    Q_ASSERT(!open.empty());
    const qint64 chargeBytes = chargeOf(fill);
    const CacheEntry* const old = m_store->find(fill.key);
    if (const Reason reason = refusal(open.mapped(), fill, chargeBytes)) {
        // An older answer must not outlive the one that was to replace it.
        if (old)
            remove(old->id, reason);
        m_history.remember(fill.key, fill.components, reason);
        return reason;
    }
    if (old)
        remove(old->id, {ReasonCode::Replaced});
    CacheEntry entry{EntryId(++m_lastId), fill.key, fill.components, fill.sql, fill.result, stampFor(fill),
        m_clock.now(), m_clock.wallTime(), fill.ttl, fill.cost, {}, chargeBytes};
    const EntryId id = entry.id;
    const std::vector<CacheEntry> evicted = m_store->insert(std::move(entry));
    for (const CacheEntry& gone : evicted) {
        m_history.remember(gone.key, gone.components, {ReasonCode::Evicted});
        Q_EMIT entryRemoved(gone.id, {ReasonCode::Evicted});
    }
    Q_EMIT entryStored(id);
    return {};
}

void ResultCache::recordHit(EntryId id, const RunTimings& hit)
{
    CacheEntry* const entry = m_store->find(id);
    if (!entry)
        return;
    ++entry->usage.hits;
    entry->usage.lastHit = m_clock.wallTime();
    entry->usage.timeSaved += entry->fillCost() - hit.lookup - hit.validate;
    m_store->touch(id);
    Q_EMIT entryChanged(id);
}

void ResultCache::recordProof(EntryId id)
{
    CacheEntry* const entry = m_store->find(id);
    if (!entry)
        return;
    entry->usage.lastVerified = m_clock.wallTime();
    Q_EMIT entryChanged(id);
}

void ResultCache::expire(const std::vector<EntryId>& ids, const Reason& reason)
{
    for (const EntryId id : ids) {
        if (const CacheEntry* const entry = m_store->find(id)) {
            discardFills(entry->key.digest(), reason);
            remove(id, reason);
        }
    }
}

void ResultCache::expireAll(const Reason& reason, const std::optional<ConnectionIdentity>& database)
{
    std::vector<EntryId> ids;
    m_store->forEach([&](const CacheEntry& entry) {
        if (!database || entry.components.connection == *database)
            ids.push_back(entry.id);
    });
    // Fills don't know their database; at worst the result of another one is fetched once more.
    for (auto& [ticket, fill] : m_fills)
        fill.discarded = reason;
    expire(ids, reason);
}

void ResultCache::applyWrites(
    const ConnectionIdentity& database, const CommittedWrites& writes, const QByteArray& sql)
{
    if (writes.isEmpty())
        return;
    const QByteArray name = databaseOf(database);
    if (writes.wholeDatabase)
        m_tokens.databaseChanged(name);
    for (const QByteArray& table : writes.tables)
        m_tokens.tableChanged(name, table);
    std::vector<EntryId> ids;
    m_store->forEach([&](const CacheEntry& entry) {
        if (databaseOf(entry.components.connection) == name && depends(entry, writes))
            ids.push_back(entry.id);
    });
    const QString when
        = QLocale::c().toString(m_clock.wallTime().toLocalTime().time(), QStringLiteral("HH:mm:ss"));
    for (const EntryId id : ids)
        remove(id, {ReasonCode::TableChanged, QStringLiteral("%1, %2").arg(shortened(sql), when)});
}

std::vector<EntryInfo> ResultCache::entries() const
{
    std::vector<EntryInfo> infos;
    m_store->forEach(
        [&, now = m_clock.now()](const CacheEntry& entry) { infos.push_back(entryInfo(entry, now)); });
    return infos;
}

bool ResultCache::tokensHold(const CacheEntry& entry)
{
    const QByteArray database = databaseOf(entry.components.connection);
    return m_tokens.databaseToken(database) == entry.stamp.databaseToken
        && std::all_of(entry.stamp.tables.begin(), entry.stamp.tables.end(),
            [&](const Stamp::Table& table) { return m_tokens.token(database, table.name) == table.token; });
}

// Called only after refusal() proved that no token changed since the fill began, so the present ones are
// those from before the statement was sent.
Stamp ResultCache::stampFor(const Fill& fill)
{
    const QByteArray database = databaseOf(fill.components.connection);
    Stamp stamp;
    stamp.databaseToken = m_tokens.databaseToken(database);
    stamp.validator = fill.validator;
    for (const QByteArray& table : fill.tables)
        stamp.tables.push_back({table, m_tokens.token(database, table)});
    return stamp;
}

Reason ResultCache::refusal(const OpenFill& open, const Fill& fill, qint64 chargeBytes) const
{
    if (fill.forbidden)
        return fill.forbidden;
    if (open.discarded)
        return open.discarded;
    const QByteArray database = databaseOf(fill.components.connection);
    for (const QByteArray& table : fill.tables) {
        if (m_tokens.changedSince(open.changeCount, database, table))
            return {ReasonCode::RaceDiscarded, QString::fromUtf8(table)};
    }
    if (m_tokens.changedSince(open.changeCount, database, {}))
        return {ReasonCode::RaceDiscarded};
    if (chargeBytes > m_store->budgetBytes()) {
        const QLocale locale;
        return {ReasonCode::TooLarge,
            QStringLiteral("%1 > %2").arg(
                locale.formattedDataSize(chargeBytes), locale.formattedDataSize(m_store->budgetBytes()))};
    }
    return {};
}

void ResultCache::remove(EntryId id, const Reason& reason)
{
    const auto entry = m_store->take(id);
    if (!entry)
        return;
    m_history.remember(entry->key, entry->components, reason);
    Q_EMIT entryRemoved(id, reason);
}

void ResultCache::discardFills(const CacheKey::Digest& digest, const Reason& reason)
{
    for (auto& [ticket, fill] : m_fills) {
        if (fill.digest == digest)
            fill.discarded = reason;
    }
}

} // namespace larder
