#pragma once

#include "models/filterconditions.h"

namespace larder {

/// What RowFilter::parse() understands by @p text, as a condition of SQLite on @p column, a quoted name:
/// every row that passes the filter passes the condition. Where SQLite can't express the filter (regular
/// expressions, case beyond ASCII, parts of doubles as decimals) other rows pass too, and the rest is for the
/// RowFilter. The declared affinity and collation of the column make no difference. A text that is no filter
/// gives a condition that passes all.
[[nodiscard]] SqlCondition filterCondition(const QString& column, const QString& text);

} // namespace larder
