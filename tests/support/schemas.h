#pragma once

#include "models/schemamodel.h"

namespace larder::test {

[[nodiscard]] inline SchemaTable tableOf(
    const QString& name, SchemaTable::Kind kind = SchemaTable::Kind::Table)
{
    SchemaTable table;
    table.name = name;
    table.kind = kind;
    table.definition = QStringLiteral("CREATE TABLE %1 (id INTEGER)").arg(name);
    table.columns = {{QStringLiteral("id"), QStringLiteral("INTEGER"), false, 1},
        {QStringLiteral("total"), QStringLiteral("REAL"), true}};
    return table;
}

[[nodiscard]] inline Schema shopSchema()
{
    Schema schema;
    schema.tables = {tableOf(QStringLiteral("customers")), tableOf(QStringLiteral("orders")),
        tableOf(QStringLiteral("sales"), SchemaTable::Kind::View),
        tableOf(QStringLiteral("search"), SchemaTable::Kind::VirtualTable)};
    schema.tables[1].indexes
        = {{QStringLiteral("by_total"), true, {QStringLiteral("total"), QStringLiteral("id")}}};
    schema.tables[1].triggers = {QStringLiteral("stamp")};
    return schema;
}

/// The tree as lines, each indented by its depth: "Tables (3)", "  orders", "    total | REAL · not null".
[[nodiscard]] inline QStringList linesOf(
    const QAbstractItemModel& model, const QModelIndex& parent = {}, int depth = 0)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const QString detail = index.data(SchemaModel::DetailRole).toString();
        lines << QString(depth * 2, u' ') + index.data().toString()
                + (detail.isEmpty() ? QString() : QStringLiteral(" | ") + detail);
        lines << linesOf(model, index, depth + 1);
    }
    return lines;
}

} // namespace larder::test
