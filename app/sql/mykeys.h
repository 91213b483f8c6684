#pragma once

#include "app/sql/myconnection.h"
#include "cache/resultset.h"
#include "cache/rows/rowsource.h"

#include <optional>

namespace larder {

/// Set if all columns of @p result are columns of one table, its whole key among them, and `=` compares the
/// key byte by byte with what is shown: integers, binary strings, and texts whose collation neither folds nor
/// pads. The key is the primary key, or the unique one without NULL by which InnoDB orders a table that has
/// none; others may hold a value twice (unique_checks). To be asked after the statement, of a base table:
/// MyTables says of which kind it is. @p wantsAll tells that the statement reads `*`.
[[nodiscard]] std::optional<RowSource> myRowSource(
    MyConnection& connection, const ResultSet& result, bool wantsAll, ServerPatience& patience);

} // namespace larder
