#include "app/sql/odbcexecutor.h"

#include "app/sql/odbcaside.h"
#include "app/sql/odbcerror.h"
#include "app/sql/odbcschema.h"
#include "cache/rowsmailbox.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <sql.h>
#include <sqlext.h>

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr auto kAfterCancel = 10s;
constexpr auto kUntilNextCancel = 250ms;
// The window waits meanwhile. A cancel that was sent reaches the driver all the same.
constexpr auto kAfterClose = 1s;
// Nobody can cancel these. A driver that keeps its own limit ends the first one earlier.
constexpr auto kOpenLimit = 60s;
constexpr auto kSchemaLimit = 60s;

} // namespace

OdbcExecutor::OdbcExecutor(
    OdbcServer server, std::shared_ptr<OdbcCancellation> cancellation, std::shared_ptr<ResultStorage> storage)
    : m_server(std::move(server))
    , m_cancellation(std::move(cancellation))
    , m_storage(std::move(storage))
{
}

OdbcExecutor::~OdbcExecutor() = default;

std::optional<Error> OdbcExecutor::open()
{
    return ensure(upTo(kOpenLimit));
}

std::optional<ConnectionIdentity> OdbcExecutor::identity() const
{
    return m_identity.engine.isEmpty() ? std::nullopt : std::optional(m_identity);
}

std::optional<SqlDialect> OdbcExecutor::dialect() const
{
    return m_dialect;
}

SessionState OdbcExecutor::session() const
{
    return m_session.state(m_server.options.readOnly);
}

StatementOutcome OdbcExecutor::execute(
    RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived)
{
    StatementOutcome outcome;
    const auto isWanted = [&] { return !m_cancellation->isRequested(run); };
    auto error = isWanted() ? ensure(isWanted) : std::nullopt;
    if (!isWanted())
        outcome.cancelled = true;
    else if (error)
        outcome.error = std::move(error);
    else
        this->run(run, statement, arrived, outcome);
    m_cancellation->end(run);
    outcome.database = identity();
    outcome.session = session();
    return outcome;
}

void OdbcExecutor::run(RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived,
    StatementOutcome& outcome)
{
    const SqlClassification classification = classifySql(statement.sql, m_dialect);
    if (m_server.options.readOnly && !OdbcSession::isRead(classification)) {
        outcome.error = Error{tr("The statement was not run"),
            tr("it is not proven to change nothing, and the connection is read-only"), readOnlyAdvice(),
            classification.token.offset};
        return;
    }
    const OdbcSession::Step step = OdbcSession::stepOf(statement.sql, classification, m_dialect);
    const bool wasInTransaction = m_session.inTransaction();
    if (stepsByCall(step, statement))
        outcome.error = stepByCall(step);
    else
        fetch(run, statement, arrived, outcome);
    const bool isLost
        = outcome.error && (outcome.error->kind == ErrorKind::ConnectionLost || m_connection->isDead());
    if (isLost) {
        outcome.error = odbcLostError(outcome.error->why, wasInTransaction);
        m_connection.reset();
    }
    const bool succeeded = !outcome.error && !outcome.cancelled;
    outcome.committed = m_session.note(step, classification, m_dialect, {succeeded, isLost});
    noteFacts(classification, outcome);
}

void OdbcExecutor::fetch(RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived,
    StatementOutcome& outcome)
{
    std::optional<OdbcFetcher::Outcome> ended = fetchAside(run, statement, arrived);
    if (!ended) {
        outcome.error = odbcLostError(tr("the driver did not answer the cancel"), false);
        return;
    }
    ended->tellTo(outcome);
    if (outcome.error && odbcEndsConnection(ended->sqlState))
        outcome.error->kind = ErrorKind::ConnectionLost;
}

std::optional<OdbcFetcher::Outcome> OdbcExecutor::fetchAside(
    RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived)
{
    const auto mailbox = std::make_shared<RowsMailbox>();
    auto work = [connection = m_connection, cancellation = m_cancellation, storage = m_storage, statement,
                    run, mailbox]() mutable {
        const auto leave = [&](ResultPtr rows) { (void)mailbox->put(std::move(rows)); };
        OdbcFetcher fetcher({connection.get(), &statement, run, cancellation.get(), leave}, storage);
        return fetcher.run();
    };
    QElapsedTimer sinceCancel;
    QElapsedTimer next;
    return awaitOdbcCall(std::move(work), [&] {
        if (ResultPtr rows = mailbox->take())
            arrived(std::move(rows));
        if (!m_cancellation->isRequested(run))
            return true;
        if (!sinceCancel.isValid()) {
            sinceCancel.start();
            next.start();
        }
        // A driver or its server may forget a cancel that comes before the statement has begun.
        if (next.hasExpired(std::chrono::milliseconds(kUntilNextCancel).count())) {
            m_cancellation->request(run);
            next.start();
        }
        const std::chrono::milliseconds patience = m_cancellation->isClosing() ? kAfterClose : kAfterCancel;
        return !sinceCancel.hasExpired(patience.count());
    });
}

// The names are those of the text. Whatever is changed here is over for all of them, so none is missing.
void OdbcExecutor::noteFacts(const SqlClassification& classification, StatementOutcome& outcome) const
{
    outcome.facts.isRead = OdbcSession::isRead(classification) && outcome.result && !outcome.error;
    for (const QByteArray& table : classification.reads)
        outcome.facts.reads.push_back(table);
    if (m_session.inTransaction())
        outcome.facts.forbidsCaching = Reason{ReasonCode::InTransaction};
}

// Where BEGIN and COMMIT are words of the engine, they go as they stand.
bool OdbcExecutor::stepsByCall(OdbcSession::Step step, const Statement& statement) const
{
    const bool isWord = m_dialect == SqlDialect::PostgreSql || m_dialect == SqlDialect::MySql
        || m_dialect == SqlDialect::Sqlite;
    const bool isStep = step == OdbcSession::Step::Begin || step == OdbcSession::Step::Commit
        || step == OdbcSession::Step::Rollback;
    return !isWord && isStep && OdbcSession::isPlain(statement.sql, m_dialect);
}

std::optional<Error> OdbcExecutor::stepByCall(OdbcSession::Step step)
{
    const bool begins = step == OdbcSession::Step::Begin;
    if (begins == m_session.inTransaction()) {
        return Error{tr("The statement was not run"),
            begins ? tr("a transaction is open already") : tr("no transaction is open"), {}};
    }
    if (begins)
        return m_connection->setAutoCommit(false);
    const SQLSMALLINT end = step == OdbcSession::Step::Commit ? SQL_COMMIT : SQL_ROLLBACK;
    if (!SQL_SUCCEEDED(SQLEndTran(SQL_HANDLE_DBC, m_connection->handle(), end)))
        return odbcStatementError(
            odbcDiagnostics(SQL_HANDLE_DBC, m_connection->handle(), m_connection->texts()));
    return m_connection->setAutoCommit(true);
}

Result<Schema> OdbcExecutor::loadSchema()
{
    if (auto error = ensure(upTo(kOpenLimit)))
        return *error;
    auto schema = awaitOdbcCall(
        [connection = m_connection] { return loadOdbcSchema(*connection); }, upTo(kSchemaLimit));
    if (schema)
        return std::move(*schema);
    const bool wasInTransaction = m_session.inTransaction();
    m_connection.reset();
    m_session.forget();
    return odbcLostError(tr("the driver did not tell the tables in time"), wasInTransaction);
}

Result<QString> OdbcExecutor::loadDefinition(const ObjectName& object)
{
    return Error{tr("Cannot tell the definition of %1").arg(object.name),
        tr("ODBC has no question for definitions."),
        tr("Ask by a statement of the database, or open it without ODBC if Larder knows it.")};
}

// A driver may wait for its server for ever, and nobody can end that.
std::optional<Error> OdbcExecutor::ensure(const std::function<bool()>& goesOn)
{
    if (m_connection)
        return std::nullopt;
    auto opened = awaitOdbcCall([server = m_server] { return OdbcConnection::open(server); }, goesOn);
    if (!opened)
        return odbcConnectError(m_server.target, tr("the driver has not connected in time"));
    if (!*opened)
        return opened->error();
    m_connection = std::move(opened->value());
    m_identity = m_connection->identity();
    m_dialect = m_connection->dialect();
    return std::nullopt;
}

std::function<bool()> OdbcExecutor::upTo(std::chrono::seconds limit) const
{
    return [this, end = QDeadlineTimer(limit)] { return !m_cancellation->isClosing() && !end.hasExpired(); };
}

} // namespace larder
