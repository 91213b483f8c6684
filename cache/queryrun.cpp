#include "cache/queryrun.h"

#include <QCoreApplication>
#include <QMetaMethod>
#include <QSet>
#include <QTimer>

namespace larder {

namespace {

using std::chrono::milliseconds;

QString tr(const char* text)
{
    return QCoreApplication::translate("QueryRun", text);
}

bool isToChangeRows(const SqlClassification& statement)
{
    static const QSet<QByteArray> kVerbs{
        "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "COPY", "LOAD", "CALL", "EXECUTE", "DO"};
    return kVerbs.contains(statement.verb);
}

} // namespace

QueryRun::QueryRun(
    QueryService& service, RunId id, QueryRequest request, const QObject* context, RunCallbacks callbacks)
    : m_service(service)
    , m_id(id)
    , m_connection(request.connection)
    , m_asked(std::move(request))
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
    if (!m_service.connection(m_connection)) {
        deliver({.error = Error{tr("Cannot run the statement"), tr("the connection is closed")}});
        return;
    }
    m_service.applyIdentity(m_connection);
    m_stepBegan = m_service.m_clock.now();
    m_request.emplace(std::move(m_asked), m_service.m_statements.read(m_asked.sql, port().dialect()));
    m_provenance.fidelity = port().fidelity();
    m_provenance.ignoredHint = m_request->ignoredHint();
    m_provenance.notByRow = m_request->notByRow();
    const Reason reason = bypassReason();
    if (!reason)
        prepareKey();
    if (m_request->request().mode == RunMode::CachedOnly && reason) {
        refuse(reason);
    } else if (reason) {
        countAs(EventKind::Bypass, reason);
        load(std::nullopt);
    } else if (m_request->request().mode == RunMode::Fresh) {
        const QString& purpose = m_request->request().purpose;
        countAs(EventKind::Bypass,
            {ReasonCode::Bypass, purpose.isEmpty() ? tr("a fresh answer was asked for") : purpose});
        stampThenLoad();
    } else {
        lookUp();
    }
}

void QueryRun::cancel()
{
    const std::shared_ptr<Flight> flight = m_flight;
    const bool waits = m_stage == Stage::Loading || m_stage == Stage::Refilling;
    if (!waits || !flight || flight->leave(*this))
        finishCancelled();
}

void QueryRun::finishCancelled()
{
    if (m_stage != Stage::Done)
        deliver({.cancelled = true});
}

void QueryRun::countAs(EventKind kind, const Reason& reason)
{
    m_provenance.reason = reason;
    if (m_request->request().quiet)
        kind = EventKind::Asked;
    if (kind == EventKind::Miss) {
        m_service.m_statistics.countMiss(reason.code);
        m_service.m_cache.recordMiss(m_key);
    } else if (kind == EventKind::Bypass) {
        m_service.m_statistics.countBypass(reason.code);
    }
    tell(kind, reason);
}

// The database may not be asked, and the cache can't answer.
void QueryRun::refuse(const Reason& reason)
{
    countAs(EventKind::Miss, reason);
    deliver({.error = Error{tr("Not in the cache"),
                 tr("%1. Run it in another mode to ask the database").arg(reasonText(reason))},
        .provenance = m_provenance});
}

void QueryRun::prepareKey()
{
    m_components = m_request->components(port().identity(), m_service.session(connection()));
    m_key = m_request->key(m_components.connection, m_service.session(connection()));
    m_provenance.key = m_key.hex();
}

Reason QueryRun::bypassReason() const
{
    return m_request->bypassReason(m_service.session(connection()));
}

void QueryRun::lookUp()
{
    if (m_rows.lookUp())
        return;
    const ResultCache::Lookup found = m_service.m_cache.find(m_key, m_components, acceptedAge());
    m_provenance.timings.lookup += sinceStepBegan();
    if (found.entry)
        checkEntry(*found.entry);
    else
        miss(found.reason);
}

void QueryRun::miss(const Reason& reason)
{
    if (m_request->request().mode == RunMode::CachedOnly) {
        refuse(reason);
        return;
    }
    countAs(EventKind::Miss, m_rows.missReason(reason));
    stampThenLoad();
}

void QueryRun::stampThenLoad()
{
    m_fill = m_service.m_cache.beginFill(m_key);
    if (m_mark)
        joinOrLoad();
    else
        askToken([this](const Result<DatabaseMark>& mark) { stamped(mark); });
}

void QueryRun::stamped(const Result<DatabaseMark>& mark)
{
    if (mark)
        m_mark = mark.value();
    joinOrLoad();
}

void QueryRun::joinOrLoad()
{
    const QueryRequest& request = m_request->request();
    const bool unproven = request.policy != FreshnessPolicy::Verify;
    const auto flight = request.mode == RunMode::Fresh
        ? nullptr
        : m_service.flightFor(connection(), m_key, m_mark, unproven);
    if (!flight) {
        load(Flight::Target{{.key = m_key,
                                .components = m_components,
                                .validator = m_mark,
                                .lifetime = m_request->lifetime(),
                                .tags = request.tags},
            *std::exchange(m_fill, std::nullopt)});
        return;
    }
    m_service.m_cache.abandonFill(*std::exchange(m_fill, std::nullopt));
    m_service.m_statistics.countJoined();
    tell(EventKind::Joined, m_provenance.reason);
    m_provenance.joined = true;
    // Rows that were sent for before this run asked are as old as that.
    m_provenance.freshness = flight->answers(m_key, m_mark, false) ? Freshness::Live : Freshness::NotVerified;
    m_stage = Stage::Loading;
    m_changes = m_service.m_cache.dataChangeCount();
    m_flight = flight;
    flight->join(shared_from_this());
    startTimeout();
}

void QueryRun::load(std::optional<Flight::Target> target)
{
    m_stage = Stage::Loading;
    const bool begins = m_request->isForATransaction() && m_service.isManualCommit(m_connection)
        && !m_service.session(m_connection).inTransaction;
    if (begins) {
        m_service.beginTransaction(
            m_connection, [self = weak_from_this()](const std::optional<Error>& error) {
                if (const auto run = self.lock())
                    run->begun(error);
            });
    } else {
        send(std::move(target));
    }
}

// What is for a transaction is never to be stored.
void QueryRun::begun(const std::optional<Error>& error)
{
    if (m_stage == Stage::Done)
        return;
    if (error)
        deliver({.error = error, .provenance = m_provenance});
    else
        send(std::nullopt);
}

void QueryRun::send(std::optional<Flight::Target> target)
{
    const QueryRequest& request = m_request->request();
    m_changes = m_service.m_cache.dataChangeCount();
    Statement statement{request.sql, request.parameters, request.rowLimit, m_request->readOnly()};
    statement.wantsRowSource = target && m_request->rows();
    m_flight = m_service.addFlight(m_connection, m_id, std::move(statement), std::move(target));
    m_flight->join(shared_from_this());
    m_flight->start();
    startTimeout();
}

// Of the statement alone: what waits behind an answer that was given has nobody to wait for it.
void QueryRun::startTimeout()
{
    const auto& timeout = m_request->request().timeout;
    if (!timeout || m_delivered)
        return;
    QTimer::singleShot(*timeout, &m_service, [weak = weak_from_this()] {
        const auto run = weak.lock();
        if (!run || run->m_delivered)
            return;
        run->m_timedOut = true;
        run->cancel();
    });
}

Error QueryRun::timeoutError() const
{
    const auto seconds = std::chrono::duration<double>(*m_request->request().timeout).count();
    return {tr("The statement was cancelled"), tr("it ran longer than the limit of %1 s").arg(seconds),
        tr("Ask for less, or allow it more time (Preferences, or --timeout).")};
}

void QueryRun::rowsArrived(const ResultPtr& rows)
{
    if (m_context && !m_delivered && m_stage == Stage::Loading && m_callbacks.progressed)
        m_callbacks.progressed(rows);
}

void QueryRun::landed(const Flight::Landing& landing)
{
    if (m_stage == Stage::Refilling) {
        m_rows.refilled(landing);
        return;
    }
    if (m_stage != Stage::Loading)
        return;
    // What another run read beside an open transaction is no answer to this one.
    if (m_provenance.joined && bypassReason()) {
        m_provenance.joined = false;
        load(std::nullopt);
        return;
    }
    m_rows.landed(landing);
    const StatementOutcome& outcome = landing.outcome;
    m_provenance.source = Source::Database;
    if (!m_provenance.joined)
        m_provenance.freshness = outcome.session.inTransaction ? Freshness::Snapshot : Freshness::Live;
    m_provenance.fetchedAt = m_service.m_clock.wallTime();
    m_provenance.age = milliseconds(0);
    m_provenance.timings.execute = outcome.timings.execute;
    m_provenance.timings.fetch = outcome.timings.fetch;
    m_provenance.notStored = landing.notStored;
    m_provenance.stored = landing.stored;
    m_entries = landing.stored ? std::vector{landing.entry} : std::vector<EntryId>();
    const bool counts = outcome.rowsAffected > 0 || isToChangeRows(m_request->classification());
    deliver(
        {outcome.result, outcome.error, outcome.cancelled, m_provenance, counts ? outcome.rowsAffected : -1,
            basisOf(outcome), outcome.notices, outcome.moreResults, outcome.resultsNotShown});
}

// A write has changed what it answers, so what counts comes after it, whatever it is.
std::optional<AnswerBasis> QueryRun::basisOf(const StatementOutcome& outcome) const
{
    if (!outcome.result)
        return std::nullopt;
    AnswerBasis basis{.connection = m_connection,
        .database = databaseOf(outcome.database.value_or(port().identity())),
        .changes = m_changes,
        .lostSessions = m_service.connection(m_connection)->lostSessions};
    // What may not be kept may change without a word from the database: nobody may think that it is followed.
    if (!outcome.facts.forbidsCaching)
        basis.mark = m_mark;
    if (outcome.facts.isRead)
        basis.tables = outcome.facts.reads;
    else
        basis.changes = m_service.m_cache.dataChangeCount();
    if (outcome.session.inTransaction) {
        const QueryService::Connection& open = *m_service.connection(m_connection);
        basis.transaction = open.endedTransactions;
        basis.moment = open.savepoints.moment();
    }
    return basis;
}

void QueryRun::deliver(RunOutcome outcome)
{
    if (m_timedOut && std::exchange(outcome.cancelled, false))
        outcome.error = timeoutError();
    const bool goesOn = m_stage == Stage::Behind && !m_delivered;
    if (!goesOn)
        m_stage = Stage::Done;
    const auto& callback = m_delivered ? m_callbacks.refreshed : m_callbacks.finished;
    record(outcome);
    m_delivered = true;
    Q_EMIT m_service.statisticsChanged();
    if (m_context && callback)
        callback(std::move(outcome));
    if (!goesOn)
        m_service.forget(m_id);
}

void QueryRun::record(const RunOutcome& outcome) const
{
    const QueryService::Connection* const open = m_service.connection(m_connection);
    static const QMetaMethod kRunEnded = QMetaMethod::fromSignal(&QueryService::runEnded);
    if (!open || !m_request || !m_service.isSignalConnected(kRunEnded))
        return;
    Q_EMIT m_service.runEnded({.run = m_id,
        .time = m_service.m_clock.wallTime(),
        .request = m_request->request(),
        .dialect = open->port->dialect(),
        .components = m_provenance.key.isEmpty()
            ? m_request->components(open->port->identity(), open->session)
            : m_components,
        .provenance = outcome.provenance,
        .error = outcome.error,
        .cancelled = outcome.cancelled,
        .isCheck = m_delivered,
        .rows = outcome.result ? std::optional(outcome.result->rowCount()) : std::nullopt,
        .isFollowed = !outcome.basis || outcome.basis->isFollowed(),
        .entry = m_entries.empty() ? EntryId() : m_entries.front(),
        .lastEvent = m_service.m_cache.events().lastNumber()});
}

void QueryRun::askToken(TokenStep next)
{
    m_stepBegan = m_service.m_clock.now();
    port().readToken([self = weak_from_this(), next = std::move(next)](const Result<ValidatorToken>& token) {
        const auto run = self.lock();
        if (!run || run->m_stage == Stage::Done)
            return;
        next(run->m_service.noteAnswer(run->connection(), token));
    });
}

void QueryRun::tell(EventKind kind, const Reason& reason) const
{
    CacheEvent event = eventOf(kind);
    event.reason = reason;
    m_service.m_cache.events().append(std::move(event));
}

CacheEvent QueryRun::eventOf(EventKind kind) const
{
    const RunTimings& timings = m_provenance.timings;
    return {.kind = kind,
        .time = m_service.m_clock.wallTime(),
        .key = m_provenance.key,
        .sql = m_request->request().sql,
        .duration = timings.lookup + timings.validate,
        .database = databaseOf(port().identity()),
        .technique = m_request->request().technique};
}

DatabasePort& QueryRun::port() const
{
    return *m_service.connection(m_connection)->port;
}

} // namespace larder
