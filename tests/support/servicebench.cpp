#include "tests/support/servicebench.h"

#include "cache/memorystore.h"

#include <QCoreApplication>

namespace larder::test {

ServiceBench::ServiceBench(qint64 budgetBytes)
    : cache(std::make_unique<MemoryStore>(budgetBytes), clock)
    , service(cache, clock)
    , port(addPort({"sqlite", "shop.db", {}}, connection))
{
}

QueryRequest ServiceBench::request(const QByteArray& sql, FreshnessPolicy policy) const
{
    return {.connection = connection, .sql = sql, .policy = policy};
}

const RunLog& ServiceBench::start(const QueryRequest& request, const QObject* receiver)
{
    RunLog* const log = m_logs.emplace_back(std::make_unique<RunLog>()).get();
    const auto hear = [this, log] { log->onlyLater = log->onlyLater && !m_starting; };
    m_starting = true;
    log->id = service.start(request, receiver ? receiver : &context,
        {.progressed =
                [=](const ResultPtr& rows) {
                    hear();
                    log->progressed.push_back(rows);
                },
            .finished =
                [=](const RunOutcome& outcome) {
                    hear();
                    log->finished.push_back(outcome);
                },
            .refreshed =
                [=](const RunOutcome& outcome) {
                    hear();
                    log->refreshed.push_back(outcome);
                }});
    m_starting = false;
    return *log;
}

const RunLog& ServiceBench::begin(const QueryRequest& request, const QObject* receiver)
{
    const RunLog& log = start(request, receiver);
    settle();
    return log;
}

const RunLog& ServiceBench::fill(
    const QByteArray& sql, const StatementOutcome& outcome, const ValidatorToken& token)
{
    QueryRequest fresh = request(sql);
    fresh.mode = RunMode::Fresh;
    const RunLog& log = begin(fresh);
    port.answerToken(token);
    port.answerStatement(outcome);
    (void)port.takeCalls();
    return log;
}

const RunLog& ServiceBench::runPlain(const QByteArray& sql, const StatementOutcome& outcome)
{
    const RunLog& log = begin(request(sql, FreshnessPolicy::Off));
    port.answerStatement(outcome);
    (void)port.takeCalls();
    return log;
}

ResultPtr ServiceBench::served(const QueryRequest& request)
{
    QueryRequest unasked = request;
    unasked.policy = FreshnessPolicy::Ttl;
    unasked.ttl = std::chrono::hours(24);
    const RunLog& log = begin(unasked);
    if (!log.finished.empty())
        return log.finished.front().result;
    service.cancel(log.id);
    port.answerToken(ValidatorToken());
    (void)port.takeCalls();
    return {};
}

ScriptedPort& ServiceBench::addPort(const ConnectionIdentity& identity, ConnectionId& id)
{
    auto added = std::make_unique<ScriptedPort>(identity);
    ScriptedPort& reference = *added;
    id = service.addConnection(std::move(added));
    return reference;
}

void settle()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents();
}

StatementOutcome ordersRead(qint64 number)
{
    return readOutcome(resultOf(number), {"main.orders"});
}

qint64 firstNumber(const RunOutcome& outcome)
{
    return outcome.result && outcome.result->rowCount() > 0 ? outcome.result->cell(0, 0).integer : -1;
}

} // namespace larder::test
