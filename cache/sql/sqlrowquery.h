#pragma once

#include "cache/sql/sqlkeycondition.h"

#include <optional>
#include <vector>

namespace larder {

/// What keeps a statement from being one that reads rows of one table as they are.
enum class SqlRowObstacle : quint8 {
    None,
    Malformed, ///< an open quote or parenthesis, bytes or comments with several readings
    SeveralStatements,
    NotASelect,
    CommonTable,
    Distinct,
    Expression, ///< something in the select list that is no plain column
    Aggregate,
    Window,
    NoTable,
    Subquery, ///< or a function, in place of the table
    Join,
    SetOperation,
    Grouping,
    Clause, ///< a lock, INTO, a hint for the planner, anything unknown
};

/// A few words for a sentence such as "fell back to the whole result because of a join".
[[nodiscard]] QByteArray sqlRowObstacleName(SqlRowObstacle obstacle);

/// A column that a statement wants.
struct SqlRowColumn
{
    /// Comparable: equal for equal columns of one table, see comparableTableName().
    QByteArray name;
    /// What the result calls it, where that is not the name by which the table was made.
    std::optional<QByteArray> label = std::nullopt;
    bool operator==(const SqlRowColumn&) const = default;
};

/// What the text of a statement says of the rows that it reads.
struct SqlRowQuery
{
    SqlRowObstacle obstacle = SqlRowObstacle::None;
    SqlToken token = {}; ///< what the obstacle is
    // The rest is there only without an obstacle.
    QByteArray schema = {}; ///< comparable; empty where the statement names none
    QByteArray table = {};
    /// In the order of the result. Empty for `*`, and where `*` stands beside other columns.
    std::vector<SqlRowColumn> columns = {};
    /// The whole WHERE, where it is nothing but a condition on a key, and neither ORDER BY nor LIMIT follows.
    std::optional<SqlKeyCondition> key = std::nullopt;

    [[nodiscard]] bool isEligible() const { return obstacle == SqlRowObstacle::None; }
    bool operator==(const SqlRowQuery&) const = default;
};

/// Whether @p sql reads rows of one table as they are (plain columns; any WHERE, ORDER BY and LIMIT), and
/// which ones. Fails closed: what is not understood is an obstacle, or no condition on a key. Linear, without
/// recursion. The engine has to confirm that the table is one, and the columns are its.
[[nodiscard]] SqlRowQuery rowQuery(QByteArrayView sql, SqlDialect dialect);

} // namespace larder
