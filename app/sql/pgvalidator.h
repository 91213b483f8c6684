#pragma once

#include "app/sql/databaseserver.h"
#include "app/sql/pgsettings.h"
#include "app/sql/tokenworker.h"

namespace larder {

/// Tells where a PostgreSQL server stands, over a connection of its own: by the snapshot on a primary, by the
/// place up to which the log is replayed on a standby, where snapshots prove nothing (ENGINES.md, A.2.1). One
/// round trip. Lives in the thread of the checks.
class PgValidator final : public TokenWorker
{
    Q_OBJECT

public:
    /// Takes the tunnel of @p server along, in its thread and to its end.
    explicit PgValidator(DatabaseServer server);
    ~PgValidator() override;

    /// No token from a server that does not answer within 2 s.
    [[nodiscard]] Reading read() override;

private:
    [[nodiscard]] std::optional<Error> ensure();
    void lose();

    const DatabaseServer m_server;
    std::unique_ptr<PgConnection> m_connection;
    ConnectionIdentity m_identity;
};

} // namespace larder
