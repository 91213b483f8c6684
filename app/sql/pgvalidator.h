#pragma once

#include "app/sql/databaseserver.h"
#include "app/sql/pgsettings.h"
#include "app/sql/tokenworker.h"

#include <QSocketNotifier>

namespace larder {

/// Tells where a PostgreSQL server stands, over a connection of its own: by the snapshot on a primary, by the
/// place up to which the log is replayed on a standby, where snapshots prove nothing (ENGINES.md, A.2.1). One
/// round trip. Where the target names channels (`?listen=orders,stock`), a message there is a hint that
/// something may have changed (https://www.postgresql.org/docs/15/sql-listen.html). Lives in the thread of
/// the checks.
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
    [[nodiscard]] Reading readOnce();
    [[nodiscard]] std::optional<Error> ensure();
    /// Where the server does not allow it, as a standby does not, there are no hints.
    void listen();
    /// Takes what has come over the channels.
    void takeHints();
    void lose();

    const DatabaseServer m_server;
    std::unique_ptr<PgConnection> m_connection;
    std::unique_ptr<QSocketNotifier> m_hints;
    ConnectionIdentity m_identity;
};

} // namespace larder
