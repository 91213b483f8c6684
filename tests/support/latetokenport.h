#pragma once

#include "cache/databaseport.h"
#include "tests/support/testsession.h"

#include <QObject>

#include <memory>
#include <optional>

namespace larder::test {

/// A port with a known fault: it fetches the rows of one statement when it is asked for a token, and reads
/// the token only then, so that rows may be older than the token they are stored with.
class LateTokenPort final : public DatabasePort
{
public:
    /// @p between is called when the rows are there and the token is not.
    LateTokenPort(std::unique_ptr<DatabasePort> port, Statement statement, std::function<void()> between);
    ~LateTokenPort() override;

    [[nodiscard]] ConnectionIdentity identity() const override { return m_port->identity(); }
    [[nodiscard]] SqlDialect dialect() const override { return m_port->dialect(); }
    [[nodiscard]] SessionState openedSession() const override { return m_port->openedSession(); }
    /// Answers with the rows that were there before the token, whatever @p statement is.
    void execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished) override;
    void cancel(RunId run) override { m_port->cancel(run); }
    void readToken(TokenRead read) override;
    void loadSchema(SchemaLoaded loaded) override { m_port->loadSchema(std::move(loaded)); }
    void loadDefinition(const ObjectName& object, DefinitionLoaded loaded) override
    {
        m_port->loadDefinition(object, std::move(loaded));
    }

private:
    std::unique_ptr<DatabasePort> m_port;
    const Statement m_statement;
    const std::function<void()> m_between;
    StatementOutcome m_outcome;
    // Ends with the port, and with it the answers that are still in the event queue.
    QObject m_loop;
};

/// Opens @p address once more in @p session, behind a LateTokenPort of @p statement if @p isLate.
[[nodiscard]] std::optional<ConnectionId> openAgain(TestSession& session, const QString& address, bool isLate,
    const Statement& statement, const std::function<void()>& between);

} // namespace larder::test
