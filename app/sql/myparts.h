#pragma once

#include "app/sql/connectoptions.h"
#include "app/sql/portparts.h"
#include "cache/resultstorage.h"
#include "models/connectiontarget.h"

namespace larder {

/// The parts of a port on the MariaDB or MySQL server that @p target names, whose rows go to @p storage.
[[nodiscard]] PortParts myParts(
    const ConnectionTarget& target, const ConnectOptions& options, std::shared_ptr<ResultStorage> storage);

} // namespace larder
