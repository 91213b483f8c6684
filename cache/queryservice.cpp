#include "cache/queryservice.h"

#include "cache/handover.h"
#include "cache/preparedrequest.h"
#include "cache/queryrun.h"
#include "cache/schemarun.h"

#include <QPointer>

#include <algorithm>
#include <tuple>
#include <utility>

namespace larder {

QueryService::QueryService(ResultCache& cache, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_cache(cache)
    , m_clock(clock)
{
    connect(&m_cache, &ResultCache::entriesDoubted, this, &QueryService::standingsChanged);
    connect(this, &QueryService::sessionChanged, this, &QueryService::standingsChanged);
}

QueryService::~QueryService() = default;

ConnectionId QueryService::addConnection(std::unique_ptr<DatabasePort> port)
{
    const auto id = ConnectionId(++m_lastConnection);
    Connection& connection = m_connections[id];
    connection.identity = port->identity();
    connection.session = port->openedSession();
    connection.port = std::move(port);
    connection.port->whenSessionLost([this, id] { noteLostSession(id); });
    return id;
}

void QueryService::removeConnection(ConnectionId id)
{
    // What is of a file that it had before and nobody asked for since.
    applyIdentity(id);
    // Taken out first: a callback of a run may call back.
    const auto removed = m_connections.extract(id);
    if (removed.empty())
        return;
    std::vector<std::shared_ptr<QueryRun>> runs;
    for (const auto& [run, state] : m_runs) {
        if (state->connection() == id)
            runs.push_back(state);
    }
    for (const auto& run : runs)
        run->finishCancelled();
    std::erase_if(m_schemaRuns, [id](const auto& each) { return each->connection() == id; });
    std::erase_if(m_flights, [id](const auto& each) { return each.second->connection() == id; });
    m_cache.validators().forget(id);
    m_cache.expireAll({ReasonCode::ConnectionClosed}, removed.mapped().port->identity());
}

RunId QueryService::start(QueryRequest request, const QObject* context, RunCallbacks callbacks)
{
    const auto id = RunId(++m_lastRun);
    const auto run = std::make_shared<QueryRun>(*this, id, std::move(request), context, std::move(callbacks));
    m_runs.emplace(id, run);
    handOver(this, [run = std::weak_ptr(run)] {
        if (const auto alive = run.lock())
            alive->begin();
    });
    return id;
}

void QueryService::cancel(RunId id)
{
    if (const auto found = m_runs.find(id); found != m_runs.end()) {
        const std::shared_ptr<QueryRun> run = found->second;
        run->cancel();
    }
}

std::vector<FlightInfo> QueryService::flights() const
{
    std::vector<FlightInfo> flights;
    flights.reserve(m_flights.size());
    for (const auto& [id, flight] : m_flights)
        flights.push_back(flight->info());
    std::ranges::sort(flights, {}, &FlightInfo::id);
    return flights;
}

void QueryService::cancelFlight(RunId id)
{
    if (const auto found = m_flights.find(id); found != m_flights.end()) {
        const std::shared_ptr<Flight> flight = found->second;
        flight->cancel();
    }
}

void QueryService::expire(const QueryRequest& request)
{
    const Connection* const open = connection(request.connection);
    if (!open)
        return;
    const PreparedRequest prepared(request, m_statements.read(request.sql, open->port->dialect()));
    m_cache.expire(
        CacheKey(prepared.components(open->port->identity(), open->session)), {ReasonCode::ExpiredByUser});
}

void QueryService::check(ConnectionId id, std::function<void(const Result<DatabaseMark>&)> checked)
{
    Connection* const open = connection(id);
    if (!open)
        return;
    open->port->readToken([this, id, checked = std::move(checked)](const Result<ValidatorToken>& token) {
        applyIdentity(id);
        if (!connection(id))
            return;
        const Result<DatabaseMark> mark = noteAnswer(id, token);
        if (checked)
            checked(mark);
    });
}

Result<DatabaseMark> QueryService::noteAnswer(ConnectionId id, const Result<ValidatorToken>& token)
{
    const auto error = token ? std::nullopt : std::optional(token.error());
    Connection* const asked = connection(id);
    const bool isNews = asked && std::exchange(asked->checkError, error) != error;
    const Result<DatabaseMark> mark = token ? Result<DatabaseMark>(m_cache.noteToken(id, token.value(),
                                          asked ? asked->port->identity() : ConnectionIdentity()))
                                            : token.error();
    if (isNews)
        Q_EMIT standingsChanged();
    return mark;
}

Standing QueryService::standing(const AnswerBasis& basis) const
{
    const auto found = m_connections.find(basis.connection);
    const Connection* const open = found == m_connections.end() ? nullptr : &found->second;
    if (basis.transaction) {
        if (!open || open->endedTransactions != *basis.transaction)
            return {Standing::State::TransactionOver};
        if (open->savepoints.isTakenBack(basis.moment))
            return {Standing::State::TakenBack};
        const Reason change = open->savepoints.changeSince(basis.moment);
        return change ? Standing{Standing::State::Doubtful, change} : Standing();
    }
    const Standing heard = m_cache.standing(basis);
    // What its connection would read now is what its open transaction has made of it.
    const Reason change = open ? open->savepoints.changeSince(0) : Reason();
    if (heard.state == Standing::State::Holds && open && open->lostSessions != basis.lostSessions)
        return {Standing::State::ConnectionLost};
    if (heard.state == Standing::State::Holds && change)
        return {Standing::State::Doubtful, change};
    if (heard.state == Standing::State::Holds && basis.mark && open && open->checkError)
        return {Standing::State::Unchecked, {ReasonCode::ValidatorUnknown, open->checkError->why}};
    return heard;
}

void QueryService::loadSchema(ConnectionId id, const QObject* context, SchemaLoaded loaded)
{
    if (!connection(id))
        return;
    const auto run = std::make_shared<SchemaRun>(*this, id, context, std::move(loaded));
    m_schemaRuns.push_back(run);
    run->begin();
}

void QueryService::loadDefinition(
    ConnectionId id, const ObjectName& object, const QObject* context, DatabasePort::DefinitionLoaded loaded)
{
    if (Connection* const open = connection(id)) {
        open->port->loadDefinition(
            object, [context = QPointer(context), loaded = std::move(loaded)](Result<QString> definition) {
                if (context)
                    loaded(std::move(definition));
            });
    }
}

SessionState QueryService::session(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? SessionState() : found->second.session;
}

Savepoints QueryService::savepoints(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? Savepoints() : found->second.savepoints;
}

std::optional<ConnectionIdentity> QueryService::identity(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? std::nullopt : std::optional(found->second.port->identity());
}

std::optional<ConnectionId> QueryService::connectionLike(const KeyComponents& components) const
{
    const auto rank = [](const auto& each) {
        const SessionState& session = each.second.session;
        return std::tuple(!session.peculiarity.isEmpty(), session.inTransaction, each.first);
    };
    const std::pair<const ConnectionId, Connection>* best = nullptr;
    for (const auto& each : m_connections) {
        const bool isAsSet = components.technique == Technique::Schema
            || each.second.session.settings == components.settings;
        if (isAsSet && each.second.port->identity() == components.connection
            && (!best || rank(each) < rank(*best)))
            best = &each;
    }
    return best ? std::optional(best->first) : std::nullopt;
}

void QueryService::setManualCommit(ConnectionId id, bool manual)
{
    if (Connection* const open = connection(id)) {
        open->manualCommit = manual;
        Q_EMIT sessionChanged(id);
    }
}

bool QueryService::isManualCommit(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found != m_connections.end() && found->second.manualCommit;
}

void QueryService::beginTransaction(ConnectionId id, std::function<void(std::optional<Error>)> begun)
{
    const auto finished = [this, id, begun = std::move(begun)](const StatementOutcome& outcome) {
        applySession(id, "BEGIN", outcome);
        // Where a statement that was sent before has opened one, the BEGIN fails, and nothing is missing.
        begun(outcome.session.inTransaction ? std::nullopt : outcome.error);
    };
    connection(id)->port->execute(
        RunId(++m_lastRun), {"BEGIN"}, [](const ResultPtr&) {}, finished);
}

QueryService::Connection* QueryService::connection(ConnectionId id)
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : &found->second;
}

void QueryService::applyIdentity(ConnectionId id)
{
    Connection* const open = connection(id);
    if (!open || open->identity == open->port->identity())
        return;
    const ConnectionIdentity before = std::exchange(open->identity, open->port->identity());
    const bool isElsewhere = std::any_of(m_connections.begin(), m_connections.end(),
        [&](const auto& each) { return each.second.port->identity() == before; });
    if (!isElsewhere)
        m_cache.expireAll({ReasonCode::ValidatorChanged, tr("the file was replaced")}, before);
}

void QueryService::applySession(ConnectionId id, const QByteArray& sql, const StatementOutcome& outcome)
{
    Connection* const open = connection(id);
    if (!open)
        return;
    const SessionState before = std::exchange(open->session, outcome.session);
    const bool isSame
        = outcome.session.inTransaction && outcome.session.transactionStarted == before.transactionStarted;
    if (before.inTransaction && !isSame)
        ++open->endedTransactions;
    if (!isSame)
        open->savepoints.clear();
    const bool isLost = outcome.error && outcome.error->kind == ErrorKind::ConnectionLost;
    if (isLost && (before.inTransaction || !before.peculiarity.isEmpty()))
        ++open->lostSessions;
    const bool moved = outcome.session.inTransaction && !outcome.error && !outcome.cancelled
        && open->savepoints.apply(sql, open->port->dialect());
    const bool changes = outcome.session.inTransaction && !moved
        && isForATransaction(m_statements.read(sql, open->port->dialect())->classification);
    if (changes)
        open->savepoints.noteChange(changedBy(sql, m_clock.wallTime()));
    if (moved || before != outcome.session)
        Q_EMIT sessionChanged(id);
    else if (changes)
        Q_EMIT standingsChanged();
    if (outcome.committed.schemaChanged)
        Q_EMIT schemaChanged(id);
}

void QueryService::noteLostSession(ConnectionId id)
{
    Connection& open = *connection(id);
    open.session.lost = true;
    open.savepoints.clear();
    ++open.lostSessions;
    if (open.session.inTransaction)
        ++open.endedTransactions;
    Q_EMIT sessionChanged(id);
    Q_EMIT sessionLost(id);
}

void QueryService::forget(RunId run)
{
    m_runs.erase(run);
}

void QueryService::forget(const SchemaRun& run)
{
    std::erase_if(m_schemaRuns, [&](const auto& each) { return each.get() == &run; });
}

std::shared_ptr<Flight> QueryService::addFlight(
    ConnectionId id, RunId run, Statement statement, std::optional<Flight::Target> target)
{
    const auto flight = std::make_shared<Flight>(*this, id, run, std::move(statement), std::move(target));
    m_flights.emplace(run, flight);
    return flight;
}

std::shared_ptr<Flight> QueryService::flightFor(
    ConnectionId id, const CacheKey& key, std::optional<DatabaseMark> mark, bool unproven) const
{
    const auto found = std::find_if(m_flights.begin(), m_flights.end(), [&](const auto& each) {
        return each.second->connection() == id && each.second->answers(key, mark, unproven);
    });
    return found == m_flights.end() ? nullptr : found->second;
}

} // namespace larder
