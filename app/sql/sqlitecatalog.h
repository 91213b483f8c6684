#pragma once

#include "app/sql/sqliteauthorizer.h"
#include "cache/reason.h"

#include <QHash>

#include <optional>

struct sqlite3;

namespace larder {

/// Knows of one connection which tables are virtual and which functions always give the same answer, to tell
/// whether rows may be kept. Lives in the thread of its connection.
class SqliteCatalog
{
public:
    explicit SqliteCatalog(sqlite3* handle);

    /// The file or its schema changed: look again before the next answer.
    void invalidate() { m_loaded = false; }
    /// Looks now if it has to, so that the next verdict sends no statement. Where that fails, verdicts forbid
    /// caching until a later look succeeds.
    void load();

    /// Why rows of a statement that did what @p record says must not be kept (CACHE.md, rules 4 and 5).
    [[nodiscard]] std::optional<Reason> forbidsCaching(const SqliteAuthorizer::Record& record);
    /// The base tables among @p names; views are left out.
    [[nodiscard]] QByteArrayList baseTables(const QSet<QByteArray>& names);

private:
    enum class TableKind { Table, View, Virtual };

    [[nodiscard]] std::optional<Reason> forbiddenFunction(const QByteArray& name, bool inView) const;

    sqlite3* m_handle;
    bool m_loaded = false;
    QHash<QByteArray, TableKind> m_tables;
    // Function name to "a built-in whose answer depends on its arguments alone".
    QHash<QByteArray, bool> m_functions;
};

} // namespace larder
