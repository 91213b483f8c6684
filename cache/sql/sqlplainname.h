#pragma once

#include "cache/sql/sqlcode.h"

#include <vector>

namespace larder {

/// How a statement names the only table that it reads; all names comparable.
struct SqlTableReference
{
    std::vector<QByteArray> name = {}; ///< with the schema before it, if the statement has it
    std::optional<QByteArray> alias = std::nullopt;

    /// Whether the dotted name @p qualifier stands for this table before the name of a column.
    [[nodiscard]] bool isMeantBy(const std::vector<QByteArray>& qualifier) const
    {
        if (qualifier.empty())
            return true;
        if (alias)
            return qualifier == std::vector{*alias};
        return qualifier == name || qualifier == std::vector{name.back()};
    }
};

/// A column as a statement names it.
struct SqlColumnReference
{
    std::vector<QByteArray> qualifier = {}; ///< comparable
    qsizetype name = 0; ///< the token
    qsizetype end = 0; ///< the token behind
};

/// Whether token @p i is a name with or without quotes: no string, and no escapes in it.
[[nodiscard]] bool isPlainName(const SqlCode& code, qsizetype i);

/// The name of a table, a schema or an alias, in the form in which it is compared.
[[nodiscard]] QByteArray comparableName(const SqlCode& code, qsizetype i);

/// The column named from token @p i on, with `*` for a name if @p star; nothing if none is named there, or if
/// the name could be anything else, such as a constant or an operator.
[[nodiscard]] std::optional<SqlColumnReference> columnReferenceAt(
    const SqlCode& code, qsizetype i, bool star = false);

} // namespace larder
