#include "cache/datachanges.h"

#include "cache/shortened.h"

#include <QLocale>

namespace larder {

Reason changedBy(const QByteArray& sql, const QDateTime& when)
{
    constexpr qsizetype kShownCharacters = 60;
    const QString text = shortened(QString::fromUtf8(sql).simplified(), kShownCharacters);
    const QString time = QLocale::c().toString(when.toLocalTime().time(), QStringLiteral("HH:mm:ss"));
    return {ReasonCode::TableChanged, QStringLiteral("%1, %2").arg(text, time)};
}

void DataChanges::note(const QByteArray& database, const QByteArray& table, const Reason& reason)
{
    const Change change{++m_count, reason};
    m_byTable.insert({database, table}, change);
    m_byDatabase.insert(database, change);
}

Reason DataChanges::since(
    quint64 count, const QByteArray& database, const std::optional<QByteArrayList>& tables) const
{
    if (!tables) {
        const Change change = m_byDatabase.value(database);
        return change.number > count ? change.reason : Reason();
    }
    Change last = m_byTable.value({database, {}});
    for (const QByteArray& table : *tables) {
        const auto found = m_byTable.constFind({database, table});
        if (found != m_byTable.constEnd() && found->number > last.number)
            last = *found;
    }
    return last.number > count ? last.reason : Reason();
}

} // namespace larder
