#include "app/sql/sqlitestatement.h"

#include "app/sql/givenvalues.h"
#include "app/sql/sqliteerror.h"
#include "cache/sql/sqlparameters.h"
#include "cache/sql/sqlsplitter.h"

#include <QCoreApplication>
#include <QSet>

#include <sqlite3.h>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("SqliteStatement", text);
}

// The name as Parameter has it: ":id" is "id", "?3" is "3", the second plain "?" is "2".
QByteArray placeholderName(sqlite3_stmt* statement, int index)
{
    const char* const name = sqlite3_bind_parameter_name(statement, index);
    return name ? QByteArray(name + 1) : QByteArray::number(index);
}

int bindValue(sqlite3_stmt* statement, int index, const Value& value)
{
    if (const auto* integer = std::get_if<qint64>(&value))
        return sqlite3_bind_int64(statement, index, *integer);
    if (const auto* real = std::get_if<double>(&value))
        return sqlite3_bind_double(statement, index, *real);
    if (const auto* text = std::get_if<Text>(&value))
        return sqlite3_bind_text64(statement, index, text->utf8.constData(),
            sqlite3_uint64(text->utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (const auto* blob = std::get_if<Blob>(&value))
        return sqlite3_bind_blob64(
            statement, index, blob->bytes.constData(), sqlite3_uint64(blob->bytes.size()), SQLITE_TRANSIENT);
    return sqlite3_bind_null(statement, index);
}

Error wrongStatementCount(const QByteArray& sql)
{
    if (splitSql(sql, SqlDialect::Sqlite).empty())
        return {tr("Nothing to run"), tr("the text holds no statement"), tr("Write a statement.")};
    return {tr("Cannot run the text"), tr("it holds more than one statement"), tr("Run them one at a time.")};
}

// Needs no statement of its own.
void addDeclaration(ColumnInfo& info, sqlite3_stmt* statement, int column)
{
    const char* const name = sqlite3_column_origin_name(statement, column);
    int notNull = 0;
    int inPrimaryKey = 0;
    if (!name
        || sqlite3_table_column_metadata(sqlite3_db_handle(statement),
               sqlite3_column_database_name(statement, column), sqlite3_column_table_name(statement, column),
               name, nullptr, nullptr, &notNull, &inPrimaryKey, nullptr)
            != SQLITE_OK)
        return;
    info.inPrimaryKey = inPrimaryKey != 0;
    // A key without NOT NULL holds NULL in some tables and never in others
    // (https://www.sqlite.org/lang_createtable.html, "The PRIMARY KEY").
    if (notNull != 0)
        info.nullability = Nullability::NotNull;
    else if (!info.inPrimaryKey)
        info.nullability = Nullability::Nullable;
}

} // namespace

Result<SqliteStatement> SqliteStatement::prepare(sqlite3* handle, const QByteArray& sql)
{
    // SQLite would stop reading at a NUL and run what stands before it.
    if (const qsizetype nul = sql.indexOf('\0'); nul >= 0)
        return Error{tr("Cannot run the text"), tr("it holds a NUL character"), tr("Remove it."), nul};
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v2(handle, sql.constData(), int(sql.size()) + 1, &statement, &tail);
    if (code != SQLITE_OK)
        return sqliteStatementError(handle);
    SqliteStatement prepared(statement);
    const auto rest = QByteArray::fromRawData(tail, sql.size() - (tail - sql.constData()));
    if (!statement || !splitSql(rest, SqlDialect::Sqlite).empty())
        return wrongStatementCount(sql);
    return prepared;
}

std::optional<Error> SqliteStatement::bind(const std::vector<Parameter>& parameters)
{
    QSet<QByteArray> unused;
    for (const Parameter& parameter : parameters)
        unused.insert(parameter.name);
    const std::vector<QByteArray> names = parameterNames(sqlite3_sql(get()), SqlDialect::Sqlite);
    const int count = sqlite3_bind_parameter_count(get());
    for (int index = 1; index <= count; ++index) {
        const QByteArray name = placeholderName(get(), index);
        // `?5` makes places 1 to 4 too, which the text may not name.
        if (!sqlite3_bind_parameter_name(get(), index)
            && std::find(names.begin(), names.end(), '?' + name) == names.end())
            continue;
        const Value* const value = givenValue(parameters, name);
        if (!value)
            return missingValueError(name);
        unused.remove(name);
        if (bindValue(get(), index, *value) != SQLITE_OK)
            return sqliteStatementError(sqlite3_db_handle(get()));
    }
    if (!unused.isEmpty()) {
        return unusedValueError(
            *unused.begin(), tr("Write it as :name in the statement, or leave the value out."));
    }
    return std::nullopt;
}

std::vector<ColumnInfo> SqliteStatement::columns() const
{
    std::vector<ColumnInfo> columns;
    const int count = sqlite3_column_count(get());
    columns.reserve(size_t(count));
    for (int i = 0; i < count; ++i) {
        columns.push_back({QString::fromUtf8(sqlite3_column_name(get(), i)),
            QString::fromUtf8(sqlite3_column_decltype(get(), i)),
            QString::fromUtf8(sqlite3_column_table_name(get(), i)),
            QString::fromUtf8(sqlite3_column_origin_name(get(), i))});
        addDeclaration(columns.back(), get(), i);
    }
    return columns;
}

bool SqliteStatement::wasPreparedAgain() const
{
    return sqlite3_stmt_status(get(), SQLITE_STMTSTATUS_REPREPARE, 0) > 0;
}

bool SqliteStatement::forEachRow(const std::function<void()>& visit)
{
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(get())) == SQLITE_ROW)
        visit();
    return code == SQLITE_DONE;
}

QByteArray SqliteStatement::textAt(int column) const
{
    return QByteArray(reinterpret_cast<const char*>(sqlite3_column_text(get(), column)));
}

SqliteStatement::SqliteStatement(sqlite3_stmt* statement) : m_statement(statement) { }

void SqliteStatement::Finalizer::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

} // namespace larder
