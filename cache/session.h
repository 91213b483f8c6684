#pragma once

#include "cache/query.h"

namespace larder {

/// An open database as programs use it:
/// `session.query("SELECT … WHERE id = ?").bind(qint64(7)).cacheAll().all()`.
/// The first call asks the database and stores, the next one is answered from the cache as far as the policy
/// allows. Lives in the thread of the service, and no longer than it.
class Session
{
public:
    Session(QueryService& service, ConnectionId connection) : m_service(service), m_connection(connection) { }

    /// One SQL statement in UTF-8. Without another wish the whole result is stored, and verified before it is
    /// served.
    [[nodiscard]] Query query(const QByteArray& sql) const
    {
        return {m_service, {.connection = m_connection, .sql = sql}};
    }

private:
    QueryService& m_service;
    ConnectionId m_connection;
};

} // namespace larder
