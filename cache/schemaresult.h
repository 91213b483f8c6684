#pragma once

#include "cache/resultset.h"
#include "cache/schema.h"

namespace larder {

/// @p schema as rows for people, a row for each table or view: schema, name, kind, number of columns.
[[nodiscard]] ResultPtr schemaResult(const Schema& schema);

} // namespace larder
