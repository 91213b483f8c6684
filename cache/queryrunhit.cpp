#include "cache/queryrun.h"

#include <QCoreApplication>

// How a run is answered from the cache.

namespace larder {

namespace {

using std::chrono::milliseconds;

QString tr(const char* text)
{
    return QCoreApplication::translate("QueryRun", text);
}

HitClass hitClassOf(Freshness freshness)
{
    switch (freshness) {
    case Freshness::ProvenFresh:
        return HitClass::ProvenFresh;
    case Freshness::Stale:
        return HitClass::Stale;
    default:
        return HitClass::NotVerified;
    }
}

} // namespace

std::optional<milliseconds> QueryRun::acceptedAge() const
{
    const QueryRequest& request = m_request->request();
    return request.policy == FreshnessPolicy::Ttl ? request.ttl : std::nullopt;
}

bool QueryRun::proves() const
{
    const QueryRequest& request = m_request->request();
    return request.policy == FreshnessPolicy::Verify && request.mode != RunMode::CachedOnly;
}

void QueryRun::checkEntry(const CacheEntry& entry)
{
    m_wasMarked = entry.outdated;
    if (entry.outdated || (!proves() && entry.isOutdated(m_service.m_clock.now())))
        answer(entry, Freshness::Stale);
    else if (proves())
        askToken([this](const Result<DatabaseMark>& mark) { entryChecked(mark); });
    else
        answer(entry, Freshness::NotVerified);
}

void QueryRun::entryChecked(const Result<DatabaseMark>& mark)
{
    m_provenance.timings.validate += sinceStepBegan();
    m_stepBegan = m_service.m_clock.now();
    m_service.applyIdentity(m_connection);
    // The wait was long enough for a transaction to begin, or for the file to be exchanged.
    if (const Reason reason = bypassReason()) {
        countAs(EventKind::Bypass, reason);
        load(std::nullopt);
        return;
    }
    if (mark)
        m_mark = mark.value();
    if (port().identity() != m_components.connection) {
        prepareKey();
        miss({ReasonCode::ValidatorChanged, tr("the file was replaced")});
        return;
    }
    if (mark && m_rows.answer(m_mark))
        return;
    const ResultCache::Lookup found = m_service.m_cache.find(m_key, m_components);
    if (!mark) {
        miss({ReasonCode::ValidatorUnknown, errorText(mark.error())});
    } else if (!found.entry) {
        miss(found.reason);
    } else if (!found.entry->stamp.validator) {
        miss(whyNotProven(*found.entry));
    } else if (const Reason reason = whyNotProven(*found.entry)) {
        m_service.m_cache.expire({found.entry->id}, reason, endOfProof(*found.entry));
        miss(reason);
    } else {
        answer(*found.entry, Freshness::ProvenFresh);
    }
}

quint64 QueryRun::endOfProof(const CacheEntry& entry) const
{
    return m_service.m_cache.validators().endOf(entry.stamp.validator);
}

Reason QueryRun::whyNotProven(const CacheEntry& entry) const
{
    return m_service.m_cache.validators().whyNotProven(entry.stamp.validator, *m_mark);
}

void QueryRun::answer(const CacheEntry& entry, Freshness freshness)
{
    if (freshness != Freshness::Stale && m_rows.refill(entry, freshness))
        return;
    serve({.result = entry.result,
              .entries = {entry.id},
              .tables = entry.facts->tables,
              .mark = entry.stamp.validator,
              .storedAt = entry.storedAt,
              .storedWallTime = entry.storedWallTime,
              .fillCost = entry.fillCost()},
        hitClassOf(freshness), freshness);
}

void QueryRun::serve(const Hit& hit, HitClass hitClass, Freshness freshness)
{
    m_entries = hit.entries;
    m_provenance.source = hitClass == HitClass::Rows ? Source::RowCache : Source::Cache;
    m_provenance.stored = true;
    tellAge(hit, freshness);
    const RunTimings& timings = m_provenance.timings;
    const std::chrono::nanoseconds cost = timings.lookup + timings.validate;
    const std::chrono::nanoseconds timeSaved = hit.fillCost - cost;
    const auto share = qint64(hit.entries.size());
    m_service.m_statistics.countHit(hitClass, timeSaved);
    tellHit(hit, hitClass, timeSaved);
    for (const EntryId entry : m_entries) {
        const bool stored = m_service.m_cache.recordHit(entry, timeSaved / share, cost / share);
        m_provenance.stored = m_provenance.stored && stored;
    }
    deliverCached(hit);
}

void QueryRun::tellHit(const Hit& hit, HitClass hitClass, std::chrono::nanoseconds timeSaved) const
{
    CacheEvent event = eventOf(EventKind::Hit);
    event.entry = hit.entries.front();
    event.tables = hit.tables;
    event.hitClass = hitClass;
    event.timeSaved = timeSaved;
    m_service.m_cache.events().append(std::move(event));
}

void QueryRun::deliverCached(const Hit& hit)
{
    m_tables = hit.tables;
    const bool behind = m_request->request().mode != RunMode::CachedOnly
        && (m_request->request().policy == FreshnessPolicy::Instant
            || m_provenance.freshness == Freshness::Stale);
    if (behind)
        m_stage = Stage::Behind;
    const auto mark = m_provenance.freshness == Freshness::ProvenFresh ? m_mark : hit.mark;
    deliver({.result = hit.result, .provenance = m_provenance, .basis = basisOfHit(mark)});
    // The callback may have closed the connection.
    if (behind && m_stage == Stage::Behind)
        goOnBehind();
}

AnswerBasis QueryRun::basisOfHit(std::optional<DatabaseMark> mark) const
{
    return {.connection = m_connection,
        .database = databaseOf(m_components.connection),
        .tables = m_tables,
        .changes = m_service.m_cache.dataChangeCount(),
        .mark = mark,
        .lostSessions = m_service.connection(m_connection)->lostSessions};
}

void QueryRun::tellAge(const Hit& hit, Freshness freshness)
{
    m_provenance.freshness = freshness;
    m_provenance.fetchedAt = hit.storedWallTime;
    m_provenance.age = std::chrono::duration_cast<milliseconds>(m_service.m_clock.now() - hit.storedAt);
    if (freshness == Freshness::ProvenFresh)
        recordProof(m_provenance.timings.validate);
}

void QueryRun::goOnBehind()
{
    const bool asks = port().tokenScope() != TokenScope::Nothing;
    if (m_provenance.freshness != Freshness::Stale && asks) {
        askToken([this](const Result<DatabaseMark>& mark) { checkedBehind(mark); });
        return;
    }
    // One fresh answer is enough for all who ask meanwhile.
    if (m_service.flightFor(connection(), m_key, {}, true)) {
        m_stage = Stage::Done;
        m_service.forget(m_id);
        return;
    }
    m_provenance.reason = m_wasMarked ? Reason{ReasonCode::ExpiredByUser, tr("marked as outdated")}
        : asks                        ? Reason{ReasonCode::Ttl, tr("a fresh answer is due")}
               : Reason{ReasonCode::ValidatorUnknown, tr("this connection cannot prove freshness")};
    stampThenLoad();
}

void QueryRun::recordProof(std::chrono::nanoseconds checkCost)
{
    m_provenance.freshness = Freshness::ProvenFresh;
    m_provenance.provenAt = m_service.m_clock.wallTime();
    for (const EntryId entry : m_entries)
        m_service.m_cache.recordProof(entry, checkCost);
}

void QueryRun::checkedBehind(const Result<DatabaseMark>& mark)
{
    const std::chrono::nanoseconds cost = sinceStepBegan();
    // In a transaction of this session there is nothing to compare with; the answer stays "not verified".
    if (bypassReason() || port().identity() != m_components.connection) {
        deliver({.error = Error{tr("The answer could not be checked"), {}}, .provenance = m_provenance});
        return;
    }
    if (!mark) {
        deliver({.result = nullptr, .error = mark.error(), .provenance = m_provenance});
        return;
    }
    m_mark = mark.value();
    if (const ResultPtr rows = m_rows.provenBehind()) {
        recordProof(cost);
        deliver({.result = rows, .provenance = m_provenance, .basis = basisOfHit(m_mark)});
        return;
    }
    const ResultCache::Lookup found = m_service.m_cache.find(m_key, m_components);
    if (found.entry && m_entries == std::vector{found.entry->id} && found.entry->stamp.validator == m_mark) {
        recordProof(cost);
        deliver({.result = found.entry->result, .provenance = m_provenance, .basis = basisOfHit(m_mark)});
        return;
    }
    m_provenance.reason = found.entry ? whyNotProven(*found.entry) : found.reason;
    if (found.entry)
        m_service.m_cache.expire({found.entry->id}, m_provenance.reason, endOfProof(*found.entry));
    stampThenLoad();
}

} // namespace larder
