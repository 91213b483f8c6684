#pragma once

#include <QColor>
#include <QPalette>

namespace larder {

/// What a piece of a language is, for its colour.
enum class SyntaxRole { Plain, Keyword, Comment, String, Number, Name, Parameter, Invalid };

/// Readable on a light and on a dark @p palette: a contrast of at least 4.5 to white and to 0x1e1e1e.
[[nodiscard]] QColor syntaxColor(SyntaxRole role, const QPalette& palette);

/// @p base with a @p share (0 to 1) of @p tint.
[[nodiscard]] QColor mixedColor(const QColor& base, const QColor& tint, double share);

/// How far two opaque colours are apart, 1 to 21 (https://www.w3.org/TR/WCAG21/, "contrast ratio").
[[nodiscard]] double contrastOf(const QColor& a, const QColor& b);

[[nodiscard]] bool isDark(const QPalette& palette);

} // namespace larder
