#include "models/filtersql.h"

#include "models/rowfilter.h"
#include "models/sqltext.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace larder {

namespace {

/// Passes no row that does not pass the filter, and passes all rows that do.
struct Bounds
{
    QString below;
    QString above;
    [[nodiscard]] bool exact() const { return below == above; }
};

const QString kNone = QStringLiteral("0");

Bounds exactly(const QString& sql)
{
    return {sql, sql};
}

QString typeIs(const QString& column, const char* type)
{
    return QStringLiteral("typeof(%1) = '%2'").arg(column, QLatin1String(type));
}

QString isNumberSql(const QString& column)
{
    return QStringLiteral("typeof(%1) IN ('integer', 'real')").arg(column);
}

QString hasText(const QString& column)
{
    return QStringLiteral("typeof(%1) IN ('text', 'integer', 'real')").arg(column);
}

bool isNan(const Cell& number)
{
    return number.type == CellType::Real && std::isnan(number.real);
}

/// SQLite stores no NaN; above all numbers it is only in the operand.
Bounds compareToNan(const QString& column, const QString& comparison)
{
    return exactly(comparison.startsWith(u'<') ? isNumberSql(column) : kNone);
}

Bounds compare(const QString& column, const QString& comparison, QStringView operand)
{
    const QStringView typed = operand.trimmed();
    const Cell number = numberFromText(typed);
    if (isNan(number))
        return compareToNan(column, comparison);
    if (!number.isNull()) {
        const auto literal = valueLiteral(number, SqlDialect::Sqlite);
        if (!literal)
            return {kNone, isNumberSql(column)};
        return exactly(
            QStringLiteral("%1 AND %2 %3 %4").arg(isNumberSql(column), column, comparison, *literal));
    }
    const auto literal = textLiteral(typed.toString(), SqlDialect::Sqlite);
    if (!literal)
        return {kNone, typeIs(column, "text")};
    return exactly(QStringLiteral("%1 AND %2 %3 %4 COLLATE BINARY")
                       .arg(typeIs(column, "text"), column, comparison, *literal));
}

/// Texts are compared as they are, also where they read as a number.
Bounds equal(const QString& column, QStringView operand)
{
    const QStringView typed = operand.trimmed();
    const Cell number = numberFromText(typed);
    const auto literal = textLiteral(typed.toString(), SqlDialect::Sqlite);
    if (!literal)
        return {kNone, hasText(column)};
    const QString text
        = QStringLiteral("%1 AND %2 = %3 COLLATE BINARY").arg(typeIs(column, "text"), column, *literal);
    if (number.isNull() || isNan(number))
        return exactly(text);
    const Bounds asNumber = compare(column, QStringLiteral("="), operand);
    const QString either = QStringLiteral("%1 OR %2");
    return {either.arg(text, asNumber.below), either.arg(text, asNumber.above)};
}

/// SQLite's lower() folds ASCII; these two letters beyond it fold into ASCII (Unicode, CaseFolding.txt).
QString folded(const QString& column, const QString& needle)
{
    QString text = column;
    if (needle.contains(u'k'))
        text = QStringLiteral("replace(%1, char(8490), 'k')").arg(text);
    if (needle.contains(u's'))
        text = QStringLiteral("replace(%1, char(383), 's')").arg(text);
    return QStringLiteral("lower(%1)").arg(text);
}

Bounds contains(const QString& column, const QString& needle)
{
    const bool ascii = std::all_of(needle.begin(), needle.end(), [](QChar c) { return c.unicode() < 0x80; });
    const auto literal = textLiteral(needle.toLower(), SqlDialect::Sqlite);
    if (!ascii || !literal)
        return {kNone, typeIs(column, "text")};
    if (needle.isEmpty())
        return exactly(hasText(column));
    const QString inText = QStringLiteral("%1 AND instr(%2, %3) > 0")
                               .arg(typeIs(column, "text"), folded(column, needle.toLower()), *literal);
    static const QString inDecimals = QStringLiteral("0123456789+-.einfa");
    const QString lower = needle.toLower();
    const auto mayBeInNumber
        = std::all_of(lower.begin(), lower.end(), [](QChar c) { return inDecimals.contains(c); });
    if (!mayBeInNumber)
        return exactly(inText);
    const QString inInteger = QStringLiteral("%1 OR %2 AND instr(CAST(%3 AS TEXT), %4) > 0")
                                  .arg(inText, typeIs(column, "integer"), column, *literal);
    // The decimals of a double are cut after 15 digits there.
    return {inInteger, QStringLiteral("%1 OR %2").arg(inInteger, typeIs(column, "real"))};
}

Bounds range(const QString& column, QStringView low, QStringView high)
{
    const Bounds atLeast = compare(column, QStringLiteral(">="), low);
    const Bounds atMost = compare(column, QStringLiteral("<="), high);
    const QString both = QStringLiteral("%1 AND %2");
    return {both.arg(atLeast.below, atMost.below), both.arg(atLeast.above, atMost.above)};
}

Bounds boundsOf(const QString& column, const FilterTerm& term)
{
    switch (term.kind) {
    case FilterTerm::Kind::Null:
        break;
    case FilterTerm::Kind::Contains:
        return contains(column, term.text);
    case FilterTerm::Kind::Pattern:
        return {kNone, hasText(column)};
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
    return exactly(QStringLiteral("%1 IS NULL").arg(column));
}

} // namespace

SqlCondition filterCondition(const QString& column, const QString& text)
{
    // A pattern may be wrong where its term is right.
    const Result<FilterTerm> term = FilterTerm::parse(text);
    if (!term || !RowFilter::parse(text))
        return {};
    const bool negated = term.value().negated;
    if (term.value().kind == FilterTerm::Kind::Null)
        return {QStringLiteral("%1 IS %2NULL").arg(column, negated ? QStringLiteral("NOT ") : QString())};
    const Bounds bounds = boundsOf(column, term.value());
    if (negated)
        return {QStringLiteral("%1 IS NOT NULL AND NOT (%2)").arg(column, bounds.below), bounds.exact()};
    return {bounds.above, bounds.exact()};
}

} // namespace larder
