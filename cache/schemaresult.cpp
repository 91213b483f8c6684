#include "cache/schemaresult.h"

#include "cache/resultbuilder.h"

namespace larder {

namespace {

QByteArray kindText(SchemaTable::Kind kind)
{
    switch (kind) {
    case SchemaTable::Kind::Table:
        return "table";
    case SchemaTable::Kind::View:
        return "view";
    case SchemaTable::Kind::VirtualTable:
        return "virtual table";
    case SchemaTable::Kind::MaterializedView:
        return "materialized view";
    case SchemaTable::Kind::ForeignTable:
        return "foreign table";
    case SchemaTable::Kind::PartitionedTable:
        return "partitioned table";
    }
    Q_UNREACHABLE();
}

} // namespace

ResultPtr schemaResult(const Schema& schema)
{
    ResultBuilder builder({{QStringLiteral("schema")}, {QStringLiteral("name")}, {QStringLiteral("kind")},
        {QStringLiteral("columns")}});
    for (const SchemaTable& table : schema.tables) {
        builder.column(0).appendText(table.schema.toUtf8());
        builder.column(1).appendText(table.name.toUtf8());
        builder.column(2).appendText(kindText(table.kind));
        builder.column(3).appendInteger(qint64(table.columns.size()));
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

} // namespace larder
