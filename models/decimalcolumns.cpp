#include "models/decimalcolumns.h"

#include <algorithm>
#include <array>

namespace larder {

namespace {

// Of MariaDB, whose highest numbers are texts here.
bool isUnsignedBigInteger(const QString& type)
{
    return type.startsWith(QStringLiteral("bigint"), Qt::CaseInsensitive)
        && type.contains(QStringLiteral(" unsigned"), Qt::CaseInsensitive);
}

} // namespace

bool isDecimalType(const QString& type)
{
    if (isUnsignedBigInteger(type))
        return true;
    static constexpr std::array<QStringView, 6> kNames{
        u"numeric", u"decimal", u"dec", u"number", u"money", u"smallmoney"};
    const QStringView all(type);
    const qsizetype bracket = all.indexOf(u'(');
    const QStringView name = (bracket < 0 ? all : all.first(bracket)).trimmed();
    return !all.endsWith(u']') && std::any_of(kNames.begin(), kNames.end(), [name](QStringView each) {
        return name.compare(each, Qt::CaseInsensitive) == 0;
    });
}

bool holdsDecimals(const ResultSet& result, int column)
{
    const QString& type = result.columns()[size_t(column)].declaredType;
    if (!isDecimalType(type))
        return false;
    const CellTypes types = result.columnTypes(column);
    return types.contains(CellType::Text) && !types.contains(CellType::Real)
        && (!types.contains(CellType::Integer) || isUnsignedBigInteger(type));
}

} // namespace larder
