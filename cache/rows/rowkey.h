#pragma once

#include "cache/cell.h"

#include <string>

namespace larder {

/// Whether type and value are the same; reals by their bits.
[[nodiscard]] bool isSameValue(const Cell& a, const Cell& b);

/// Adds @p value to the bytes of a key. Keys of equally many values have equal bytes only where all values
/// are the same. A string, as it holds the key of one integer without memory of its own.
void appendToKey(std::string& key, const Cell& value);

} // namespace larder
