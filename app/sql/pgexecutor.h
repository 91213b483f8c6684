#pragma once

#include "app/sql/pgownmove.h"
#include "app/sql/pgsession.h"
#include "app/sql/pgwriter.h"
#include "app/sql/statementworker.h"
#include "cache/resultstorage.h"

namespace larder {

/// Runs statements on a PostgreSQL server, one after the other: plain reads over one connection, all else
/// over a second one that is opened when it is first needed. A third answers what must be asked while one of
/// them works. Lives in the worker's thread.
class PgExecutor final : public StatementWorker
{
    Q_OBJECT

public:
    /// Without @p tokenReader nothing is ever proven of what own writes left alone.
    PgExecutor(DatabaseServer server, std::shared_ptr<ResultStorage> storage,
        PgOwnMove::TokenReader tokenReader = {});
    ~PgExecutor() override;

    [[nodiscard]] std::optional<Error> open() override;
    [[nodiscard]] std::optional<ConnectionIdentity> identity() const override;
    [[nodiscard]] SessionState session() const override;
    [[nodiscard]] bool isSessionLost() const override;
    [[nodiscard]] StatementOutcome execute(
        RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived) override;
    [[nodiscard]] Result<Schema> loadSchema() override;
    [[nodiscard]] Result<QString> loadDefinition(const ObjectName& object) override;

private:
    /// False if @p statement did not run and is for the writer.
    [[nodiscard]] bool read(RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived,
        StatementOutcome& outcome);
    void write(RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived,
        StatementOutcome& outcome);
    [[nodiscard]] std::optional<Error> ensure(std::unique_ptr<PgChannel>& channel, ServerPatience& patience);
    /// Lets go of connections that were found to be lost.
    void dropLost();
    /// The same before anything is sent, of those that the server has ended meanwhile.
    void dropEnded();
    /// The third connection, anew if the server has let go of it.
    [[nodiscard]] std::optional<Error> ensureMetadata(ServerPatience& patience);
    [[nodiscard]] PgConnection* metadata();

    const DatabaseServer m_server;
    const std::shared_ptr<ResultStorage> m_storage;
    std::unique_ptr<PgChannel> m_reader;
    std::unique_ptr<PgChannel> m_writer;
    std::unique_ptr<PgChannel> m_metadata;
    /// Of the reader, also after it is lost.
    PgSettings m_settings;
    PgSession m_session;
    /// What the next outcome is to tell of that.
    QString m_told;
    PgOwnMove m_ownMove;
};

} // namespace larder
