#include "app/sql/sqlitekeys.h"

#include "app/sql/sqlitestatement.h"

#include <sqlite3.h>

#include <algorithm>

namespace larder {

namespace {

/// The rows of a statement that asks for :name in :schema; nothing if it fails.
std::optional<QList<QByteArrayList>> rowsOf(
    sqlite3* handle, const QByteArray& sql, const QByteArray& schema, const QByteArray& name)
{
    Result<SqliteStatement> statement = SqliteStatement::prepare(handle, sql);
    if (!statement || statement.value().bind({{"schema", Text{schema}}, {"name", Text{name}}}))
        return std::nullopt;
    QList<QByteArrayList> rows;
    const bool ended = statement.value().forEachRow([&] {
        QByteArrayList& row = rows.emplace_back();
        for (int column = 0; column < sqlite3_column_count(statement.value().get()); ++column)
            row << statement.value().textAt(column);
    });
    return ended ? std::optional(rows) : std::nullopt;
}

bool isSameName(const QByteArray& a, const QByteArray& b)
{
    return qstricmp(a.constData(), b.constData()) == 0;
}

} // namespace

std::optional<RowSource> SqliteKeys::rowSource(
    sqlite3_stmt* statement, const SqliteAuthorizer::Record& record)
{
    const char* const schemaName = sqlite3_column_database_name(statement, 0);
    const char* const tableName = sqlite3_column_table_name(statement, 0);
    if (record.usesView || !schemaName || !tableName)
        return std::nullopt;
    const QByteArray schema(schemaName);
    const QByteArray name(tableName);
    QByteArrayList columns;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const char* const column = sqlite3_column_origin_name(statement, i);
        if (!column || schema != sqlite3_column_database_name(statement, i)
            || name != sqlite3_column_table_name(statement, i))
            return std::nullopt;
        columns << column;
    }
    const Table& known = table(schema, name);
    RowSource source{(schema + '.' + name).toLower(), {}, columns == known.columns};
    for (const QByteArray& column : known.key)
        source.keyColumns.push_back(int(columns.indexOf(column)));
    const bool isWhole = !source.keyColumns.empty()
        && std::find(source.keyColumns.begin(), source.keyColumns.end(), -1) == source.keyColumns.end();
    return isWhole ? std::optional(source) : std::nullopt;
}

const SqliteKeys::Table& SqliteKeys::table(const QByteArray& schema, const QByteArray& name)
{
    auto found = m_tables.find({schema, name});
    if (found == m_tables.end())
        found = m_tables.insert({schema, name}, read(schema, name));
    return found.value();
}

SqliteKeys::Table SqliteKeys::read(const QByteArray& schema, const QByteArray& name) const
{
    const auto kind = rowsOf(m_handle,
        "SELECT type FROM pragma_table_list WHERE schema = :schema AND lower(name) = lower(:name)", schema,
        name);
    // Column 1 is hidden in virtual tables only; generated ones are not.
    const auto columns = rowsOf(
        m_handle, "SELECT name, pk FROM pragma_table_xinfo(:name, :schema) WHERE hidden <> 1", schema, name);
    if (!kind || !columns || *kind != QList<QByteArrayList>{{"table"}})
        return {};
    Table table;
    std::vector<std::pair<int, QByteArray>> key;
    for (const QByteArrayList& column : *columns) {
        table.columns << column[0];
        if (const int place = column[1].toInt(); place > 0)
            key.emplace_back(place, column[0]);
    }
    std::sort(key.begin(), key.end());
    for (const auto& [place, column] : key)
        table.key << column;
    if (!isIndexedAsCompared(schema, name, table.key))
        table.key.clear();
    return table;
}

/// Whether no two rows are equal by the comparison that `=` uses on the columns of the key: that of the
/// column, while the index of the key may have another one.
bool SqliteKeys::isIndexedAsCompared(
    const QByteArray& schema, const QByteArray& name, const QByteArrayList& key) const
{
    const auto index = rowsOf(m_handle,
        "SELECT x.name, x.coll FROM pragma_index_list(:name, :schema) AS l, "
        "pragma_index_xinfo(l.name, :schema) AS x WHERE l.origin = 'pk' AND x.key = 1 ORDER BY x.seqno",
        schema, name);
    if (!index || key.isEmpty())
        return false;
    // The key is the row's own number; there is no other index then.
    if (index->isEmpty())
        return key.size() == 1;
    return std::equal(index->begin(), index->end(), key.begin(), key.end(),
        [&](const QByteArrayList& indexed, const QByteArray& column) {
            return isSameName(indexed[0], column)
                && isSameName(indexed[1], collationOf(schema, name, column));
        });
}

QByteArray SqliteKeys::collationOf(
    const QByteArray& schema, const QByteArray& table, const QByteArray& column) const
{
    const char* collation = nullptr;
    sqlite3_table_column_metadata(m_handle, schema.constData(), table.constData(), column.constData(),
        nullptr, &collation, nullptr, nullptr, nullptr);
    return collation;
}

} // namespace larder
