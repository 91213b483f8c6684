#pragma once

#include "cache/sql/sqlplainname.h"
#include "cache/value.h"

#include <optional>
#include <variant>
#include <vector>

namespace larder {

/// The placeholder for a value, by the name that Parameter has.
struct SqlPlaceholder
{
    QByteArray name;
    bool operator==(const SqlPlaceholder&) const = default;
};

/// A condition that holds for the rows whose @c columns have one of the @c values each, and for no other:
/// `a = 1 AND b IN (2, 3)`. Whether the columns are the primary key is for others to know.
struct SqlKeyCondition
{
    using Operand = std::variant<Value, SqlPlaceholder>;

    std::vector<QByteArray> columns = {}; ///< comparable, each once
    std::vector<std::vector<Operand>> values = {}; ///< column by column, none empty, never NULL
    bool operator==(const SqlKeyCondition&) const = default;
};

/// The condition that begins at token @p from of @p code and goes to its end, if there is one and all its
/// columns are those of @p table. Values are literals that every engine reads as the same value, and
/// placeholders. Linear.
[[nodiscard]] std::optional<SqlKeyCondition> keyConditionAt(
    const SqlCode& code, qsizetype from, const SqlTableReference& table);

/// The keys that @p condition asks for, each with its values in the order of the columns, one key after the
/// other; a key may stand twice. Nothing where a placeholder has no value, two or NULL, where there is a
/// parameter without a placeholder, and where there are more than 32,766 keys.
[[nodiscard]] std::optional<std::vector<Value>> keysOf(
    const SqlKeyCondition& condition, const std::vector<Parameter>& parameters);

} // namespace larder
