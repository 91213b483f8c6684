#pragma once

#include "cache/sql/sqlcode.h"
#include "cache/sql/sqltables.h"

namespace larder {

/// What kind of statement a first keyword begins.
enum class SqlVerbKind { Query, Change, Explain, Show, Pragma, Other, Unknown };

[[nodiscard]] SqlVerbKind sqlVerbKind(const SqlCode& code, qsizetype verb);

/// The index of the keyword that says what the statement from @p from does: behind opening parentheses and
/// WITH.
[[nodiscard]] qsizetype mainVerb(const SqlCode& code, qsizetype from = 0);

/// What EXPLAIN, DESCRIBE or MariaDB's ANALYZE at @p verb is about.
struct SqlExplained
{
    qsizetype statement = 0; ///< where the statement begins
    bool executes = false; ///< it is run, not only planned
    bool table = false; ///< not a statement, but a table to describe
};

[[nodiscard]] SqlExplained explainedStatement(const SqlCode& code, qsizetype verb);

/// What a statement does that is neither a query nor a change of rows.
struct SqlVerbEffects
{
    bool changesSession = true;
    bool transactionControl = false;
    bool returnsRows = true; ///< it may
    bool tablesKnown = false; ///< it touches no other tables than these
    SqlTables tables;
};

/// The effects of the statement whose keyword is at @p verb; the worst for one that is not known.
[[nodiscard]] SqlVerbEffects sqlVerbEffects(const SqlCode& code, qsizetype verb);

/// Whether the INTO of a query fills a temporary table or a variable.
[[nodiscard]] bool intoSession(const SqlCode& code);

} // namespace larder
