#pragma once

#include "resources/sample/tablewriter.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace larder {

using Rgb = std::array<std::uint8_t, 3>;

/// A picture of at most 16 colours, row after row; each pixel is a position in the palette.
struct IndexedPicture
{
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::vector<Rgb> palette;
    std::vector<std::uint8_t> pixels;
};

/// @p picture as a PNG file (ISO/IEC 15948) of four bits a pixel, its data stored and not deflated,
/// so that the bytes do not depend on a compressor. At most 65,535 bytes of pixel rows.
[[nodiscard]] Bytes pngOf(const IndexedPicture& picture);

} // namespace larder
