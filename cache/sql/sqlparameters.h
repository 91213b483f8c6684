#pragma once

#include "cache/sql/sqldialect.h"
#include "cache/sql/sqltoken.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace larder {

/// The parameters that @p sql wants values for, in the order of their first appearance and with their mark
/// (`:id`, `?3`, `$1`). A name stands once, however often and with whatever mark it is used. A bare `?` is
/// given the number of its place, one above the highest before it (https://www.sqlite.org/lang_expr.html,
/// "Parameters"). Marks in quotes and comments do not count, nor do variables of the session.
[[nodiscard]] std::vector<QByteArray> parameterNames(QByteArrayView sql, SqlDialect dialect);

/// A place in a statement that wants a value.
struct ParameterMark
{
    QByteArray name; ///< with its mark, as parameterNames() tells it
    SqlToken token;
};

/// All such places of @p sql, in their order; a name may stand at several.
[[nodiscard]] std::vector<ParameterMark> parameterMarks(QByteArrayView sql, SqlDialect dialect);

} // namespace larder
