#pragma once

#include "app/sql/connectoptions.h"
#include "app/sql/pgcancellation.h"
#include "app/sql/pgincarnation.h"
#include "app/sshtunnel.h"
#include "models/connectiontarget.h"

#include <memory>

namespace larder {

/// What all connections of one port share.
struct PgServer
{
    ConnectionTarget target;
    ConnectOptions options = {};
    std::shared_ptr<PgIncarnation> incarnation = std::make_shared<PgIncarnation>();
    std::shared_ptr<PgCancellation> cancellation = std::make_shared<PgCancellation>();
    /// Where the target wants one; it lives in the thread of the checks, and outlives that of the statements.
    SshTunnel* tunnel = nullptr;
};

} // namespace larder
