#pragma once

#include "cache/result.h"
#include "cache/schema.h"

#include <QSqlDatabase>

namespace larder {

/// Tables, views, columns, keys, indexes and triggers of the main database behind @p database. Runs in the
/// thread of the connection; six statements, whatever the number of tables.
[[nodiscard]] Result<Schema> loadSqliteSchema(const QSqlDatabase& database);
/// The statements that made a table or view with its indexes and triggers, or one of those, as they were
/// given.
[[nodiscard]] Result<QString> loadSqliteDefinition(const QSqlDatabase& database, const ObjectName& object);

} // namespace larder
