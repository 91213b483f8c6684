#include "app/sql/odbcschema.h"

#include "app/sql/odbcstatement.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <sql.h>
#include <sqlext.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace larder {

namespace {

using namespace std::chrono_literals;

// Keys and indexes can only be asked for table by table, which may take long where there are thousands. What
// is not read until then is left out.
constexpr auto kKeysLimit = 10s;

QString tr(const char* text)
{
    return QCoreApplication::translate("OdbcSchema", text);
}

/// A name as a catalogue function takes it; an empty one stands for any.
class Name
{
public:
    Name(const QString& name, OdbcTexts texts) : m_bytes(odbcBytes(name.toUtf8(), texts)), m_texts(texts) { }

    [[nodiscard]] SQLWCHAR* wide() { return as<SQLWCHAR>(); }
    [[nodiscard]] SQLCHAR* bytes() { return as<SQLCHAR>(); }
    [[nodiscard]] SQLSMALLINT size() const { return SQLSMALLINT(m_bytes.size() / odbcUnit(m_texts)); }

private:
    template <typename Unit>
    Unit* as()
    {
        return m_bytes.isEmpty() ? nullptr : reinterpret_cast<Unit*>(m_bytes.data());
    }

    QByteArray m_bytes;
    OdbcTexts m_texts;
};

/// Calls @p wide or @p narrow, the two forms of one catalogue function, with three names.
template <typename Wide, typename Narrow>
bool ask(OdbcStatement& statement, Wide wide, Narrow narrow, const std::array<QString, 3>& names)
{
    if (!statement.handle())
        return statement.note(SQL_ERROR);
    const OdbcTexts texts = statement.texts();
    Name catalog(names[0], texts);
    Name schema(names[1], texts);
    Name table(names[2], texts);
    if (texts == OdbcTexts::Wide) {
        return statement.note(wide(statement.handle(), catalog.wide(), catalog.size(), schema.wide(),
            schema.size(), table.wide(), table.size()));
    }
    return statement.note(narrow(statement.handle(), catalog.bytes(), catalog.size(), schema.bytes(),
        schema.size(), table.bytes(), table.size()));
}

/// Reads the schema over one connection.
class SchemaReader
{
public:
    explicit SchemaReader(const OdbcConnection& connection);

    [[nodiscard]] Result<Schema> read();

private:
    [[nodiscard]] std::optional<Error> readTables();
    [[nodiscard]] std::optional<Error> readColumns();
    void readPrimaryKey(SchemaTable& table) const;
    void readForeignKeys(SchemaTable& table) const;
    void readIndexes(SchemaTable& table) const;
    [[nodiscard]] std::array<QString, 3> namesOf(const SchemaTable& table) const
    {
        return {m_catalog, table.schema, table.name};
    }
    [[nodiscard]] SchemaTable* tableOf(const QString& schema, const QString& name);

    const OdbcConnection& m_connection;
    /// The one whose tables need no other name; empty where there is one only.
    QString m_catalog;
    Schema m_schema;
};

QString textAt(OdbcStatement& statement, int column)
{
    return QString::fromUtf8(statement.text(column));
}

bool isSystemSchema(const QString& schema)
{
    static const QStringList names{QStringLiteral("information_schema"), QStringLiteral("pg_catalog"),
        QStringLiteral("pg_toast"), QStringLiteral("sys")};
    return names.contains(schema, Qt::CaseInsensitive);
}

SchemaReader::SchemaReader(const OdbcConnection& connection) : m_connection(connection)
{
    const SqlDialect dialect = connection.dialect();
    if (dialect == SqlDialect::MySql || dialect == SqlDialect::SqlServer)
        m_catalog = connection.info(SQL_DATABASE_NAME);
}

Result<Schema> SchemaReader::read()
{
    if (const auto error = readTables())
        return *error;
    if (const auto error = readColumns())
        return *error;
    QElapsedTimer timer;
    timer.start();
    for (SchemaTable& table : m_schema.tables) {
        if (table.kind == SchemaTable::Kind::View)
            continue;
        if (timer.hasExpired(std::chrono::milliseconds(kKeysLimit).count()))
            break;
        readPrimaryKey(table);
        readForeignKeys(table);
        readIndexes(table);
    }
    return std::move(m_schema);
}

std::optional<Error> SchemaReader::readTables()
{
    OdbcStatement statement(m_connection);
    Name types(QStringLiteral("TABLE,VIEW"), m_connection.texts());
    const auto wide = [&](auto... names) { return SQLTablesW(names..., types.wide(), types.size()); };
    const auto narrow = [&](auto... names) { return SQLTables(names..., types.bytes(), types.size()); };
    const bool asked = ask(statement, wide, narrow, {m_catalog, {}, {}});
    while (asked && statement.fetch()) {
        SchemaTable table;
        table.schema = textAt(statement, 2);
        table.name = textAt(statement, 3);
        table.kind = textAt(statement, 4) == QStringLiteral("VIEW") ? SchemaTable::Kind::View
                                                                    : SchemaTable::Kind::Table;
        // Whether rows have numbers of their own can't be told.
        table.withoutRowId = true;
        if (!isSystemSchema(table.schema))
            m_schema.tables.push_back(std::move(table));
    }
    if (statement.hasFailed())
        return odbcStatementError(statement.diagnostics());
    const auto key = [](const SchemaTable& table) { return std::pair(table.schema, table.name); };
    std::sort(m_schema.tables.begin(), m_schema.tables.end(),
        [&](const SchemaTable& a, const SchemaTable& b) { return key(a) < key(b); });
    return std::nullopt;
}

std::optional<Error> SchemaReader::readColumns()
{
    OdbcStatement statement(m_connection);
    const auto any = QStringLiteral("%");
    Name column(any, m_connection.texts());
    const auto wide = [&](auto... names) { return SQLColumnsW(names..., column.wide(), column.size()); };
    const auto narrow = [&](auto... names) { return SQLColumns(names..., column.bytes(), column.size()); };
    // Without a pattern, some drivers take the schema that is looked into by itself for the only one.
    const bool hasSchemas = std::any_of(m_schema.tables.begin(), m_schema.tables.end(),
        [](const SchemaTable& table) { return !table.schema.isEmpty(); });
    const bool asked = ask(statement, wide, narrow, {m_catalog, hasSchemas ? any : QString(), any});
    while (asked && statement.fetch()) {
        // In this order, in which all drivers can give them.
        const QString schema = textAt(statement, 2);
        SchemaTable* const table = tableOf(schema, textAt(statement, 3));
        SchemaColumn told{textAt(statement, 4), textAt(statement, 6)};
        told.notNull = statement.text(11) == QByteArray::number(SQL_NO_NULLS);
        told.defaultValue = textAt(statement, 13);
        if (table)
            table->columns.push_back(std::move(told));
    }
    return statement.hasFailed() ? std::optional(odbcStatementError(statement.diagnostics())) : std::nullopt;
}

SchemaTable* SchemaReader::tableOf(const QString& schema, const QString& name)
{
    const auto key = [](const SchemaTable& table) { return std::pair(table.schema, table.name); };
    const auto wanted = std::pair(schema, name);
    const auto found = std::lower_bound(m_schema.tables.begin(), m_schema.tables.end(), wanted,
        [&](const SchemaTable& table, const auto& value) { return key(table) < value; });
    return found != m_schema.tables.end() && key(*found) == wanted ? &*found : nullptr;
}

// What a driver can't tell of keys and indexes is left out.
void SchemaReader::readPrimaryKey(SchemaTable& table) const
{
    OdbcStatement statement(m_connection);
    const bool asked = ask(statement, SQLPrimaryKeysW, SQLPrimaryKeys, namesOf(table));
    while (asked && statement.fetch()) {
        const QString name = textAt(statement, 4);
        const int position = statement.text(5).toInt();
        for (SchemaColumn& column : table.columns) {
            if (column.name == name)
                column.primaryKeyPosition = position;
        }
    }
}

void SchemaReader::readForeignKeys(SchemaTable& table) const
{
    OdbcStatement statement(m_connection);
    const auto wide = [](auto handle, auto... own) {
        return SQLForeignKeysW(handle, nullptr, 0, nullptr, 0, nullptr, 0, own...);
    };
    const auto narrow = [](auto handle, auto... own) {
        return SQLForeignKeys(handle, nullptr, 0, nullptr, 0, nullptr, 0, own...);
    };
    const bool asked = ask(statement, wide, narrow, namesOf(table));
    int last = 0;
    while (asked && statement.fetch()) {
        const QString schema = textAt(statement, 2);
        const QString name = textAt(statement, 3);
        const QString referenced = textAt(statement, 4);
        const QString own = textAt(statement, 8);
        // The columns of a key come one after the other, the first with the lowest number.
        const int place = statement.text(9).toInt();
        if (table.foreignKeys.empty() || place <= last)
            table.foreignKeys.push_back({{}, {name, schema}, {}});
        last = place;
        table.foreignKeys.back().columns.push_back(own);
        table.foreignKeys.back().referencedColumns.push_back(referenced);
    }
}

void SchemaReader::readIndexes(SchemaTable& table) const
{
    OdbcStatement statement(m_connection);
    const auto wide = [](auto... names) { return SQLStatisticsW(names..., SQL_INDEX_ALL, SQL_QUICK); };
    const auto narrow = [](auto... names) { return SQLStatistics(names..., SQL_INDEX_ALL, SQL_QUICK); };
    const bool asked = ask(statement, wide, narrow, namesOf(table));
    while (asked && statement.fetch()) {
        const bool unique = statement.text(4) == "0";
        const QString name = textAt(statement, 6);
        const int type = statement.text(7).toInt();
        const QString column = textAt(statement, 9);
        // A record of SQL_TABLE_STAT tells of the table itself.
        if (type == SQL_TABLE_STAT || name.isEmpty())
            continue;
        if (table.indexes.empty() || table.indexes.back().name != name)
            table.indexes.push_back({name, unique});
        table.indexes.back().columns.push_back(column);
    }
}

} // namespace

Result<Schema> loadOdbcSchema(const OdbcConnection& connection)
{
    Result<Schema> schema = SchemaReader(connection).read();
    if (schema)
        return schema;
    Error error = schema.error();
    error.what = tr("The tables could not be read");
    return error;
}

} // namespace larder
