#include "cache/resultcache.h"

#include "cache/rows/rowrefill.h"

namespace larder {

namespace {

using std::chrono::milliseconds;

// So few are looked through at once, more of them piece by piece.
constexpr qint64 kSweptAtOnce = 100;
constexpr size_t kSweptInOneTurn = 1'000;

} // namespace

ResultCache::ResultCache(std::unique_ptr<CacheStore> store, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_store(std::move(store), clock, [this](const QString& why) { storeFailed(why); })
    , m_rows(clock)
    , m_shelf(m_store.store().budgetBytes() / 4)
{
    m_sweepTimer.setSingleShot(true);
    connect(&m_sweepTimer, &QTimer::timeout, this, &ResultCache::sweep);
}

ResultCache::Lookup ResultCache::find(
    const CacheKey& key, const KeyComponents& components, std::optional<milliseconds> maxAge)
{
    Lookup found = find(key, maxAge);
    if (!found.entry && !found.reason) {
        found.reason = m_store.isClosed() ? Reason{ReasonCode::StoreDown, m_store.failure()}
                                          : m_history.reasonFor(key, components);
        m_history.asked(components);
    }
    return found;
}

ResultCache::Lookup ResultCache::find(const CacheKey& key, std::optional<milliseconds> maxAge)
{
    const CacheEntry* const entry = entryFor(key);
    if (!entry)
        return {};
    if (entry->key != key)
        return {nullptr, {ReasonCode::Collision}};
    if (const ChangeCause* const cause = m_tokens.changed(entry->stamp)) {
        const Reason reason = cause->reason;
        remove(entry->id, reason, cause->event);
        return {nullptr, reason};
    }
    // Reading the clock would be a tenth of a hit.
    if (!maxAge && !entry->end())
        return {entry, {}};
    const Clock::TimePoint now = m_clock.now();
    Reason over = entry->endReason(now);
    if (!over && maxAge && now - entry->storedAt > *maxAge)
        over = entry->ttlReason();
    if (!over)
        return {entry, {}};
    remove(entry->id, over);
    return {nullptr, over};
}

const CacheEntry* ResultCache::entryFor(const CacheKey& key)
{
    if (const CacheEntry* const entry = m_store.find(key); entry || m_store.isClosed())
        return entry;
    m_recalled = m_live.find(key);
    if (!m_recalled)
        return nullptr;
    QMetaObject::invokeMethod(
        this, [this] { m_recalled.reset(); }, Qt::QueuedConnection);
    return &*m_recalled;
}

FillTicket ResultCache::beginFill(const CacheKey& key)
{
    return m_fills.begin(key, m_tokens.changeCount());
}

bool ResultCache::recordHit(EntryId id, std::chrono::nanoseconds timeSaved, std::chrono::nanoseconds cost)
{
    CacheEntry* const entry = m_store.find(id);
    if (!entry)
        return false;
    ++entry->usage.hits;
    entry->usage.lastHit = m_clock.wallTime();
    entry->usage.lastUsed = m_clock.now();
    entry->usage.timeSaved += timeSaved;
    entry->usage.hitCost += cost;
    m_store.touch(id);
    Q_EMIT entryChanged(id);
    return true;
}

void ResultCache::recordMiss(const CacheKey& key)
{
    CacheEntry* const entry = m_store.find(key);
    if (!entry || entry->key != key)
        return;
    ++entry->usage.misses;
    Q_EMIT entryChanged(entry->id);
}

void ResultCache::recordProof(EntryId id, std::chrono::nanoseconds checkCost)
{
    CacheEntry* const entry = m_store.find(id);
    if (!entry)
        return;
    entry->usage.lastVerified = m_clock.wallTime();
    CacheEvent validated = eventOf(EventKind::Validated, *entry);
    validated.duration = checkCost;
    m_events.append(std::move(validated));
    Q_EMIT entryChanged(id);
}

DatabaseMark ResultCache::noteToken(
    ConnectionId connection, const ValidatorToken& token, const ConnectionIdentity& database)
{
    const ValidatorTokens::Noted noted = m_validators.note(connection, token);
    if (noted.changed) {
        m_validators.noteEnd(noted.before,
            m_events.append({.kind = noted.lost ? EventKind::ConnectionLost : EventKind::DatabaseChanged,
                .time = m_clock.wallTime(),
                .database = databaseOf(database)}));
        Q_EMIT entriesDoubted();
    }
    return noted.mark;
}

void ResultCache::applyWrites(const ConnectionIdentity& database, const CommittedWrites& writes,
    const QByteArray& sql, ConnectionId connection)
{
    if (writes.isEmpty())
        return;
    const QByteArray name = databaseOf(database);
    ChangeCause cause{changedBy(sql, m_clock.wallTime())};
    cause.event = m_events.append({.kind = EventKind::TableChanged,
        .time = m_clock.wallTime(),
        .sql = sql,
        .reason = cause.reason,
        .database = name});
    QByteArrayList changed = writes.tables;
    if (writes.wholeDatabase)
        changed.prepend({});
    for (const QByteArray& table : changed) {
        m_tokens.tableChanged(name, table, cause);
        m_data.note(name, table, cause.reason);
    }
    if (writes.onlyMove)
        m_validators.carryOver(connection, writes.onlyMove->from, writes.onlyMove->to);
    doubtAll();
}

void ResultCache::expire(const CacheKey& key, const Reason& reason)
{
    m_fills.discard(key.digest(), reason);
    m_live.remove(key);
    m_shelf.drop(key.digest());
    if (const CacheEntry* const entry = m_store.find(key); entry && entry->key == key)
        remove(entry->id, reason);
}

qint64 ResultCache::expire(const std::vector<EntryId>& ids, const Reason& reason, quint64 cause)
{
    qint64 count = 0;
    for (const EntryId id : ids) {
        if (const CacheEntry* const entry = m_store.find(id)) {
            m_fills.discard(entry->key.digest(), reason);
            ++count;
        }
        remove(id, reason, cause);
    }
    return count;
}

void ResultCache::expireAll(const Reason& reason, const std::optional<ConnectionIdentity>& database)
{
    // Fills don't know their database; at worst the result of another one is fetched once more.
    m_fills.discardAll(reason);
    const ChangeCause cause{reason,
        m_events.append({.kind = EventKind::Expired,
            .time = m_clock.wallTime(),
            .reason = reason,
            .database = database ? databaseOf(*database) : QByteArray()})};
    if (database && reason.code == ReasonCode::ValidatorChanged)
        m_data.note(databaseOf(*database), {}, reason);
    if (database)
        m_tokens.tableChanged(databaseOf(*database), {}, cause);
    else
        m_tokens.everythingChanged(cause);
    doubtAll();
}

Standing ResultCache::standing(const AnswerBasis& basis) const
{
    if (const Reason reason = m_data.since(basis.changes, basis.database, basis.tables))
        return {Standing::State::Overtaken, reason};
    const Reason heard = basis.mark ? m_validators.since(*basis.mark) : Reason();
    if (heard.code == ReasonCode::ValidatorUnknown)
        return {Standing::State::ConnectionLost};
    return heard ? Standing{Standing::State::Doubtful} : Standing();
}

std::vector<EntryInfo> ResultCache::entries(std::vector<EntryInfo> room) const
{
    room.reserve(size_t(store().entryCount()));
    size_t count = 0;
    const Clock::TimePoint now = m_clock.now();
    const bool allHold = m_sweptChanges == m_tokens.changeCount();
    m_store.forEach([&](const CacheEntry& entry) {
        EntryInfo& info = count < room.size() ? room[count] : room.emplace_back();
        ++count;
        describe(entry, now, info);
        judge(entry, allHold, info);
    });
    room.resize(count);
    return room;
}

// By what has been heard since it was stored, unless nothing has: @p allHold.
void ResultCache::judge(const CacheEntry& entry, bool allHold, EntryInfo& info) const
{
    if (const ChangeCause* const cause = allHold ? nullptr : m_tokens.changed(entry.stamp)) {
        info.state = EntryState::Expired;
        info.reason = cause->reason;
    } else if (info.state == EntryState::Proven) {
        info.reason = m_validators.since(*entry.stamp.validator);
        if (info.reason)
            info.state = EntryState::Doubtful;
    }
    // What the database has to be asked for is as a whole in doubt, whichever rows are there.
    if (info.reason || info.state == EntryState::Expired || entry.indexBytes == 0)
        return;
    if (const size_t missing = m_rows.missingRows(entry.id).size(); missing > 0) {
        info.state = EntryState::Doubtful;
        info.reason = missingRowsReason(qint64(missing), info.facts->rows, entry.rows->table,
            isWorthRefilling(qint64(missing), info.facts->rows));
    }
}

void ResultCache::remove(EntryId id, const Reason& reason, quint64 cause)
{
    auto entry = m_store.take(id);
    if (!entry && m_recalled && m_recalled->id == id)
        m_live.remove(m_recalled->key);
    if (!entry)
        return;
    m_rows.remove(id);
    tellGone(EventKind::Removed, *entry, reason, cause);
    if (reason.code == ReasonCode::ExpiredByUser)
        m_shelf.keep(*std::move(entry), m_clock.now());
    Q_EMIT entryRemoved(id, reason);
}

void ResultCache::tellGone(EventKind kind, const CacheEntry& entry, const Reason& reason, quint64 cause)
{
    m_history.remember(entry.key, entry.facts->components, reason);
    // What somebody has expired was to go as a whole.
    const bool isWish = kind == EventKind::Removed && reason.code == ReasonCode::ExpiredByUser;
    m_history.keepMarks(entry.key, isWish ? EntryMarks() : EntryMarks{entry.pinned, entry.tags});
    CacheEvent event = eventOf(kind, entry);
    event.reason = reason;
    event.cause = cause;
    if (kind == EventKind::Refused && cause == 0)
        event.duration = entry.fillCost();
    m_events.append(std::move(event));
}

// Room that nobody can use any more is given back before another entry has to go for it.
void ResultCache::removeOver()
{
    const Clock::TimePoint now = m_clock.now();
    while (const std::optional<EntryId> id = m_ends.takeOver(now)) {
        const CacheEntry* const entry = m_store.find(*id);
        if (!entry)
            continue;
        if (const Reason over = entry->endReason(now))
            remove(*id, over);
        else if (const auto end = entry->end())
            m_ends.add(*id, *end);
    }
}

void ResultCache::doubtAll()
{
    m_sweepPlace = 0;
    m_sweepChanges = m_tokens.changeCount();
    if (store().entryCount() <= kSweptAtOnce)
        sweep();
    else
        m_sweepTimer.start(0);
    Q_EMIT entriesDoubted();
}

void ResultCache::sweep()
{
    std::vector<std::pair<EntryId, ChangeCause>> over;
    m_sweepPlace = m_store.visitSome(m_sweepPlace, kSweptInOneTurn, [&](const CacheEntry& entry) {
        if (const ChangeCause* const cause = m_tokens.changed(entry.stamp))
            over.emplace_back(entry.id, *cause);
    });
    for (const auto& [id, cause] : over)
        remove(id, cause.reason, cause.event);
    if (m_sweepPlace != 0)
        m_sweepTimer.start(0);
    else
        m_sweptChanges = m_sweepChanges;
}

CacheEvent ResultCache::eventOf(EventKind kind, const CacheEntry& entry) const
{
    return {.kind = kind,
        .time = m_clock.wallTime(),
        .entry = entry.id,
        .key = entry.facts->key,
        .sql = entry.facts->sql,
        .bytes = entry.chargeBytes,
        .database = databaseOf(entry.facts->components.connection),
        .tables = entry.facts->tables,
        .technique = entry.facts->components.technique};
}

// What is in there can't be taken out now, so nothing of it may be served when the store works again.
void ResultCache::storeFailed(const QString& why)
{
    const quint64 event = m_events.append(
        {.kind = EventKind::StoreFailed, .time = m_clock.wallTime(), .reason = {ReasonCode::StoreDown, why}});
    m_tokens.everythingChanged({{ReasonCode::Epoch, why}, event});
    m_fills.discardAll({ReasonCode::StoreDown, why});
    Q_EMIT entriesDoubted();
}

} // namespace larder
