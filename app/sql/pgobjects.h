#pragma once

#include "app/sql/pgresult.h"
#include "cache/schema.h"

namespace larder {

/// What is in a database besides its tables, and the roles of its server: one statement. What belongs to an
/// extension is left out, as are the system's schemas and roles.
[[nodiscard]] QByteArray pgObjectsQuestion();
/// From the answer to pgObjectsQuestion().
[[nodiscard]] std::vector<SchemaObject> readPgObjects(const PgResult& rows);

} // namespace larder
