#include "resources/sample/productpicture.h"

#include "resources/sample/png.h"

#include <array>
#include <string_view>

namespace larder {

namespace {

constexpr std::uint32_t kSide = 12;

/// The letters of the drawings, in the order of the palette: ground, outline, body, light, shade, label, cap.
constexpr std::string_view kInks = ".o#+-=c";

constexpr std::array<std::string_view, 8> kDrawings = {
    // Jar
    "............"
    "...cccccc..."
    "...cccccc..."
    "...o....o..."
    "..o+####-o.."
    "..o+####-o.."
    "..o======o.."
    "..o======o.."
    "..o+####-o.."
    "..o+####-o.."
    "...oooooo..."
    "............",
    // Bottle
    ".....cc....."
    ".....cc....."
    "....o++o...."
    "....o+#o...."
    "...o+##-o..."
    "...o+##-o..."
    "...o====o..."
    "...o====o..."
    "...o+##-o..."
    "...o+##-o..."
    "...oooooo..."
    "............",
    // Box
    "............"
    "..oooooooo.."
    "..occccoo-o."
    "..o+###o--o."
    "..o+###o--o."
    "..o====o--o."
    "..o====o--o."
    "..o+###o--o."
    "..o+###o--o."
    "..o+###oo-o."
    "..oooooooo.."
    "............",
    // Bag
    "............"
    "...o.o.o.o.."
    "...ocococo.."
    "....occco..."
    "...o+##-o..."
    "..o+####-o.."
    "..o+====-o.."
    "..o+====-o.."
    "..o+####-o.."
    "..o+####-o.."
    "...oooooo..."
    "............",
    // Cup
    "....c..c...."
    "...c..c....."
    "....c..c...."
    ".oooooooo..."
    ".o+####-ooo."
    ".o+####-o.o."
    ".o======o.o."
    ".o+####-ooo."
    ".o+####-o..."
    "..o+##-o...."
    "...oooo....."
    ".cccccccccc.",
    // Loaf
    "............"
    "............"
    "....oooo...."
    "..oo++##oo.."
    ".o++=##=##o."
    ".o+=##=##-o."
    ".o+##=##=-o."
    ".o+#=##=#-o."
    ".o+######-o."
    ".o#######-o."
    "..oooooooo.."
    "............",
    // Pan
    "............"
    "............"
    "............"
    ".....cc....."
    "..oooooooo.."
    "..o=+++++o.."
    "ooo+####-ooo"
    "o.o+####-o.o"
    "..o+####-o.."
    "..o+####-o.."
    "...oooooo..."
    "............",
    // Plant
    "............"
    "...##..#+..."
    "..#+#.#++#.."
    "..##+##+##.."
    "...##+o##..."
    ".....oo....."
    "...cccccc..."
    "...occcco..."
    "...occcco..."
    "....occo...."
    "....oooo...."
    "............",
};

constexpr std::array<Rgb, 14> kColours = {{{196, 62, 54}, {217, 119, 40}, {226, 174, 54}, {142, 166, 62},
    {70, 140, 76}, {52, 146, 134}, {66, 134, 190}, {74, 96, 176}, {122, 84, 164}, {176, 72, 132},
    {140, 92, 60}, {104, 72, 52}, {120, 128, 138}, {206, 150, 110}}};

/// @p colour moved towards @p other by @p percent.
Rgb mixed(const Rgb& colour, const Rgb& other, int percent)
{
    Rgb result{};
    for (std::size_t part = 0; part < result.size(); ++part)
        result[part]
            = static_cast<std::uint8_t>((colour[part] * (100 - percent) + other[part] * percent) / 100);
    return result;
}

std::vector<Rgb> paletteOf(std::int64_t colour)
{
    constexpr Rgb kWhite{255, 255, 255};
    constexpr Rgb kBlack{20, 20, 24};
    const auto count = static_cast<std::int64_t>(kColours.size());
    const Rgb& body = kColours[static_cast<std::size_t>(colour % count)];
    const Rgb& cap = kColours[static_cast<std::size_t>((colour * 5 + 3) % count)];
    return {mixed(body, kWhite, 82), mixed(body, kBlack, 65), body, mixed(body, kWhite, 45),
        mixed(body, kBlack, 25), mixed(cap, kWhite, 80), cap};
}

} // namespace

Bytes productPicture(Shape shape, std::int64_t colour, std::uint32_t scale)
{
    const std::string_view drawing = kDrawings[static_cast<std::size_t>(shape)];
    IndexedPicture picture{kSide * scale, kSide * scale, paletteOf(colour), {}};
    for (std::uint32_t y = 0; y < picture.height; ++y) {
        for (std::uint32_t x = 0; x < picture.width; ++x) {
            const char ink = drawing[std::size_t{y / scale} * kSide + x / scale];
            picture.pixels.push_back(static_cast<std::uint8_t>(kInks.find(ink)));
        }
    }
    return pngOf(picture);
}

} // namespace larder
