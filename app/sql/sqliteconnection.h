#pragma once

#include "app/sql/sqlitefile.h"
#include "cache/result.h"

#include <QSqlDatabase>

#include <chrono>
#include <memory>

struct sqlite3;

namespace larder {

/// A `QSqlDatabase` connection to a SQLite file, bound to the scope of this object and to the thread that
/// made it.
class SqliteConnection
{
public:
    enum class Access { ReadOnly, ReadWrite };

    /// Opens an existing file; never creates one. @p busyTimeout is how long a statement waits for a lock.
    [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>> open(
        const QString& path, Access access, std::chrono::milliseconds busyTimeout);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    [[nodiscard]] const QSqlDatabase& database() const { return m_database; }
    /// The library's own handle under the Qt driver, of the same instance of the library; valid as long as
    /// this.
    [[nodiscard]] sqlite3* handle() const { return m_handle; }
    /// Whether it is @p file that is open here: while it was being opened, the path may have named another
    /// one. False where that can't be told. A few microseconds.
    [[nodiscard]] bool isOpenOn(const SqliteFile& file) const;

private:
    explicit SqliteConnection(const QSqlDatabase& database);

    QSqlDatabase m_database;
    sqlite3* m_handle = nullptr;
};

} // namespace larder
