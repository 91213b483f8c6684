#include "models/serverfilter.h"

#include "models/decimal.h"
#include "models/rowfilter.h"

#include <algorithm>
#include <cmath>

namespace larder {

namespace {

using Kind = ServerColumn::Kind;

/// Passes no row that does not pass the filter, and passes all rows that do.
struct Bounds
{
    QString below;
    QString above;
    [[nodiscard]] bool exact() const { return below == above; }
};

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
    const bool ascii = std::all_of(needle.begin(), needle.end(), [](QChar c) { return c.unicode() < 0x80; });
    if (column.kind() == Kind::Bytes)
        return none();
    if (column.kind() == Kind::Unknown || !ascii)
        return unknown(column);
    if (needle.isEmpty())
        return all(column);
    const QString lower = needle.toLower();
    if (column.kind() != Kind::Real)
        return ifAny(column, column.containsCondition(lower));
    // The server spells them otherwise.
    static const QString inDecimals = QStringLiteral("0123456789+-.einfa");
    const bool mayBeIn
        = std::all_of(lower.begin(), lower.end(), [](QChar c) { return inDecimals.contains(c); });
    return mayBeIn ? unknown(column) : none();
}

Bounds range(const ServerColumn& column, QStringView low, QStringView high)
{
    const Bounds atLeast = compare(column, QStringLiteral(">="), low);
    const Bounds atMost = compare(column, QStringLiteral("<="), high);
    const QString both = QStringLiteral("%1 AND %2");
    return {both.arg(atLeast.below, atMost.below), both.arg(atLeast.above, atMost.above)};
}

Bounds boundsOf(const ServerColumn& column, const FilterTerm& term)
{
    switch (term.kind) {
    case FilterTerm::Kind::Null:
        break;
    case FilterTerm::Kind::Contains:
        return contains(column, term.text);
    case FilterTerm::Kind::Pattern:
        return column.kind() == Kind::Bytes ? none() : unknown(column);
    case FilterTerm::Kind::Below:
        return compare(column, QStringLiteral("<"), term.text);
    case FilterTerm::Kind::AtMost:
        return compare(column, QStringLiteral("<="), term.text);
    case FilterTerm::Kind::Above:
        return compare(column, QStringLiteral(">"), term.text);
    case FilterTerm::Kind::AtLeast:
        return compare(column, QStringLiteral(">="), term.text);
    case FilterTerm::Kind::Equal:
        return equal(column, term.text);
    case FilterTerm::Kind::Range:
        return range(column, term.text, term.high);
    }
    return none();
}

} // namespace

SqlCondition serverFilterCondition(const ServerColumn& column, const QString& text)
{
    // A pattern may be wrong where its term is right.
    const Result<FilterTerm> term = FilterTerm::parse(text);
    if (!term || !RowFilter::parse(text))
        return {};
    const bool negated = term.value().negated;
    if (term.value().kind == FilterTerm::Kind::Null)
        return {
            QStringLiteral("%1 IS %2NULL").arg(column.name(), negated ? QStringLiteral("NOT ") : QString())};
    const Bounds bounds = boundsOf(column, term.value());
    if (negated)
        return {QStringLiteral("%1 AND NOT (%2)").arg(hasValue(column), bounds.below), bounds.exact()};
    return {bounds.above, bounds.exact()};
}

} // namespace larder
