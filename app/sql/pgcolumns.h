#pragma once

#include "app/sql/pgconnection.h"
#include "cache/resultset.h"

namespace larder {

/// What is known of the columns of @p result: types by name, and the table and column that each one shows.
/// Asks the server, over @p metadata, only for what the answer itself does not tell; where that fails or
/// @p metadata is null, it stays untold.
[[nodiscard]] std::vector<ColumnInfo> pgColumns(
    const PgResult& result, PgConnection* metadata, ServerPatience& patience);

/// Whether pgColumns() has something to ask.
[[nodiscard]] bool pgColumnsNeedServer(const PgResult& result);

} // namespace larder
