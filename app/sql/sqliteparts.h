#pragma once

#include "app/sql/portparts.h"
#include "cache/resultstorage.h"

namespace larder {

/// The parts of a port on the SQLite file @p path, whose rows go to @p storage.
[[nodiscard]] PortParts sqliteParts(const QString& path, std::shared_ptr<ResultStorage> storage);

} // namespace larder
