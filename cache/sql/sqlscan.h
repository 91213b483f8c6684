#pragma once

#include "cache/sql/sqlcode.h"
#include "cache/sql/sqltables.h"

#include <optional>
#include <vector>

namespace larder {

/// What keeps a query from being a plain, repeatable read: for each reason the first token that shows it.
struct SqlFindings
{
    std::optional<SqlToken> several; ///< a further statement begins
    std::optional<SqlToken> writing; ///< data, a file, a lock or the session is changed
    std::optional<SqlToken> locking; ///< rows are locked
    std::optional<SqlToken> changing; ///< a value of the clock, of chance, of the session
    std::optional<SqlToken> unknown; ///< a function that is not built in
    std::optional<SqlToken> catalog; ///< catalogues, temporary tables, sequences, samples
    bool session = false; ///< what is changed is the session
    std::vector<SqlTableName> sequences; ///< those that a function moves on

    bool operator==(const SqlFindings&) const = default;
};

/// Looks through all of @p code, whose tables are @p tables. Linear.
[[nodiscard]] SqlFindings scanSql(const SqlCode& code, const SqlTables& tables);

/// Whether SQLite's PRAGMA @p name only asks, without a value or (if @p argument) with an argument.
[[nodiscard]] bool isPurePragma(QByteArrayView name, bool argument);

} // namespace larder
