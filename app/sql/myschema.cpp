#include "app/sql/myschema.h"

#include "app/sql/myobjects.h"
#include "models/sqltext.h"

#include <QHash>

namespace larder {

namespace {

using Rows = MyConnection::Rows;

QByteArray tablesQuestion()
{
    return "SELECT t.table_schema, t.table_name, t.table_type, v.view_definition, t.table_rows,"
           " t.table_comment, t.create_options"
           " FROM information_schema.tables t LEFT JOIN information_schema.views v"
           " ON v.table_schema = t.table_schema AND v.table_name = t.table_name"
        + myUsersOnly("t.table_schema")
        + " AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') ORDER BY 1, 2";
}

QByteArray columnsQuestion(const MyConnection& connection)
{
    const QByteArray generation = myServerSince(connection, 100'205, 50'700) ? "generation_expression" : "''";
    return "SELECT table_schema, table_name, column_name, column_type, is_nullable, column_default, extra,"
           " column_comment, "
        + generation + " FROM information_schema.columns" + myUsersOnly("table_schema")
        + " ORDER BY table_schema, table_name, ordinal_position";
}

QByteArray indexesQuestion()
{
    return "SELECT table_schema, table_name, index_name, non_unique, column_name, sub_part, collation"
           " FROM information_schema.statistics"
        + myUsersOnly("table_schema") + " ORDER BY table_schema, table_name, index_name, seq_in_index";
}

QByteArray foreignKeysQuestion()
{
    return "SELECT table_schema, table_name, constraint_name, column_name, referenced_table_schema,"
           " referenced_table_name, referenced_column_name FROM information_schema.key_column_usage"
        + myUsersOnly("table_schema")
        + " AND referenced_table_name IS NOT NULL"
          " ORDER BY table_schema, table_name, constraint_name, ordinal_position";
}

QByteArray rulesQuestion()
{
    return "SELECT constraint_schema, table_name, constraint_name, delete_rule, update_rule"
           " FROM information_schema.referential_constraints"
        + myUsersOnly("constraint_schema");
}

/// MySQL does not tell the table beside the condition, and its names are unique in a database.
QByteArray checksQuestion(const MyConnection& connection)
{
    if (myServerSince(connection, 100'222, 0)) {
        return "SELECT constraint_schema, table_name, constraint_name, check_clause"
               " FROM information_schema.check_constraints"
            + myUsersOnly("constraint_schema") + " ORDER BY 1, 2, 3";
    }
    if (myServerSince(connection, 0, 80'016)) {
        return "SELECT t.table_schema, t.table_name, t.constraint_name, c.check_clause"
               " FROM information_schema.table_constraints t JOIN information_schema.check_constraints c"
               " USING (constraint_schema, constraint_name)"
            + myUsersOnly("t.table_schema") + " ORDER BY 1, 2, 3";
    }
    return "DO 0";
}

QByteArray triggersQuestion()
{
    return "SELECT event_object_schema, event_object_table, trigger_name FROM information_schema.triggers"
        + myUsersOnly("event_object_schema") + " ORDER BY 1, 2, 3";
}

using TableIndex = QHash<std::pair<QByteArray, QByteArray>, size_t>;

QString textAt(const QByteArrayList& row, int column)
{
    return QString::fromUtf8(row.value(column));
}

QString quoted(const QString& name)
{
    return quotedName(name, SqlDialect::MySql);
}

/// "(`a`, `b`)"
QString bracketed(const std::vector<QString>& names)
{
    QStringList list;
    list.reserve(qsizetype(names.size()));
    for (const QString& name : names)
        list << quoted(name);
    return u'(' + list.join(QStringLiteral(", ")) + u')';
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
            table.definition = QStringLiteral("CREATE VIEW %1 AS\n")
                                   .arg(quotedTable(table.schema, table.name, SqlDialect::MySql))
                + textAt(row, 3);
        } else {
            if (row.value(6).contains("partitioned"))
                table.kind = SchemaTable::Kind::PartitionedTable;
            // What stands there for a view is no comment.
            table.comment = textAt(row, 5);
            if (!row.value(4).isNull())
                table.estimatedRows = row.value(4).toLongLong();
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

/// What a column gets when nothing is said: "'x'", "auto_increment", "`a` + 1".
QString defaultOf(const QByteArrayList& row)
{
    if (!row.value(8).isEmpty())
        return textAt(row, 8);
    // A text of MariaDB has quotes.
    QStringList parts;
    if (row.value(5) != "NULL")
        parts << textAt(row, 5);
    const QString extra = textAt(row, 6);
    for (const char* const told : {"auto_increment", "on update"}) {
        if (const qsizetype at = extra.indexOf(QLatin1String(told), 0, Qt::CaseInsensitive); at >= 0)
            parts << extra.mid(at);
    }
    return parts.join(u' ').trimmed();
}

void readColumns(const Rows& rows, Schema& schema, const TableIndex& index)
{
    for (const QByteArrayList& row : rows) {
        if (SchemaTable* const table = tableAt(schema, index, row)) {
            table->columns.push_back(
                {textAt(row, 2), textAt(row, 3), row.value(4) == "NO", 0, defaultOf(row), textAt(row, 7)});
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

/// What the index holds of the column @p name: "name(10) DESC".
QString indexedPart(const QString& name, const QByteArrayList& row)
{
    const QString length = row.value(5).isEmpty() ? QString() : u'(' + textAt(row, 5) + u')';
    return name + length + (row.value(6) == "D" ? QStringLiteral(" DESC") : QString());
}

void readIndexes(const Rows& rows, Schema& schema, const TableIndex& index)
{
    for (const QByteArrayList& row : rows) {
        SchemaTable* const table = tableAt(schema, index, row);
        if (!table)
            continue;
        const QString name = textAt(row, 2);
        const bool isUnique = row.value(3) == "0";
        const bool isPrimary = row.value(2) == "PRIMARY";
        const bool isFirst = table->indexes.empty() || table->indexes.back().name != name;
        if (isFirst)
            table->indexes.push_back({name, isUnique});
        if (isFirst && isUnique)
            table->constraints.push_back(
                {name, isPrimary ? QStringLiteral("PRIMARY KEY (") : QStringLiteral("UNIQUE (")});
        std::vector<QString>& columns = table->indexes.back().columns;
        columns.push_back(indexedPart(textAt(row, 4), row));
        if (isUnique) {
            table->constraints.back().definition
                += (isFirst ? QString() : QStringLiteral(", ")) + indexedPart(quoted(textAt(row, 4)), row);
        }
        if (isPrimary)
            placeInKey(*table, textAt(row, 4), int(columns.size()));
    }
    for (SchemaTable& table : schema.tables) {
        for (SchemaConstraint& constraint : table.constraints)
            constraint.definition += u')';
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
        if (std::exchange(last, key) != key) {
            table->foreignKeys.push_back({{}, {textAt(row, 5), textAt(row, 4)}, {}});
            table->constraints.push_back({textAt(row, 2), {}});
        }
        table->foreignKeys.back().columns.push_back(textAt(row, 3));
        table->foreignKeys.back().referencedColumns.push_back(textAt(row, 6));
    }
}

/// What happens to a row whose key goes or changes; nothing where that is refused.
QString rulesText(const QByteArrayList& row)
{
    QString text;
    for (const auto& [word, rule] :
        {std::pair(" ON DELETE ", row.value(3)), std::pair(" ON UPDATE ", row.value(4))}) {
        if (!rule.isEmpty() && rule != "RESTRICT")
            text += QLatin1String(word) + QString::fromUtf8(rule);
    }
    return text;
}

/// Words the constraints that readForeignKeys() has named, in its order.
void defineForeignKeys(const Rows& rules, Schema& schema)
{
    QHash<QByteArrayList, QString> ruleOf;
    for (const QByteArrayList& row : rules)
        ruleOf.insert(row.first(3), rulesText(row));
    for (SchemaTable& table : schema.tables) {
        auto key = table.foreignKeys.cbegin();
        for (SchemaConstraint& constraint : table.constraints) {
            if (!constraint.definition.isEmpty() || key == table.foreignKeys.cend())
                continue;
            const QString schemaName = key->table.schema == table.schema ? QString() : key->table.schema;
            constraint.definition = QStringLiteral("FOREIGN KEY ") + bracketed(key->columns)
                + QStringLiteral(" REFERENCES ") + quotedTable(schemaName, key->table.name, SqlDialect::MySql)
                + u' ' + bracketed(key->referencedColumns)
                + ruleOf.value({table.schema.toUtf8(), table.name.toUtf8(), constraint.name.toUtf8()});
            ++key;
        }
    }
}

void readChecks(const Rows& rows, Schema& schema, const TableIndex& index)
{
    for (const QByteArrayList& row : rows) {
        if (SchemaTable* const table = tableAt(schema, index, row)) {
            table->constraints.push_back({textAt(row, 2), QStringLiteral("CHECK (") + textAt(row, 3) + u')'});
        }
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
    const QByteArrayList questions
        = QByteArrayList{tablesQuestion(), columnsQuestion(connection), indexesQuestion(),
              foreignKeysQuestion(), rulesQuestion(), checksQuestion(connection), triggersQuestion()}
        + myObjectQuestions(connection);
    std::vector<Rows> answers;
    answers.reserve(size_t(questions.size()));
    for (const QByteArray& question : questions) {
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
    defineForeignKeys(answers[4], schema);
    readChecks(answers[5], schema, index);
    readTriggers(answers[6], schema, index);
    schema.objects = readMyObjects(std::span(answers).subspan(7));
    return schema;
}

} // namespace larder
