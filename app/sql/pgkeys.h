#pragma once

#include "app/sql/pgconnection.h"
#include "cache/rows/rowsource.h"

#include <optional>

namespace larder {

/// Which column of which table each column of @p result shows; 0 where it is none. In the numbers of the
/// server.
struct PgOrigins
{
    std::vector<unsigned> tables = {};
    std::vector<int> columns = {};

    [[nodiscard]] static PgOrigins of(const PgResult& result);
};

/// Set if all columns are columns of one plain table, its whole key among them, and `=` compares the key byte
/// by byte with what is shown. Asks over @p connection, in the transaction that has read the rows.
[[nodiscard]] std::optional<RowSource> pgRowSource(
    PgConnection& connection, const PgOrigins& origins, ServerPatience& patience);

} // namespace larder
