#pragma once

#include "app/sql/odbccancellation.h"
#include "app/sql/odbcconnection.h"
#include "app/sql/odbcfetcher.h"
#include "app/sql/odbcsession.h"
#include "app/sql/statementworker.h"
#include "cache/resultstorage.h"

namespace larder {

/// Runs statements by an ODBC driver, one after the other, all over one connection. A driver that does not
/// answer a cancel is left to itself, with its connection. Lives in the worker's thread.
class OdbcExecutor final : public StatementWorker
{
    Q_OBJECT

public:
    OdbcExecutor(OdbcServer server, std::shared_ptr<OdbcCancellation> cancellation,
        std::shared_ptr<ResultStorage> storage);
    ~OdbcExecutor() override;

    [[nodiscard]] std::optional<Error> open() override;
    [[nodiscard]] std::optional<ConnectionIdentity> identity() const override;
    [[nodiscard]] std::optional<SqlDialect> dialect() const override;
    [[nodiscard]] SessionState session() const override;
    [[nodiscard]] StatementOutcome execute(
        RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived) override;
    [[nodiscard]] Result<Schema> loadSchema() override;
    /// ODBC has no such question, so this says where else to ask.
    [[nodiscard]] Result<QString> loadDefinition(const ObjectName& object) override;

private:
    void run(RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived,
        StatementOutcome& outcome);
    void fetch(RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived,
        StatementOutcome& outcome);
    void noteFacts(const SqlClassification& classification, StatementOutcome& outcome) const;
    [[nodiscard]] bool stepsByCall(OdbcSession::Step step, const Statement& statement) const;
    [[nodiscard]] std::optional<Error> stepByCall(OdbcSession::Step step);
    [[nodiscard]] std::optional<OdbcFetcher::Outcome> fetchAside(
        RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived);
    /// Connects if need be, as long as @p goesOn says so. A connection that comes later is closed.
    [[nodiscard]] std::optional<Error> ensure(const std::function<bool()>& goesOn);
    /// For what nobody can cancel: as long as the port is open, up to @p limit.
    [[nodiscard]] std::function<bool()> upTo(std::chrono::seconds limit) const;

    const OdbcServer m_server;
    const std::shared_ptr<OdbcCancellation> m_cancellation;
    const std::shared_ptr<ResultStorage> m_storage;
    /// Shared with a call that may be left to itself.
    std::shared_ptr<OdbcConnection> m_connection;
    /// Of the connection, also after it is lost.
    ConnectionIdentity m_identity;
    SqlDialect m_dialect = SqlDialect::Generic;
    OdbcSession m_session;
};

} // namespace larder
