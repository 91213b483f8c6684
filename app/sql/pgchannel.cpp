#include "app/sql/pgchannel.h"

#include <libpq-fe.h>

namespace larder {

Result<std::unique_ptr<PgChannel>> PgChannel::open(const DatabaseServer& server, ServerPatience& patience)
{
    // Before it connects: a loss that is noticed meanwhile may be its own.
    const QByteArray incarnation = server.incarnation->current();
    auto connection = PgConnection::open(server);
    if (!connection)
        return connection.error();
    auto settings = PgSettings::read(*connection.value(), server.target, patience);
    if (!settings)
        return settings.error();
    std::unique_ptr<PgChannel> channel(new PgChannel(server.target, std::move(connection.value())));
    channel->m_settings = std::move(settings.value());
    channel->m_incarnation = incarnation;
    channel->m_readOnly = server.options.readOnly;
    return channel;
}

PgChannel::PgChannel(const ConnectionTarget& target, std::unique_ptr<PgConnection> connection)
    : m_target(target)
    , m_connection(std::move(connection))
{
}

int PgChannel::backend() const
{
    return PQbackendPID(m_connection->handle());
}

bool PgChannel::refreshSettings(const QByteArray& digest, ServerPatience& patience)
{
    if (digest == m_settings.digest)
        return false;
    if (auto settings = PgSettings::read(*m_connection, m_target, patience))
        m_settings = std::move(settings.value());
    return true;
}

} // namespace larder
