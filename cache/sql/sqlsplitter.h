#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArrayView>

#include <optional>
#include <vector>

namespace larder {

/// What a stretch of a script is for.
enum class SqlRangeKind {
    Statement, ///< to be sent
    ClientCommand, ///< a `\` command of psql or mysql: to be reported, never sent
};

/// One piece of a script, in bytes: from its first token or leading comment to just before its terminator.
struct SqlStatementRange
{
    qsizetype offset = 0;
    qsizetype length = 0;
    SqlRangeKind kind = SqlRangeKind::Statement;
    /// The lines that belong to a `COPY … FROM STDIN`, without the closing `\.`; no part of the statement's
    /// text.
    qsizetype dataOffset = 0;
    qsizetype dataLength = 0;

    [[nodiscard]] constexpr qsizetype end() const { return offset + length; }

    bool operator==(const SqlStatementRange&) const = default;
};

/// The pieces of @p script in order. Empty statements, comments without a statement, and the separators of
/// clients (DELIMITER lines in MySQL, GO lines in SQL Server) are in none. A text that ends inside a quote or
/// a block is one last piece, so that the engine can say what is wrong with it. Linear in the text.
[[nodiscard]] std::vector<SqlStatementRange> splitSql(QByteArrayView script, SqlDialect dialect);

/// The piece that holds byte @p cursor, or touches it. Between two pieces it is the one before: as long as no
/// terminator stands in between, or the cursor is still on the terminator's line.
[[nodiscard]] std::optional<SqlStatementRange> statementAt(
    QByteArrayView script, qsizetype cursor, SqlDialect dialect);

} // namespace larder
