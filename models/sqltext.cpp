#include "models/sqltext.h"

#include "cache/value.h"

#include <cmath>

namespace larder {

namespace {

constexpr int kExactDecimals = 4;
constexpr int kExactDigits = 15;
constexpr int kLargestExponent = 62;

/// SQLite computes `digits / 10^decimals` in 64 bits before it rounds to 53 (sqlite3AtoF), which is exact as
/// long as the rest, a fraction of 5^decimals, can't look like the middle between two doubles: 2^-12 from
/// 1/2.
bool isReadExactly(const QByteArray& decimal)
{
    const qsizetype point = decimal.indexOf('.');
    return !decimal.contains('e') && point >= 0 && decimal.size() <= kExactDigits
        && decimal.size() - point - 1 <= kExactDecimals;
}

std::optional<QString> realLiteral(double number)
{
    if (std::isnan(number))
        return std::nullopt;
    if (std::isinf(number))
        return number < 0 ? QStringLiteral("-9e999") : QStringLiteral("9e999");
    const QByteArray decimal = shortestReal(number);
    if (isReadExactly(decimal))
        return QString::fromLatin1(decimal);
    // An integer times or by a power of two: each is exact, and so is what they make.
    int exponent = 0;
    auto integer = qint64(std::ldexp(std::frexp(number, &exponent), 53));
    exponent -= 53;
    while (integer % 2 == 0 && exponent < 0) {
        integer /= 2;
        ++exponent;
    }
    if (std::abs(exponent) > kLargestExponent)
        return std::nullopt;
    return QStringLiteral("(%1 %2 %3.0)")
        .arg(integer)
        .arg(QLatin1Char(exponent < 0 ? '/' : '*'))
        .arg(qint64(1) << std::abs(exponent));
}

std::optional<QString> sqliteLiteral(const Cell& value)
{
    switch (value.type) {
    case CellType::Null:
        return QStringLiteral("NULL");
    case CellType::Integer:
        return QString::number(value.integer);
    case CellType::Real:
        return realLiteral(value.real);
    case CellType::Text: {
        const QString text = QString::fromUtf8(value.bytes);
        // Bytes that are no UTF-8 would come back as others.
        if (text.toUtf8() == value.bytes && !text.contains(u'\0'))
            return textLiteral(text, SqlDialect::Sqlite);
        return QStringLiteral("CAST(x'%1' AS TEXT)")
            .arg(QString::fromLatin1(value.bytes.toByteArray().toHex()));
    }
    case CellType::Blob:
        return QStringLiteral("x'%1'").arg(QString::fromLatin1(value.bytes.toByteArray().toHex()));
    }
    return std::nullopt;
}

std::optional<QString> pgLiteral(const Cell& value)
{
    switch (value.type) {
    case CellType::Null:
        return QStringLiteral("NULL");
    case CellType::Integer:
        return QString::number(value.integer);
    case CellType::Real:
        if (std::isinf(value.real))
            return value.real < 0 ? QStringLiteral("'-Infinity'") : QStringLiteral("'Infinity'");
        return QStringLiteral("'%1'").arg(QString::fromLatin1(shortestReal(value.real)));
    case CellType::Text: {
        const QString text = QString::fromUtf8(value.bytes);
        return text.toUtf8() == value.bytes ? textLiteral(text, SqlDialect::PostgreSql) : std::nullopt;
    }
    case CellType::Blob:
        return QStringLiteral("'\\x%1'::bytea").arg(QString::fromLatin1(value.bytes.toByteArray().toHex()));
    }
    return std::nullopt;
}

// Texts by their bytes: what a backslash means depends on sql_mode.
std::optional<QString> mySqlLiteral(const Cell& value)
{
    const QString hex = QString::fromLatin1(value.bytes.toByteArray().toHex());
    switch (value.type) {
    case CellType::Null:
        return QStringLiteral("NULL");
    case CellType::Integer:
        return QString::number(value.integer);
    case CellType::Real: {
        if (!std::isfinite(value.real))
            return std::nullopt;
        const QString decimal = QString::fromLatin1(shortestReal(value.real));
        // Without an exponent it is an exact decimal.
        return decimal.contains(u'e') ? decimal : decimal + QStringLiteral("e0");
    }
    case CellType::Text:
        if (QString::fromUtf8(value.bytes).toUtf8() != value.bytes)
            return std::nullopt;
        return QStringLiteral("CONVERT(x'%1' USING utf8mb4)").arg(hex);
    case CellType::Blob:
        return QStringLiteral("x'%1'").arg(hex);
    }
    return std::nullopt;
}

std::optional<QString> anyLiteral(const Cell& value)
{
    if (value.type == CellType::Integer)
        return QString::number(value.integer);
    const QString text = QString::fromUtf8(value.bytes);
    if (value.type != CellType::Text || text.contains(u'\\') || text.toUtf8() != value.bytes)
        return std::nullopt;
    return textLiteral(text, SqlDialect::Generic);
}

} // namespace

QString quotedName(const QString& name, SqlDialect dialect)
{
    const QChar quote = dialect == SqlDialect::MySql ? u'`' : u'"';
    return quote + QString(name).replace(quote, QString(2, quote)) + quote;
}

QString quotedTable(const QString& schema, const QString& table, SqlDialect dialect)
{
    const QString name = quotedName(table, dialect);
    return schema.isEmpty() ? name : quotedName(schema, dialect) + u'.' + name;
}

std::optional<QString> textLiteral(const QString& text, SqlDialect dialect)
{
    if (text.contains(u'\0'))
        return std::nullopt;
    QString quoted = u'\'' + QString(text).replace(u'\'', QStringLiteral("''")) + u'\'';
    if (dialect != SqlDialect::PostgreSql || !text.contains(u'\\'))
        return quoted;
    return u'E' + quoted.replace(u'\\', QStringLiteral("\\\\"));
}

std::optional<QString> valueLiteral(const Cell& value, SqlDialect dialect)
{
    switch (dialect) {
    case SqlDialect::Sqlite:
        return sqliteLiteral(value);
    case SqlDialect::PostgreSql:
        return pgLiteral(value);
    case SqlDialect::MySql:
        return mySqlLiteral(value);
    case SqlDialect::SqlServer:
    case SqlDialect::Generic:
        return anyLiteral(value);
    }
    Q_UNREACHABLE();
}

} // namespace larder
