#pragma once

#include "app/sql/odbcconnection.h"
#include "cache/schema.h"

namespace larder {

/// Reads tables, views, columns, keys and indexes by the catalogue functions of ODBC.
[[nodiscard]] Result<Schema> loadOdbcSchema(const OdbcConnection& connection);

} // namespace larder
