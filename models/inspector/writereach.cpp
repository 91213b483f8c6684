#include "models/inspector/writereach.h"

#include "cache/sql/sqlclassifier.h"
#include "models/quantitytext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("WriteReach", text);
}

/// Only these engines tell which tables were written to.
bool tellsTables(SqlDialect dialect)
{
    return dialect == SqlDialect::Sqlite || dialect == SqlDialect::PostgreSql;
}

bool isRowChange(const SqlClassification& read)
{
    static const QByteArrayList verbs{"DELETE", "INSERT", "MERGE", "REPLACE", "SELECT", "TRUNCATE", "UPDATE"};
    return verbs.contains(read.verb);
}

WriteReach::Kind kindOf(const SqlClassification& read, SqlDialect dialect)
{
    if (read.readOnly || read.transactionControl)
        return WriteReach::Kind::Nothing;
    const bool isKnown
        = read.tablesKnown && isRowChange(read) && tellsTables(dialect) && !read.writes.empty();
    return isKnown ? WriteReach::Kind::Tables : WriteReach::Kind::WholeDatabase;
}

/// A name without a schema may mean the table of any.
bool isNamed(const QByteArray& table, const QByteArray& written)
{
    return table == written || table.endsWith('.' + written);
}

bool isReached(const EntryInfo& entry, const WriteReach& reach, const ConnectionIdentity& database)
{
    const EntryFacts& facts = *entry.facts;
    if (databaseOf(facts.components.connection) != databaseOf(database))
        return false;
    if (reach.kind == WriteReach::Kind::WholeDatabase)
        return true;
    return std::ranges::any_of(facts.tables, [&](const QByteArray& table) {
        return std::ranges::any_of(
            reach.tables, [&](const QByteArray& written) { return isNamed(table, written); });
    });
}

QString entriesText(const WriteReach& reach)
{
    if (reach.entries.empty())
        return tr("No entry would go");
    const QString bytes = bytesText(reach.bytes);
    return reach.entries.size() == 1
        ? tr("1 entry of %1 would go").arg(bytes)
        : tr("%1 entries of %2 would go").arg(QLocale().toString(qint64(reach.entries.size())), bytes);
}

} // namespace

WriteReach writeReach(
    const QByteArray& sql, const ConnectionIdentity& database, const std::vector<EntryInfo>& entries)
{
    const SqlDialect dialect
        = sqlDialectNamed(QString::fromUtf8(database.engine)).value_or(SqlDialect::Generic);
    const SqlClassification read = classifySql(sql, dialect);
    WriteReach reach{.kind = kindOf(read, dialect)};
    if (reach.kind == WriteReach::Kind::Nothing)
        return reach;
    for (const QByteArray& table : read.writes)
        reach.tables << table.toLower();
    for (const EntryInfo& entry : entries) {
        if (!isReached(entry, reach, database))
            continue;
        reach.entries.push_back(entry);
        reach.bytes += entry.bytes;
    }
    return reach;
}

QString reachText(const WriteReach& reach)
{
    switch (reach.kind) {
    case WriteReach::Kind::Nothing:
        return tr("This statement changes no data, so no entry would go.");
    case WriteReach::Kind::Tables: {
        const QString tables = QString::fromUtf8(reach.tables.join(", "));
        return (reach.entries.empty() ? tr("No entry would go: none was read from %1.").arg(tables)
                                      : tr("%1: all that read %2.").arg(entriesText(reach), tables))
            + u' ' + tr("What triggers and cascades write to is not counted; it would go as well.");
    }
    case WriteReach::Kind::WholeDatabase:
        return tr(
            "%1: everything of this database, since it can't be told which tables the statement changes.")
            .arg(entriesText(reach));
    }
    Q_UNREACHABLE();
}

} // namespace larder
