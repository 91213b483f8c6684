#include "app/sql/mychannel.h"

namespace larder {

namespace {

std::optional<Error> execAll(
    MyConnection& connection, const QByteArrayList& statements, ServerPatience& patience)
{
    for (const QByteArray& statement : statements) {
        if (const auto done = connection.exec(statement, patience); !done)
            return done.error();
    }
    return std::nullopt;
}

} // namespace

Result<std::unique_ptr<MyChannel>> MyChannel::open(
    const DatabaseServer& server, Use use, ServerPatience& patience)
{
    // Before it connects: a loss that is noticed meanwhile may be its own.
    const QByteArray incarnation = server.incarnation->current();
    auto connection = MyConnection::open(server);
    if (!connection)
        return connection.error();
    // The server may be set up to end answers after some rows without a word, also those to Larder itself.
    QByteArrayList statements{"SET SESSION sql_select_limit = 18446744073709551615"};
    // The server may be set up to begin sessions otherwise: one open transaction would see old rows for ever,
    // and READ UNCOMMITTED those that may never be true.
    if (use == Use::Reads) {
        statements << "SET SESSION autocommit = 1"
                   << "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ";
    }
    if (use == Use::Reads || server.options.readOnly)
        statements << "SET SESSION TRANSACTION READ ONLY";
    if (const auto error = execAll(*connection.value(), statements, patience))
        return *error;
    auto settings = MySettings::read(*connection.value(), server.target, patience);
    if (settings && settings.value().readsTextsDifferently && server.options.readOnly) {
        // What a text may do is read off it.
        if (const auto error = execAll(*connection.value(), {"SET SESSION sql_mode = ''"}, patience))
            return *error;
        settings = MySettings::read(*connection.value(), server.target, patience);
    }
    if (!settings)
        return settings.error();
    std::unique_ptr<MyChannel> channel(
        new MyChannel(std::move(connection.value()), std::move(settings.value())));
    channel->m_incarnation = incarnation;
    return channel;
}

MyChannel::MyChannel(std::unique_ptr<MyConnection> connection, MySettings settings)
    : m_connection(std::move(connection))
    , m_settings(std::move(settings))
{
}

} // namespace larder
