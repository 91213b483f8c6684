#include "models/rowlinks.h"

#include "models/sqltext.h"

#include <QStringList>

#include <algorithm>

namespace larder {

namespace {

bool isSameName(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

TableName originOf(const ColumnInfo& info)
{
    return {info.originTable, info.originSchema};
}

bool isSameTable(const TableName& a, const TableName& b)
{
    return isSameName(a.name, b.name) && a.schema == b.schema;
}

bool comesFrom(const ColumnInfo& info, const TableName& table, const QString& column)
{
    return isSameTable(originOf(info), table) && isSameName(info.originColumn, column);
}

/// The column of the result that holds @p name of the row that @p beside is of. A table that was joined with
/// itself has its columns in the result more than once; as often as @p beside stands before.
std::optional<int> columnBeside(const std::vector<ColumnInfo>& columns, int beside, const QString& name)
{
    const ColumnInfo& own = columns[size_t(beside)];
    const auto occurrence = std::count_if(columns.begin(), columns.begin() + beside,
        [&](const ColumnInfo& each) { return comesFrom(each, originOf(own), own.originColumn); });
    std::vector<int> found;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (comesFrom(columns[i], originOf(own), name))
            found.push_back(int(i));
    }
    if (found.empty())
        return std::nullopt;
    return size_t(occurrence) < found.size() ? found[size_t(occurrence)] : found.front();
}

/// Nothing if the result lacks one of them.
std::optional<std::vector<int>> columnsBeside(
    const std::vector<ColumnInfo>& columns, int beside, const std::vector<QString>& names)
{
    std::vector<int> found;
    for (const QString& name : names) {
        const auto column = columnBeside(columns, beside, name);
        if (!column)
            return std::nullopt;
        found.push_back(*column);
    }
    return found;
}

} // namespace

std::vector<RowLink> linksFrom(const std::vector<ColumnInfo>& columns, int column, const Schema& schema)
{
    std::vector<RowLink> links;
    const ColumnInfo& info = columns[size_t(column)];
    const SchemaTable* const table = schema.table(originOf(info));
    if (!table)
        return links;
    for (const SchemaForeignKey& key : table->foreignKeys) {
        const bool isPart = std::any_of(key.columns.begin(), key.columns.end(),
            [&](const QString& each) { return isSameName(each, info.originColumn); });
        if (!isPart || key.referencedColumns.empty())
            continue;
        if (auto values = columnsBeside(columns, column, key.columns))
            links.push_back({key.table, key.referencedColumns, std::move(*values)});
    }
    return links;
}

std::vector<RowLink> linksTo(const std::vector<ColumnInfo>& columns, int column, const Schema& schema)
{
    std::vector<RowLink> links;
    const ColumnInfo& info = columns[size_t(column)];
    if (info.originTable.isEmpty())
        return links;
    for (const SchemaTable& table : schema.tables) {
        for (const SchemaForeignKey& key : table.foreignKeys) {
            if (!isSameTable(key.table, originOf(info)) || key.referencedColumns.empty())
                continue;
            if (auto values = columnsBeside(columns, column, key.referencedColumns))
                links.push_back({table.fullName(), key.columns, std::move(*values)});
        }
    }
    return links;
}

std::optional<QString> linkCondition(
    const RowLink& link, const ArrangedRows& rows, qint64 row, SqlDialect dialect)
{
    QStringList parts;
    for (size_t i = 0; i < link.columns.size(); ++i) {
        const Cell value = rows.cell(row, link.values[i]);
        const auto literal = valueLiteral(value, dialect);
        if (value.isNull() || !literal)
            return std::nullopt;
        parts << QStringLiteral("%1 = %2").arg(quotedName(link.columns[i], dialect), *literal);
    }
    return parts.join(QStringLiteral(" AND "));
}

} // namespace larder
