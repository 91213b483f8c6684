#include "tests/support/scriptedport.h"

#include "cache/handover.h"

#include <algorithm>

namespace larder::test {

namespace {

template <typename T>
T takeFirst(std::deque<T>& waiting)
{
    Q_ASSERT(!waiting.empty());
    T first = std::move(waiting.front());
    waiting.pop_front();
    return first;
}

} // namespace

ScriptedPort::ScriptedPort(ConnectionIdentity identity)
    : m_identity(std::move(identity))
{
}

void ScriptedPort::answerToken(const Result<ValidatorToken>& token)
{
    takeFirst(m_waitingTokens)(token);
}

void ScriptedPort::showRows(ResultPtr rows)
{
    m_waitingStatements.front().arrived(std::move(rows));
}

void ScriptedPort::answerStatement(StatementOutcome outcome)
{
    takeFirst(m_waitingStatements).finished(std::move(outcome));
}

void ScriptedPort::execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished)
{
    m_calls << "execute " + statement.sql;
    ++m_executions;
    m_waitingStatements.push_back({run, std::move(statement), std::move(arrived), std::move(finished)});
    if (m_script)
        handOver(&m_loop, [this] { playStatement(); });
}

void ScriptedPort::cancel(RunId run)
{
    m_calls << "cancel";
    for (Waiting& waiting : m_waitingStatements)
        waiting.cancelled = waiting.cancelled || waiting.run == run;
}

void ScriptedPort::readToken(TokenRead read)
{
    m_calls << "token";
    m_waitingTokens.push_back(std::move(read));
    if (m_script)
        handOver(&m_loop, [this] { answerToken(m_token); });
}

void ScriptedPort::loadSchema(SchemaLoaded loaded)
{
    m_calls << "schema";
    handOver(&m_loop, [loaded = std::move(loaded)] { loaded(Schema {{{.name = QStringLiteral("t")}}}); });
}

void ScriptedPort::playStatement()
{
    const Waiting waiting = takeFirst(m_waitingStatements);
    waiting.finished(waiting.cancelled ? cancelledOutcome() : m_script(waiting.statement));
}

StatementOutcome readOutcome(ResultPtr result, const QByteArrayList& tables)
{
    using namespace std::chrono_literals;
    StatementOutcome outcome;
    outcome.result = std::move(result);
    outcome.facts = {.isRead = true, .reads = tables};
    outcome.timings = {.execute = 8ms, .fetch = 2ms};
    return outcome;
}

StatementOutcome writeOutcome(const QByteArrayList& tables)
{
    StatementOutcome outcome;
    outcome.committed.tables = tables;
    outcome.rowsAffected = 1;
    return outcome;
}

StatementOutcome failedOutcome(ResultPtr rowsBefore)
{
    StatementOutcome outcome = readOutcome(std::move(rowsBefore));
    outcome.error = Error {QStringLiteral("Cannot run the statement"), QStringLiteral("disk I/O error")};
    return outcome;
}

StatementOutcome cancelledOutcome(ResultPtr rowsBefore)
{
    StatementOutcome outcome = readOutcome(std::move(rowsBefore));
    outcome.cancelled = true;
    return outcome;
}

} // namespace larder::test
