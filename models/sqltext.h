#pragma once

#include "cache/cell.h"
#include "cache/sql/sqldialect.h"

#include <QString>

#include <optional>

namespace larder {

// Pieces of statements that Larder writes itself.

/// @p name as an identifier, whatever it holds: within the quotes of the standard, or those of MySQL.
[[nodiscard]] QString quotedName(const QString& name, SqlDialect dialect = SqlDialect::Generic);

/// @p table as it is found in @p schema; by the engine's own rules where that is empty.
[[nodiscard]] QString quotedTable(
    const QString& schema, const QString& table, SqlDialect dialect = SqlDialect::Generic);

/// @p text as a literal; nothing if it holds a NUL, which no literal can. In PostgreSQL it means the same
/// whatever standard_conforming_strings is.
[[nodiscard]] std::optional<QString> textLiteral(const QString& text, SqlDialect dialect);

/// @p value as a literal or an expression that has exactly this value; nothing where there is none. SQLite
/// does not round decimals correctly, so there it may be a product. In PostgreSQL the type is left open where
/// the value has a text, and is that of what it is compared with. Of an engine that is not known only
/// integers and texts without a backslash have one.
[[nodiscard]] std::optional<QString> valueLiteral(const Cell& value, SqlDialect dialect);

} // namespace larder
