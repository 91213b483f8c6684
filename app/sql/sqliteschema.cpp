#include "app/sql/sqliteschema.h"

#include <QCoreApplication>
#include <QHash>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

namespace larder {

namespace {

// Larder's own statements: constant texts without parameters, sent by exec().
const QString kObjects
    = QStringLiteral("SELECT type, name, tbl_name, sql FROM sqlite_schema "
                     "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name COLLATE NOCASE");
const QString kColumns
    = QStringLiteral("SELECT m.name, c.name, c.type, c.\"notnull\", c.pk, c.dflt_value "
                     "FROM sqlite_schema AS m, pragma_table_xinfo(m.name) AS c "
                     "WHERE m.type IN ('table', 'view') AND c.hidden <> 1 ORDER BY m.name, c.cid");
const QString kColumnsOf
    = QStringLiteral("SELECT '%1', c.name, c.type, c.\"notnull\", c.pk, c.dflt_value "
                     "FROM pragma_table_xinfo('%1') AS c WHERE c.hidden <> 1 ORDER BY c.cid");
const QString kIndexes = QStringLiteral(
    "SELECT m.name, i.name, i.\"unique\", c.name "
    "FROM sqlite_schema AS m, pragma_index_list(m.name) AS i, pragma_index_info(i.name) AS c "
    "WHERE m.type = 'table' ORDER BY m.name, i.name, c.seqno");
const QString kForeignKeys = QStringLiteral("SELECT m.name, f.id, f.\"table\", f.\"from\", f.\"to\" "
                                            "FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f "
                                            "WHERE m.type = 'table' ORDER BY m.name, f.id DESC, f.seq");
const QString kWithoutRowId
    = QStringLiteral("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr");
// The first number of a row is that of the rows of the table, or of those that a partial index holds
// (https://www.sqlite.org/fileformat2.html#stat1tab).
const QString kEstimates
    = QStringLiteral("SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl");
const QString kDefinition = QStringLiteral(
    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND %1 = '%2' COLLATE NOCASE AND type IN (%3) "
    "ORDER BY type NOT IN ('table', 'view'), type, name");

using TableIndex = QHash<QString, size_t>;

QString literal(const QString& text)
{
    return QString(text).replace(u'\'', QStringLiteral("''"));
}

Error schemaError(const QSqlQuery& query)
{
    return {QCoreApplication::translate("SqliteSchema", "Cannot read the schema"),
        query.lastError().databaseText()};
}

SchemaTable::Kind kindOf(const QString& type, const QString& definition)
{
    if (type == QStringLiteral("view"))
        return SchemaTable::Kind::View;
    return definition.startsWith(QStringLiteral("CREATE VIRTUAL"), Qt::CaseInsensitive)
        ? SchemaTable::Kind::VirtualTable
        : SchemaTable::Kind::Table;
}

void readObjects(QSqlQuery& query, Schema& schema)
{
    std::vector<std::pair<QString, QString>> triggers;
    while (query.next()) {
        const QString type = query.value(0).toString();
        if (type == QStringLiteral("table") || type == QStringLiteral("view")) {
            const QString definition = query.value(3).toString();
            schema.tables.push_back({query.value(1).toString(), kindOf(type, definition), definition});
        } else if (type == QStringLiteral("trigger")) {
            triggers.emplace_back(query.value(2).toString(), query.value(1).toString());
        }
    }
    for (const auto& [table, trigger] : triggers) {
        const auto owner = std::find_if(
            schema.tables.begin(), schema.tables.end(), [&table = table](const SchemaTable& each) {
                return each.name.compare(table, Qt::CaseInsensitive) == 0;
            });
        if (owner != schema.tables.end())
            owner->triggers.push_back(trigger);
    }
}

void readColumns(QSqlQuery& query, Schema& schema, const TableIndex& index)
{
    while (query.next()) {
        const auto table = index.constFind(query.value(0).toString());
        if (table == index.cend())
            continue;
        schema.tables[*table].columns.push_back({query.value(1).toString(), query.value(2).toString(),
            query.value(3).toBool(), query.value(4).toInt(), query.value(5).toString()});
    }
}

// One view over a table that is gone ends the statement for all; asked one at a time, only that view stays
// empty.
void readColumnsOneByOne(QSqlQuery& query, Schema& schema, const TableIndex& index)
{
    for (SchemaTable& table : schema.tables) {
        table.columns.clear();
        if (query.exec(kColumnsOf.arg(literal(table.name))))
            readColumns(query, schema, index);
    }
}

void readIndexes(QSqlQuery& query, Schema& schema, const TableIndex& index)
{
    while (query.next()) {
        const auto table = index.constFind(query.value(0).toString());
        if (table == index.cend())
            continue;
        auto& indexes = schema.tables[*table].indexes;
        const QString name = query.value(1).toString();
        if (indexes.empty() || indexes.back().name != name)
            indexes.push_back({name, query.value(2).toBool()});
        indexes.back().columns.push_back(query.value(3).toString());
    }
}

// A key that names no columns stands for the primary key of its table.
std::vector<QString> primaryKeyOf(const Schema& schema, const QString& name)
{
    const SchemaTable* const table = schema.table({name});
    std::vector<QString> key;
    for (int position = 1; table && position <= int(table->columns.size()); ++position) {
        for (const SchemaColumn& column : table->columns) {
            if (column.primaryKeyPosition == position)
                key.push_back(column.name);
        }
    }
    return key;
}

void readForeignKeys(QSqlQuery& query, Schema& schema, const TableIndex& index)
{
    QString lastTable;
    int lastKey = -1;
    while (query.next()) {
        const auto table = index.constFind(query.value(0).toString());
        if (table == index.cend())
            continue;
        auto& keys = schema.tables[*table].foreignKeys;
        const int key = query.value(1).toInt();
        if (query.value(0).toString() != lastTable || key != lastKey)
            keys.push_back({{}, {query.value(2).toString()}, {}});
        lastTable = query.value(0).toString();
        lastKey = key;
        keys.back().columns.push_back(query.value(3).toString());
        if (!query.value(4).isNull())
            keys.back().referencedColumns.push_back(query.value(4).toString());
    }
    for (SchemaTable& table : schema.tables) {
        for (SchemaForeignKey& key : table.foreignKeys) {
            if (key.referencedColumns.empty())
                key.referencedColumns = primaryKeyOf(schema, key.table.name);
            // A key that fits nothing leads nowhere.
            if (key.referencedColumns.size() != key.columns.size())
                key.referencedColumns.clear();
        }
    }
}

void readWithoutRowId(QSqlQuery& query, Schema& schema, const TableIndex& index)
{
    while (query.next()) {
        const auto table = index.constFind(query.value(0).toString());
        if (table != index.cend())
            schema.tables[*table].withoutRowId = true;
    }
}

// Without sqlite_stat1 nobody has ever run ANALYZE, and nothing is known.
void readEstimates(QSqlQuery& query, Schema& schema, const TableIndex& index)
{
    if (!query.exec(kEstimates))
        return;
    while (query.next()) {
        const auto table = index.constFind(query.value(0).toString());
        if (table != index.cend() && query.value(1).toLongLong() >= 0)
            schema.tables[*table].estimatedRows = query.value(1).toLongLong();
    }
}

} // namespace

Result<Schema> loadSqliteSchema(const QSqlDatabase& database)
{
    Schema schema;
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(kObjects))
        return schemaError(query);
    readObjects(query, schema);
    TableIndex index;
    for (size_t i = 0; i < schema.tables.size(); ++i)
        index.insert(schema.tables[i].name, i);
    if (query.lastError().isValid())
        return schemaError(query);
    if (query.exec(kColumns))
        readColumns(query, schema, index);
    if (query.lastError().isValid())
        readColumnsOneByOne(query, schema, index);
    if (!query.exec(kIndexes))
        return schemaError(query);
    readIndexes(query, schema, index);
    if (query.lastError().isValid() || !query.exec(kForeignKeys))
        return schemaError(query);
    readForeignKeys(query, schema, index);
    if (query.lastError().isValid() || !query.exec(kWithoutRowId))
        return schemaError(query);
    readWithoutRowId(query, schema, index);
    if (query.lastError().isValid())
        return schemaError(query);
    readEstimates(query, schema, index);
    return schema;
}

Result<QString> loadSqliteDefinition(const QSqlDatabase& database, const ObjectName& object)
{
    const bool isTable = object.kind == ObjectKind::Table;
    const QString types = isTable          ? QStringLiteral("'table', 'view', 'index', 'trigger'")
        : object.kind == ObjectKind::Index ? QStringLiteral("'index'")
                                           : QStringLiteral("'trigger'");
    QSqlQuery query(database);
    query.setForwardOnly(true);
    QStringList statements;
    const QString column = isTable ? QStringLiteral("tbl_name") : QStringLiteral("name");
    if (!query.exec(kDefinition.arg(column, literal(object.name), types)))
        return schemaError(query);
    // On a line of its own, lest the text ends in a comment.
    while (query.next())
        statements << query.value(0).toString() + QStringLiteral("\n;\n");
    if (query.lastError().isValid())
        return schemaError(query);
    if (statements.isEmpty())
        return Error{
            QCoreApplication::translate("SqliteSchema", "Cannot tell the definition of %1").arg(object.name),
            QCoreApplication::translate("SqliteSchema",
                "The database has no statement that made it: it is gone, or came with its table."),
            {}, {}};
    return statements.join(QString());
}

} // namespace larder
