#include "cache/flight.h"

#include "cache/queryrun.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Flight", text);
}

bool isWhole(const StatementOutcome& outcome)
{
    if (outcome.error || outcome.cancelled || !outcome.result)
        return false;
    const Completeness completeness = outcome.result->completeness();
    return completeness == Completeness::Complete || completeness == Completeness::LimitReached;
}

} // namespace

Flight::Flight(QueryService& service, ConnectionId connection, RunId id, Statement statement,
    std::optional<Target> target)
    : m_service(service)
    , m_connection(connection)
    , m_id(id)
    , m_statement(std::move(statement))
    , m_target(std::move(target))
{
}

Flight::~Flight()
{
    if (m_target)
        m_service.m_cache.abandonFill(m_target->ticket);
}

void Flight::start()
{
    m_started = m_service.m_clock.now();
    const auto arrived = [self = weak_from_this()](const ResultPtr& rows) {
        if (const auto flight = self.lock()) {
            flight->m_rows = rows->rowCount();
            for (const auto& run : flight->runs())
                run->rowsArrived(rows);
        }
    };
    const auto finished = [self = weak_from_this()](const StatementOutcome& outcome) {
        if (const auto flight = self.lock())
            flight->ended(outcome);
    };
    m_service.connection(m_connection)->port->execute(m_id, m_statement, arrived, finished);
}

bool Flight::answers(const CacheKey& key, std::optional<DatabaseMark> validator, bool unproven) const
{
    return !m_cancelled && m_target && m_target->fill.key == key && !m_runs.empty()
        && m_service.m_cache.isUntouched(m_target->ticket)
        && (unproven || (validator && m_target->fill.validator == validator));
}

bool Flight::leave(const QueryRun& run)
{
    const std::shared_ptr<Flight> alive = shared_from_this();
    std::erase_if(m_runs, [&](const std::weak_ptr<QueryRun>& each) {
        const auto other = each.lock();
        return !other || (other.get() == &run && m_runs.size() > 1);
    });
    const bool alone = m_runs.size() == 1 && m_runs.front().lock().get() == &run;
    const QueryService::Connection* const open = m_service.connection(m_connection);
    // While a connection is removed, its runs have no port to ask any more.
    if (!alone || !open)
        return true;
    m_cancelled = true;
    open->port->cancel(m_id);
    return false;
}

void Flight::cancel() const
{
    // Those that joined first, so that none of them takes the lead.
    const std::vector<std::shared_ptr<QueryRun>> waiting = runs();
    std::for_each(waiting.rbegin(), waiting.rend(), [](const auto& run) { run->cancel(); });
}

int Flight::followers() const
{
    return std::max(0, int(runs().size()) - 1);
}

FlightInfo Flight::info() const
{
    const std::vector<std::shared_ptr<QueryRun>> waiting = runs();
    // While a connection is removed, its statements are still there for a moment.
    const QueryService::Connection* const open = m_service.connection(m_connection);
    return {.id = m_id,
        .leader = waiting.empty() ? m_id : waiting.front()->id(),
        .connection = m_connection,
        .database = open ? databaseOf(open->port->identity()) : QByteArray(),
        .sql = m_statement.sql,
        .followers = followers(),
        .waiting = m_service.m_clock.now() - m_started,
        .rows = m_rows,
        .cancelled = m_cancelled};
}

void Flight::ended(const StatementOutcome& outcome)
{
    const std::shared_ptr<Flight> alive = shared_from_this();
    m_service.m_flights.erase(m_id);
    m_service.m_cache.applyWrites(answeredBy(outcome), outcome.committed, m_statement.sql, m_connection);
    m_service.applySession(m_connection, m_statement.sql, outcome);
    // Who heard of the session may have closed the connection, and with it ended all runs.
    if (!m_service.connection(m_connection))
        return;
    Landing landing{outcome};
    if (m_target)
        land(landing);
    for (const auto& run : runs())
        run->landed(landing);
}

std::vector<std::shared_ptr<QueryRun>> Flight::runs() const
{
    std::vector<std::shared_ptr<QueryRun>> runs;
    for (const std::weak_ptr<QueryRun>& each : m_runs) {
        if (auto run = each.lock())
            runs.push_back(std::move(run));
    }
    return runs;
}

ConnectionIdentity Flight::answeredBy(const StatementOutcome& outcome) const
{
    return outcome.database ? *outcome.database : m_service.connection(m_connection)->port->identity();
}

Reason Flight::forbidden(const Target& target, const StatementOutcome& outcome) const
{
    if (outcome.session.inTransaction)
        return {ReasonCode::InTransaction};
    if (!outcome.session.peculiarity.isEmpty())
        return {ReasonCode::Bypass, outcome.session.peculiarity};
    if (answeredBy(outcome) != target.fill.components.connection)
        return {ReasonCode::RaceDiscarded, tr("the file was replaced")};
    if (outcome.facts.forbidsCaching)
        return *outcome.facts.forbidsCaching;
    if (!outcome.facts.isRead)
        return {ReasonCode::Uncacheable, tr("not a plain read")};
    return {};
}

void Flight::land(Landing& landing)
{
    Target target = *std::exchange(m_target, std::nullopt);
    if (!isWhole(landing.outcome)) {
        m_service.m_cache.abandonFill(target.ticket);
        return;
    }
    const StatementOutcome& outcome = landing.outcome;
    const bool byRow = target.fill.components.technique == Technique::Individual;
    target.fill.sql = m_statement.sql;
    target.fill.result = outcome.result;
    target.fill.tables = outcome.facts.reads;
    target.fill.cost = outcome.timings;
    target.fill.followers = followers();
    target.fill.forbidden = forbidden(target, outcome);
    if (byRow)
        target.fill.rows = outcome.facts.rowSource;
    const ResultCache::Landed landed = m_service.m_cache.land(target.ticket, target.fill);
    landing.notStored = landed.notStored;
    landing.notByRow = landed.notByRow;
    if (byRow && !outcome.facts.rowSource)
        landing.notByRow = rowRefusalReason(RowRefusal::NoKey);
    landing.stored = !landing.notStored;
    landing.entry = landed.entry;
}

} // namespace larder
