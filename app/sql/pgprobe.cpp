#include "app/sql/pgprobe.h"

#include "app/sql/peerwatch.h"
#include "app/sql/pgerror.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>

namespace larder {

namespace {

const auto kPgChannels = QStringLiteral("listen");

using Finish = decltype([](PGconn* connection) { PQfinish(connection); });
using Connection = std::unique_ptr<PGconn, Finish>;

std::vector<std::pair<QByteArray, QByteArray>> parametersOf(
    const ConnectionTarget& target, const QString& password, std::chrono::seconds timeout)
{
    std::vector<std::pair<QByteArray, QByteArray>> parameters{{"host", target.host.toUtf8()},
        {"port", target.port > 0 ? QByteArray::number(target.port) : QByteArray()},
        {"dbname", target.database.toUtf8()}, {"user", target.user.toUtf8()},
        {"password", password.toUtf8()}};
    for (const auto& [name, value] : pgOptions(target, timeout))
        parameters.emplace_back(name.toUtf8(), value.toUtf8());
    std::erase_if(parameters, [](const auto& parameter) { return parameter.second.isEmpty(); });
    return parameters;
}

Connection start(const std::vector<std::pair<QByteArray, QByteArray>>& parameters)
{
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : parameters) {
        names.push_back(name.constData());
        values.push_back(value.constData());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return Connection(PQconnectStartParams(names.data(), values.data(), 0));
}

// Verbose errors carry their SQLSTATE.
void complete(PGconn* connection, ServerPatience& patience)
{
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    PostgresPollingStatusType step = PGRES_POLLING_WRITING;
    while (step != PGRES_POLLING_OK && step != PGRES_POLLING_FAILED && !patience.isOver()) {
        pollfd socket{PQsocket(connection), short(step == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        ::poll(&socket, 1, 20);
        if (socket.revents != 0)
            step = PQconnectPoll(connection);
    }
}

// As it would be without its SQLSTATE and the place in the server's source.
QString plainText(QString message, const QString& sqlState)
{
    static const QRegularExpression location(
        QStringLiteral("^LOCATION:.*$"), QRegularExpression::MultilineOption);
    if (!sqlState.isEmpty())
        message.remove(sqlState + QStringLiteral(": "));
    return message.remove(location).trimmed();
}

} // namespace

std::vector<std::pair<QString, QString>> pgOptions(
    const ConnectionTarget& target, std::chrono::seconds timeout)
{
    std::vector<std::pair<QString, QString>> options = target.options;
    const auto add = [&](const QString& name, const QString& value) {
        const bool isGiven = std::any_of(
            options.begin(), options.end(), [&](const auto& option) { return option.first == name; });
        if (!isGiven)
            options.emplace_back(name, value);
    };
    std::erase_if(options, [](const auto& each) {
        return each.first == QStringLiteral("client_encoding") || each.first == kPgChannels;
    });
    options.emplace_back(QStringLiteral("client_encoding"), QStringLiteral("UTF8"));
    add(QStringLiteral("application_name"), QStringLiteral("Larder"));
    add(QStringLiteral("connect_timeout"), QString::number(timeout.count()));
    add(QStringLiteral("keepalives_idle"), QString::number(PeerWatch::kIdle.count()));
    add(QStringLiteral("keepalives_interval"), QString::number(PeerWatch::kInterval.count()));
    add(QStringLiteral("keepalives_count"), QString::number(PeerWatch::kCount));
    add(QStringLiteral("tcp_user_timeout"),
        QString::number(std::chrono::milliseconds(PeerWatch::kUnconfirmed).count()));
    return options;
}

QStringList pgChannels(const ConnectionTarget& target)
{
    QStringList channels;
    for (const auto& [name, value] : target.options) {
        if (name == kPgChannels)
            channels << value.split(u',', Qt::SkipEmptyParts);
    }
    return channels;
}

std::optional<Error> pgWhyNotConnected(const ConnectionTarget& target, const QString& password,
    std::chrono::seconds timeout, const ServerCancellation& cancellation)
{
    ServerPatience patience(timeout, cancellation);
    const Connection connection = start(parametersOf(target, password, timeout));
    if (!connection)
        return pgConnectError(target, QString(), {}, false);
    if (PQstatus(connection.get()) != CONNECTION_BAD)
        complete(connection.get(), patience);
    const ConnStatusType status = PQstatus(connection.get());
    if (status == CONNECTION_OK)
        return std::nullopt;
    if (status != CONNECTION_BAD)
        return pgConnectError(
            target, QCoreApplication::translate("PgProbe", "the server does not answer"), {}, false);
    static const QRegularExpression state(QStringLiteral("\\b([0-9][0-9A-Z]{4}): "));
    const QString message = QString::fromUtf8(PQerrorMessage(connection.get()));
    const QString sqlState = state.match(message).captured(1);
    return pgConnectError(target, plainText(message, sqlState), sqlState.toLatin1(),
        PQconnectionNeedsPassword(connection.get()) != 0);
}

} // namespace larder
