#pragma once

#include "cache/resultset.h"

namespace larder {

/// Whether a column that is declared as @p type holds decimals, which come as texts where no double holds
/// them: "numeric(20,2)", "decimal", "money".
[[nodiscard]] bool isDecimalType(const QString& type);

/// Whether texts in @p column of @p result that read as a Decimal count as numbers: its type is such a one,
/// and its values are texts or NULL. An engine with numbers among them made numbers of all that are some; but
/// those of "bigint unsigned" are integers as far as those reach, and texts above.
/// Costs as ResultSet::columnTypes(), and nothing where the type is another.
[[nodiscard]] bool holdsDecimals(const ResultSet& result, int column);

} // namespace larder
