#pragma once

#include "cache/schema.h"
#include "cache/sql/sqldialect.h"
#include "models/arrangedrows.h"

namespace larder {

/// A way from the rows of a result to those of a table, by a foreign key.
struct RowLink
{
    TableName table;
    /// The columns of @c table by which its rows are found, and, place by place, the columns of the result
    /// that hold their values.
    std::vector<QString> columns = {};
    std::vector<int> values = {};
    bool operator==(const RowLink&) const = default;
};

/// The rows that column @p column refers to: one way for each foreign key that its origin is part of, as far
/// as the result holds the whole key.
[[nodiscard]] std::vector<RowLink> linksFrom(
    const std::vector<ColumnInfo>& columns, int column, const Schema& schema);

/// The rows that refer to those which @p column is of: one way for each foreign key of any table to its
/// origin table, as far as the result holds what it refers to.
[[nodiscard]] std::vector<RowLink> linksTo(
    const std::vector<ColumnInfo>& columns, int column, const Schema& schema);

/// The condition, in SQL of @p dialect, that just the rows at the other end of @p link fulfil, seen from row
/// @p row as it is shown; nothing if a value of the key is NULL, which refers to nothing.
[[nodiscard]] std::optional<QString> linkCondition(
    const RowLink& link, const ArrangedRows& rows, qint64 row, SqlDialect dialect);

} // namespace larder
