#pragma once

#include "cache/databaseport.h"
#include "cache/resultstorage.h"

#include <QObject>
#include <QThread>

#include <unordered_map>

namespace larder {

class SqliteCancellation;
class SqliteExecutor;
class SqliteValidator;

/// A SQLite file behind the database port: statements run in one thread, freshness is checked in another, so
/// that a cached answer never waits for a running statement. Lives in the GUI thread.
class SqlitePort final : public QObject, public DatabasePort
{
    Q_OBJECT

public:
    using Opened = std::function<void(Result<std::unique_ptr<SqlitePort>>)>;

    /// Opens @p path without blocking and tells @p opened, as long as @p context lives. Rows go to @p
    /// storage.
    static void open(
        const QString& path, std::shared_ptr<ResultStorage> storage, QObject* context, Opened opened);
    ~SqlitePort() override;

    [[nodiscard]] ConnectionIdentity identity() const override { return m_identity; }
    [[nodiscard]] SqlDialect dialect() const override { return SqlDialect::Sqlite; }
    void execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished) override;
    void cancel(RunId run) override;
    void readToken(TokenRead read) override;
    void loadSchema(SchemaLoaded loaded) override;

private:
    struct Pending
    {
        RowsArrived arrived;
        StatementFinished finished;
    };

    SqlitePort(const QString& path, std::shared_ptr<ResultStorage> storage, QObject* parent);
    void sendReads();
    void rowsArrived(RunId run, ResultPtr rows);
    void statementFinished(RunId run, StatementOutcome outcome);

    const QString m_path;
    ConnectionIdentity m_identity;
    std::shared_ptr<SqliteCancellation> m_cancellation;
    std::unordered_map<RunId, Pending> m_pending;
    // Tokens that were asked for while one is read: they need a later one, and one serves them all.
    std::vector<TokenRead> m_waitingReads;
    bool m_reads = false;
    // The workers live in their threads and are deleted there, when the threads have ended their loops.
    QThread m_executorThread;
    QThread m_validatorThread;
    SqliteValidator* m_validator;
    SqliteExecutor* m_executor;
};

} // namespace larder
