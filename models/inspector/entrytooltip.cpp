#include "models/inspector/cuttext.h"
#include "models/inspector/entrytext.h"
#include "models/plaintooltip.h"

#include <QCoreApplication>

// What a cell of the cache entries says in full.

namespace larder {

namespace {

struct EntryText
{
    Q_DECLARE_TR_FUNCTIONS(larder::EntryText)
};

/// Leaves room for parameters: a tool tip is cut as a whole, see plainToolTip().
constexpr qsizetype kMostSqlInAToolTip = 1200;
constexpr size_t kMostParametersInAToolTip = 20;

QString exactMoment(const QDateTime& moment)
{
    return moment.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss t");
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

QString truthToolTip(const EntryInfo& entry)
{
    switch (entry.state) {
    case EntryState::Proven:
        return EntryText::tr("Proven: the database was asked or read at %1, and nothing had changed. It is "
                             "asked again before the entry is served, as far as the policy wants it.")
            .arg(exactMoment(entry.provenAt));
    case EntryState::Doubtful:
        if (entry.reason && entry.reason.code != ReasonCode::ValidatorChanged)
            return EntryText::tr("To be checked: %1. The database is asked before the entry is served.")
                .arg(reasonText(entry.reason));
        return EntryText::tr(
            "To be checked: the database was written to after %1, when this was last proven. It "
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

QString outdatedToolTip(const EntryInfo& entry)
{
    if (entry.state == EntryState::Expired)
        return truthToolTip(entry);
    const QString behind
        = EntryText::tr("The next run gets it marked stale, and a fresh one is fetched behind.");
    if (entry.state == EntryState::Proven)
        return EntryText::tr(
            "Outdated, though the database had not changed when it was asked or read at %1: a "
            "fresh answer was asked for, or is due by the age of this one. %2")
            .arg(exactMoment(entry.provenAt), behind);
    return EntryText::tr("Outdated: a fresh answer was asked for, or is due by the age of this one. %1")
               .arg(behind)
        + u'\n' + truthToolTip(entry);
}

QString stateToolTip(const EntryInfo& entry)
{
    QString text = entry.outdated ? outdatedToolTip(entry) : truthToolTip(entry);
    if (entry.pinned)
        text += u'\n'
            + EntryText::tr(
                "Pinned: never evicted, no time to live; changes and expiring end it all the same.");
    return text;
}

QString ttlToolTip(const EntryInfo& entry)
{
    if (!entry.ttlLeft)
        return EntryText::tr("No time to live: it stays until it is expired, evicted, or the data changes.");
    return EntryText::tr("Served until %1")
        .arg(exactMoment(entryMoment(entry).addMSecs(entry.ttlLeft->count())));
}

QString checkToolTip(const EntryInfo& entry)
{
    if (isRefuted(entry))
        return EntryText::tr("Checked at %1: %2.")
            .arg(exactMoment(entry.refutedAt), reasonText(entry.refutation));
    if (entry.provenAt == entry.created)
        return EntryText::tr("Not checked since it was read from the database at %1.")
            .arg(exactMoment(entry.created));
    return EntryText::tr("Checked at %1: nothing had changed.").arg(exactMoment(entry.provenAt));
}

QString momentToolTip(const EntryInfo& entry, EntryColumn column)
{
    switch (column) {
    case EntryColumn::Created:
    case EntryColumn::Age:
        return EntryText::tr("Created at %1").arg(exactMoment(entry.created));
    case EntryColumn::TtlLeft:
    case EntryColumn::SoftLeft:
        return ttlToolTip(entry);
    case EntryColumn::Hits:
    case EntryColumn::LastHit:
        return entry.lastHit.isValid() ? EntryText::tr("Last hit at %1").arg(exactMoment(entry.lastHit))
                                       : EntryText::tr("No run was answered by this entry yet.");
    case EntryColumn::LastCheck:
        return checkToolTip(entry);
    default:
        return entryColumnHelp(column);
    }
}

} // namespace

QString entryFullText(const EntryInfo& entry, EntryColumn column)
{
    switch (column) {
    case EntryColumn::State:
        return stateToolTip(entry);
    case EntryColumn::Sql:
    case EntryColumn::Parameters:
        return sqlToolTip(entry);
    case EntryColumn::Tables:
        return QString::fromUtf8(entry.facts->tables.join(", "));
    case EntryColumn::Rows:
    case EntryColumn::Columns:
        return EntryText::tr("%1 rows in %2 columns")
            .arg(QString::number(entry.facts->rows), QString::number(entry.facts->columns));
    case EntryColumn::Bytes:
        return EntryText::tr("%1 bytes of memory").arg(QString::number(entry.bytes));
    case EntryColumn::Key:
        return QString::fromLatin1(entry.facts->key);
    default:
        return momentToolTip(entry, column);
    }
}

QString entryToolTip(const EntryInfo& entry, EntryColumn column)
{
    return plainToolTip(entryFullText(entry, column));
}

} // namespace larder
