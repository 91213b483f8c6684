#pragma once

#include "resources/sample/tablewriter.h"

#include <cstdint>

namespace larder {

/// What a product looks like on its picture.
enum class Shape { Jar, Bottle, Box, Bag, Cup, Loaf, Pan, Plant };

/// A PNG of @p shape in one of the shop's colours, 12 * @p scale pixels wide and high.
[[nodiscard]] Bytes productPicture(Shape shape, std::int64_t colour, std::uint32_t scale);

} // namespace larder
