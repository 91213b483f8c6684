#include "app/sql/mytypes.h"

#include <mysql.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace larder {

namespace {

constexpr unsigned kNoCharacterSet = 63;
// Of utf8mb4, in which the server counts lengths.
constexpr unsigned long kBytesOfCharacter = 4;
// "not fixed": a real without a number of places.
constexpr unsigned kNoDecimals = 31;

template <typename Number>
std::optional<Number> numberFrom(QByteArrayView text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
    return error == std::errc() && end == text.end() ? std::optional(number) : std::nullopt;
}

// The highest bit comes first.
void appendBits(ColumnBuilder& column, QByteArrayView bytes)
{
    quint64 bits = 0;
    for (const char byte : bytes)
        bits = bits << 8 | uchar(byte);
    if (bits <= quint64(std::numeric_limits<qint64>::max()))
        column.appendInteger(qint64(bits));
    else
        column.appendText(QByteArray::number(bits));
}

bool isInteger(const MYSQL_FIELD& field)
{
    switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
        return true;
    default:
        return false;
    }
}

bool isReal(const MYSQL_FIELD& field)
{
    return field.type == MYSQL_TYPE_FLOAT || field.type == MYSQL_TYPE_DOUBLE;
}

bool isString(const MYSQL_FIELD& field)
{
    return field.type == MYSQL_TYPE_STRING || field.type == MYSQL_TYPE_VAR_STRING
        || field.type == MYSQL_TYPE_VARCHAR
        || (field.type >= MYSQL_TYPE_TINY_BLOB && field.type <= MYSQL_TYPE_BLOB);
}

const char* numberName(const MYSQL_FIELD& field)
{
    switch (field.type) {
    case MYSQL_TYPE_TINY:
        return "tinyint";
    case MYSQL_TYPE_SHORT:
        return "smallint";
    case MYSQL_TYPE_INT24:
        return "mediumint";
    case MYSQL_TYPE_LONG:
        return "int";
    case MYSQL_TYPE_LONGLONG:
        return "bigint";
    case MYSQL_TYPE_YEAR:
        return "year";
    case MYSQL_TYPE_FLOAT:
        return "float";
    case MYSQL_TYPE_DOUBLE:
        return "double";
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL:
        return "decimal";
    case MYSQL_TYPE_BIT:
        return "bit";
    default:
        return nullptr;
    }
}

const char* temporalName(const MYSQL_FIELD& field)
{
    switch (field.type) {
    case MYSQL_TYPE_DATE:
    case MYSQL_TYPE_NEWDATE:
        return "date";
    case MYSQL_TYPE_TIME:
    case MYSQL_TYPE_TIME2:
        return "time";
    case MYSQL_TYPE_DATETIME:
    case MYSQL_TYPE_DATETIME2:
        return "datetime";
    case MYSQL_TYPE_TIMESTAMP:
    case MYSQL_TYPE_TIMESTAMP2:
        return "timestamp";
    default:
        return nullptr;
    }
}

QString numberType(const MYSQL_FIELD& field, const char* name)
{
    QString type = QString::fromLatin1(name);
    if (field.type == MYSQL_TYPE_DECIMAL || field.type == MYSQL_TYPE_NEWDECIMAL) {
        // The sign and the point count, too.
        const unsigned long marks
            = ((field.flags & UNSIGNED_FLAG) == 0 ? 1UL : 0UL) + (field.decimals > 0 ? 1UL : 0UL);
        type += QStringLiteral("(%1,%2)")
                    .arg(field.length - std::min(field.length, marks))
                    .arg(field.decimals);
    } else if (!isReal(field)) {
        type += QStringLiteral("(%1)").arg(field.length);
    } else if (field.decimals < kNoDecimals) {
        type += QStringLiteral("(%1,%2)").arg(field.length).arg(field.decimals);
    }
    if ((field.flags & UNSIGNED_FLAG) != 0 && field.type != MYSQL_TYPE_BIT && field.type != MYSQL_TYPE_YEAR)
        type += QStringLiteral(" unsigned");
    if ((field.flags & ZEROFILL_FLAG) != 0 && field.type != MYSQL_TYPE_YEAR)
        type += QStringLiteral(" zerofill");
    return type;
}

// The types of MariaDB that look like others name themselves.
QString extendedName(const MYSQL_FIELD& field)
{
    for (const auto attribute : {MARIADB_FIELD_ATTR_DATA_TYPE_NAME, MARIADB_FIELD_ATTR_FORMAT_NAME}) {
        MARIADB_CONST_STRING name{};
        if (mariadb_field_attr(&name, &field, attribute) == 0 && name.length > 0)
            return QString::fromUtf8(name.str, qsizetype(name.length));
    }
    return {};
}

QString stringType(const MYSQL_FIELD& field)
{
    const bool isBinary = field.charsetnr == kNoCharacterSet;
    if (isString(field)
        && (field.type == MYSQL_TYPE_STRING || field.type == MYSQL_TYPE_VAR_STRING
            || field.type == MYSQL_TYPE_VARCHAR)) {
        if ((field.flags & ENUM_FLAG) != 0)
            return QStringLiteral("enum");
        if ((field.flags & SET_FLAG) != 0)
            return QStringLiteral("set");
        const bool varies = field.type != MYSQL_TYPE_STRING;
        const QString name = isBinary ? QStringLiteral("binary") : QStringLiteral("char");
        return QStringLiteral("%1%2(%3)")
            .arg(varies ? QStringLiteral("var") : QString(), name)
            .arg(isBinary ? field.length : field.length / kBytesOfCharacter);
    }
    const unsigned long length = isBinary ? field.length : field.length / kBytesOfCharacter;
    const char* size = "long";
    if (length <= 0xff)
        size = "tiny";
    else if (length <= 0xffff)
        size = "";
    else if (length <= 0xffffff)
        size = "medium";
    return QString::fromLatin1(size) + (isBinary ? QStringLiteral("blob") : QStringLiteral("text"));
}

} // namespace

MyCellKind myCellKind(const MYSQL_FIELD& field)
{
    // Zeros in front are part of the value that was declared.
    const bool hasZeros = (field.flags & ZEROFILL_FLAG) != 0 && field.type != MYSQL_TYPE_YEAR;
    if (isInteger(field))
        return hasZeros ? MyCellKind::Text : MyCellKind::Integer;
    if (isReal(field))
        return hasZeros ? MyCellKind::Text : MyCellKind::Real;
    if (field.type == MYSQL_TYPE_BIT)
        return MyCellKind::Bit;
    if (field.type == MYSQL_TYPE_GEOMETRY || (isString(field) && field.charsetnr == kNoCharacterSet))
        return MyCellKind::Bytes;
    return MyCellKind::Text;
}

QString myTypeName(const MYSQL_FIELD& field)
{
    if (const QString name = extendedName(field); !name.isEmpty())
        return name;
    if (const char* const name = numberName(field))
        return numberType(field, name);
    if (const char* const name = temporalName(field)) {
        const bool hasPlaces = field.decimals > 0 && field.decimals < kNoDecimals;
        return QString::fromLatin1(name)
            + (hasPlaces ? QStringLiteral("(%1)").arg(field.decimals) : QString());
    }
    if (field.type == MYSQL_TYPE_JSON)
        return QStringLiteral("json");
    if (field.type == MYSQL_TYPE_GEOMETRY)
        return QStringLiteral("geometry");
    return isString(field) ? stringType(field) : QString();
}

void appendMyValue(ColumnBuilder& column, MyCellKind kind, QByteArrayView text)
{
    switch (kind) {
    case MyCellKind::Integer:
        if (const auto number = numberFrom<qint64>(text))
            column.appendInteger(*number);
        else
            column.appendText(text);
        return;
    case MyCellKind::Real:
        if (const auto number = numberFrom<double>(text))
            column.appendReal(*number);
        else
            column.appendText(text);
        return;
    case MyCellKind::Bit:
        appendBits(column, text);
        return;
    case MyCellKind::Bytes:
        column.appendBlob(text);
        return;
    case MyCellKind::Text:
        column.appendText(text);
        return;
    }
}

} // namespace larder
