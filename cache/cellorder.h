#pragma once

#include "cache/cell.h"

namespace larder {

/// Negative, zero or positive as the number @p a is below, equal to or above @p b: exactly, also where a
/// double can't hold the integer beside it. NaN is equal to itself and above all others. Both are integers or
/// reals.
[[nodiscard]] int compareNumbers(const Cell& a, const Cell& b);

} // namespace larder
