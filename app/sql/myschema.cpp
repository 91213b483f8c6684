#include "app/sql/myschema.h"

#include <QHash>

namespace larder {

namespace {

using Rows = MyConnection::Rows;

// Byte by byte, as they are looked up.
QByteArray users(const char* schemaColumn)
{
    return QByteArray(" WHERE ") + schemaColumn
        + " NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')";
}

QByteArray tablesQuestion()
{
    return "SELECT t.table_schema, t.table_name, t.table_type, v.view_definition"
           " FROM information_schema.tables t LEFT JOIN information_schema.views v"
           " ON v.table_schema = t.table_schema AND v.table_name = t.table_name"
        + users("t.table_schema")
        + " AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') ORDER BY 1, 2";
}

QByteArray columnsQuestion()
{
    return "SELECT table_schema, table_name, column_name, column_type, is_nullable, column_default, extra"
           " FROM information_schema.columns"
        + users("table_schema") + " ORDER BY table_schema, table_name, ordinal_position";
}

QByteArray indexesQuestion()
{
    return "SELECT table_schema, table_name, index_name, non_unique, column_name"
           " FROM information_schema.statistics"
        + users("table_schema") + " ORDER BY table_schema, table_name, index_name, seq_in_index";
}

QByteArray foreignKeysQuestion()
{
    return "SELECT table_schema, table_name, constraint_name, column_name, referenced_table_schema,"
           " referenced_table_name, referenced_column_name FROM information_schema.key_column_usage"
        + users("table_schema")
        + " AND referenced_table_name IS NOT NULL"
          " ORDER BY table_schema, table_name, constraint_name, ordinal_position";
}

QByteArray triggersQuestion()
{
    return "SELECT event_object_schema, event_object_table, trigger_name FROM information_schema.triggers"
        + users("event_object_schema") + " ORDER BY 1, 2, 3";
}

using TableIndex = QHash<std::pair<QByteArray, QByteArray>, size_t>;

QString textAt(const QByteArrayList& row, int column)
{
    return QString::fromUtf8(row.value(column));
}

QString quoted(const QString& name)
{
    return u'`' + QString(name).replace(u'`', QStringLiteral("``")) + u'`';
}

TableIndex readTables(const Rows& rows, Schema& schema)
{
    TableIndex index;
    schema.tables.reserve(rows.size());
    for (const QByteArrayList& row : rows) {
        SchemaTable table;
        table.schema = textAt(row, 0);
        table.name = textAt(row, 1);
        if (row.value(2) == "VIEW") {
            table.kind = SchemaTable::Kind::View;
            table.definition
                = QStringLiteral("CREATE VIEW %1.%2 AS\n").arg(quoted(table.schema), quoted(table.name))
                + textAt(row, 3);
        }
        index.insert({row.value(0), row.value(1)}, schema.tables.size());
        schema.tables.push_back(std::move(table));
    }
    return index;
}

/// The table that the row begins with; null where it came after the tables were read.
SchemaTable* tableAt(Schema& schema, const TableIndex& index, const QByteArrayList& row)
{
    const auto found = index.constFind({row.value(0), row.value(1)});
    return found == index.cend() ? nullptr : &schema.tables[*found];
}

void readColumns(const Rows& rows, Schema& schema, const TableIndex& index)
{
    for (const QByteArrayList& row : rows) {
        if (SchemaTable* const table = tableAt(schema, index, row)) {
            table->columns.push_back(
                {textAt(row, 2), textAt(row, 3), row.value(4) == "NO", 0, textAt(row, 5)});
        }
    }
}

void placeInKey(SchemaTable& table, const QString& column, int place)
{
    for (SchemaColumn& each : table.columns) {
        if (each.name == column)
            each.primaryKeyPosition = place;
    }
}

void readIndexes(const Rows& rows, Schema& schema, const TableIndex& index)
{
    for (const QByteArrayList& row : rows) {
        SchemaTable* const table = tableAt(schema, index, row);
        if (!table)
            continue;
        const QString name = textAt(row, 2);
        if (table->indexes.empty() || table->indexes.back().name != name)
            table->indexes.push_back({name, row.value(3) == "0"});
        std::vector<QString>& columns = table->indexes.back().columns;
        columns.push_back(textAt(row, 4));
        if (row.value(2) == "PRIMARY")
            placeInKey(*table, columns.back(), int(columns.size()));
    }
}

void readForeignKeys(const Rows& rows, Schema& schema, const TableIndex& index)
{
    QByteArrayList last;
    for (const QByteArrayList& row : rows) {
        SchemaTable* const table = tableAt(schema, index, row);
        if (!table)
            continue;
        const QByteArrayList key = row.first(3);
        if (std::exchange(last, key) != key)
            table->foreignKeys.push_back({{}, {textAt(row, 5), textAt(row, 4)}, {}});
        table->foreignKeys.back().columns.push_back(textAt(row, 3));
        table->foreignKeys.back().referencedColumns.push_back(textAt(row, 6));
    }
}

void readTriggers(const Rows& rows, Schema& schema, const TableIndex& index)
{
    for (const QByteArrayList& row : rows) {
        if (SchemaTable* const table = tableAt(schema, index, row))
            table->triggers.push_back(textAt(row, 2));
    }
}

} // namespace

Result<Schema> loadMySchema(MyConnection& connection, ServerPatience& patience)
{
    std::vector<Rows> answers;
    answers.reserve(5);
    for (const QByteArray& question :
        {tablesQuestion(), columnsQuestion(), indexesQuestion(), foreignKeysQuestion(), triggersQuestion()}) {
        auto rows = connection.exec(question, patience);
        if (!rows)
            return rows.error();
        answers.push_back(std::move(rows.value()));
    }
    Schema schema;
    const TableIndex index = readTables(answers[0], schema);
    readColumns(answers[1], schema, index);
    readIndexes(answers[2], schema, index);
    readForeignKeys(answers[3], schema, index);
    readTriggers(answers[4], schema, index);
    return schema;
}

} // namespace larder
