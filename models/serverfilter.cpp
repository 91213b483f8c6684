#include "models/serverfilter.h"

#include "models/decimal.h"

#include <cmath>

namespace larder {

namespace {

using Kind = ServerColumn::Kind;

using Bounds = FilterBounds;

const QString kNone = QStringLiteral("FALSE");
constexpr double kTwoTo63 = 9223372036854775808.0;

QString hasValue(const ServerColumn& column)
{
    return QStringLiteral("%1 IS NOT NULL").arg(column.name());
}

Bounds none()
{
    return {kNone, kNone};
}

Bounds all(const ServerColumn& column)
{
    return {hasValue(column), hasValue(column)};
}

Bounds unknown(const ServerColumn& column)
{
    return {kNone, hasValue(column)};
}

/// @p condition, which may be NULL where the column is.
Bounds exactly(const ServerColumn& column, const QString& condition)
{
    const QString sql = QStringLiteral("%1 AND %2").arg(hasValue(column), condition);
    return {sql, sql};
}

/// Nothing is what the server can't say.
Bounds ifSaid(const ServerColumn& column, const std::optional<QString>& condition)
{
    return condition ? exactly(column, *condition) : unknown(column);
}

/// Nothing is what no value is.
Bounds ifAny(const ServerColumn& column, const std::optional<QString>& condition)
{
    return condition ? exactly(column, *condition) : none();
}

/// A double that is no integer lies between two.
Bounds compareInteger(const ServerColumn& column, const QString& comparison, const Cell& number)
{
    if (number.type == CellType::Integer)
        return exactly(column, column.integerCondition(comparison, number.integer));
    const bool below = comparison.startsWith(u'<');
    if (std::isnan(number.real) || number.real >= kTwoTo63)
        return below ? all(column) : none();
    if (number.real < -kTwoTo63)
        return comparison.startsWith(u'>') ? all(column) : none();
    const double floor = std::floor(number.real);
    if (floor == number.real)
        return exactly(column, column.integerCondition(comparison, qint64(floor)));
    if (comparison == QStringLiteral("="))
        return none();
    const QString around = below ? QStringLiteral("<=") : QStringLiteral(">");
    return exactly(column, column.integerCondition(around, qint64(floor)));
}

Bounds compareReal(const ServerColumn& column, const QString& comparison, const Cell& number)
{
    constexpr qint64 kMostExact = qint64(1) << 53;
    if (number.type != CellType::Integer)
        return ifSaid(column, column.realCondition(comparison, number.real));
    if (number.integer > kMostExact || number.integer < -kMostExact)
        return unknown(column);
    return ifSaid(column, column.realCondition(comparison, double(number.integer)));
}

Bounds compareDecimal(const ServerColumn& column, const QString& comparison, QStringView typed)
{
    const auto decimal = decimalFromTyped(typed);
    return decimal ? ifSaid(column, column.decimalCondition(comparison, *decimal)) : none();
}

Bounds compare(const ServerColumn& column, const QString& comparison, QStringView operand)
{
    const QStringView typed = operand.trimmed();
    const Cell number = numberFromText(typed);
    switch (column.kind()) {
    case Kind::Unknown:
        break;
    case Kind::Integer:
        return number.isNull() ? none() : compareInteger(column, comparison, number);
    case Kind::Real:
        return number.isNull() ? none() : compareReal(column, comparison, number);
    case Kind::Decimal:
        return compareDecimal(column, comparison, typed);
    case Kind::Text:
        return number.isNull() ? ifAny(column, column.textCondition(comparison, typed.toString())) : none();
    case Kind::Bytes:
        return none();
    }
    return unknown(column);
}

/// Texts are compared as they are, also where they read as a number.
Bounds equal(const ServerColumn& column, QStringView operand)
{
    if (column.kind() != Kind::Text)
        return compare(column, QStringLiteral("="), operand);
    return ifAny(column, column.equalsCondition(operand.trimmed().toString()));
}

Bounds contains(const ServerColumn& column, const QString& needle)
{
    if (column.kind() == Kind::Bytes)
        return none();
    if (column.kind() == Kind::Unknown || !isAscii(needle))
        return unknown(column);
    if (needle.isEmpty())
        return all(column);
    const QString lower = needle.toLower();
    if (column.kind() != Kind::Real)
        return ifAny(column, column.containsCondition(lower));
    // The server spells them otherwise.
    return mayBeInDecimals(lower) ? unknown(column) : none();
}

class ServerConditions final : public FilterConditions
{
public:
    explicit ServerConditions(const ServerColumn& column) : FilterConditions(column.name()), m_known(column)
    {
    }

protected:
    [[nodiscard]] Bounds compare(const QString& comparison, QStringView operand) const override
    {
        return larder::compare(m_known, comparison, operand);
    }
    [[nodiscard]] Bounds equal(QStringView operand) const override { return larder::equal(m_known, operand); }
    [[nodiscard]] Bounds contains(const QString& needle) const override
    {
        return larder::contains(m_known, needle);
    }
    [[nodiscard]] Bounds matches() const override
    {
        return m_known.kind() == Kind::Bytes ? none() : unknown(m_known);
    }

private:
    const ServerColumn& m_known;
};

} // namespace

SqlCondition serverFilterCondition(const ServerColumn& column, const QString& text)
{
    return ServerConditions(column).conditionOf(text);
}

} // namespace larder
