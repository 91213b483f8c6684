#pragma once

#include "app/sql/pgconnection.h"
#include "cache/schema.h"

namespace larder {

/// Tables and views of all schemas but the system's, with columns, keys, indexes, constraints and triggers,
/// and the other objects of the database. Seven queries in one round trip, whatever the number of tables; no
/// rows are counted.
[[nodiscard]] Result<Schema> loadPgSchema(PgConnection& connection, ServerPatience& patience);

} // namespace larder
