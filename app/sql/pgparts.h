#pragma once

#include "app/connectiontarget.h"
#include "app/sql/portparts.h"
#include "cache/resultstorage.h"

namespace larder {

/// The parts of a port on the PostgreSQL server that @p target names, whose rows go to @p storage. Without a
/// @p password libpq takes its own means.
[[nodiscard]] PortParts pgParts(
    const ConnectionTarget& target, const QString& password, std::shared_ptr<ResultStorage> storage);

} // namespace larder
