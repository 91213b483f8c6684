#pragma once

#include "cache/rows/rowfill.h"
#include "cache/rows/rowmatch.h"
#include "tests/support/results.h"

namespace larder::test {

/// A result of columns of the table "t", called as the table calls them.
[[nodiscard]] inline ResultPtr tableResult(const QStringList& columns, const std::vector<Row>& rows,
    Completeness completeness = Completeness::Complete)
{
    std::vector<ColumnInfo> infos;
    for (const QString& name : columns)
        infos.push_back({name, {}, QStringLiteral("t"), name});
    ResultBuilder builder(std::move(infos));
    for (const Row& row : rows) {
        for (size_t column = 0; column < row.size(); ++column)
            append(builder.column(int(column)), row[column]);
        builder.endRow();
    }
    return builder.snapshot(completeness);
}

[[nodiscard]] inline RowScope tableScope(const QByteArray& table = "main.t")
{
    return {{"sqlite", "shop.db"}, table};
}

/// An entry that holds @p result of the table "t", whose key is the first column. The order is the stamp,
/// too.
[[nodiscard]] inline RowFill fillOf(quint64 entry, quint64 order, ResultPtr result, bool allColumns = false)
{
    return {EntryId(entry), tableScope(), {"main.t", {0}, allColumns}, std::move(result), order, order};
}

/// The wanted values of all rows, row by row.
[[nodiscard]] inline QByteArrayList describedRows(const RowSet& rows)
{
    QByteArrayList values;
    for (const RowSet::Row& row : rows.rows) {
        const RowSet::Layout& layout = rows.layouts[row.layout];
        for (const auto& [part, column] : layout.places)
            values << described(layout.parts[part]->cell(rows.rowNumbers[row.firstNumber + part], column));
    }
    return values;
}

} // namespace larder::test
