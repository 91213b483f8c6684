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
    /// Certain when the first step has ended: that step prepares the statement again where the schema is not
    /// the one that the connection knew.
    [[nodiscard]] std::vector<ColumnInfo> columns() const;
    /// Whether a step has prepared it again, so that what was told of it before holds no longer.
    [[nodiscard]] bool wasPreparedAgain() const;
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
