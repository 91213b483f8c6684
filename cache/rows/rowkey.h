#pragma once

#include "cache/cell.h"
#include "cache/value.h"

#include <string>
#include <string_view>

namespace larder {

/// Whether type and value are the same; reals by their bits.
[[nodiscard]] bool isSameValue(const Cell& a, const Cell& b);

/// Adds @p value to the bytes of a key. Keys of equally many values have equal bytes only where all values
/// are the same. A string, as it holds the key of one integer without memory of its own.
void appendToKey(std::string& key, const Cell& value);

/// The values that appendToKey() made @p key of.
[[nodiscard]] std::vector<Value> keyValues(std::string_view key);

} // namespace larder
