#pragma once

#include "models/filterconditions.h"
#include "models/servercolumn.h"

namespace larder {

/// The same as filterCondition() for a server. Other rows pass too where the filter is a regular expression
/// or goes by case beyond ASCII, where it can be about a column of a type that is not known, and where the
/// server spells a value otherwise.
[[nodiscard]] SqlCondition serverFilterCondition(const ServerColumn& column, const QString& text);

} // namespace larder
