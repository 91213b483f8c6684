#pragma once

#include <QStringView>

#include <optional>

namespace larder {

/// Which rules of quoting, comments and blocks a SQL text follows.
enum class SqlDialect { Generic, Sqlite, PostgreSql, MySql, SqlServer };

/// The dialect called @p name ("sqlite", "postgresql", "mysql", "sqlserver", "generic"), if there is one.
[[nodiscard]] std::optional<SqlDialect> sqlDialectNamed(QStringView name);

} // namespace larder
