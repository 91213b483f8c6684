#include "ui/sessionguard.h"

#include "ui/lossquestion.h"
#include "ui/schemadock.h"

namespace larder {

SessionGuard::SessionGuard(
    QueryService& service, const Connections& connections, SchemaDock& dock, QWidget* window)
    : QObject(window)
    , m_service(service)
    , m_connections(connections)
    , m_dock(dock)
    , m_window(window)
{
    connect(&m_service, &QueryService::sessionChanged, this,
        [this](ConnectionId connection) { m_dock.showSession(connection, m_service.session(connection)); });
    connect(&m_service, &QueryService::sessionLost, this, &SessionGuard::tellLoss);
}

// To close a connection rolls its open transaction back.
bool SessionGuard::mayLose(std::optional<ConnectionId> of) const
{
    QStringList open;
    for (const auto& [id, connection] : m_connections) {
        const SessionState session = m_service.session(id);
        // One that was lost has nothing to lose, and one that has failed but what a savepoint keeps.
        const bool isDead = session.transactionFailed && m_service.savepoints(id).names().empty();
        if (of.value_or(id) == id && session.inTransaction && !isDead && !session.lost)
            open << connection.label;
    }
    return open.isEmpty() || askToLoseTransactions(m_window, open);
}

void SessionGuard::tellLoss(ConnectionId connection)
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end())
        return;
    const QString& label = found->second.label;
    const bool wasOpen = m_service.session(connection).inTransaction;
    const QString effect
        = wasOpen ? tr("What it had changed is rolled back.") : tr("What was set in it is gone.");
    Q_EMIT lost({wasOpen ? tr("The open transaction on %1 is lost").arg(label)
                         : tr("The session on %1 is lost").arg(label),
        tr("its connection has ended"),
        effect + u' ' + tr("The next statement says so once more, and connects anew.")});
}

} // namespace larder
