#pragma once

#include "cache/cell.h"
#include "cache/value.h"

namespace larder {

/// A look at @p value, valid as long as it is.
[[nodiscard]] Cell cellOf(const Value& value);

/// A copy of what @p cell looks at.
[[nodiscard]] Value valueOf(const Cell& cell);

/// NULL, numbers, texts, BLOBs (https://www.sqlite.org/datatype3.html, 4.1).
[[nodiscard]] bool isValueBefore(const Value& one, const Value& other);

} // namespace larder
