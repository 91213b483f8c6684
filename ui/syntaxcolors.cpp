#include "ui/syntaxcolors.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace larder {

namespace {

constexpr int kDarkBelowLightness = 128;

struct RoleColors
{
    QRgb light;
    QRgb dark;
};

// In the order of SyntaxRole; transparent stands for the palette's text colour.
constexpr std::array<RoleColors, 8> kColors{{
    {0, 0},
    {0xff0b4fa8, 0xff7fb4f5},
    {0xff6a6f76, 0xff969da6},
    {0xff1a7033, 0xff8fce8b},
    {0xff9a4a00, 0xffe5a86a},
    {0xff6b3fa0, 0xffc5a5f2},
    {0xffa3195b, 0xfff08fb9},
    {0xffc01c28, 0xffff8a80},
}};

double luminanceOf(const QColor& colour)
{
    const auto linear
        = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

} // namespace

QColor syntaxColor(SyntaxRole role, const QPalette& palette)
{
    const RoleColors& colors = kColors[size_t(role)];
    const QRgb color = isDark(palette) ? colors.dark : colors.light;
    return color ? QColor::fromRgba(color) : palette.color(QPalette::Text);
}

QColor mixedColor(const QColor& base, const QColor& tint, double share)
{
    const auto mix = [share](int a, int b) { return int(a + (b - a) * share); };
    return {mix(base.red(), tint.red()), mix(base.green(), tint.green()), mix(base.blue(), tint.blue())};
}

double contrastOf(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax({luminanceOf(a), luminanceOf(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Base).lightness() < kDarkBelowLightness;
}

} // namespace larder
