#pragma once

#include "app/sql/databaseserver.h"
#include "app/sql/pgsettings.h"

namespace larder {

/// One connection to the server of a port, with what its session is. Lives in the worker's thread.
class PgChannel
{
public:
    [[nodiscard]] static Result<std::unique_ptr<PgChannel>> open(
        const DatabaseServer& server, ServerPatience& patience);

    [[nodiscard]] PgConnection& connection() { return *m_connection; }
    /// That of the server when it was opened.
    [[nodiscard]] const QByteArray& incarnation() const { return m_incarnation; }
    [[nodiscard]] const PgSettings& settings() const { return m_settings; }
    /// The number of the server's process that serves it.
    [[nodiscard]] int backend() const;
    /// Nothing may be changed over it.
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    /// Reads the settings again if @p digest is not theirs any more; whether it was not.
    bool refreshSettings(const QByteArray& digest, ServerPatience& patience);

private:
    PgChannel(const ConnectionTarget& target, std::unique_ptr<PgConnection> connection);

    const ConnectionTarget m_target;
    std::unique_ptr<PgConnection> m_connection;
    PgSettings m_settings;
    QByteArray m_incarnation;
    bool m_readOnly = false;
};

} // namespace larder
