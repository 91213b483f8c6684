#pragma once

#include "app/sql/pgconnection.h"
#include "cache/objectname.h"

namespace larder {

/// The statements that make @p object anew in a database that has what it needs: names are qualified, owners,
/// privileges and passwords are left out. At most two round trips, in transactions of their own.
[[nodiscard]] Result<QString> loadPgDefinition(
    PgConnection& connection, const ObjectName& object, ServerPatience& patience);

} // namespace larder
