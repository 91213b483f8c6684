#pragma once

#include "cache/result.h"

namespace larder {

/// The path of a copy of the sample database in @p folder that the user may change and break. Made from the
/// installed one when it is not there yet; an existing copy is left as it is.
[[nodiscard]] Result<QString> privateSampleDatabase(const QString& folder);

} // namespace larder
