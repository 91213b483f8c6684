#pragma once

#include "app/sql/mytypes.h"
#include "cache/resultset.h"

#include <vector>

struct st_mysql_res;

namespace larder {

/// The columns of @p result with their types and where their values come from.
[[nodiscard]] std::vector<ColumnInfo> myColumns(st_mysql_res* result);

} // namespace larder
