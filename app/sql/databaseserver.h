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
};

} // namespace larder
