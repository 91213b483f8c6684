#pragma once

#include "app/sql/portparts.h"
#include "cache/resultstorage.h"

namespace larder {

/// The parts of a port on the SQLite file @p path, whose rows go to @p storage. No statement can change the
/// file if it is @p readOnly.
[[nodiscard]] PortParts sqliteParts(
    const QString& path, std::shared_ptr<ResultStorage> storage, bool readOnly = false);

} // namespace larder
