#pragma once

#include "app/sql/pgconnection.h"
#include "cache/schema.h"

namespace larder {

/// Tables and views of all schemas but the system's, with columns, keys, indexes and triggers. Five queries
/// in one round trip, whatever the number of tables.
[[nodiscard]] Result<Schema> loadPgSchema(PgConnection& connection, PgPatience& patience);

} // namespace larder
