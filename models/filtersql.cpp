#include "models/filtersql.h"

#include "models/sqltext.h"

#include <cmath>
#include <optional>

namespace larder {

namespace {

using Bounds = FilterBounds;

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
    const QString lower = needle.toLower();
    const auto literal = textLiteral(lower, SqlDialect::Sqlite);
    if (!isAscii(needle) || !literal)
        return {kNone, typeIs(column, "text")};
    if (needle.isEmpty())
        return exactly(hasText(column));
    const QString inText = QStringLiteral("%1 AND instr(%2, %3) > 0")
                               .arg(typeIs(column, "text"), folded(column, lower), *literal);
    if (!mayBeInDecimals(lower))
        return exactly(inText);
    const QString inInteger = QStringLiteral("%1 OR %2 AND instr(CAST(%3 AS TEXT), %4) > 0")
                                  .arg(inText, typeIs(column, "integer"), column, *literal);
    // The decimals of a double are cut after 15 digits there.
    return {inInteger, QStringLiteral("%1 OR %2").arg(inInteger, typeIs(column, "real"))};
}

/// Whatever a column of SQLite is declared as, each of its values has a type of its own.
class SqliteConditions final : public FilterConditions
{
public:
    explicit SqliteConditions(const QString& column) : FilterConditions(column) { }

protected:
    [[nodiscard]] Bounds compare(const QString& comparison, QStringView operand) const override
    {
        return larder::compare(column(), comparison, operand);
    }
    [[nodiscard]] Bounds equal(QStringView operand) const override
    {
        return larder::equal(column(), operand);
    }
    [[nodiscard]] Bounds contains(const QString& needle) const override
    {
        return larder::contains(column(), needle);
    }
    [[nodiscard]] Bounds matches() const override { return {kNone, hasText(column())}; }
};

} // namespace

SqlCondition filterCondition(const QString& column, const QString& text)
{
    return SqliteConditions(column).conditionOf(text);
}

} // namespace larder
