#pragma once

#include "cache/sql/sqlcode.h"

#include <QByteArray>

#include <vector>

namespace larder {

/// A table as a statement names it.
struct SqlTableName
{
    QByteArray name;
    SqlToken token; ///< the first of the name

    bool operator==(const SqlTableName&) const = default;
};

/// The tables that a statement's text names, in the order of their first appearance.
struct SqlTables
{
    std::vector<SqlTableName> reads;
    std::vector<SqlTableName> writes;
    /// By token, or empty for none: it stands before a parenthesis but calls nothing (an alias or table with
    /// a list of columns).
    std::vector<bool> callsNothing;

    bool operator==(const SqlTables&) const = default;
};

/// Walks the queries and data changes in @p code from token @p from: FROM lists, joins, targets, common table
/// expressions in their scope. Linear, without recursion. Where a name may or may not be a table, it counts
/// as one.
[[nodiscard]] SqlTables sqlTables(const SqlCode& code, qsizetype from);

/// @p name in the form in which two names of one table in the same schema are equal: in lower case, except in
/// PostgreSQL, where quoted names differ by case.
[[nodiscard]] QByteArray comparableTableName(const QByteArray& name, SqlDialect dialect);

} // namespace larder
