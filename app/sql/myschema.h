#pragma once

#include "app/sql/myconnection.h"
#include "cache/schema.h"

namespace larder {

/// Tables and views of all databases but the system's, with columns, keys, indexes and triggers. Five
/// questions, whatever the number of tables. Of a table no statement is told that made it, since that would
/// be one question for each.
[[nodiscard]] Result<Schema> loadMySchema(MyConnection& connection, ServerPatience& patience);

} // namespace larder
