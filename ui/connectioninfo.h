#pragma once

#include "cache/ids.h"
#include "cache/sql/sqldialect.h"

#include <QColor>
#include <QString>

namespace larder {

/// An open database as the window shows it.
struct ConnectionInfo
{
    ConnectionId id = {};
    QString label;
    /// "SQLite".
    QString engine = {};
    /// What was opened, to find it again: the file's path or the server's URL.
    QString target = {};
    /// The rules that its statements follow.
    SqlDialect dialect = SqlDialect::Sqlite;
    /// Invalid for none.
    QColor colour = {};
    /// What is done there counts: each statement that may change something is asked about.
    bool production = false;
    bool operator==(const ConnectionInfo&) const = default;
};

/// The rules of the statements for a @p target that is not open: those of the server that its URL names, else
/// of a file. What ODBC speaks to is only known when it is open.
[[nodiscard]] inline SqlDialect dialectOfTarget(const QString& target)
{
    if (target.startsWith(QStringLiteral("odbc://")))
        return SqlDialect::Generic;
    if (target.startsWith(QStringLiteral("mariadb://")))
        return SqlDialect::MySql;
    return target.startsWith(QStringLiteral("postgresql://")) ? SqlDialect::PostgreSql : SqlDialect::Sqlite;
}

} // namespace larder
