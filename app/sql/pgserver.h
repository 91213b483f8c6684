#pragma once

#include "app/connectiontarget.h"
#include "app/sql/pgincarnation.h"

#include <memory>

namespace larder {

/// What all connections of one port share.
struct PgServer
{
    ConnectionTarget target;
    /// Empty where libpq is to take its own means.
    QString password = {};
    std::shared_ptr<PgIncarnation> incarnation = std::make_shared<PgIncarnation>();
};

} // namespace larder
