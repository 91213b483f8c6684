#include "models/exportrecord.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ExportRecord", text);
}

QString completenessName(Completeness completeness)
{
    switch (completeness) {
    case Completeness::Streaming:
        return QStringLiteral("still arriving");
    case Completeness::Complete:
        return QStringLiteral("complete");
    case Completeness::LimitReached:
        return QStringLiteral("row limit reached, more exist");
    case Completeness::Cancelled:
        return QStringLiteral("cancelled");
    case Completeness::Failed:
        return QStringLiteral("ended by an error");
    }
    return {};
}

QString standingName(Standing::State state)
{
    switch (state) {
    case Standing::State::Holds:
        break;
    case Standing::State::Unchecked:
        return QStringLiteral("could not be checked");
    case Standing::State::Doubtful:
        return QStringLiteral("may have changed since");
    case Standing::State::ConnectionLost:
        return QStringLiteral("the connection was lost or silent since");
    case Standing::State::Overtaken:
        return QStringLiteral("changed since");
    case Standing::State::TransactionOver:
        return QStringLiteral("the transaction has ended");
    case Standing::State::TakenBack:
        return QStringLiteral("the transaction went back to a savepoint");
    }
    return {};
}

void addMoment(QJsonObject& record, const QString& name, const QDateTime& moment)
{
    if (moment.isValid())
        record.insert(name, moment.toUTC().toString(Qt::ISODateWithMs));
}

void addProvenance(QJsonObject& record, const Provenance& provenance, const Standing& standing)
{
    record.insert(QStringLiteral("source"), sourceName(provenance.source));
    record.insert(QStringLiteral("freshness"), freshnessName(provenance.freshness));
    if (provenance.fidelity != Fidelity::Exact)
        record.insert(QStringLiteral("values"), fidelityName(provenance.fidelity));
    if (standing.state != Standing::State::Holds)
        record.insert(QStringLiteral("standing"), standingName(standing.state));
    if (standing.reason)
        record.insert(QStringLiteral("standing_reason"), standing.reason.detail);
    addMoment(record, QStringLiteral("fetched_at"), provenance.fetchedAt);
    addMoment(record, QStringLiteral("proven_at"), provenance.provenAt);
    if (!provenance.key.isEmpty())
        record.insert(QStringLiteral("key"), QString::fromLatin1(provenance.key));
}

} // namespace

QJsonObject exportRecord(const ResultOrigin& origin, const RowsToWrite& rows, const QDateTime& now)
{
    const ResultSet& result = *rows.rows.result;
    QJsonArray names;
    for (const ColumnInfo& column : rows.columnInfos())
        names << column.name;
    QJsonObject record{{QStringLiteral("application"), QStringLiteral("Larder")},
        {QStringLiteral("rows"), rows.rowCount()}, {QStringLiteral("result_rows"), result.rowCount()},
        {QStringLiteral("result"), completenessName(result.completeness())},
        {QStringLiteral("columns"), names},
        {QStringLiteral("sorted_or_filtered"), rows.rows.order != nullptr}};
    addMoment(record, QStringLiteral("exported_at"), now);
    if (!origin.database.isEmpty())
        record.insert(QStringLiteral("database"), origin.database);
    if (!origin.sql.isEmpty())
        record.insert(QStringLiteral("sql"), QString::fromUtf8(origin.sql));
    if (origin.provenance)
        addProvenance(record, *origin.provenance, origin.standing);
    return record;
}

QStringList recordLines(const QJsonObject& record)
{
    QStringList lines;
    for (auto each = record.begin(); each != record.end(); ++each) {
        QStringList parts;
        for (const QVariant& part :
            each->isArray() ? each->toArray().toVariantList() : QVariantList{each->toVariant()})
            parts << part.toString();
        lines << QStringLiteral("%1: %2").arg(each.key(), parts.join(QStringLiteral(", ")));
    }
    return lines;
}

QString incompleteText(const ResultSet& result)
{
    const QString rows = QLocale().toString(result.rowCount());
    switch (result.completeness()) {
    case Completeness::Complete:
        break;
    case Completeness::Streaming:
        return tr("The rows are still arriving: these are the first %1.").arg(rows);
    case Completeness::LimitReached:
        return tr("The result holds the first %1 rows only: the row limit was reached, and more exist.")
            .arg(rows);
    case Completeness::Cancelled:
        return tr("The statement was cancelled: the result holds the %1 rows that had arrived.").arg(rows);
    case Completeness::Failed:
        return tr("The statement ended with an error: the result holds the %1 rows before it.").arg(rows);
    }
    return {};
}

} // namespace larder
