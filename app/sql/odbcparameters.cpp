#include "app/sql/odbcparameters.h"

#include "app/sql/givenvalues.h"
#include "cache/sql/sqlparameters.h"

#include <QCoreApplication>
#include <QSet>
#include <QUtf8StringView>

#include <sql.h>
#include <sqlext.h>

#include <algorithm>

namespace larder {

namespace {

static_assert(sizeof(SQLLEN) == sizeof(qint64));

// What drivers take for a text or for bytes of ordinary length.
constexpr qsizetype kOrdinary = 4000;

QString tr(const char* text)
{
    return QCoreApplication::translate("OdbcParameters", text);
}

std::optional<Error> textError(const QByteArray& sql, OdbcTexts texts)
{
    if (const qsizetype nul = sql.indexOf('\0'); nul >= 0)
        return Error{tr("Cannot run the text"), tr("it holds a NUL character"), tr("Remove it."), nul};
    if (texts == OdbcTexts::Wide && !QUtf8StringView(sql).isValidUtf8())
        return Error{tr("Cannot run the text"), tr("it is no UTF-8"), tr("Write it anew.")};
    return std::nullopt;
}

template <typename Number>
QByteArray bytesOf(Number number)
{
    return {reinterpret_cast<const char*>(&number), qsizetype(sizeof(number))};
}

} // namespace

Result<OdbcParameters> OdbcParameters::of(const Statement& statement, SqlDialect dialect, OdbcTexts texts)
{
    if (const auto error = textError(statement.sql, texts))
        return *error;
    OdbcParameters parameters;
    QSet<QByteArray> used;
    qsizetype at = 0;
    for (const ParameterMark& mark : parameterMarks(statement.sql, dialect)) {
        const QByteArray name = mark.name.mid(1);
        const Value* const value = givenValue(statement.parameters, name);
        if (!value)
            return missingValueError(name, mark.token.offset);
        used.insert(name);
        parameters.m_bound.push_back(boundOf(*value, texts));
        parameters.m_sql += statement.sql.mid(at, mark.token.offset - at) + '?';
        at = mark.token.end();
    }
    parameters.m_sql += statement.sql.mid(at);
    for (const Parameter& parameter : statement.parameters) {
        if (!used.contains(parameter.name)) {
            return unusedValueError(
                parameter.name, tr("Write it into the statement, or leave the value out."));
        }
    }
    return parameters;
}

bool OdbcParameters::bind(OdbcStatement& statement)
{
    for (size_t i = 0; i < m_bound.size(); ++i) {
        Bound& bound = m_bound[i];
        const auto size = SQLULEN(std::max<qsizetype>(1, bound.bytes.size()));
        const SQLRETURN result = SQLBindParameter(statement.handle(), SQLUSMALLINT(i + 1), SQL_PARAM_INPUT,
            bound.cType, bound.sqlType, size, 0, bound.bytes.data(), SQLLEN(bound.bytes.size()),
            reinterpret_cast<SQLLEN*>(&bound.length));
        if (!statement.note(result))
            return false;
    }
    return true;
}

OdbcParameters::Bound OdbcParameters::boundOf(const Value& value, OdbcTexts texts)
{
    Bound bound;
    if (const auto* const integer = std::get_if<qint64>(&value)) {
        bound = {SQL_C_SBIGINT, SQL_BIGINT, bytesOf(*integer)};
    } else if (const auto* const real = std::get_if<double>(&value)) {
        bound = {SQL_C_DOUBLE, SQL_DOUBLE, bytesOf(*real)};
    } else if (const auto* const text = std::get_if<Text>(&value)) {
        const bool isLong = text->utf8.size() > kOrdinary;
        if (texts == OdbcTexts::Wide)
            bound = {SQL_C_WCHAR, SQLSMALLINT(isLong ? SQL_WLONGVARCHAR : SQL_WVARCHAR),
                odbcBytes(text->utf8, texts)};
        else
            bound = {SQL_C_CHAR, SQLSMALLINT(isLong ? SQL_LONGVARCHAR : SQL_VARCHAR), text->utf8};
    } else if (const auto* const blob = std::get_if<Blob>(&value)) {
        const bool isLong = blob->bytes.size() > kOrdinary;
        bound = {SQL_C_BINARY, SQLSMALLINT(isLong ? SQL_LONGVARBINARY : SQL_VARBINARY), blob->bytes};
    } else {
        bound = {SQL_C_CHAR, SQL_VARCHAR, {}, SQL_NULL_DATA};
        return bound;
    }
    bound.length = bound.bytes.size();
    return bound;
}

} // namespace larder
