#pragma once

#include "app/sql/connectoptions.h"
#include "app/sql/servercancellation.h"
#include "app/sql/serverincarnation.h"
#include "app/sshtunnel.h"
#include "models/connectiontarget.h"

#include <memory>

namespace larder {

/// What all connections of one port share.
struct DatabaseServer
{
    ConnectionTarget target;
    ConnectOptions options = {};
    std::shared_ptr<ServerIncarnation> incarnation = std::make_shared<ServerIncarnation>();
    std::shared_ptr<ServerCancellation> cancellation = std::make_shared<ServerCancellation>();
    /// Where the target wants one; it lives in the thread of the checks, and outlives that of the statements.
    SshTunnel* tunnel = nullptr;

    /// With a tunnel that belongs to nobody yet, if @p target wants one.
    [[nodiscard]] static DatabaseServer of(const ConnectionTarget& target, const ConnectOptions& options);
    /// What @p connect makes of the target, as it is reached through the tunnel, if there is one.
    template <typename Connect>
    [[nodiscard]] auto connect(Connect connect) const -> decltype(connect(target))
    {
        if (!tunnel)
            return connect(target);
        const auto reached = tunnel->reach();
        if (!reached)
            return reached.error();
        auto connection = connect(reached.value());
        if (!connection)
            return tunnel->explain(connection.error());
        return connection;
    }
    /// What tells two servers apart that are copies of each other: where they are.
    [[nodiscard]] static QByteArray place(const ConnectionTarget& target);
    /// Says of a loss in @p error what the tunnel knows of it.
    void explainLoss(std::optional<Error>& error) const;
    /// That a connection had ended while nobody used it, and why, as far as the tunnel knows.
    [[nodiscard]] QString replacedText() const;
};

} // namespace larder
