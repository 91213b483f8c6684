#include "models/columntext.h"

#include "cache/schema.h"
#include "models/plaintooltip.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ColumnText", text);
}

} // namespace

QString typesText(CellTypes types)
{
    static constexpr std::array<std::pair<CellType, const char*>, 4> kNames{
        std::pair{CellType::Integer, "integer"}, {CellType::Real, "real"}, {CellType::Text, "text"},
        {CellType::Blob, "blob"}};
    QStringList names;
    for (const auto& [type, name] : kNames) {
        if (types.contains(type))
            names << QString::fromLatin1(name);
    }
    return names.join(QStringLiteral(", "));
}

QString columnToolTip(const ResultSet& result, int column, const QString& hint)
{
    const ColumnInfo& info = result.columns()[size_t(column)];
    QStringList lines{info.name};
    if (!info.declaredType.isEmpty())
        lines << tr("Declared type: %1").arg(info.declaredType);
    if (!info.originTable.isEmpty())
        lines << tr("From: %1.%2")
                     .arg(TableName{info.originTable, info.originSchema}.text(), info.originColumn);
    if (info.inPrimaryKey)
        lines << tr("Part of the primary key");
    if (info.nullability != Nullability::Unknown)
        lines << (info.nullability == Nullability::NotNull ? tr("Declared NOT NULL") : tr("May be NULL"));
    if (const QString types = typesText(result.columnTypes(column)); !types.isEmpty())
        lines << tr("Holds: %1").arg(types);
    if (!hint.isEmpty())
        lines << hint;
    return plainToolTip(lines.join(u'\n'));
}

} // namespace larder
