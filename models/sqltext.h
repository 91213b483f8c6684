#pragma once

#include "cache/cell.h"

#include <QString>

#include <optional>

namespace larder {

// Pieces of statements that Larder writes itself, in the dialect of SQLite.

/// @p name as an identifier, whatever it holds.
[[nodiscard]] QString quotedName(const QString& name);

/// @p text as a literal; nothing if it holds a NUL, which no literal can.
[[nodiscard]] std::optional<QString> textLiteral(const QString& text);

/// @p value as a literal or an expression that has exactly this value, also where SQLite does not round
/// decimals correctly; nothing where there is none.
[[nodiscard]] std::optional<QString> valueLiteral(const Cell& value);

} // namespace larder
