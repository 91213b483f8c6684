#include "app/sql/sqlitedataversion.h"

#include "app/sql/sqliteerror.h"

#include <sqlite3.h>

namespace larder {

Result<SqliteDataVersion> SqliteDataVersion::prepare(sqlite3* handle)
{
    Result<SqliteStatement> statement = SqliteStatement::prepare(handle, "PRAGMA data_version");
    if (!statement)
        return statement.error();
    return SqliteDataVersion(std::move(statement.value()));
}

Result<qint64> SqliteDataVersion::read()
{
    sqlite3_stmt* const statement = m_statement.get();
    if (sqlite3_step(statement) != SQLITE_ROW) {
        const Error error = sqliteStatementError(sqlite3_db_handle(statement));
        sqlite3_reset(statement);
        return error;
    }
    const qint64 version = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return version;
}

SqliteDataVersion::SqliteDataVersion(SqliteStatement statement) : m_statement(std::move(statement)) { }

} // namespace larder
