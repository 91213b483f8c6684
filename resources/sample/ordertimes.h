#pragma once

#include "resources/sample/shop.h"

#include <cstddef>
#include <vector>

namespace larder {

/// @p count moments, oldest first: more every year, most before Christmas and in the evening.
[[nodiscard]] std::vector<Moment> orderTimes(std::size_t count, Random& random);

} // namespace larder
