#pragma once

#include "app/sql/pgconnection.h"

namespace larder {

/// Makes the transaction that @p connection has begun one that can't write. No statement can undo that once a
/// snapshot was taken (https://www.postgresql.org/docs/15/sql-set-transaction.html), so one is.
[[nodiscard]] std::optional<Error> pgForbidWriting(PgConnection& connection, ServerPatience& patience);

/// Nothing if the transaction has changed nothing. Before version 16 the functions for large objects write in
/// read-only transactions too, so it must be asked before each COMMIT.
[[nodiscard]] std::optional<Error> pgForbiddenWrite(PgConnection& connection, ServerPatience& patience);

} // namespace larder
