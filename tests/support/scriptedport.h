#pragma once

#include "cache/databaseport.h"

#include <QByteArrayList>
#include <QObject>

#include <deque>

namespace larder::test {

/// A database that the test plays. By hand: every call waits until the test answers the oldest of its kind;
/// an answer that nothing waits for is a warning. With a script: every call is answered from the event loop,
/// in the order of the calls. Never from inside a call.
class ScriptedPort final : public DatabasePort
{
public:
    using Script = std::function<StatementOutcome(const Statement&)>;

    explicit ScriptedPort(ConnectionIdentity identity);

    /// From now on answers statements by @p script and tokens by setToken().
    void answerBy(Script script) { m_script = std::move(script); }
    void setToken(Result<ValidatorToken> token) { m_token = std::move(token); }
    void setIdentity(ConnectionIdentity identity) { m_identity = std::move(identity); }

    /// What was asked for since the last takeCalls(), in order: "token", "execute SELECT 1", "cancel",
    /// "schema".
    [[nodiscard]] QByteArrayList takeCalls() { return std::exchange(m_calls, {}); }
    [[nodiscard]] int executions() const { return m_executions; }
    [[nodiscard]] int waitingTokens() const { return int(m_waitingTokens.size()); }
    [[nodiscard]] int waitingStatements() const { return int(m_waitingStatements.size()); }
    /// Only while waitingStatements() is above zero.
    [[nodiscard]] const Statement& oldestStatement() const { return m_waitingStatements.front().statement; }

    void answerToken(const Result<ValidatorToken>& token);
    void showRows(ResultPtr rows);
    void answerStatement(StatementOutcome outcome);

    [[nodiscard]] ConnectionIdentity identity() const override { return m_identity; }
    [[nodiscard]] SqlDialect dialect() const override { return SqlDialect::Sqlite; }
    void execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished) override;
    void cancel(RunId run) override;
    void readToken(TokenRead read) override;
    void loadSchema(SchemaLoaded loaded) override;
    /// Tells the object's name.
    void loadDefinition(const ObjectName& object, DefinitionLoaded loaded) override;

private:
    struct Waiting
    {
        RunId run = {};
        Statement statement;
        RowsArrived arrived;
        StatementFinished finished;
        bool cancelled = false;
    };

    void playStatement();

    ConnectionIdentity m_identity;
    QByteArrayList m_calls;
    int m_executions = 0;
    Script m_script;
    Result<ValidatorToken> m_token = ValidatorToken("1");
    std::deque<TokenRead> m_waitingTokens;
    std::deque<Waiting> m_waitingStatements;
    // Ends with the port, and with it the answers that are still in the event queue.
    QObject m_loop;
};

/// The outcome of a statement that read @p result from @p tables, each "main.x".
[[nodiscard]] StatementOutcome readOutcome(ResultPtr result, const QByteArrayList& tables = {});
/// The outcome of a statement that changed @p tables for everybody.
[[nodiscard]] StatementOutcome writeOutcome(const QByteArrayList& tables);
[[nodiscard]] StatementOutcome failedOutcome(ResultPtr rowsBefore = {});
[[nodiscard]] StatementOutcome cancelledOutcome(ResultPtr rowsBefore = {});

} // namespace larder::test
