#include "cache/queryrun.h"

#include "cache/classificationreason.h"
#include "cache/sql/sqlhint.h"
#include "cache/sql/sqlnormalizer.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kDefaultTtl = std::chrono::seconds(60);

QString tr(const char* text)
{
    return QCoreApplication::translate("QueryRun", text);
}

std::optional<milliseconds> acceptedAge(const QueryRequest& request)
{
    if (request.policy == FreshnessPolicy::Ttl)
        return request.ttl.value_or(kDefaultTtl);
    return std::nullopt;
}

} // namespace

QueryRun::QueryRun(
    QueryService& service, RunId id, QueryRequest request, const QObject* context, RunCallbacks callbacks)
    : m_service(service)
    , m_id(id)
    , m_request(std::move(request))
    , m_context(context)
    , m_contextGone(QObject::connect(context, &QObject::destroyed, &service,
          [this, &service, id] {
              // A widget says so while it still exists in part; it must hear nothing any more.
              m_context.clear();
              service.cancel(id);
          }))
    , m_callbacks(std::move(callbacks))
{
}

QueryRun::~QueryRun()
{
    QObject::disconnect(m_contextGone);
    if (m_fill)
        m_service.m_cache.abandonFill(*m_fill);
}

void QueryRun::begin()
{
    if (m_stage != Stage::New)
        return;
    m_stage = Stage::Waiting;
    if (!m_service.connection(m_request.connection)) {
        deliver({.error = Error{tr("Cannot run the statement"), tr("the connection is closed")}});
        return;
    }
    m_service.applyIdentity(m_request.connection);
    m_stepBegan = m_service.m_clock.now();
    m_classification = classifySql(m_request.sql, port().dialect());
    applyHint();
    if (const Reason reason = bypassReason()) {
        m_service.m_statistics.countBypass(reason.code);
        m_provenance.reason = reason;
        execute();
        return;
    }
    prepareKey();
    if (m_request.mode == RunMode::Fresh) {
        m_service.m_statistics.countBypass(ReasonCode::Bypass);
        m_provenance.reason = {ReasonCode::Bypass, tr("run fresh")};
        stampThenExecute();
        return;
    }
    lookUp();
}

void QueryRun::cancel()
{
    // While a connection is removed, its runs have no port to ask any more.
    if (m_stage == Stage::Executing && m_service.connection(connection()))
        port().cancel(m_id);
    else
        finishCancelled();
}

void QueryRun::finishCancelled()
{
    if (m_stage == Stage::Done)
        return;
    RunOutcome outcome;
    outcome.cancelled = true;
    deliver(std::move(outcome));
}

// A hint overrides technique and TTL; a malformed one overrides nothing (CACHE.md, rule 8), and is told of.
void QueryRun::applyHint()
{
    const std::optional<SqlHint> hint = sqlHint(m_request.sql, port().dialect());
    if (!hint)
        return;
    if (hint->malformed) {
        m_provenance.ignoredHint = m_request.sql.mid(hint->token.offset, hint->token.length);
        return;
    }
    m_hinted = true;
    if (hint->technique)
        m_request.technique = hint->technique == SqlHint::Technique::Off ? Technique::Off : Technique::All;
    if (hint->ttl)
        m_request.ttl = *hint->ttl;
}

Reason QueryRun::bypassReason() const
{
    if (m_request.policy == FreshnessPolicy::Off)
        return {ReasonCode::Off};
    if (m_request.technique == Technique::Off)
        return m_hinted ? Reason{ReasonCode::Bypass, tr("hint in the statement")} : Reason{ReasonCode::Off};
    if (const Reason reason = classificationReason(m_classification, m_request.sql))
        return reason;
    const SessionState session = m_service.session(m_request.connection);
    if (session.inTransaction)
        return {ReasonCode::InTransaction};
    if (!session.peculiarity.isEmpty())
        return {ReasonCode::Bypass, session.peculiarity};
    return {};
}

void QueryRun::prepareKey()
{
    m_components = {m_request.technique, port().identity(), normalizedSql(m_request.sql, port().dialect()),
        m_request.parameters, m_request.rowLimit};
    std::sort(m_components.parameters.begin(), m_components.parameters.end(),
        [](const Parameter& a, const Parameter& b) { return a.name < b.name; });
    m_key = CacheKey(m_components);
    m_provenance.key = m_key.hex();
}

void QueryRun::lookUp()
{
    const ResultCache::Lookup found = m_service.m_cache.find(m_key, m_components, acceptedAge(m_request));
    m_provenance.timings.lookup += sinceStepBegan();
    if (found.entry)
        checkEntry(*found.entry);
    else
        miss(found.reason);
}

void QueryRun::checkEntry(const CacheEntry& entry)
{
    m_entry = entry.id;
    if (m_request.policy == FreshnessPolicy::Verify) {
        askToken(&QueryRun::entryChecked);
        return;
    }
    serve(entry, Freshness::NotVerified);
}

void QueryRun::entryChecked(const Result<ValidatorToken>& token)
{
    m_provenance.timings.validate += sinceStepBegan();
    m_stepBegan = m_service.m_clock.now();
    m_service.applyIdentity(m_request.connection);
    // The wait was long enough for a transaction to begin, or for the file to be exchanged.
    if (const Reason reason = bypassReason()) {
        m_service.m_statistics.countBypass(reason.code);
        m_provenance.reason = reason;
        execute();
        return;
    }
    if (port().identity() != m_components.connection) {
        prepareKey();
        if (token)
            m_token = token.value();
        miss({ReasonCode::ValidatorChanged, tr("the file was replaced")});
        return;
    }
    const ResultCache::Lookup found = m_service.m_cache.find(m_key, m_components);
    if (!token) {
        miss({ReasonCode::ValidatorUnknown, errorText(token.error())});
        return;
    }
    m_token = token.value();
    if (!found.entry) {
        miss(found.reason);
    } else if (!found.entry->stamp.validator) {
        miss({ReasonCode::ValidatorUnknown, tr("it could not be checked when it was stored")});
    } else if (found.entry->stamp.validator == m_token) {
        serve(*found.entry, Freshness::ProvenFresh);
    } else {
        const Reason reason{ReasonCode::ValidatorChanged};
        m_service.m_cache.expire({found.entry->id}, reason);
        miss(reason);
    }
}

void QueryRun::serve(const CacheEntry& entry, Freshness freshness)
{
    RunOutcome outcome;
    outcome.result = entry.result;
    m_entry = entry.id;
    m_provenance.source = Source::Cache;
    m_provenance.freshness = freshness;
    m_provenance.stored = true;
    m_provenance.fetchedAt = entry.storedWallTime;
    m_provenance.age = std::chrono::duration_cast<milliseconds>(m_service.m_clock.now() - entry.storedAt);
    if (freshness == Freshness::ProvenFresh)
        recordProof();
    outcome.provenance = m_provenance;
    m_service.m_statistics.countHit();
    m_service.m_cache.recordHit(m_entry, m_provenance.timings);
    const bool behind = m_request.policy == FreshnessPolicy::Instant;
    if (behind)
        m_stage = Stage::Behind;
    deliver(std::move(outcome));
    // The callback may have closed the connection.
    if (behind && m_stage == Stage::Behind)
        askToken(&QueryRun::checkedBehind);
}

void QueryRun::recordProof()
{
    m_provenance.freshness = Freshness::ProvenFresh;
    m_provenance.provenAt = m_service.m_clock.wallTime();
    m_service.m_cache.recordProof(m_entry);
}

void QueryRun::checkedBehind(const Result<ValidatorToken>& token)
{
    // In a transaction of this session there is nothing to compare with; the answer stays "not verified".
    if (bypassReason() || port().identity() != m_components.connection) {
        deliver({.result = nullptr,
            .error = Error{tr("The answer could not be checked"), {}},
            .provenance = m_provenance});
        return;
    }
    const ResultCache::Lookup found = m_service.m_cache.find(m_key, m_components);
    if (!token) {
        deliver({.result = nullptr, .error = token.error(), .provenance = m_provenance});
        return;
    }
    m_token = token.value();
    if (found.entry && found.entry->id == m_entry && found.entry->stamp.validator == m_token) {
        recordProof();
        deliver({.result = found.entry->result, .provenance = m_provenance});
        return;
    }
    m_provenance.reason = found.entry ? Reason{ReasonCode::ValidatorChanged} : found.reason;
    if (found.entry)
        m_service.m_cache.expire({found.entry->id}, m_provenance.reason);
    stampThenExecute();
}

void QueryRun::miss(const Reason& reason)
{
    m_service.m_statistics.countMiss(reason.code);
    m_provenance.reason = reason;
    stampThenExecute();
}

void QueryRun::stampThenExecute()
{
    m_fill = m_service.m_cache.beginFill(m_key);
    if (m_token)
        execute();
    else
        askToken(&QueryRun::stamped);
}

void QueryRun::stamped(const Result<ValidatorToken>& token)
{
    if (token)
        m_token = token.value();
    execute();
}

void QueryRun::execute()
{
    m_stage = Stage::Executing;
    const auto arrived = [self = weak_from_this()](ResultPtr rows) {
        const auto run = self.lock();
        if (run && run->m_context && !run->m_delivered && run->m_callbacks.progressed)
            run->m_callbacks.progressed(std::move(rows));
    };
    const auto finished = [self = weak_from_this()](const StatementOutcome& outcome) {
        if (const auto run = self.lock())
            run->executed(outcome);
    };
    port().execute(m_id, {m_request.sql, m_request.parameters, m_request.rowLimit, m_classification.readOnly},
        arrived, finished);
}

void QueryRun::executed(const StatementOutcome& outcome)
{
    m_service.m_cache.applyWrites(port().identity(), outcome.committed, m_request.sql);
    m_service.applySession(m_request.connection, outcome);
    // Who heard of the session may have closed the connection.
    if (m_stage == Stage::Done)
        return;
    m_provenance.source = Source::Database;
    m_provenance.freshness = outcome.session.inTransaction ? Freshness::Snapshot : Freshness::Live;
    m_provenance.fetchedAt = m_service.m_clock.wallTime();
    m_provenance.age = milliseconds(0);
    m_provenance.timings.execute = outcome.timings.execute;
    m_provenance.timings.fetch = outcome.timings.fetch;
    if (m_fill)
        m_provenance.notStored = land(outcome);
    deliver({outcome.result, outcome.error, outcome.cancelled, m_provenance, outcome.rowsAffected});
}

bool QueryRun::mayLand(const StatementOutcome& outcome) const
{
    if (outcome.error || outcome.cancelled || !outcome.result)
        return false;
    const Completeness completeness = outcome.result->completeness();
    return completeness == Completeness::Complete || completeness == Completeness::LimitReached;
}

Reason QueryRun::land(const StatementOutcome& outcome)
{
    const ResultCache::FillTicket ticket = *std::exchange(m_fill, std::nullopt);
    if (!mayLand(outcome)) {
        m_service.m_cache.abandonFill(ticket);
        return {};
    }
    Reason forbidden = outcome.facts.forbidsCaching.value_or(Reason());
    if (outcome.session.inTransaction)
        forbidden = {ReasonCode::InTransaction};
    else if (!outcome.session.peculiarity.isEmpty())
        forbidden = {ReasonCode::Bypass, outcome.session.peculiarity};
    else if (port().identity() != m_components.connection)
        forbidden = {ReasonCode::RaceDiscarded, tr("the file was replaced")};
    if (!outcome.facts.isRead && !forbidden)
        forbidden = {ReasonCode::Uncacheable, tr("not a plain read")};
    const Reason notStored = m_service.m_cache.land(ticket,
        {.key = m_key,
            .components = m_components,
            .sql = m_request.sql,
            .result = outcome.result,
            .tables = outcome.facts.reads,
            .validator = m_token,
            .ttl = m_request.ttl,
            .cost = outcome.timings,
            .forbidden = forbidden});
    m_provenance.stored = !notStored;
    return notStored;
}

void QueryRun::deliver(RunOutcome outcome)
{
    const bool goesOn = m_stage == Stage::Behind && !m_delivered;
    if (!goesOn)
        m_stage = Stage::Done;
    const auto& callback = m_delivered ? m_callbacks.refreshed : m_callbacks.finished;
    m_delivered = true;
    Q_EMIT m_service.statisticsChanged();
    if (m_context && callback)
        callback(std::move(outcome));
    if (!goesOn)
        m_service.forget(m_id);
}

void QueryRun::askToken(TokenStep next)
{
    m_stepBegan = m_service.m_clock.now();
    port().readToken([self = weak_from_this(), next](const Result<ValidatorToken>& token) {
        const auto run = self.lock();
        if (run && run->m_stage != Stage::Done)
            (run.get()->*next)(token);
    });
}

DatabasePort& QueryRun::port() const
{
    return *m_service.connection(m_request.connection)->port;
}

std::chrono::nanoseconds QueryRun::sinceStepBegan() const
{
    return m_service.m_clock.now() - m_stepBegan;
}

} // namespace larder
