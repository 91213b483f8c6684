#pragma once

#include "app/sql/portparts.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <unordered_map>

namespace larder {

/// A database behind the database port, whatever its engine: statements run in one thread, freshness is
/// checked in another, so that a cached answer never waits for a running statement. Lives in the GUI thread.
class WorkerPort final : public QObject, public DatabasePort
{
    Q_OBJECT

public:
    using Opened = std::function<void(Result<std::unique_ptr<DatabasePort>>)>;

    /// Opens what @p parts are for without blocking and tells @p opened, as long as @p context lives.
    static void open(PortParts parts, QObject* context, Opened opened);
    ~WorkerPort() override;

    [[nodiscard]] ConnectionIdentity identity() const override { return m_identity; }
    [[nodiscard]] SqlDialect dialect() const override { return m_dialect; }
    [[nodiscard]] TokenScope tokenScope() const override { return m_tokenScope; }
    [[nodiscard]] Fidelity fidelity() const override { return m_fidelity; }
    [[nodiscard]] SessionState openedSession() const override { return m_session; }
    void whenSessionLost(const std::function<void()>& lost) override { m_sessionLost = lost; }
    void execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished) override;
    void cancel(RunId run) override;
    void readToken(TokenRead read) override;
    void loadSchema(SchemaLoaded loaded) override;
    void loadDefinition(const ObjectName& object, DefinitionLoaded loaded) override;

private:
    struct Pending
    {
        RowsArrived arrived;
        StatementFinished finished;
    };

    WorkerPort(PortParts parts, QObject* parent);
    void sendReads();
    void rowsArrived(RunId run, ResultPtr rows);
    void statementFinished(RunId run, StatementOutcome outcome);
    void checkSession();

    const TokenScope m_tokenScope;
    const Fidelity m_fidelity;
    SqlDialect m_dialect;
    ConnectionIdentity m_identity;
    SessionState m_session;
    std::shared_ptr<RunCancellation> m_cancellation;
    std::unordered_map<RunId, Pending> m_pending;
    std::function<void()> m_sessionLost;
    // Runs while a session could be lost that somebody would miss.
    QTimer m_sessionWatch;
    // Tokens that were asked for while one is read: they need a later one, and one serves them all.
    std::vector<TokenRead> m_waitingReads;
    bool m_reads = false;
    // The workers live in their threads and are deleted there, when the threads have ended their loops.
    QThread m_statementThread;
    QThread m_checkThread;
    StatementWorker* m_statements;
    TokenWorker* m_checks;
};

} // namespace larder
