#pragma once

#include "app/sql/databaseserver.h"
#include "app/sql/mysettings.h"
#include "app/sql/tokenworker.h"

#include <QElapsedTimer>

namespace larder {

/// Tells where a server of MariaDB stands, over a connection of its own: by two counters of InnoDB, which
/// move with every change of its tables an instant before others can see it, so that a value counts only once
/// it has stood for 100 ms (ENGINES.md, A.3, "Settled rule"); and by how many statements of those kinds were
/// run that InnoDB hears nothing of, as CREATE VIEW. A server that never stands still has no token. Lives in
/// the thread of the checks.
class MyValidator final : public TokenWorker
{
    Q_OBJECT

public:
    /// Takes the tunnel of @p server along, in its thread and to its end.
    explicit MyValidator(DatabaseServer server);
    ~MyValidator() override;

    /// No token from a server that does not answer within 2 s. Waits up to 100 ms behind a change.
    [[nodiscard]] Reading read() override;

private:
    [[nodiscard]] Reading readOnce();
    [[nodiscard]] std::optional<Error> ensure();
    /// The counters as one text.
    [[nodiscard]] Result<QByteArray> ask();
    /// The same once they have settled.
    [[nodiscard]] Result<QByteArray> askSettled();
    void lose();

    const DatabaseServer m_server;
    std::unique_ptr<MyConnection> m_connection;
    ConnectionIdentity m_identity;
    QByteArray m_counters;
    /// Since the counters were first seen.
    QElapsedTimer m_sinceChange;
    /// Since they last did not settle.
    QElapsedTimer m_sinceBusy;
};

} // namespace larder
