#include "app/sql/pgschema.h"

#include "app/sql/pgobjects.h"

#include <QHash>

namespace larder {

namespace {

// Compiling such a query would take longer than running it.
const QByteArray kBegin = "SET LOCAL jit = off;";

// Of all that can be asked for rows.
const QByteArray kRelations
    = "WITH rel AS MATERIALIZED (SELECT c.oid, c.relname, c.relkind, n.nspname, c.reltuples FROM"
      " pg_catalog.pg_class c"
      " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
      " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema'"
      " AND pg_catalog.left(n.nspname, 3) <> 'pg_') ";

// Servers before 14 say 0 where they don't know, later ones -1.
const QByteArray kTables = kRelations
    + "SELECT rel.oid, rel.nspname, rel.relname, rel.relkind, d.description,"
      " CASE WHEN rel.relkind IN ('v') OR rel.reltuples < 0 OR rel.reltuples = 0"
      " AND pg_catalog.current_setting('server_version_num')::int < 140000"
      " THEN NULL ELSE rel.reltuples::int8 END, p.relname, n.nspname"
      " FROM rel LEFT JOIN pg_catalog.pg_description d ON d.objoid = rel.oid AND d.objsubid = 0"
      " AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass"
      " LEFT JOIN (pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent AND p.relkind "
      "= "
      "'p' JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace) ON i.inhrelid = rel.oid"
      " ORDER BY rel.nspname, rel.relname;";

const QByteArray kColumns = kRelations
    + "SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,"
      " pg_catalog.array_position(i.indkey::int2[], a.attnum),"
      " pg_catalog.pg_get_expr(d.adbin, d.adrelid), e.description"
      " FROM rel JOIN pg_catalog.pg_attribute a ON a.attrelid = rel.oid AND a.attnum > 0 AND NOT "
      "a.attisdropped"
      " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
      " LEFT JOIN pg_catalog.pg_index i ON i.indrelid = a.attrelid AND i.indisprimary"
      " LEFT JOIN pg_catalog.pg_description e ON e.objoid = a.attrelid AND e.objsubid = a.attnum"
      " AND e.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass"
      " ORDER BY a.attrelid, a.attnum;";

// The server takes its time to write an expression, so it is not asked to where there is none.
const QByteArray kIndexes = kRelations
    + "SELECT i.indrelid, c.relname, i.indisunique, CASE WHEN a.attnum IS NULL"
      " THEN pg_catalog.pg_get_indexdef(i.indexrelid, k.place, true)"
      " ELSE pg_catalog.quote_ident(a.attname) END"
      " FROM rel JOIN pg_catalog.pg_index i ON i.indrelid = rel.oid"
      " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
      " CROSS JOIN LATERAL pg_catalog.generate_series(1, i.indnkeyatts) AS k(place)"
      " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.place - 1]"
      " AND a.attnum > 0 ORDER BY i.indrelid, c.relname, k.place;";

const QByteArray kForeignKeys = kRelations
    + "SELECT f.conrelid, f.oid, t.relname, n.nspname, a.attname, b.attname"
      " FROM rel JOIN pg_catalog.pg_constraint f ON f.conrelid = rel.oid AND f.contype = 'f'"
      " JOIN pg_catalog.pg_class t ON t.oid = f.confrelid"
      " JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace,"
      " ROWS FROM (pg_catalog.unnest(f.conkey), pg_catalog.unnest(f.confkey)) WITH ORDINALITY"
      " AS k(own, other, place)"
      " JOIN pg_catalog.pg_attribute a ON a.attnum = k.own"
      " JOIN pg_catalog.pg_attribute b ON b.attnum = k.other"
      " WHERE a.attrelid = f.conrelid AND b.attrelid = f.confrelid ORDER BY f.conrelid, f.conname, k.place;";

const QByteArray kTriggers = kRelations
    + "SELECT t.tgrelid, t.tgname FROM rel JOIN pg_catalog.pg_trigger t ON t.tgrelid = rel.oid"
      " WHERE NOT t.tgisinternal ORDER BY t.tgrelid, t.tgname;";

// 't' are triggers, 'n' what the columns tell.
const QByteArray kConstraints = kRelations
    + "SELECT f.conrelid, f.conname, pg_catalog.pg_get_constraintdef(f.oid, true)"
      " FROM rel JOIN pg_catalog.pg_constraint f ON f.conrelid = rel.oid"
      " AND f.contype IN ('p', 'u', 'c', 'x', 'f') ORDER BY f.conrelid, f.conname;";

using TableIndex = QHash<QByteArray, size_t>;

QString textAt(const PgResult& rows, int row, int column)
{
    return QString::fromUtf8(rows.text(row, column));
}

/// The table of the row's first column; null where it came after the tables were read.
SchemaTable* tableAt(Schema& schema, const TableIndex& index, const PgResult& rows, int row)
{
    const auto found = index.constFind(rows.text(row, 0));
    return found == index.cend() ? nullptr : &schema.tables[*found];
}

SchemaTable::Kind kindOf(const QByteArray& relkind)
{
    switch (relkind.isEmpty() ? 'r' : relkind.front()) {
    case 'v':
        return SchemaTable::Kind::View;
    case 'm':
        return SchemaTable::Kind::MaterializedView;
    case 'f':
        return SchemaTable::Kind::ForeignTable;
    case 'p':
        return SchemaTable::Kind::PartitionedTable;
    default:
        return SchemaTable::Kind::Table;
    }
}

TableIndex readTables(const PgResult& rows, Schema& schema)
{
    TableIndex index;
    schema.tables.reserve(size_t(rows.rowCount()));
    for (int row = 0; row < rows.rowCount(); ++row) {
        SchemaTable table;
        table.schema = textAt(rows, row, 1);
        table.name = textAt(rows, row, 2);
        table.kind = kindOf(rows.text(row, 3));
        table.comment = textAt(rows, row, 4);
        if (const QByteArray estimate = rows.text(row, 5); !estimate.isNull())
            table.estimatedRows = estimate.toLongLong();
        table.partitionOf = {textAt(rows, row, 6), textAt(rows, row, 7)};
        index.insert(rows.text(row, 0), schema.tables.size());
        schema.tables.push_back(std::move(table));
    }
    return index;
}

void readColumns(const PgResult& rows, Schema& schema, const TableIndex& index)
{
    for (int row = 0; row < rows.rowCount(); ++row) {
        SchemaTable* const table = tableAt(schema, index, rows, row);
        if (!table)
            continue;
        // The places of an index count from 0.
        const QByteArray place = rows.text(row, 4);
        table->columns.push_back({textAt(rows, row, 1), textAt(rows, row, 2), rows.isTrue(row, 3),
            place.isNull() ? 0 : place.toInt() + 1, textAt(rows, row, 5), textAt(rows, row, 6)});
    }
}

void readIndexes(const PgResult& rows, Schema& schema, const TableIndex& index)
{
    for (int row = 0; row < rows.rowCount(); ++row) {
        SchemaTable* const table = tableAt(schema, index, rows, row);
        if (!table)
            continue;
        const QString name = textAt(rows, row, 1);
        if (table->indexes.empty() || table->indexes.back().name != name)
            table->indexes.push_back({name, rows.isTrue(row, 2)});
        table->indexes.back().columns.push_back(textAt(rows, row, 3));
    }
}

void readForeignKeys(const PgResult& rows, Schema& schema, const TableIndex& index)
{
    QByteArray last;
    for (int row = 0; row < rows.rowCount(); ++row) {
        SchemaTable* const table = tableAt(schema, index, rows, row);
        if (!table)
            continue;
        if (std::exchange(last, rows.text(row, 1)) != rows.text(row, 1))
            table->foreignKeys.push_back({{}, {textAt(rows, row, 2), textAt(rows, row, 3)}, {}});
        table->foreignKeys.back().columns.push_back(textAt(rows, row, 4));
        table->foreignKeys.back().referencedColumns.push_back(textAt(rows, row, 5));
    }
}

void readTriggers(const PgResult& rows, Schema& schema, const TableIndex& index)
{
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (SchemaTable* const table = tableAt(schema, index, rows, row))
            table->triggers.push_back(textAt(rows, row, 1));
    }
}

void readConstraints(const PgResult& rows, Schema& schema, const TableIndex& index)
{
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (SchemaTable* const table = tableAt(schema, index, rows, row))
            table->constraints.push_back({textAt(rows, row, 1), textAt(rows, row, 2)});
    }
}

} // namespace

Result<Schema> loadPgSchema(PgConnection& connection, ServerPatience& patience)
{
    auto answers = connection.exec(kBegin + kTables + kColumns + kIndexes + kForeignKeys + kTriggers
            + kConstraints + pgObjectsQuestion(),
        patience);
    if (!answers)
        return answers.error();
    const std::vector<PgResult>& rows = answers.value();
    Schema schema;
    const TableIndex index = readTables(rows[1], schema);
    readColumns(rows[2], schema, index);
    readIndexes(rows[3], schema, index);
    readForeignKeys(rows[4], schema, index);
    readTriggers(rows[5], schema, index);
    readConstraints(rows[6], schema, index);
    schema.objects = readPgObjects(rows[7]);
    return schema;
}

} // namespace larder
