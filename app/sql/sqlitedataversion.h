#pragma once

#include "app/sql/sqlitestatement.h"

namespace larder {

/// Asks a connection whether any other one has committed since it was last asked, by `PRAGMA data_version`,
/// which opens a read transaction of its own and is exact (ENGINES.md, A.1.1). The number means something
/// only for the connection that gave it. Lives in the thread of the connection, and no longer than it.
class SqliteDataVersion
{
public:
    [[nodiscard]] static Result<SqliteDataVersion> prepare(sqlite3* handle);
    /// The present number; an error when the file is locked or damaged.
    [[nodiscard]] Result<qint64> read();

private:
    explicit SqliteDataVersion(SqliteStatement statement);

    SqliteStatement m_statement;
};

} // namespace larder
