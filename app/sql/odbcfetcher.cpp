#include "app/sql/odbcfetcher.h"

#include "app/sql/odbcparameters.h"

#include <sql.h>
#include <sqlext.h>

namespace larder {

namespace {

constexpr qint64 kRowsBetweenLooks = 64;

void setAttribute(const OdbcStatement& statement, SQLINTEGER attribute, SQLULEN value)
{
    // ODBC takes numbers as pointers. NOLINTNEXTLINE(performance-no-int-to-ptr)
    auto* const number = reinterpret_cast<SQLPOINTER>(value);
    // A driver that does not know it goes on without.
    (void)SQLSetStmtAttr(statement.handle(), attribute, number, SQL_IS_UINTEGER);
}

} // namespace

OdbcFetcher::OdbcFetcher(Job job, std::shared_ptr<ResultStorage> storage)
    : m_job(std::move(job))
    , m_publisher(m_job.arrived)
    , m_results(std::move(storage))
{
}

OdbcFetcher::Outcome OdbcFetcher::run()
{
    m_timer.start();
    m_publisher.start();
    OdbcStatement statement(*m_job.connection);
    if (!statement.handle()) {
        fail(statement);
        return outcome();
    }
    // SQLite's driver interrupts all of the connection, and frees what the cancelled handle holds although it
    // is in use; so it gets another one to cancel.
    std::optional<OdbcStatement> bystander;
    if (m_job.connection->dialect() == SqlDialect::Sqlite)
        bystander.emplace(*m_job.connection);
    const auto cancel = m_job.cancellation->begin(
        m_job.run, bystander && bystander->handle() ? bystander->handle() : statement.handle());
    execute(statement);
    cancel->close();
    return outcome();
}

void OdbcFetcher::execute(OdbcStatement& statement)
{
    auto parameters
        = OdbcParameters::of(*m_job.statement, m_job.connection->dialect(), m_job.connection->texts());
    if (!parameters) {
        m_outcome.error = parameters.error();
        return;
    }
    prepare(statement);
    if (!parameters.value().bind(statement) || !statement.execute(parameters.value().sql())) {
        fail(statement);
        return;
    }
    for (const QString& record : statement.diagnostics().records)
        m_outcome.notices.push_back(record);
    takeResults(statement);
}

void OdbcFetcher::prepare(OdbcStatement& statement) const
{
    // Braces are the user's own, no escape sequences of ODBC.
    setAttribute(statement, SQL_ATTR_NOSCAN, SQL_NOSCAN_ON);
    if (m_job.statement->plainRead && m_job.statement->rowLimit > 0)
        setAttribute(statement, SQL_ATTR_MAX_ROWS, SQLULEN(m_job.statement->rowLimit) + 1);
}

void OdbcFetcher::takeResults(OdbcStatement& statement)
{
    for (;;) {
        OdbcColumns columns = OdbcColumns::of(statement, m_job.connection->dialect());
        if (columns.infos.empty())
            takeCount(statement);
        else
            takeRows(statement, std::move(columns));
        // Some drivers run what comes behind only when it is asked for.
        const bool isDone = m_outcome.error || (m_results.isCut() && m_job.statement->plainRead)
            || m_job.cancellation->isRequested(m_job.run);
        if (isDone)
            break;
        const SQLRETURN result = SQLMoreResults(statement.handle());
        if (result == SQL_NO_DATA)
            break;
        if (!statement.note(result)) {
            fail(statement);
            break;
        }
    }
}

void OdbcFetcher::takeRows(OdbcStatement& statement, OdbcColumns columns)
{
    if (m_results.isEmpty())
        m_outcome.execute = std::chrono::nanoseconds(m_timer.nsecsElapsed());
    m_results.begin(std::move(columns.infos));
    qint64 untilLook = 1;
    while (m_results.builder() && statement.fetch()) {
        if (!m_results.isCut() && !takeRow(statement, columns)) {
            fail(statement);
            // A row that was cut in its middle can't be taken back.
            m_results.drop();
            return;
        }
        if (m_results.error() || (m_results.isCut() && m_job.statement->plainRead))
            return;
        if (--untilLook > 0)
            continue;
        untilLook = kRowsBetweenLooks;
        if (m_results.isAtFirst())
            m_publisher.publishIfDue(m_results.builder());
        if (m_job.cancellation->isRequested(m_job.run))
            return;
    }
    if (statement.hasFailed())
        fail(statement);
}

bool OdbcFetcher::takeRow(OdbcStatement& statement, const OdbcColumns& columns)
{
    ResultBuilder& builder = *m_results.builder();
    if (m_job.statement->rowLimit > 0 && builder.rowCount() == m_job.statement->rowLimit) {
        m_results.cut();
        return true;
    }
    for (int i = 0; i < int(columns.kinds.size()); ++i) {
        if (!appendOdbcValue(statement, i, columns.kinds[size_t(i)], builder.column(i)))
            return false;
    }
    builder.endRow();
    return true;
}

void OdbcFetcher::takeCount(const OdbcStatement& statement)
{
    SQLLEN count = 0;
    if (SQL_SUCCEEDED(SQLRowCount(statement.handle(), &count)) && count > 0)
        m_outcome.rowsAffected += count;
}

void OdbcFetcher::fail(const OdbcStatement& statement)
{
    const OdbcDiagnostics diagnostics = statement.diagnostics();
    m_outcome.sqlState = diagnostics.sqlState;
    m_outcome.error = odbcStatementError(diagnostics);
}

OdbcFetcher::Outcome OdbcFetcher::outcome()
{
    const std::chrono::nanoseconds all(m_timer.nsecsElapsed());
    if (m_results.isEmpty())
        m_outcome.execute = all;
    m_outcome.fetch = all - m_outcome.execute;
    if (auto error = m_results.error())
        m_outcome.error = std::move(error);
    // Each driver has a state of its own for what a cancel has ended.
    if (m_job.cancellation->isRequested(m_job.run) && !odbcEndsConnection(m_outcome.sqlState)) {
        m_outcome.cancelled = true;
        m_outcome.error.reset();
    }
    m_outcome.results = m_results.finish(m_outcome.cancelled, m_outcome.error.has_value());
    m_outcome.resultsNotShown = m_results.notKept();
    return std::move(m_outcome);
}

} // namespace larder
