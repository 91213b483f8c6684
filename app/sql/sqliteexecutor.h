#pragma once

#include "app/sql/sqlitechannel.h"
#include "app/sql/sqliteownmove.h"
#include "app/sql/sqlitesession.h"
#include "app/sql/statementworker.h"
#include "cache/resultstorage.h"

namespace larder {

/// Runs statements on a SQLite file, one after the other: plain reads over a connection that can't write, all
/// else, and what asks of own writes, over a second one that is opened when it is first needed. Lives in the
/// worker's thread.
class SqliteExecutor final : public StatementWorker
{
    Q_OBJECT

public:
    /// Without @p tokenReader nothing is ever proven of what own writes left alone.
    SqliteExecutor(QString path, std::shared_ptr<SqliteCancellation> cancellation,
        std::shared_ptr<ResultStorage> storage, SqliteOwnMove::TokenReader tokenReader = {},
        SqliteConnection::Access access = SqliteConnection::Access::ReadWrite);
    ~SqliteExecutor() override;

    /// Opens the file for reading and proves that it is a database.
    [[nodiscard]] std::optional<Error> open() override;
    [[nodiscard]] std::optional<ConnectionIdentity> identity() const override;
    [[nodiscard]] SessionState session() const override;
    [[nodiscard]] StatementOutcome execute(
        RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived) override;
    [[nodiscard]] Result<Schema> loadSchema() override;
    [[nodiscard]] Result<QString> loadDefinition(const ObjectName& object) override;

private:
    /// What @p load reads from the reader's connection.
    template <typename T, typename Load>
    [[nodiscard]] Result<T> loadByReader(const Load& load);
    /// False if @p statement did not run and is for the writer.
    [[nodiscard]] bool tryOn(const Result<SqliteChannel*>& channel, RunId run, const Statement& statement,
        const DatabasePort::RowsArrived& arrived, StatementOutcome& outcome);
    [[nodiscard]] bool runOn(SqliteChannel& channel, RunId run, const Statement& statement,
        const DatabasePort::RowsArrived& arrived, StatementOutcome& outcome);
    /// By the mark of the connection, where it is that.
    void explainRefusal(std::optional<Error>& error) const;
    [[nodiscard]] Result<SqliteChannel*> channelFor(RunId run, bool reads);
    [[nodiscard]] std::optional<Error> ensure(std::unique_ptr<SqliteChannel>& channel,
        SqliteConnection::Access access, const SqliteChannel::Patience& patience);
    [[nodiscard]] sqlite3* writerHandle() const { return m_writer ? m_writer->handle() : nullptr; }

    const QString m_path;
    const SqliteConnection::Access m_writerAccess;
    const std::shared_ptr<SqliteCancellation> m_cancellation;
    const std::shared_ptr<ResultStorage> m_storage;
    std::unique_ptr<SqliteChannel> m_reader;
    std::unique_ptr<SqliteChannel> m_writer;
    SqliteSession m_session;
    SqliteOwnMove m_ownMove;
};

} // namespace larder
