#include "app/sql/myparameters.h"

#include "app/sql/givenvalues.h"
#include "cache/sql/sqlparameters.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("MyParameters", text);
}

QByteArray hexadecimal(const char* introducer, const QByteArray& bytes)
{
    return introducer + QByteArray(" X'") + bytes.toHex() + '\'';
}

// With blanks around, so that nothing in front or behind becomes part of it, or a comment with it.
Result<QByteArray> literalOf(const QByteArray& name, const Value& value)
{
    if (const auto* const integer = std::get_if<qint64>(&value))
        return ' ' + QByteArray::number(*integer) + ' ';
    if (const auto* const real = std::get_if<double>(&value)) {
        if (!std::isfinite(*real)) {
            return Error{tr("Cannot run the statement"),
                tr("the value of %1 is no number that the server has").arg(QString::fromUtf8(name)),
                tr("Give a finite number, or NULL.")};
        }
        // Without an exponent it would be a decimal.
        const QByteArray digits = shortestReal(*real);
        return ' ' + digits + (digits.contains('e') ? "" : "e0") + ' ';
    }
    if (const auto* const text = std::get_if<Text>(&value))
        return ' ' + hexadecimal("_utf8mb4", text->utf8) + ' ';
    if (const auto* const blob = std::get_if<Blob>(&value))
        return ' ' + hexadecimal("_binary", blob->bytes) + ' ';
    return QByteArray(" NULL ");
}

} // namespace

Result<QByteArray> mySqlWithValues(const Statement& statement)
{
    if (const qsizetype nul = statement.sql.indexOf('\0'); nul >= 0)
        return Error{tr("Cannot run the text"), tr("it holds a NUL character"), tr("Remove it."), nul};
    QByteArray sql;
    qsizetype at = 0;
    QByteArrayList used;
    for (const ParameterMark& mark : parameterMarks(statement.sql, SqlDialect::MySql)) {
        const QByteArray name = mark.name.mid(1);
        const Value* const value = givenValue(statement.parameters, name);
        if (!value)
            return missingValueError(name);
        const Result<QByteArray> literal = literalOf(name, *value);
        if (!literal)
            return literal.error();
        sql += statement.sql.mid(at, mark.token.offset - at) + literal.value();
        at = mark.token.offset + mark.token.length;
        used << name;
    }
    sql += statement.sql.mid(at);
    for (const Parameter& parameter : statement.parameters) {
        if (!used.contains(parameter.name)) {
            return unusedValueError(
                parameter.name, tr("Write it as ? or :name in the statement, or leave the value out."));
        }
    }
    return sql;
}

} // namespace larder
