#include "models/pgfilter.h"

#include "cache/value.h"
#include "models/decimal.h"
#include "models/rowfilter.h"
#include "models/sqltext.h"

#include <algorithm>
#include <cmath>

namespace larder {

namespace {

using Kind = PgColumn::Kind;

/// Passes no row that does not pass the filter, and passes all rows that do.
struct Bounds
{
    QString below;
    QString above;
    [[nodiscard]] bool exact() const { return below == above; }
};

const QString kNone = QStringLiteral("FALSE");
constexpr double kTwoTo63 = 9223372036854775808.0;

QString hasValue(const PgColumn& column)
{
    return QStringLiteral("%1 IS NOT NULL").arg(column.name());
}

Bounds none()
{
    return {kNone, kNone};
}

Bounds all(const PgColumn& column)
{
    return {hasValue(column), hasValue(column)};
}

Bounds unknown(const PgColumn& column)
{
    return {kNone, hasValue(column)};
}

/// @p condition, which may be NULL where the column is.
Bounds exactly(const PgColumn& column, const QString& condition)
{
    const QString sql = QStringLiteral("%1 AND %2").arg(hasValue(column), condition);
    return {sql, sql};
}

Bounds compareIntegerTo(const PgColumn& column, const QString& comparison, qint64 number)
{
    return exactly(
        column, QStringLiteral("%1 %2 %3").arg(column.integer(), comparison, QString::number(number)));
}

/// A double that is no integer lies between two.
Bounds compareInteger(const PgColumn& column, const QString& comparison, const Cell& number)
{
    if (number.type == CellType::Integer)
        return compareIntegerTo(column, comparison, number.integer);
    const bool below = comparison.startsWith(u'<');
    if (std::isnan(number.real) || number.real >= kTwoTo63)
        return below ? all(column) : none();
    if (number.real < -kTwoTo63)
        return comparison.startsWith(u'>') ? all(column) : none();
    const double floor = std::floor(number.real);
    if (floor == number.real)
        return compareIntegerTo(column, comparison, qint64(floor));
    if (comparison == QStringLiteral("="))
        return none();
    return compareIntegerTo(column, below ? QStringLiteral("<=") : QStringLiteral(">"), qint64(floor));
}

/// By way of the text that is shown: a real holds another number than that.
Bounds compareReal(const PgColumn& column, const QString& comparison, const Cell& number)
{
    constexpr qint64 kMostExact = qint64(1) << 53;
    if (number.type == CellType::Integer && (number.integer > kMostExact || number.integer < -kMostExact))
        return unknown(column);
    Cell real = number;
    if (number.type == CellType::Integer)
        real = {CellType::Real, 0, double(number.integer)};
    return exactly(column,
        QStringLiteral("%1::text::float8 %2 %3::float8")
            .arg(column.name(), comparison, *valueLiteral(real, SqlDialect::PostgreSql)));
}

Bounds compareDecimal(const PgColumn& column, const QString& comparison, QStringView typed)
{
    constexpr qsizetype kLongest = 1'000; // digits; PostgreSQL takes more before the point than behind
    const auto decimal = decimalFromTyped(typed);
    if (!decimal)
        return none();
    // Servers before version 14 know no infinity.
    const Decimal::Kind kind = Decimal::parse(*decimal)->kind();
    if (decimal->size() > kLongest || kind == Decimal::Kind::Infinity || kind == Decimal::Kind::MinusInfinity)
        return unknown(column);
    return exactly(column,
        QStringLiteral("%1 %2 '%3'::numeric").arg(column.name(), comparison, QLatin1String(*decimal)));
}

Bounds compareText(const PgColumn& column, const QString& comparison, QStringView typed)
{
    const auto literal = textLiteral(typed.toString(), SqlDialect::PostgreSql);
    if (!literal)
        return none();
    return exactly(column, QStringLiteral("%1 %2 %3").arg(column.shown(), comparison, *literal));
}

Bounds compare(const PgColumn& column, const QString& comparison, QStringView operand)
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
        return number.isNull() ? compareText(column, comparison, typed) : none();
    case Kind::Bytes:
        return none();
    }
    return unknown(column);
}

/// Texts are compared as they are, also where they read as a number.
Bounds equal(const PgColumn& column, QStringView operand)
{
    const QString equals = QStringLiteral("=");
    if (column.kind() != Kind::Text)
        return compare(column, equals, operand);
    const Bounds byBytes = compareText(column, equals, operand.trimmed());
    if (!column.isPlainText() || byBytes.below == kNone)
        return byBytes;
    // Equal bytes are equal by any collation, and this one has an index, if any has.
    const auto literal = textLiteral(operand.trimmed().toString(), SqlDialect::PostgreSql);
    const QString sql = QStringLiteral("%1 AND %2 = %3").arg(byBytes.below, column.name(), *literal);
    return {sql, sql};
}

/// Two letters beyond ASCII fold into ASCII (Unicode, CaseFolding.txt); the collation folds ASCII alone.
QString patternOf(const QString& needle)
{
    QString pattern;
    for (const QChar c : needle) {
        if (c == u'k')
            pattern += QStringLiteral("[k\\u212A]");
        else if (c == u's')
            pattern += QStringLiteral("[s\\u017F]");
        else if (QStringView(u"\\.*+?()[]{}|^$").contains(c))
            pattern += QStringLiteral("\\") + c;
        else
            pattern += c;
    }
    return pattern;
}

Bounds containsText(const PgColumn& column, const QString& needle)
{
    const bool hasOtherForms = needle.contains(u'k') || needle.contains(u's');
    const auto literal = textLiteral(hasOtherForms ? patternOf(needle) : needle, SqlDialect::PostgreSql);
    if (!literal)
        return none();
    return exactly(column,
        (hasOtherForms ? QStringLiteral("%1 ~* %2") : QStringLiteral("strpos(lower(%1), %2) > 0"))
            .arg(column.shown(), *literal));
}

Bounds contains(const PgColumn& column, const QString& needle)
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
        return containsText(column, lower);
    // The server spells them otherwise.
    static const QString inDecimals = QStringLiteral("0123456789+-.einfa");
    const bool mayBeIn
        = std::all_of(lower.begin(), lower.end(), [](QChar c) { return inDecimals.contains(c); });
    return mayBeIn ? unknown(column) : none();
}

Bounds range(const PgColumn& column, QStringView low, QStringView high)
{
    const Bounds atLeast = compare(column, QStringLiteral(">="), low);
    const Bounds atMost = compare(column, QStringLiteral("<="), high);
    const QString both = QStringLiteral("%1 AND %2");
    return {both.arg(atLeast.below, atMost.below), both.arg(atLeast.above, atMost.above)};
}

Bounds boundsOf(const PgColumn& column, const FilterTerm& term)
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

SqlCondition pgFilterCondition(const PgColumn& column, const QString& text)
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
