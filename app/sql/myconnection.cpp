#include "app/sql/myconnection.h"

#include "app/sql/connectionlost.h"
#include "app/sql/myerror.h"
#include "app/sql/myoptions.h"
#include "app/sql/peerwatch.h"

#include <QCoreApplication>

#include <mysql.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>

namespace larder {

namespace {

constexpr int kLookAroundMilliseconds = 10;

QString tr(const char* text)
{
    return QCoreApplication::translate("MyConnection", text);
}

const char* orNull(const QByteArray& text)
{
    return text.isEmpty() ? nullptr : text.constData();
}

// What has happened of the events that the library waits for; 0 if nothing yet.
int happened(MYSQL* handle, int events)
{
    pollfd socket{mysql_get_socket(handle), 0, 0};
    if ((events & MYSQL_WAIT_READ) != 0)
        socket.events |= POLLIN;
    if ((events & MYSQL_WAIT_WRITE) != 0)
        socket.events |= POLLOUT;
    if ((events & MYSQL_WAIT_EXCEPT) != 0)
        socket.events |= POLLPRI;
    if (::poll(&socket, 1, kLookAroundMilliseconds) <= 0)
        return 0;
    int seen = 0;
    if ((socket.revents & (POLLIN | POLLHUP | POLLERR)) != 0)
        seen |= MYSQL_WAIT_READ;
    if ((socket.revents & (POLLOUT | POLLHUP | POLLERR)) != 0)
        seen |= MYSQL_WAIT_WRITE;
    if ((socket.revents & POLLPRI) != 0)
        seen |= MYSQL_WAIT_EXCEPT;
    return seen & events;
}

} // namespace

Result<std::unique_ptr<MyConnection>> MyConnection::open(
    const DatabaseServer& server, std::chrono::seconds timeout)
{
    return server.connect([&](const ConnectionTarget& target) -> Result<std::unique_ptr<MyConnection>> {
        std::unique_ptr<MyConnection> connection(new MyConnection(target));
        if (const auto error = connection->connect(server, timeout))
            return *error;
        return connection;
    });
}

MyConnection::MyConnection(ConnectionTarget target)
    : m_target(std::move(target))
    , m_handle(mysql_init(nullptr))
{
}

MyConnection::~MyConnection()
{
    mysql_close(m_handle);
}

std::optional<Error> MyConnection::connect(const DatabaseServer& server, std::chrono::seconds timeout)
{
    if (auto error = setMyOptions(m_handle, m_target, timeout))
        return error;
    const bool isSocket = m_target.host.startsWith(u'/');
    const QByteArray host = isSocket ? QByteArray() : m_target.host.toUtf8();
    const QByteArray socket = isSocket ? m_target.host.toLocal8Bit() : QByteArray();
    const QByteArray user = m_target.user.toUtf8();
    const QByteArray secret = server.options.password.toUtf8();
    const QByteArray database = m_target.database.toUtf8();
    // CALL answers with several results. Several statements in one text stay refused.
    constexpr unsigned long kFlags = CLIENT_MULTI_RESULTS;
    MYSQL* connected = nullptr;
    const int events = mysql_real_connect_start(&connected, m_handle, orNull(host), orNull(user),
        orNull(secret), orNull(database), unsigned(m_target.port), orNull(socket), kFlags);
    unsigned seconds = 0;
    mysql_get_option(m_handle, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    ServerPatience patience(std::chrono::seconds(std::max(1u, seconds)), *server.cancellation);
    const bool ended = await(
        events, [&](int seen) { return mysql_real_connect_cont(&connected, m_handle, seen); },
        [&] { return !patience.isOver(); });
    if (!ended)
        return Error{tr("Cannot open %1").arg(m_target.address), tr("the server does not answer"),
            tr("Check the host and the port, and that no firewall stands in between.")};
    if (!connected)
        return myConnectError(m_target, m_handle);
    PeerWatch::begin(mysql_get_socket(m_handle));
    if (myTlsIsMissing(m_handle, m_target)) {
        return Error{tr("Cannot open %1").arg(m_target.address), tr("the server offers no SSL (TLS)"),
            tr("Set it up on the server, or allow ssl-mode=preferred.")};
    }
    return std::nullopt;
}

bool MyConnection::hasEnded() const
{
    return PeerWatch::hasEnded(mysql_get_socket(m_handle));
}

void MyConnection::giveUp()
{
    // Then closing can't wait for it.
    if (!std::exchange(m_givenUp, true))
        ::shutdown(mysql_get_socket(m_handle), SHUT_RDWR);
}

bool MyConnection::isInTransaction() const
{
    return !m_givenUp && (m_handle->server_status & SERVER_STATUS_IN_TRANS) != 0;
}

quint64 MyConnection::serverThread() const
{
    return mysql_thread_id(m_handle);
}

bool MyConnection::await(
    int events, const std::function<int(int)>& proceed, const std::function<bool()>& look)
{
    while (events != 0) {
        const int seen = happened(m_handle, events);
        if (!look()) {
            giveUp();
            return false;
        }
        if (seen != 0)
            events = proceed(seen);
    }
    return true;
}

bool MyConnection::noteError()
{
    if (myEndsConnection(mysql_errno(m_handle)))
        giveUp();
    return m_givenUp;
}

Result<MyConnection::Rows> MyConnection::exec(const QByteArray& sql, ServerPatience& patience)
{
    const auto look = [&] { return !patience.isOver(); };
    if (m_givenUp)
        return connectionLostError(tr("the server does not answer"), false);
    int failed = 0;
    const int events = mysql_real_query_start(&failed, m_handle, sql.constData(), ulong(sql.size()));
    Rows rows;
    if (await(
            events, [&](int seen) { return mysql_real_query_cont(&failed, m_handle, seen); }, look)
        && failed == 0)
        rows = takeRows(look);
    if (m_givenUp)
        return connectionLostError(tr("the server does not answer"), false);
    if (mysql_errno(m_handle) == 0)
        return rows;
    if (noteError())
        return connectionLostError(QString::fromUtf8(mysql_error(m_handle)), false);
    return myStatementError(m_handle, sql);
}

MyConnection::Rows MyConnection::takeRows(const std::function<bool()>& look)
{
    Rows rows;
    MYSQL_RES* result = nullptr;
    const int events = mysql_store_result_start(&result, m_handle);
    if (!await(
            events, [&](int seen) { return mysql_store_result_cont(&result, m_handle, seen); }, look)
        || !result)
        return rows;
    rows.reserve(size_t(mysql_num_rows(result)));
    while (const MYSQL_ROW row = mysql_fetch_row(result)) {
        const unsigned long* const sizes = mysql_fetch_lengths(result);
        QByteArrayList cells;
        for (unsigned i = 0; i < mysql_num_fields(result); ++i)
            cells.push_back(row[i] ? QByteArray(row[i], qsizetype(sizes[i])) : QByteArray());
        rows.push_back(std::move(cells));
    }
    mysql_free_result(result);
    return rows;
}

} // namespace larder
