#include "app/sql/pgschema.h"

#include <QHash>

namespace larder {

namespace {

// Of all that can be asked for rows.
const QByteArray kRelations
    = "WITH rel AS MATERIALIZED (SELECT c.oid, c.relname, c.relkind, n.nspname FROM pg_catalog.pg_class c"
      " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
      " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema'"
      " AND pg_catalog.left(n.nspname, 3) <> 'pg_') ";

const QByteArray kTables = kRelations
    + "SELECT oid, nspname, relname, relkind, CASE WHEN relkind IN ('v', 'm') THEN "
      "pg_catalog.pg_get_viewdef(oid) END,"
      " pg_catalog.quote_ident(nspname) || '.' || pg_catalog.quote_ident(relname)"
      " FROM rel ORDER BY nspname, relname;";

const QByteArray kColumns = kRelations
    + "SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,"
      " pg_catalog.array_position(i.indkey::int2[], a.attnum),"
      " pg_catalog.pg_get_expr(d.adbin, d.adrelid)"
      " FROM rel JOIN pg_catalog.pg_attribute a ON a.attrelid = rel.oid AND a.attnum > 0 AND NOT "
      "a.attisdropped"
      " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
      " LEFT JOIN pg_catalog.pg_index i ON i.indrelid = a.attrelid AND i.indisprimary"
      " ORDER BY a.attrelid, a.attnum;";

const QByteArray kIndexes = kRelations
    + "SELECT i.indrelid, c.relname, i.indisunique, pg_catalog.pg_get_indexdef(i.indexrelid, k.place, true)"
      " FROM rel JOIN pg_catalog.pg_index i ON i.indrelid = rel.oid"
      " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid,"
      " pg_catalog.generate_series(1, i.indnkeyatts) AS k(place) ORDER BY i.indrelid, c.relname, k.place;";

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
      " WHERE NOT t.tgisinternal ORDER BY t.tgrelid, t.tgname";

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

TableIndex readTables(const PgResult& rows, Schema& schema)
{
    TableIndex index;
    for (int row = 0; row < rows.rowCount(); ++row) {
        SchemaTable table;
        table.schema = textAt(rows, row, 1);
        table.name = textAt(rows, row, 2);
        const QByteArray kind = rows.text(row, 3);
        if (kind == "v" || kind == "m") {
            table.kind = SchemaTable::Kind::View;
            table.definition = (kind == "v" ? QStringLiteral("CREATE VIEW %1 AS\n%2")
                                            : QStringLiteral("CREATE MATERIALIZED VIEW %1 AS\n%2"))
                                   .arg(textAt(rows, row, 5), textAt(rows, row, 4));
        }
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
            place.isNull() ? 0 : place.toInt() + 1, textAt(rows, row, 5)});
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

} // namespace

Result<Schema> loadPgSchema(PgConnection& connection, PgPatience& patience)
{
    auto answers = connection.exec(kTables + kColumns + kIndexes + kForeignKeys + kTriggers, patience);
    if (!answers)
        return answers.error();
    const std::vector<PgResult>& rows = answers.value();
    Schema schema;
    const TableIndex index = readTables(rows[0], schema);
    readColumns(rows[1], schema, index);
    readIndexes(rows[2], schema, index);
    readForeignKeys(rows[3], schema, index);
    readTriggers(rows[4], schema, index);
    return schema;
}

} // namespace larder
