#include "tests/support/scriptedport.h"

#include "cache/handover.h"

#include <QDebug>

#include <optional>

namespace larder::test {

namespace {

/// The oldest of @p waiting; a warning, and with it a failed test, if there is none.
template <typename T>
std::optional<T> takeFirst(std::deque<T>& waiting, const char* what)
{
    if (waiting.empty()) {
        qWarning("the database was not asked for %s", what);
        return std::nullopt;
    }
    T first = std::move(waiting.front());
    waiting.pop_front();
    return first;
}

} // namespace

ScriptedPort::ScriptedPort(ConnectionIdentity identity) : m_identity(std::move(identity)) { }

void ScriptedPort::answerToken(const Result<ValidatorToken>& token)
{
    if (const auto read = takeFirst(m_waitingTokens, "a token"))
        (*read)(token);
}

void ScriptedPort::showRows(ResultPtr rows)
{
    if (m_waitingStatements.empty())
        qWarning("the database was not asked for rows");
    else
        m_waitingStatements.front().arrived(std::move(rows));
}

void ScriptedPort::answerStatement(StatementOutcome outcome)
{
    if (const auto waiting = takeFirst(m_waitingStatements, "a statement"))
        waiting->finished(std::move(outcome));
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
    handOver(&m_loop, [loaded = std::move(loaded)] { loaded(Schema{{{.name = QStringLiteral("t")}}}); });
}

void ScriptedPort::loadDefinition(const ObjectName& object, DefinitionLoaded loaded)
{
    m_calls << "definition";
    handOver(&m_loop, [name = object.name, loaded = std::move(loaded)] { loaded(name); });
}

void ScriptedPort::playStatement()
{
    if (const auto waiting = takeFirst(m_waitingStatements, "a statement"))
        waiting->finished(waiting->cancelled ? cancelledOutcome() : m_script(waiting->statement));
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
    outcome.error = Error{QStringLiteral("Cannot run the statement"), QStringLiteral("disk I/O error")};
    return outcome;
}

StatementOutcome cancelledOutcome(ResultPtr rowsBefore)
{
    StatementOutcome outcome = readOutcome(std::move(rowsBefore));
    outcome.cancelled = true;
    return outcome;
}

} // namespace larder::test
