#include "models/inspector/eventtext.h"

#include "models/inspector/cuttext.h"
#include "models/quantitytext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace larder {

namespace {

struct EventText
{
    Q_DECLARE_TR_FUNCTIONS(larder::EventText)
};

using Column = CacheEventModel::Column;

/// No cell is wide enough for more, and cells are measured and painted often.
constexpr qsizetype kMostSqlInACell = 500;
constexpr qsizetype kMostSqlInAToolTip = 1'800;

constexpr std::array kKindTexts{
    QT_TRANSLATE_NOOP("larder::EventText", "Hit"),
    QT_TRANSLATE_NOOP("larder::EventText", "Miss"),
    QT_TRANSLATE_NOOP("larder::EventText", "Bypass"),
    QT_TRANSLATE_NOOP("larder::EventText", "Asked by a panel"),
    QT_TRANSLATE_NOOP("larder::EventText", "Joined"),
    QT_TRANSLATE_NOOP("larder::EventText", "Stored"),
    QT_TRANSLATE_NOOP("larder::EventText", "Refused"),
    QT_TRANSLATE_NOOP("larder::EventText", "Removed"),
    QT_TRANSLATE_NOOP("larder::EventText", "Proven"),
    QT_TRANSLATE_NOOP("larder::EventText", "Database changed"),
    QT_TRANSLATE_NOOP("larder::EventText", "Connection lost"),
    QT_TRANSLATE_NOOP("larder::EventText", "Table changed"),
    QT_TRANSLATE_NOOP("larder::EventText", "Expired"),
    QT_TRANSLATE_NOOP("larder::EventText", "Restored"),
    QT_TRANSLATE_NOOP("larder::EventText", "Pinned"),
    QT_TRANSLATE_NOOP("larder::EventText", "Unpinned"),
    QT_TRANSLATE_NOOP("larder::EventText", "Store failed"),
};
static_assert(kKindTexts.size() == size_t(EventKind::StoreFailed) + 1);

constexpr std::array kClassNames{QT_TRANSLATE_NOOP("larder::EventText", "proven fresh"),
    QT_TRANSLATE_NOOP("larder::EventText", "not verified"), QT_TRANSLATE_NOOP("larder::EventText", "stale"),
    QT_TRANSLATE_NOOP("larder::EventText", "rows")};
static_assert(kClassNames.size() == size_t(HitClass::Rows) + 1);

const QByteArray& sqlOrKey(const CacheEvent& event)
{
    return event.sql.isEmpty() ? event.key : event.sql;
}

QString timeText(const QDateTime& time)
{
    const QDateTime local = time.toLocalTime();
    const bool isToday = local.date() == QDate::currentDate();
    return local.toString(isToday ? u"HH:mm:ss.zzz" : u"yyyy-MM-dd HH:mm:ss.zzz");
}

QString kindText(const CacheEvent& event)
{
    const QString text = eventKindText(event.kind);
    return event.kind == EventKind::Hit ? text + QStringLiteral(", ") + hitClassText(event.hitClass) : text;
}

QJsonArray tableNames(const QByteArrayList& tables)
{
    QJsonArray names;
    for (const QByteArray& table : tables)
        names.append(QString::fromUtf8(table));
    return names;
}

} // namespace

QString eventKindText(EventKind kind)
{
    return EventText::tr(kKindTexts.at(size_t(kind)));
}

QString hitClassText(HitClass hitClass)
{
    return EventText::tr(kClassNames.at(size_t(hitClass)));
}

QString databaseLabel(const QByteArray& database)
{
    return databaseText(database).section(u'/', -1);
}

QString databaseText(const QByteArray& database)
{
    const qsizetype end = database.indexOf('\0');
    if (end < 0)
        return QString::fromUtf8(database);
    const QByteArray engine = database.left(end);
    const QByteArray rest = database.mid(end + 1);
    // Device, inode and path, which may hold colons itself.
    if (engine == "sqlite")
        return QString::fromUtf8(rest.mid(rest.indexOf(':', rest.indexOf(':') + 1) + 1));
    return QString::fromUtf8(engine) + u' ' + QString::fromUtf8(rest).replace(u'\n', u' ');
}

QString eventColumnTitle(Column column)
{
    switch (column) {
    case Column::Number:
        return EventText::tr("No.");
    case Column::Time:
        return EventText::tr("Time");
    case Column::Event:
        return EventText::tr("Event");
    case Column::Sql:
        return EventText::tr("SQL or key");
    case Column::Reason:
        return EventText::tr("Reason");
    case Column::Duration:
        return EventText::tr("Duration");
    case Column::Bytes:
        return EventText::tr("Bytes");
    case Column::Connection:
        return EventText::tr("Connection");
    case Column::Cause:
        return EventText::tr("Cause");
    }
    Q_UNREACHABLE();
}

QString eventCellText(const CacheEvent& event, Column column)
{
    switch (column) {
    case Column::Number:
        return QString::number(event.number);
    case Column::Time:
        return timeText(event.time);
    case Column::Event:
        return kindText(event);
    case Column::Sql:
        return event.technique == Technique::Schema ? EventText::tr("Schema")
                                                    : cutText(sqlOrKey(event), kMostSqlInACell).simplified();
    case Column::Reason:
        return reasonText(event.reason);
    case Column::Duration:
        return event.duration.count() == 0 ? QString() : durationText(event.duration);
    case Column::Bytes:
        return event.bytes == 0 ? QString() : bytesText(event.bytes);
    case Column::Connection:
        return databaseLabel(event.database);
    case Column::Cause:
        return event.cause == 0 ? QString() : QString::number(event.cause);
    }
    Q_UNREACHABLE();
}

QString eventToolTip(const CacheEvent& event, Column column)
{
    switch (column) {
    case Column::Sql:
        return cutText(sqlOrKey(event), kMostSqlInAToolTip);
    case Column::Connection:
        return databaseText(event.database);
    case Column::Cause:
        return event.cause == 0
            ? QString()
            : EventText::tr("Event %1 led to this one. Double click or Return goes there.").arg(event.cause);
    default:
        return eventCellText(event, column);
    }
}

QByteArray eventJson(const CacheEvent& event)
{
    QJsonObject line{{QStringLiteral("number"), qint64(event.number)},
        {QStringLiteral("event"), eventName(event.kind)},
        {QStringLiteral("time"), event.time.toUTC().toString(Qt::ISODateWithMs)}};
    const auto add = [&line](const char* name, const QJsonValue& value, bool isMeant) {
        if (isMeant)
            line.insert(QLatin1String(name), value);
    };
    add("entry", qint64(event.entry), event.entry != EntryId());
    add("key", QString::fromUtf8(event.key), !event.key.isEmpty());
    add("sql", QString::fromUtf8(event.sql), !event.sql.isEmpty());
    add("reason", reasonName(event.reason.code), bool(event.reason));
    add("detail", event.reason.detail, !event.reason.detail.isEmpty());
    add("duration_ns", qint64(event.duration.count()), event.duration.count() != 0);
    add("bytes", event.bytes, event.bytes != 0);
    add("database", databaseText(event.database), !event.database.isEmpty());
    add("tables", tableNames(event.tables), !event.tables.isEmpty());
    add("cause", qint64(event.cause), event.cause != 0);
    add("class", QLatin1String(kClassNames.at(size_t(event.hitClass))), event.kind == EventKind::Hit);
    add("time_saved_ns", qint64(event.timeSaved.count()), event.kind == EventKind::Hit);
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

} // namespace larder
