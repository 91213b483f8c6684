#pragma once

#include "cache/queryservice.h"
#include "ui/connectioninfo.h"

#include <QWidget>

#include <map>
#include <optional>

namespace larder {

class SchemaDock;

/// Watches over the sessions of the open connections: shows in the tree where a transaction is open, tells
/// when one is lost, and asks before one is given up.
class SessionGuard final : public QObject
{
    Q_OBJECT

public:
    using Connections = std::map<ConnectionId, ConnectionInfo>;

    /// @p connections are those of @p window, and outlive it.
    SessionGuard(QueryService& service, const Connections& connections, SchemaDock& dock, QWidget* window);

    /// Whether the open transactions of @p of, or of all, may be lost; asks where there are any.
    [[nodiscard]] bool mayLose(std::optional<ConnectionId> of = std::nullopt) const;

Q_SIGNALS:
    void lost(const larder::Error& error);

private:
    void tellLoss(ConnectionId connection);

    QueryService& m_service;
    const Connections& m_connections;
    SchemaDock& m_dock;
    QWidget* m_window;
};

} // namespace larder
