#pragma once

#include "cache/result.h"
#include "cache/schema.h"

#include <QSqlDatabase>

namespace larder {

/// Tables, views, columns, keys, indexes and triggers of the main database behind @p database. Runs in the
/// thread of the connection; five statements, whatever the number of tables.
[[nodiscard]] Result<Schema> loadSqliteSchema(const QSqlDatabase& database);

} // namespace larder
