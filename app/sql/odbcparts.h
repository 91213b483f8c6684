#pragma once

#include "app/sql/connectoptions.h"
#include "app/sql/portparts.h"
#include "cache/resultstorage.h"
#include "models/connectiontarget.h"

namespace larder {

/// The parts of a port for what @p target names by ODBC.
[[nodiscard]] PortParts odbcParts(
    const ConnectionTarget& target, const ConnectOptions& options, std::shared_ptr<ResultStorage> storage);

} // namespace larder
