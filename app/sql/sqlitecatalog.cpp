#include "app/sql/sqlitecatalog.h"

#include "app/sql/sqlitestatement.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <array>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("SqliteCatalog", text);
}

// SQLite calls these deterministic, and they are not when an argument is 'now' or 'localtime' (ENGINES.md,
// B.1).
bool readsClock(const QByteArray& function)
{
    static constexpr std::array<const char*, 7> kClockFunctions{
        "date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff"};
    return std::find(kClockFunctions.begin(), kClockFunctions.end(), function) != kClockFunctions.end();
}

bool isVolatile(const QByteArray& function)
{
    static constexpr std::array<const char*, 8> kVolatileFunctions{"current_date", "current_time",
        "current_timestamp", "random", "randomblob", "changes", "total_changes", "last_insert_rowid"};
    return std::find(kVolatileFunctions.begin(), kVolatileFunctions.end(), function)
        != kVolatileFunctions.end();
}

// Whether all rows were visited.
template <typename Visit>
bool forEachRow(sqlite3* handle, const QByteArray& sql, Visit visit)
{
    Result<SqliteStatement> statement = SqliteStatement::prepare(handle, sql);
    return statement && statement.value().forEachRow([&] { visit(statement.value()); });
}

} // namespace

SqliteCatalog::SqliteCatalog(sqlite3* handle) : m_handle(handle) { }

void SqliteCatalog::load()
{
    if (m_loaded)
        return;
    m_tables.clear();
    m_functions.clear();
    m_loaded = forEachRow(m_handle, "SELECT schema || '.' || name, type FROM pragma_table_list",
        [&](const SqliteStatement& row) {
            const QByteArray type = row.textAt(1);
            const TableKind kind = type == "view" ? TableKind::View
                : type == "virtual"               ? TableKind::Virtual
                                                  : TableKind::Table;
            m_tables.insert(row.textAt(0).toLower(), kind);
        });
    // A function may have several forms, by number of arguments; the worst one counts. 0x800 is
    // SQLITE_DETERMINISTIC; aggregates and window functions (type w) don't carry it and need not.
    m_loaded = forEachRow(m_handle, "SELECT name, builtin, type, flags & 0x800 FROM pragma_function_list",
                   [&](const SqliteStatement& row) {
                       const bool pure = sqlite3_column_int(row.get(), 1) != 0
                           && (row.textAt(2) != "s" || sqlite3_column_int(row.get(), 3) != 0);
                       const QByteArray name = row.textAt(0).toLower();
                       m_functions[name] = m_functions.value(name, true) && pure;
                   })
        && m_loaded;
    // Half a list could call a function pure whose worst form is missing.
    if (!m_loaded)
        m_functions.clear();
}

std::optional<Reason> SqliteCatalog::forbidsCaching(const SqliteAuthorizer::Record& record)
{
    load();
    bool usesView = record.usesView;
    Reason forbidden;
    for (const QByteArray& table : record.reads) {
        const QString name = QString::fromUtf8(table);
        // The first use of a table function reads sqlite_master too; the function is the better reason.
        if (table.contains(".sqlite_") || table.startsWith("temp.")) {
            forbidden = {ReasonCode::Uncacheable, tr("%1 is a system or temporary table").arg(name)};
            continue;
        }
        const auto kind = m_tables.constFind(table);
        if (kind == m_tables.cend() || *kind == TableKind::Virtual)
            return Reason{ReasonCode::Uncacheable, tr("%1 is a virtual table").arg(name)};
        usesView = usesView || *kind == TableKind::View;
    }
    if (forbidden)
        return forbidden;
    for (const QByteArray& function : record.functions) {
        if (const auto reason = forbiddenFunction(function, usesView))
            return reason;
    }
    return std::nullopt;
}

QByteArrayList SqliteCatalog::baseTables(const QSet<QByteArray>& names)
{
    load();
    QByteArrayList tables;
    for (const QByteArray& name : names) {
        if (m_tables.value(name, TableKind::Table) != TableKind::View)
            tables.push_back(name);
    }
    std::sort(tables.begin(), tables.end());
    return tables;
}

std::optional<Reason> SqliteCatalog::forbiddenFunction(const QByteArray& name, bool inView) const
{
    const QString call = QString::fromUtf8(name) + QStringLiteral("()");
    // In the statement's own text the classifier has seen the arguments; inside a view nobody has.
    if (isVolatile(name) || (readsClock(name) && inView))
        return Reason{ReasonCode::Uncacheable, tr("%1 gives another answer each time").arg(call)};
    if (!m_functions.value(name, false))
        return Reason{
            ReasonCode::Uncacheable, tr("it is not known whether %1 always answers the same").arg(call)};
    return std::nullopt;
}

} // namespace larder
