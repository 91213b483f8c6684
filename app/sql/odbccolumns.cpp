#include "app/sql/odbccolumns.h"

#include "cache/columnbuilder.h"

#include <sql.h>
#include <sqlext.h>

#include <array>
#include <charconv>
#include <cstring>
#include <string_view>

namespace larder {

namespace {

/// What the driver says of @p column in the field @p field (SQL_DESC_…); empty where it says nothing.
QString fieldOf(const OdbcStatement& statement, SQLUSMALLINT column, SQLUSMALLINT field)
{
    QByteArray answer(1024, '\0');
    SQLSMALLINT length = 0;
    SQLLEN number = 0;
    const auto room = SQLSMALLINT(answer.size());
    const SQLRETURN result = statement.texts() == OdbcTexts::Wide
        ? SQLColAttributeW(statement.handle(), column, field, answer.data(), room, &length, &number)
        : SQLColAttribute(statement.handle(), column, field, answer.data(), room, &length, &number);
    if (!SQL_SUCCEEDED(result) || length <= 0)
        return {};
    return odbcString(answer.first(std::min<qsizetype>(length, answer.size())), statement.texts());
}

struct Description
{
    SQLSMALLINT type = SQL_UNKNOWN_TYPE;
    SQLULEN size = 0;
    SQLSMALLINT digits = 0;
    SQLSMALLINT nullable = SQL_NULLABLE_UNKNOWN;
};

Description descriptionOf(const OdbcStatement& statement, SQLUSMALLINT column)
{
    Description told;
    SQLSMALLINT length = 0;
    if (statement.texts() == OdbcTexts::Wide) {
        (void)SQLDescribeColW(statement.handle(), column, nullptr, 0, &length, &told.type, &told.size,
            &told.digits, &told.nullable);
    } else {
        (void)SQLDescribeCol(statement.handle(), column, nullptr, 0, &length, &told.type, &told.size,
            &told.digits, &told.nullable);
    }
    return told;
}

OdbcCellKind kindOf(SQLSMALLINT type, SqlDialect dialect)
{
    switch (type) {
    case SQL_BIT:
    case SQL_TINYINT:
    case SQL_SMALLINT:
    case SQL_INTEGER:
    case SQL_BIGINT:
        return OdbcCellKind::Integer;
    case SQL_REAL:
    case SQL_FLOAT:
    case SQL_DOUBLE:
        return dialect == SqlDialect::Sqlite ? OdbcCellKind::RealText : OdbcCellKind::Real;
    case SQL_BINARY:
    case SQL_VARBINARY:
    case SQL_LONGVARBINARY:
        return OdbcCellKind::Blob;
    case SQL_DECIMAL:
    case SQL_NUMERIC:
    case SQL_TYPE_DATE:
    case SQL_TYPE_TIME:
    case SQL_TYPE_TIMESTAMP:
    case SQL_GUID:
        // A column of SQLite may hold any text.
        return dialect == SqlDialect::Sqlite ? OdbcCellKind::Text : OdbcCellKind::Ascii;
    default:
        return OdbcCellKind::Text;
    }
}

QString typeText(const QString& name, const Description& told)
{
    if (name.isEmpty() || name.contains(u'('))
        return name;
    if (told.type == SQL_DECIMAL || told.type == SQL_NUMERIC)
        return QStringLiteral("%1(%2,%3)").arg(name).arg(told.size).arg(told.digits);
    const bool hasSize = told.type == SQL_CHAR || told.type == SQL_VARCHAR || told.type == SQL_WCHAR
        || told.type == SQL_WVARCHAR;
    return hasSize && told.size > 0 ? QStringLiteral("%1(%2)").arg(name).arg(told.size) : name;
}

ColumnInfo infoOf(const OdbcStatement& statement, SQLUSMALLINT column, const Description& told)
{
    ColumnInfo info{fieldOf(statement, column, SQL_DESC_LABEL)};
    if (info.name.isEmpty())
        info.name = fieldOf(statement, column, SQL_DESC_NAME);
    info.declaredType = typeText(fieldOf(statement, column, SQL_DESC_TYPE_NAME), told);
    info.originTable = fieldOf(statement, column, SQL_DESC_BASE_TABLE_NAME);
    if (!info.originTable.isEmpty()) {
        info.originColumn = fieldOf(statement, column, SQL_DESC_BASE_COLUMN_NAME);
        info.originSchema = fieldOf(statement, column, SQL_DESC_SCHEMA_NAME);
    }
    if (told.nullable != SQL_NULLABLE_UNKNOWN)
        info.nullability = told.nullable == SQL_NO_NULLS ? Nullability::NotNull : Nullability::Nullable;
    return info;
}

// A number only if it is written as one, so that nothing of a text is lost.
void appendInteger(ColumnBuilder& builder, QByteArrayView bytes)
{
    const std::string_view text(bytes.data(), size_t(bytes.size()));
    qint64 number = 0;
    const bool isNumber = std::from_chars(bytes.begin(), bytes.end(), number).ec == std::errc();
    std::array<char, 24> plain;
    const char* const end = std::to_chars(plain.begin(), plain.end(), number).ptr;
    if (isNumber && text == std::string_view(plain.begin(), end))
        builder.appendInteger(number);
    else
        builder.appendText(bytes);
}

void appendReal(ColumnBuilder& builder, QByteArrayView bytes)
{
    bool isNumber = false;
    const double number = bytes.toDouble(&isNumber);
    if (isNumber)
        builder.appendReal(number);
    else
        builder.appendText(bytes);
}

bool appendDouble(OdbcStatement& statement, int column, ColumnBuilder& builder)
{
    const OdbcStatement::Data data = statement.read(column + 1, SQL_C_DOUBLE);
    double number = 0;
    if (data == OdbcStatement::Data::Present)
        std::memcpy(&number, statement.bytes().data(), sizeof(number));
    if (data == OdbcStatement::Data::Null)
        builder.appendNull();
    else
        builder.appendReal(number);
    return data != OdbcStatement::Data::Failed;
}

SQLSMALLINT typeOf(OdbcCellKind kind, OdbcTexts texts)
{
    if (kind == OdbcCellKind::Blob)
        return SQL_C_BINARY;
    return kind == OdbcCellKind::Text && texts == OdbcTexts::Wide ? SQL_C_WCHAR : SQL_C_CHAR;
}

} // namespace

OdbcColumns OdbcColumns::of(const OdbcStatement& statement, SqlDialect dialect)
{
    OdbcColumns columns;
    SQLSMALLINT count = 0;
    if (!SQL_SUCCEEDED(SQLNumResultCols(statement.handle(), &count)) || count <= 0)
        return columns;
    columns.infos.reserve(size_t(count));
    columns.kinds.reserve(size_t(count));
    for (SQLUSMALLINT column = 1; column <= count; ++column) {
        const Description told = descriptionOf(statement, column);
        columns.infos.push_back(infoOf(statement, column, told));
        columns.kinds.push_back(kindOf(told.type, dialect));
    }
    return columns;
}

bool appendOdbcValue(OdbcStatement& statement, int column, OdbcCellKind kind, ColumnBuilder& builder)
{
    if (kind == OdbcCellKind::Real)
        return appendDouble(statement, column, builder);
    const OdbcStatement::Data data = statement.read(column + 1, typeOf(kind, statement.texts()));
    if (data != OdbcStatement::Data::Present) {
        builder.appendNull();
        return data == OdbcStatement::Data::Null;
    }
    const QByteArrayView bytes = statement.bytes();
    if (kind == OdbcCellKind::Integer)
        appendInteger(builder, bytes);
    else if (kind == OdbcCellKind::RealText)
        appendReal(builder, bytes);
    else if (kind == OdbcCellKind::Blob)
        builder.appendBlob(bytes);
    else if (kind == OdbcCellKind::Text && statement.texts() == OdbcTexts::Wide)
        builder.appendText(statement.utf8());
    else
        builder.appendText(bytes);
    return true;
}

} // namespace larder
