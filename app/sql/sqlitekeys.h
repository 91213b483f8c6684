#pragma once

#include "app/sql/sqliteauthorizer.h"
#include "cache/rows/rowsource.h"

#include <QByteArrayList>
#include <QHash>

#include <optional>

struct sqlite3_stmt;

namespace larder {

/// Knows the primary keys of the tables of one connection, to tell which row of which table each row of a
/// result is. Lives in the thread of its connection.
class SqliteKeys
{
public:
    explicit SqliteKeys(sqlite3* handle) : m_handle(handle) { }

    /// The schema may have changed: look again before the next answer.
    void invalidate() { m_tables.clear(); }
    /// Set if all columns of @p statement are columns of one base table, its whole key among them, and no
    /// view stood in between (@p record). Whether it reads that table's rows one by one is for its text to
    /// say. Sends statements where it does not know the table yet.
    [[nodiscard]] std::optional<RowSource> rowSource(
        sqlite3_stmt* statement, const SqliteAuthorizer::Record& record);

private:
    struct Table
    {
        /// All that `*` brings.
        QByteArrayList columns = {};
        /// In the order of the key; empty where rows can't be told apart by it.
        QByteArrayList key = {};
    };

    [[nodiscard]] const Table& table(const QByteArray& schema, const QByteArray& name);
    [[nodiscard]] Table read(const QByteArray& schema, const QByteArray& name) const;
    [[nodiscard]] bool isIndexedAsCompared(
        const QByteArray& schema, const QByteArray& name, const QByteArrayList& key) const;
    [[nodiscard]] QByteArray collationOf(
        const QByteArray& schema, const QByteArray& table, const QByteArray& column) const;

    sqlite3* m_handle;
    QHash<std::pair<QByteArray, QByteArray>, Table> m_tables;
};

} // namespace larder
