#include "models/inspector/entrydetailtext.h"

#include "models/inspector/entrycolumn.h"
#include "models/inspector/entrytext.h"
#include "models/inspector/eventtext.h"
#include "models/quantitytext.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace larder {

namespace {

using Column = EntryColumn;

constexpr qsizetype kMostValueBytes = 400;
// A line is laid out as a whole.
constexpr qsizetype kMostSqlBytes = 4'000;

QString tr(const char* text)
{
    return QCoreApplication::translate("EntryDetail", text);
}

QString tokenText(quint64 token)
{
    return QString::number(token, 16).rightJustified(16, u'0').left(6);
}

QString cutText(const QByteArray& utf8, qsizetype mostBytes)
{
    const QString text = QString::fromUtf8(utf8.left(mostBytes));
    return utf8.size() > mostBytes ? text + u'…' : text;
}

QString rowsText(qint64 rows)
{
    return countedText(rows, tr("1 row"), tr("%1 rows"));
}

QString hitsText(qint64 hits)
{
    return countedText(hits, tr("1 hit"), tr("%1 hits"));
}

FactMark markOf(EntryState state)
{
    switch (state) {
    case EntryState::Proven:
        return FactMark::Good;
    case EntryState::Doubtful:
    case EntryState::Unverifiable:
        return FactMark::Doubtful;
    case EntryState::Expired:
        return FactMark::Bad;
    }
    Q_UNREACHABLE();
}

/// A cell of the table of entries as a line.
Fact factOf(const EntryInfo& entry, Column column)
{
    return {entryColumnTitle(column), entryCellText(entry, column)};
}

Fact dependencyFact(const EntryDependency& dependency)
{
    const QString name
        = dependency.table.isEmpty() ? tr("Whole database") : QString::fromUtf8(dependency.table);
    const QString before = tokenText(dependency.stored);
    if (dependency.stored == dependency.present)
        return {name, tr("as it was: version %1").arg(before), FactMark::Good};
    const QString moved = tr("moved: version %1 → %2").arg(before, tokenText(dependency.present));
    return {name, dependency.moved ? moved + QStringLiteral(" · ") + reasonText(dependency.moved) : moved,
        FactMark::Bad};
}

Fact markFact(const EntryDetail& detail)
{
    const QString name = tr("Database's own token");
    if (!detail.mark)
        return {
            name, tr("none was given: it can't be proven whether this is still true"), FactMark::Doubtful};
    const QDateTime now = detail.info.created.addMSecs(detail.info.age.count());
    const QString proven = momentText(detail.info.provenAt, now);
    if (detail.isMarkPresent)
        return {name, tr("proven at %1, and nothing else was heard since").arg(proven), FactMark::Good};
    const QString moved = detail.info.reason.code == ReasonCode::ValidatorUnknown
        ? tr("counts no more, since the connection was lost after %1: the next run asks the database")
        : tr("has moved since %1: the database is asked before this is served as true");
    return {name, moved.arg(proven), FactMark::Doubtful};
}

QString techniqueText(Technique technique)
{
    switch (technique) {
    case Technique::Off:
        return tr("off");
    case Technique::All:
        return tr("all: the whole result");
    case Technique::Individual:
        return tr("individual: each row by its key");
    case Technique::Schema:
        return tr("schema: what the database consists of");
    }
    Q_UNREACHABLE();
}

QString identityText(const QByteArray& bytes)
{
    return QString::fromUtf8(bytes).replace(QChar(u'\0'), u' ');
}

/// Of a file the path first, then what else tells it from another of that path.
QString databaseFactText(const ConnectionIdentity& connection)
{
    const QString text = identityText(connection.database);
    const QString path = databaseText(databaseOf(connection));
    if (connection.engine != "sqlite" || path == text)
        return text;
    return tr("%1 (device %2, inode %3)").arg(path, text.section(u':', 0, 0), text.section(u':', 1, 1));
}

} // namespace

QString entryHeadline(const EntryDetail& detail)
{
    const EntryInfo& info = detail.info;
    QStringList parts{entryCellText(info, Column::State), rowsText(info.facts->rows), bytesText(info.bytes),
        hitsText(info.hits)};
    // What a check by hand has found says more than that something was heard.
    const bool isHeard = info.state == EntryState::Doubtful && info.reason.detail.isEmpty();
    if (isRefuted(info) && (isHeard || !info.reason))
        parts.insert(1, reasonText(info.refutation));
    else if (info.reason)
        parts.insert(1, reasonText(info.reason));
    if (info.pinned)
        parts << tr("pinned");
    return parts.join(QStringLiteral(" · "));
}

std::vector<Fact> entryFacts(const EntryDetail& detail)
{
    const EntryInfo& info = detail.info;
    std::vector<Fact> facts;
    facts.reserve(info.facts->components.parameters.size() + 16);
    for (const Parameter& parameter : info.facts->components.parameters)
        facts.push_back({QString::fromUtf8(parameter.name), typedValueText(parameter.value)});
    facts.push_back(
        {entryColumnTitle(Column::State), entryFullText(info, Column::State), markOf(info.state)});
    for (const Column column : {Column::Tables, Column::Rows, Column::Bytes, Column::Created, Column::Age,
             Column::TtlLeft, Column::Hits, Column::LastHit, Column::Misses})
        facts.push_back(factOf(info, column));
    facts.push_back({entryColumnTitle(Column::LastCheck), entryFullText(info, Column::LastCheck),
        isRefuted(info) ? FactMark::Doubtful : FactMark::None});
    facts.push_back({entryColumnTitle(Column::FillCost),
        tr("%1 (execute %2, fetch %3)")
            .arg(durationText(info.fillCost), durationText(detail.fill.execute),
                durationText(detail.fill.fetch))});
    facts.push_back(factOf(info, Column::TimeSaved));
    facts.push_back(
        {tr("Found by"), detail.byRow ? tr("the request, or the key of a row") : tr("the request")});
    if (!detail.info.tags.isEmpty())
        facts.push_back({tr("Tags"), QString::fromUtf8(detail.info.tags.join(", "))});
    return facts;
}

std::vector<Fact> dependencyFacts(const EntryDetail& detail)
{
    std::vector<Fact> facts;
    facts.reserve(detail.dependencies.size() + 1);
    facts.push_back(markFact(detail));
    for (const EntryDependency& dependency : detail.dependencies)
        facts.push_back(dependencyFact(dependency));
    return facts;
}

std::vector<Fact> keyFacts(const KeyComponents& components, const QByteArray& digest)
{
    std::vector<Fact> facts;
    facts.reserve(components.parameters.size() + components.settings.size() + 8);
    const ConnectionIdentity& connection = components.connection;
    facts.push_back({tr("Technique"), techniqueText(components.technique)});
    facts.push_back({tr("Engine"), QString::fromUtf8(connection.engine)});
    facts.push_back({tr("Database"), databaseFactText(connection)});
    facts.push_back({tr("User"), connection.user.isEmpty() ? tr("none") : identityText(connection.user)});
    facts.push_back({tr("SQL, normalised"), cutText(components.sql, kMostSqlBytes)});
    for (const Parameter& parameter : components.parameters)
        facts.push_back(
            {tr("Parameter %1").arg(QString::fromUtf8(parameter.name)), typedValueText(parameter.value)});
    for (const SessionSetting& setting : components.settings)
        facts.push_back(
            {tr("Setting %1").arg(QString::fromUtf8(setting.name)), cutText(setting.value, kMostValueBytes)});
    facts.push_back(
        {tr("Numbers"), components.precision == NumericPrecision::Exact ? tr("exact") : tr("as delivered")});
    facts.push_back(
        {tr("Row limit"), components.rowLimit == 0 ? tr("none") : QLocale().toString(components.rowLimit)});
    facts.push_back(
        {tr("Digest"), digest.isEmpty() ? tr("none: it was not asked for") : QString::fromLatin1(digest)});
    return facts;
}

QString typedValueText(const Value& value)
{
    static constexpr std::array kTypes{"NULL", "integer", "real", "text", "blob"};
    const QString type = QString::fromLatin1(kTypes.at(value.index()));
    if (std::holds_alternative<std::monostate>(value))
        return type;
    return QStringLiteral("%1 %2").arg(type, cutText(literalFromValue(value), kMostValueBytes));
}

Fact eventFact(const CacheEvent& event)
{
    static constexpr std::array kTexts{QT_TRANSLATE_NOOP("EntryDetail", "hit: answered a run"),
        QT_TRANSLATE_NOOP("EntryDetail", "miss: the database was asked"),
        QT_TRANSLATE_NOOP("EntryDetail", "bypass: the cache was not asked"),
        QT_TRANSLATE_NOOP("EntryDetail", "a panel had the database asked"),
        QT_TRANSLATE_NOOP("EntryDetail", "joined a run on its way"),
        QT_TRANSLATE_NOOP("EntryDetail", "stored"), QT_TRANSLATE_NOOP("EntryDetail", "not stored"),
        QT_TRANSLATE_NOOP("EntryDetail", "removed"),
        QT_TRANSLATE_NOOP("EntryDetail", "validated: the database confirmed it"),
        QT_TRANSLATE_NOOP("EntryDetail", "the database was written to"),
        QT_TRANSLATE_NOOP("EntryDetail", "the connection was lost"),
        QT_TRANSLATE_NOOP("EntryDetail", "a table was written to"),
        QT_TRANSLATE_NOOP("EntryDetail", "expired by hand"), QT_TRANSLATE_NOOP("EntryDetail", "brought back"),
        QT_TRANSLATE_NOOP("EntryDetail", "pinned"), QT_TRANSLATE_NOOP("EntryDetail", "unpinned"),
        QT_TRANSLATE_NOOP("EntryDetail", "the store failed")};
    static_assert(kTexts.size() == size_t(EventKind::StoreFailed) + 1);
    QStringList parts{tr(kTexts.at(size_t(event.kind)))};
    if (event.reason)
        parts << reasonText(event.reason);
    if (event.duration.count() > 0)
        parts << durationText(event.duration);
    if (event.kind == EventKind::Stored && event.bytes > 0)
        parts << bytesText(event.bytes);
    return {event.time.toLocalTime().toString(u"HH:mm:ss.zzz"), parts.join(QStringLiteral(" · "))};
}

} // namespace larder
