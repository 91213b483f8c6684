#pragma once

#include "app/sql/myconnection.h"
#include "cache/schema.h"

namespace larder {

/// Tables and views of all databases but the system's, with columns, keys, indexes, constraints, triggers and
/// the server's estimate of their rows, and what lies beside them. Twelve questions at most, whatever the
/// number of tables. Of a table no statement is told that made it, since that would be one question for each.
[[nodiscard]] Result<Schema> loadMySchema(MyConnection& connection, ServerPatience& patience);

} // namespace larder
