#include "app/sql/mykeys.h"

#include "app/sql/mysettings.h"
#include "cache/chunkcursor.h"

#include <algorithm>

namespace larder {

namespace {

/// What a table is, as far as it tells rows apart.
struct Table
{
    /// All that `*` brings.
    QByteArrayList columns = {};
    QByteArrayList key = {};
};

// Two questions and no join, for which the server would open all tables of all databases. What counts as the
// primary key is marked PRI (https://mariadb.com/kb/en/information-schema-columns-table/). A CHAR loses the
// blanks at its end on its way here; zeros in front make a text of a number.
constexpr auto kColumns
    = "SELECT column_name, extra LIKE '%INVISIBLE%', column_key = 'PRI'"
      " AND (data_type IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint')"
      " AND column_type NOT LIKE '%zerofill%' OR data_type IN ('binary', 'varbinary')"
      " OR data_type = 'varchar' AND collation_name IN ('utf8mb3_nopad_bin', 'utf8mb4_nopad_bin',"
      " 'utf8mb4_0900_bin')) FROM information_schema.columns";
// An index on a column that the user may not read is not shown to that user, nor any other column of it.
constexpr auto kIndexes = "SELECT index_name, column_name, nullable = '' AND sub_part IS NULL"
                          " FROM information_schema.statistics";

/// The columns of the first of @p indexes that tells rows apart by @p usable columns; none where there is
/// none.
QByteArrayList keyAmong(const MyConnection::Rows& indexes, const QByteArrayList& usable)
{
    QByteArrayList key;
    for (size_t i = 0; i < indexes.size();) {
        const QByteArray index = indexes[i].value(0);
        bool isUsable = true;
        for (; i < indexes.size() && indexes[i].value(0) == index; ++i) {
            isUsable = isUsable && indexes[i].value(2) == "1" && usable.contains(indexes[i].value(1));
            key << indexes[i].value(1);
        }
        if (isUsable)
            return key;
        key.clear();
        // Of its columns another one may be made, which the server does not always keep unique.
        if (index == "PRIMARY")
            break;
    }
    return key;
}

Table tableOf(MyConnection& connection, const ColumnInfo& column, ServerPatience& patience)
{
    const QByteArray place = " WHERE table_schema = " + myLiteral(column.originSchema.toUtf8())
        + " AND table_name = " + myLiteral(column.originTable.toUtf8());
    const auto columns = connection.exec(kColumns + place + " ORDER BY ordinal_position", patience);
    const auto indexes = connection.exec(
        kIndexes + place + " AND non_unique = 0 ORDER BY index_name <> 'PRIMARY', index_name, seq_in_index",
        patience);
    if (!columns || !indexes)
        return {};
    Table table;
    QByteArrayList usable;
    for (const QByteArrayList& each : columns.value()) {
        if (each.value(1) == "0")
            table.columns << each.value(0);
        if (each.value(2) == "1")
            usable << each.value(0);
    }
    table.key = keyAmong(indexes.value(), usable);
    return table;
}

/// An unsigned number above the largest signed one is shown as a text, by which it is not compared.
bool isShownAsCompared(const ResultSet& result, int column)
{
    if (!result.columns()[size_t(column)].declaredType.startsWith(QStringLiteral("bigint")))
        return true;
    ChunkCursor cursor(&result);
    for (qint64 row = 0; row < result.rowCount(); ++row) {
        cursor.seek(row);
        if (cursor.cell(column).type == CellType::Text)
            return false;
    }
    return true;
}

bool isOfOneTable(const std::vector<ColumnInfo>& columns)
{
    const ColumnInfo& first = columns.front();
    return std::all_of(columns.begin(), columns.end(), [&first](const ColumnInfo& each) {
        return !each.originColumn.isEmpty() && each.originTable == first.originTable
            && each.originSchema == first.originSchema;
    });
}

} // namespace

std::optional<RowSource> myRowSource(
    MyConnection& connection, const ResultSet& result, bool wantsAll, ServerPatience& patience)
{
    const std::vector<ColumnInfo>& columns = result.columns();
    if (!isOfOneTable(columns))
        return std::nullopt;
    const Table table = tableOf(connection, columns.front(), patience);
    QByteArrayList shown;
    shown.reserve(qsizetype(columns.size()));
    for (const ColumnInfo& column : columns)
        shown << column.originColumn.toUtf8();
    RowSource source{
        columns.front().originSchema.toUtf8() + '.' + columns.front().originTable.toUtf8(), {}, false};
    source.allColumns = wantsAll && shown == table.columns;
    for (const QByteArray& name : table.key) {
        const auto place = int(shown.indexOf(name));
        if (place < 0 || !isShownAsCompared(result, place))
            return std::nullopt;
        source.keyColumns.push_back(place);
    }
    return source.keyColumns.empty() ? std::nullopt : std::optional(source);
}

} // namespace larder
