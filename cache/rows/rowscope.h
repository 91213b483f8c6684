#pragma once

#include "cache/connectionidentity.h"
#include "cache/sql/sqldialect.h"

#include <QHashFunctions>
#include <QString>

namespace larder {

/// A table as one user sees it. Rows of different scopes have nothing to do with each other.
struct RowScope
{
    ConnectionIdentity connection;
    /// As in StatementFacts::reads: "main.orders".
    QByteArray table;

    [[nodiscard]] SqlDialect dialect() const
    {
        return sqlDialectNamed(QString::fromUtf8(connection.engine)).value_or(SqlDialect::Generic);
    }
    bool operator==(const RowScope&) const = default;
};

struct RowScopeHash
{
    size_t operator()(const RowScope& scope) const
    {
        return qHashMulti(
            0, scope.connection.engine, scope.connection.database, scope.connection.user, scope.table);
    }
};

} // namespace larder
