#pragma once

#include "cache/columnbuilder.h"

#include <QString>

#include <optional>

namespace larder {

/// How the values of a column are kept.
enum class PgCellKind { Text, Integer, Real, Boolean, Bytes };

[[nodiscard]] PgCellKind pgCellKind(unsigned type);

/// The name of a built-in type as format_type() gives it; nothing where only the server can tell.
[[nodiscard]] std::optional<QString> pgTypeName(unsigned type, int modifier);

/// Appends the value that the server wrote as @p text: exactly, as text where no other type can hold it.
void appendPgValue(ColumnBuilder& column, PgCellKind kind, QByteArrayView text);

} // namespace larder
