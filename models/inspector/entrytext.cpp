#include "models/inspector/entrytext.h"

#include "models/plaintooltip.h"
#include "models/quantitytext.h"

#include <QCoreApplication>
#include <QLocale>

namespace larder {

namespace {

using Column = CacheEntryModel::Column;

struct EntryText
{
    Q_DECLARE_TR_FUNCTIONS(larder::EntryText)
};

/// No cell is wide enough for more, and cells are measured and painted often.
constexpr qsizetype kMostSqlInACell = 1000;
/// Leaves room for parameters: a tool tip is cut as a whole, see plainToolTip().
constexpr qsizetype kMostSqlInAToolTip = 1200;
/// What SQLite calls the file itself; the other schemas are attached files.
constexpr QLatin1String kMainSchema("main.");
constexpr size_t kMostParametersInAToolTip = 20;

QString cutText(const QByteArray& utf8, qsizetype mostCharacters)
{
    // A character takes at most four bytes, so this never cuts one that is shown.
    QString text = QString::fromUtf8(utf8.left(4 * mostCharacters + 4));
    if (text.size() <= mostCharacters)
        return text;
    text.truncate(mostCharacters);
    return text + u'…';
}

QString plainNumber(qint64 number)
{
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() | QLocale::OmitGroupSeparator);
    return locale.toString(number);
}

QString techniqueText(Technique technique)
{
    switch (technique) {
    case Technique::Off:
        return EntryText::tr("off");
    case Technique::All:
        return EntryText::tr("all");
    case Technique::Individual:
        return EntryText::tr("individual");
    case Technique::Schema:
        return EntryText::tr("schema");
    }
    Q_UNREACHABLE();
}

QDateTime momentOfView(const EntryInfo& entry)
{
    return entry.created.addMSecs(entry.age.count());
}

QString exactMoment(const QDateTime& moment)
{
    return moment.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss t");
}

QString lastHitText(const EntryInfo& entry)
{
    return entry.lastHit.isValid() ? momentText(entry.lastHit, momentOfView(entry)) : EntryText::tr("never");
}

QString parameterLines(const EntryInfo& entry)
{
    QString lines;
    const std::vector<Parameter>& parameters = entry.facts->components.parameters;
    for (size_t i = 0; i < std::min(parameters.size(), kMostParametersInAToolTip); ++i) {
        const Parameter& parameter = parameters[i];
        lines += QStringLiteral("\n%1 = %2")
                     .arg(QString::fromUtf8(parameter.name), cutText(literalFromValue(parameter.value), 100));
    }
    if (parameters.size() > kMostParametersInAToolTip)
        lines += u"\n…";
    return lines;
}

QString sqlToolTip(const EntryInfo& entry)
{
    QString text = cutText(entrySql(*entry.facts), kMostSqlInAToolTip);
    if (!entry.facts->components.parameters.empty())
        text += QStringLiteral("\n\n") + EntryText::tr("with") + parameterLines(entry);
    return text;
}

// With the moment of the proof, since what happened after it is not known.
QString stateText(const EntryInfo& entry)
{
    const QString text = entryStateText(entry.state);
    return entry.state == EntryState::Proven ? text + u' ' + momentText(entry.provenAt, momentOfView(entry))
                                             : text;
}

QString stateToolTip(const EntryInfo& entry)
{
    switch (entry.state) {
    case EntryState::Proven:
        return EntryText::tr("Proven: the database was asked or read at %1, and nothing had changed. It is "
                             "asked again before the entry is served, as far as the policy wants it.")
            .arg(exactMoment(entry.provenAt));
    case EntryState::Doubtful:
        if (entry.reason)
            return EntryText::tr("To be checked: %1. They are asked for again before the entry is served.")
                .arg(reasonText(entry.reason));
        return EntryText::tr(
            "To be checked: the database has changed after %1, when this was last proven. It "
            "is not served as true before the database was asked.")
            .arg(exactMoment(entry.provenAt));
    case EntryState::Unverifiable:
        return EntryText::tr(
            "Not verifiable: the database gave no token when this was stored (%1), so it can't be "
            "asked whether the result is still true.")
            .arg(exactMoment(entry.created));
    case EntryState::Expired:
        return EntryText::tr("Expired: %1. The entry is not served any more; the next run asks the database.")
            .arg(reasonText(entry.reason));
    }
    Q_UNREACHABLE();
}

QString ttlToolTip(const EntryInfo& entry)
{
    if (!entry.ttlLeft)
        return EntryText::tr("No time to live: it stays until it is expired, evicted, or the data changes.");
    return EntryText::tr("Served until %1")
        .arg(exactMoment(momentOfView(entry).addMSecs(entry.ttlLeft->count())));
}

} // namespace

QString entryStateText(EntryState state)
{
    switch (state) {
    case EntryState::Proven:
        return EntryText::tr("Proven");
    case EntryState::Doubtful:
        return EntryText::tr("To be checked");
    case EntryState::Unverifiable:
        return EntryText::tr("Not verifiable");
    case EntryState::Expired:
        return EntryText::tr("Expired");
    }
    Q_UNREACHABLE();
}

QString entryColumnTitle(Column column)
{
    switch (column) {
    case Column::State:
        return EntryText::tr("State");
    case Column::Sql:
        return EntryText::tr("SQL");
    case Column::Technique:
        return EntryText::tr("Technique");
    case Column::Tables:
        return EntryText::tr("Tables");
    case Column::Rows:
        return EntryText::tr("Rows");
    case Column::Bytes:
        return EntryText::tr("Bytes");
    case Column::Created:
        return EntryText::tr("Created");
    case Column::Age:
        return EntryText::tr("Age");
    case Column::TtlLeft:
        return EntryText::tr("TTL left");
    case Column::Hits:
        return EntryText::tr("Hits");
    case Column::LastHit:
        return EntryText::tr("Last hit");
    case Column::FillCost:
        return EntryText::tr("Fill cost");
    case Column::TimeSaved:
        return EntryText::tr("Time saved");
    case Column::Expire:
        return EntryText::tr("Expire");
    }
    Q_UNREACHABLE();
}

QString entryColumnHelp(Column column)
{
    switch (column) {
    case Column::State:
        return EntryText::tr("What is known of the entry's truth");
    case Column::Sql:
        return EntryText::tr("The statement as it was written");
    case Column::Technique:
        return EntryText::tr(
            "How the result is stored; “all”: as one whole; “schema” is what the tree shows");
    case Column::Tables:
        return EntryText::tr(
            "The tables that the result was read from; a write to one of them drops the entry");
    case Column::Rows:
        return EntryText::tr("Rows of the result");
    case Column::Bytes:
        return EntryText::tr("Memory counted against the budget");
    case Column::Created:
        return EntryText::tr("When the result was read from the database");
    case Column::Age:
        return EntryText::tr("Time since the result was read from the database");
    case Column::TtlLeft:
        return EntryText::tr("How long the entry may still be served");
    case Column::Hits:
        return EntryText::tr("Runs that this entry answered");
    case Column::LastHit:
        return EntryText::tr("When the entry last answered a run");
    case Column::FillCost:
        return EntryText::tr("What it took the database to execute the statement and to deliver the rows");
    case Column::TimeSaved:
        return EntryText::tr("Fill cost minus the cost of the hit, summed over all hits");
    case Column::Expire:
        return EntryText::tr("Drops this entry (Space on this cell): the next run asks the database");
    }
    Q_UNREACHABLE();
}

QString entryCellText(const EntryInfo& entry, Column column)
{
    switch (column) {
    case Column::State:
        return stateText(entry);
    case Column::Sql:
        return cutText(entrySql(*entry.facts), kMostSqlInACell).simplified();
    case Column::Technique:
        return techniqueText(entry.facts->components.technique);
    case Column::Tables:
        return entryTablesText(entry);
    case Column::Rows:
        return plainNumber(entry.facts->rows);
    case Column::Bytes:
        return bytesText(entry.bytes);
    case Column::Created:
        return momentText(entry.created, momentOfView(entry));
    case Column::Age:
        return ageText(entry.age);
    case Column::TtlLeft:
        return entry.ttlLeft ? ageText(*entry.ttlLeft) : EntryText::tr("none");
    case Column::Hits:
        return plainNumber(entry.hits);
    case Column::LastHit:
        return lastHitText(entry);
    case Column::FillCost:
        return durationText(entry.fillCost);
    case Column::TimeSaved:
        return durationText(entry.timeSaved);
    case Column::Expire:
        return EntryText::tr("Expire");
    }
    Q_UNREACHABLE();
}

QString entryFullText(const EntryInfo& entry, Column column)
{
    switch (column) {
    case Column::State:
        return stateToolTip(entry);
    case Column::Sql:
        return sqlToolTip(entry);
    case Column::Tables:
        return QString::fromUtf8(entry.facts->tables.join(", "));
    case Column::Rows:
        return EntryText::tr("%1 rows in %2 columns")
            .arg(plainNumber(entry.facts->rows), plainNumber(entry.facts->columns));
    case Column::Bytes:
        return EntryText::tr("%1 bytes of memory").arg(plainNumber(entry.bytes));
    case Column::Created:
    case Column::Age:
        return EntryText::tr("Created at %1").arg(exactMoment(entry.created));
    case Column::TtlLeft:
        return ttlToolTip(entry);
    case Column::Hits:
    case Column::LastHit:
        return entry.lastHit.isValid() ? EntryText::tr("Last hit at %1").arg(exactMoment(entry.lastHit))
                                       : EntryText::tr("No run was answered by this entry yet.");
    case Column::Technique:
    case Column::FillCost:
    case Column::TimeSaved:
    case Column::Expire:
        return entryColumnHelp(column);
    }
    Q_UNREACHABLE();
}

QString entryToolTip(const EntryInfo& entry, Column column)
{
    return plainToolTip(entryFullText(entry, column));
}

QByteArray entrySql(const EntryFacts& facts)
{
    const bool isSchema = facts.components.technique == Technique::Schema;
    return isSchema ? EntryText::tr("Schema (tables and views: %1)").arg(plainNumber(facts.rows)).toUtf8()
                    : facts.sql;
}

QString entryTablesText(const EntryInfo& entry)
{
    QStringList names;
    for (const QByteArray& table : entry.facts->tables) {
        const QString name = QString::fromUtf8(table);
        names << (name.startsWith(kMainSchema) ? name.mid(kMainSchema.size()) : name);
    }
    return names.join(QStringLiteral(", "));
}

} // namespace larder
