#pragma once

#include "app/sql/connectoptions.h"
#include "app/sql/pgcancellation.h"
#include "app/sql/pgincarnation.h"
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
};

} // namespace larder
