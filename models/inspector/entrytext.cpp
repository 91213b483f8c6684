#include "models/inspector/entrytext.h"

#include "models/inspector/cuttext.h"
#include "models/quantitytext.h"

#include <QCoreApplication>
#include <QLocale>

namespace larder {

namespace {

struct EntryText
{
    Q_DECLARE_TR_FUNCTIONS(larder::EntryText)
};

/// No cell is wide enough for more, and cells are measured and painted often.
constexpr qsizetype kMostSqlInACell = 1000;
/// What SQLite calls the file itself; the other schemas are attached files.
constexpr QLatin1String kMainSchema("main.");

QString plainNumber(qint64 number)
{
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() | QLocale::OmitGroupSeparator);
    return locale.toString(number);
}

QString momentOf(const QDateTime& moment, const EntryInfo& entry)
{
    return momentText(moment, entryMoment(entry));
}

// That a fresh answer is due and that nothing has changed are both true, and one sentence.
QString outdatedText(const EntryInfo& entry)
{
    switch (entry.state) {
    case EntryState::Proven:
        return EntryText::tr("Outdated, though proven %1").arg(momentOf(entry.provenAt, entry));
    case EntryState::Doubtful:
        return EntryText::tr("Outdated, to be checked");
    case EntryState::Unverifiable:
        return EntryText::tr("Outdated, not verifiable");
    case EntryState::Expired:
        return entryStateText(entry.state);
    }
    Q_UNREACHABLE();
}

// With the moment of the proof, since what happened after it is not known; of a pinned one the column has
// room for the state alone, and the tool tip tells the moment.
QString stateText(const EntryInfo& entry)
{
    QString text = entryStateText(entry.state);
    if (entry.outdated)
        text = outdatedText(entry);
    else if (entry.state == EntryState::Proven && !entry.pinned)
        text += u' ' + momentOf(entry.provenAt, entry);
    // In front, where it is not cut.
    if (entry.pinned)
        text.prepend(EntryText::tr("Pinned") + QStringLiteral(" · "));
    return text;
}

QString parametersText(const EntryInfo& entry)
{
    QByteArrayList parts;
    qsizetype bytes = 0;
    for (const Parameter& parameter : entry.facts->components.parameters) {
        const QByteArray value = literalFromValue(parameter.value);
        parts << (parameter.name.isEmpty() ? value : parameter.name + " = " + value);
        bytes += parts.last().size();
        if (bytes > kMostSqlInACell)
            break;
    }
    return cutText(parts.join(", "), kMostSqlInACell).simplified();
}

QString leftText(const std::optional<std::chrono::milliseconds>& left)
{
    return left ? ageText(*left) : EntryText::tr("none");
}

QString checkText(const EntryInfo& entry)
{
    if (isRefuted(entry)) {
        const bool isUnknown = entry.refutation.code == ReasonCode::ValidatorUnknown;
        return (isUnknown ? EntryText::tr("%1 failed") : EntryText::tr("%1 changed"))
            .arg(momentOf(entry.refutedAt, entry));
    }
    return entry.provenAt == entry.created ? EntryText::tr("none")
                                           : EntryText::tr("%1 holds").arg(momentOf(entry.provenAt, entry));
}

QString rankText(const EntryInfo& entry)
{
    if (entry.pinned)
        return EntryText::tr("never");
    return entry.evictionRank > 0 ? plainNumber(entry.evictionRank) : QStringLiteral("–");
}

QString amountText(const EntryInfo& entry, EntryColumn column)
{
    switch (column) {
    case EntryColumn::Rows:
        return plainNumber(entry.facts->rows);
    case EntryColumn::Columns:
        return plainNumber(entry.facts->columns);
    case EntryColumn::Bytes:
        return bytesText(entry.bytes);
    case EntryColumn::Hits:
        return plainNumber(entry.hits);
    case EntryColumn::Misses:
        return plainNumber(entry.misses);
    case EntryColumn::Number:
        return plainNumber(qint64(entry.id));
    case EntryColumn::Followers:
        return plainNumber(entry.facts->followers);
    case EntryColumn::EvictionRank:
        return rankText(entry);
    default:
        return {};
    }
}

QString timeText(const EntryInfo& entry, EntryColumn column)
{
    switch (column) {
    case EntryColumn::Created:
        return momentOf(entry.created, entry);
    case EntryColumn::Age:
        return ageText(entry.age);
    case EntryColumn::TtlLeft:
        return leftText(entry.ttlLeft);
    case EntryColumn::SoftLeft:
        return entry.outdated ? EntryText::tr("over") : leftText(entrySoftLeft(entry));
    case EntryColumn::IdleLeft:
        return leftText(entry.idleLeft);
    case EntryColumn::LastHit:
        return entry.lastHit.isValid() ? momentOf(entry.lastHit, entry) : EntryText::tr("never");
    case EntryColumn::FillCost:
        return durationText(entry.fillCost);
    case EntryColumn::ExecuteCost:
        return durationText(entry.fillCost - entry.facts->fetchCost);
    case EntryColumn::FetchCost:
        return durationText(entry.facts->fetchCost);
    case EntryColumn::HitCost:
        return entry.hits > 0 ? durationText(entry.hitCost) : QStringLiteral("–");
    case EntryColumn::TimeSaved:
        return durationText(entry.timeSaved);
    case EntryColumn::LastCheck:
        return checkText(entry);
    default:
        return amountText(entry, column);
    }
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

QString entryKindText(Technique technique)
{
    switch (technique) {
    case Technique::Off:
        return EntryText::tr("none");
    case Technique::All:
        return EntryText::tr("result");
    case Technique::Individual:
        return EntryText::tr("row list");
    case Technique::Schema:
        return EntryText::tr("schema");
    }
    Q_UNREACHABLE();
}

QString entryCellText(const EntryInfo& entry, EntryColumn column)
{
    const EntryFacts& facts = *entry.facts;
    switch (column) {
    case EntryColumn::State:
        return stateText(entry);
    case EntryColumn::Sql:
        return cutText(entrySql(facts), kMostSqlInACell).simplified();
    case EntryColumn::Kind:
        return entryKindText(facts.components.technique);
    case EntryColumn::Connection:
        return {};
    case EntryColumn::User:
        return QString::fromUtf8(facts.components.connection.user);
    case EntryColumn::Parameters:
        return parametersText(entry);
    case EntryColumn::Tables:
        return entryTablesText(entry);
    case EntryColumn::Tags:
        return QString::fromUtf8(entry.tags.join(", "));
    case EntryColumn::Key:
        return QString::fromLatin1(facts.key);
    case EntryColumn::Expire:
        return EntryText::tr("Expire");
    default:
        return timeText(entry, column);
    }
}

QByteArray entrySql(const EntryFacts& facts)
{
    const bool isSchema = facts.components.technique == Technique::Schema;
    return isSchema ? EntryText::tr("Schema (tables and views: %1)").arg(plainNumber(facts.rows)).toUtf8()
                    : facts.sql;
}

QString entryTableText(const QByteArray& table)
{
    const QString name = QString::fromUtf8(table);
    return name.startsWith(kMainSchema) ? name.mid(kMainSchema.size()) : name;
}

QString entryTablesText(const EntryInfo& entry)
{
    QStringList names;
    for (const QByteArray& table : entry.facts->tables)
        names << entryTableText(table);
    return names.join(QStringLiteral(", "));
}

// The end that the entry has is jittered; what its facts say is what was asked for.
std::optional<std::chrono::milliseconds> entrySoftLeft(const EntryInfo& entry)
{
    if (!entry.ttlLeft)
        return std::nullopt;
    return softEnd(*entry.ttlLeft + entry.age) - entry.age;
}

bool isRefuted(const EntryInfo& entry)
{
    return entry.refutedAt.isValid() && entry.refutedAt >= entry.provenAt;
}

QDateTime entryMoment(const EntryInfo& entry)
{
    return entry.created.addMSecs(entry.age.count());
}

QString requestText(const EntryInfo& entry)
{
    const QString sql = firstLine(entrySql(*entry.facts));
    const QString parameters = entryCellText(entry, EntryColumn::Parameters);
    return parameters.isEmpty() ? sql : QStringLiteral("%1  [%2]").arg(sql, parameters);
}

} // namespace larder
