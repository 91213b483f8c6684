#pragma once

#include "app/sql/myconnection.h"
#include "cache/objectname.h"

namespace larder {

/// The statements that make @p object anew in a server that has what it needs, by the word of SHOW CREATE:
/// names are qualified, DEFINER stays, privileges are left out. A table brings its triggers along. Where an
/// sql_mode belongs to the text, it is set around it. A constant number of round trips.
[[nodiscard]] Result<QString> loadMyDefinition(
    MyConnection& connection, const ObjectName& object, ServerPatience& patience);

} // namespace larder
