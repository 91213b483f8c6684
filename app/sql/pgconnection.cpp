#include "app/sql/pgconnection.h"

#include "app/sql/connectionlost.h"
#include "app/sql/peerwatch.h"
#include "app/sql/pgerror.h"
#include "app/sql/pgprobe.h"

#include <QCoreApplication>
#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

#include <libpq-fe.h>
#include <poll.h>

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr auto kLookAround = 20ms;
// A loop on the server may raise millions.
constexpr size_t kMostNotices = 1'000;

QString tr(const char* text)
{
    return QCoreApplication::translate("PgConnection", text);
}

// As libpq reads it (https://www.postgresql.org/docs/15/libpq-connect.html, "Keyword/Value Connection
// Strings"); Qt's driver puts them together at the semicolons.
QString connectOptions(const ConnectionTarget& target, std::chrono::seconds timeout)
{
    QStringList options;
    for (const auto& [name, value] : pgOptions(target, timeout)) {
        QString quoted = value;
        quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
        options << QStringLiteral("%1='%2'").arg(name, quoted);
    }
    return options.join(u';');
}

PGconn* handleOf(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    if (qstrcmp(handle.typeName(), "pg_conn*") != 0 && qstrcmp(handle.typeName(), "PGconn*") != 0)
        return nullptr;
    return *static_cast<PGconn* const*>(handle.constData());
}

} // namespace

Result<std::unique_ptr<PgConnection>> PgConnection::open(
    const DatabaseServer& server, std::chrono::seconds timeout)
{
    return server.connect([&](const ConnectionTarget& target) { return connect(target, server, timeout); });
}

Result<std::unique_ptr<PgConnection>> PgConnection::connect(
    const ConnectionTarget& target, const DatabaseServer& server, std::chrono::seconds timeout)
{
    const QString& password = server.options.password;
    const QString driver = QStringLiteral("QPSQL");
    if (!QSqlDatabase::isDriverAvailable(driver)) {
        return Error{tr("Cannot open %1").arg(target.address), tr("Qt's driver for PostgreSQL is missing"),
            tr("Install it; Debian calls it libqt6sql6-psql.")};
    }
    const auto whyNot = [&] { return pgWhyNotConnected(target, password, timeout, *server.cancellation); };
    // The server may be away, and the driver would wait for it to the end.
    if (server.incarnation->isRenewed()) {
        if (const auto error = whyNot())
            return *error;
    }
    QSqlDatabase database
        = QSqlDatabase::addDatabase(driver, QUuid::createUuid().toString(QUuid::WithoutBraces));
    database.setHostName(target.host);
    database.setPort(target.port > 0 ? target.port : -1);
    database.setDatabaseName(target.database);
    database.setUserName(target.user);
    database.setPassword(password);
    database.setConnectOptions(connectOptions(target, timeout));
    const bool opened = database.open();
    // From here on the object removes the connection, whatever happens; it must hold the only copy.
    std::unique_ptr<PgConnection> connection(new PgConnection(database));
    database = QSqlDatabase();
    if (!opened) {
        const QString text = connection->m_database.lastError().databaseText();
        return whyNot().value_or(pgConnectError(target, text, {}, false));
    }
    connection->m_handle = handleOf(connection->m_database);
    if (!connection->m_handle)
        return Error{
            tr("Cannot open %1").arg(target.address), tr("the driver gives no access to its handle")};
    PQsetNoticeReceiver(connection->m_handle, &PgConnection::noticed, connection.get());
    // Qt's driver changes settings of the session for its own reading of values.
    ServerPatience patience(timeout, *server.cancellation);
    if (const auto reset = connection->exec("RESET ALL", patience); !reset)
        return reset.error();
    return connection;
}

PgConnection::PgConnection(const QSqlDatabase& database) : m_database(database) { }

PgConnection::~PgConnection()
{
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

bool PgConnection::isLost() const
{
    return m_givenUp || PQstatus(m_handle) != CONNECTION_OK;
}

bool PgConnection::hasEnded() const
{
    return PeerWatch::hasEnded(PQsocket(m_handle));
}

bool PgConnection::isQuiet() const
{
    pollfd socket{PQsocket(m_handle), POLLIN, 0};
    return !isLost() && ::poll(&socket, 1, 0) == 0;
}

QString PgConnection::errorText() const
{
    return m_givenUp ? tr("the server does not answer") : pgText(QString::fromUtf8(PQerrorMessage(m_handle)));
}

bool PgConnection::isInTransaction() const
{
    const PGTransactionStatusType status = PQtransactionStatus(m_handle);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

bool PgConnection::isInFailedTransaction() const
{
    return !isLost() && PQtransactionStatus(m_handle) == PQTRANS_INERROR;
}

void PgConnection::wait(std::chrono::milliseconds atMost)
{
    pollfd socket{PQsocket(m_handle), POLLIN, 0};
    if (socket.fd < 0 || ::poll(&socket, 1, int(atMost.count())) <= 0)
        return;
    PQconsumeInput(m_handle);
}

PgResult PgConnection::nextResult(ServerPatience& patience)
{
    while (!m_givenUp && PQisBusy(m_handle) != 0) {
        wait(kLookAround);
        if (patience.isOver())
            giveUp();
    }
    return PgResult(m_givenUp ? nullptr : PQgetResult(m_handle));
}

Result<std::vector<PgResult>> PgConnection::exec(const QByteArray& sql, ServerPatience& patience)
{
    if (m_givenUp || PQsendQuery(m_handle, sql.constData()) == 0)
        return connectionLostError(errorText(), false);
    std::vector<PgResult> results;
    std::optional<Error> error;
    while (PgResult result = nextResult(patience)) {
        if (result.isError() && !error) {
            error = pgEndsConnection(result.sqlState())
                ? connectionLostError(pgText(QString::fromUtf8(PQresultErrorMessage(result.get()))), false)
                : pgStatementError(result, sql);
        }
        results.push_back(std::move(result));
    }
    if (isLost() && (!error || error->kind != ErrorKind::ConnectionLost))
        error = connectionLostError(errorText(), false);
    if (error)
        return *error;
    return results;
}

void PgConnection::noticed(void* self, const pg_result* notice)
{
    const QString text = QString::fromUtf8(PQresultErrorMessage(notice)).trimmed();
    auto& notices = static_cast<PgConnection*>(self)->m_notices;
    if (!text.isEmpty() && notices.size() < kMostNotices)
        notices.push_back(text);
}

} // namespace larder
