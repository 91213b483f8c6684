#include "cache/sql/sqldialect.h"

namespace larder {

std::optional<SqlDialect> sqlDialectNamed(QStringView name)
{
    if (name == u"sqlite")
        return SqlDialect::Sqlite;
    if (name == u"postgresql")
        return SqlDialect::PostgreSql;
    if (name == u"mysql")
        return SqlDialect::MySql;
    if (name == u"sqlserver")
        return SqlDialect::SqlServer;
    if (name == u"generic")
        return SqlDialect::Generic;
    return std::nullopt;
}

} // namespace larder
