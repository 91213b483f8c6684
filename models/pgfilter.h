#pragma once

#include "models/filtersql.h"
#include "models/pgcolumn.h"

namespace larder {

/// The same as filterCondition() for PostgreSQL. Other rows pass too where the filter is a regular
/// expression, of letters beyond ASCII, or of parts of doubles as decimals, and where the type of the column
/// is unknown.
[[nodiscard]] SqlCondition pgFilterCondition(const PgColumn& column, const QString& text);

} // namespace larder
