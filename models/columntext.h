#pragma once

#include "cache/resultset.h"

namespace larder {

/// "integer, text", in the words of the database; empty for no value at all.
[[nodiscard]] QString typesText(CellTypes types);

/// What is known of column @p column of @p result, line by line, as a tool tip that shows all of it as text:
/// its name, declared type, origin, key, whether it may be NULL, and the types that it holds. @p hint stands
/// below.
[[nodiscard]] QString columnToolTip(const ResultSet& result, int column, const QString& hint = {});

} // namespace larder
