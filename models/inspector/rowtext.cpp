#include "models/inspector/rowtext.h"

#include "models/inspector/cuttext.h"
#include "models/inspector/entrycolumn.h"
#include "models/inspector/entrytext.h"
#include "models/quantitytext.h"

#include <QCoreApplication>

namespace larder {

namespace {

constexpr qsizetype kMostKeyBytes = 100;

QString tr(const char* text)
{
    return QCoreApplication::translate("CachedRows", text);
}

QString columnsText(const QByteArrayList& columns)
{
    return tr("columns %1").arg(QString::fromUtf8(columns.join(", ")));
}

} // namespace

Fact rowTableFact(const RowScopeInfo& table)
{
    QStringList parts{countedText(table.rows, tr("1 row"), tr("%1 rows")),
        countedText(table.refs, tr("held once"), tr("held %1 times"))};
    if (table.absentRows > 0)
        parts << countedText(table.absentRows, tr("1 known not to be there"), tr("%1 known not to be there"));
    parts << tr("key %1").arg(QString::fromUtf8(table.keyColumns.join(", "))) << columnsText(table.columns);
    QString name = QString::fromUtf8(table.scope.table);
    if (!table.scope.connection.user.isEmpty())
        name += QStringLiteral(" (%1)").arg(QString::fromUtf8(table.scope.connection.user));
    return {name, parts.join(QStringLiteral(" · "))};
}

Fact cachedRowFact(const CachedRowInfo& row, const QByteArrayList& keyColumns)
{
    QStringList parts;
    for (size_t i = 0; i < row.key.size(); ++i) {
        const QString value = QString::fromUtf8(literalFromValue(row.key[i]).left(kMostKeyBytes));
        parts << (qsizetype(i) < keyColumns.size()
                ? QStringLiteral("%1 = %2").arg(QString::fromUtf8(keyColumns[qsizetype(i)]), value)
                : value);
    }
    const QString name = parts.join(QStringLiteral(", "));
    if (row.isAbsent)
        return {name, tr("known not to be there, for 5 s at most"), FactMark::Doubtful};
    const QString lists = countedText(row.lists, tr("in 1 list"), tr("in %1 lists"));
    if (row.outdated == 0)
        return {name, lists};
    return {name,
        lists + QStringLiteral(" · ")
            + countedText(row.outdated, tr("1 is to ask for it again"), tr("%1 are to ask for it again")),
        FactMark::Doubtful};
}

Fact rowListFact(const RowListInfo& list, const std::optional<EntryDetail>& detail)
{
    const QString name = tr("entry %1").arg(quint64(list.entry));
    if (!detail)
        return {name, tr("gone"), FactMark::Bad};
    QStringList parts{entryCellText(detail->info, EntryColumn::State)};
    if (list.isOutdated)
        parts << tr("asks for this row again");
    parts << firstLine(entrySql(*detail->info.facts)) << columnsText(list.columns);
    const bool isGood = !list.isOutdated && detail->info.state == EntryState::Proven;
    return {name, parts.join(QStringLiteral(" · ")), isGood ? FactMark::Good : FactMark::Doubtful};
}

std::optional<std::vector<Value>> keyFromText(const QString& text, qsizetype columns)
{
    // A key of one column may hold a comma.
    const QStringList parts = columns == 1 ? QStringList{text} : text.split(u',');
    if (parts.size() != columns || text.trimmed().isEmpty())
        return std::nullopt;
    std::vector<Value> key;
    key.reserve(size_t(columns));
    for (const QString& part : parts)
        key.push_back(valueFromLiteral(part.trimmed().toUtf8()));
    return key;
}

} // namespace larder
