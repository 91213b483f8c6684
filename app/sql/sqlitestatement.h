#pragma once

#include "cache/result.h"
#include "cache/resultset.h"
#include "cache/value.h"

#include <functional>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace larder {

/// A prepared statement of the library under a Qt connection. User SQL goes this way, not through
/// `QSqlQuery::prepare()`, which rewrites it (ENGINES.md, C.4). Lives in the thread of its connection.
class SqliteStatement
{
public:
    /// Prepares the one statement that @p sql holds. More than one, or none, is an error that says so.
    [[nodiscard]] static Result<SqliteStatement> prepare(sqlite3* handle, const QByteArray& sql);

    [[nodiscard]] sqlite3_stmt* get() const { return m_statement.get(); }
    /// Gives every placeholder its value. A placeholder without a value, or a value without a placeholder, is
    /// an error that names it.
    [[nodiscard]] std::optional<Error> bind(const std::vector<Parameter>& parameters);
    [[nodiscard]] std::vector<ColumnInfo> columns() const;
    /// Runs it to its end. False if it fails before that.
    [[nodiscard]] bool forEachRow(const std::function<void()>& visit);
    /// A value of the present row as text; null for NULL.
    [[nodiscard]] QByteArray textAt(int column) const;

private:
    struct Finalizer
    {
        void operator()(sqlite3_stmt* statement) const;
    };

    explicit SqliteStatement(sqlite3_stmt* statement);

    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

} // namespace larder
