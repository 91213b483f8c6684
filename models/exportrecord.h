#pragma once

#include "cache/provenance.h"
#include "cache/sql/sqldialect.h"
#include "cache/standing.h"
#include "models/rowcursor.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace larder {

/// Where the rows of an export come from. What is not known is empty.
struct ResultOrigin
{
    QByteArray sql = {};
    /// The file or the address of the database.
    QString database = {};
    std::optional<Provenance> provenance = std::nullopt;
    /// What was heard of the rows since.
    Standing standing = {};
};

/// A result as a grid shows it, about to be copied or exported.
struct ExportSource
{
    ArrangedRows rows = {};
    /// Its columns are those that are shown.
    CellSelection selection = {};
    ResultOrigin origin = {};
    /// That of the database, for an export as SQL.
    SqlDialect dialect = SqlDialect::Sqlite;
    /// What a file is called where the rows are not of one table, without its ending.
    QString name = QStringLiteral("result");
};

/// What a file with @p rows says of them: when they were written, from which statement and database, whether
/// they are all, and what was known of their truth. For programs: the names are not translated.
[[nodiscard]] QJsonObject exportRecord(
    const ResultOrigin& origin, const RowsToWrite& rows, const QDateTime& now);

/// @p record as lines for a comment, "sql: SELECT …".
[[nodiscard]] QStringList recordLines(const QJsonObject& record);

/// What must be said of a result that does not have all rows: "Only the first 1,000 rows: …". Empty if it is
/// complete.
[[nodiscard]] QString incompleteText(const ResultSet& result);

} // namespace larder
