#include "app/sql/myparameters.h"

#include "cache/sql/sqllexer.h"

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
Result<QByteArray> literalOf(const Parameter& parameter)
{
    if (const auto* const integer = std::get_if<qint64>(&parameter.value))
        return ' ' + QByteArray::number(*integer) + ' ';
    if (const auto* const real = std::get_if<double>(&parameter.value)) {
        if (!std::isfinite(*real)) {
            return Error{tr("Cannot run the statement"),
                tr("the value of %1 is no number that the server has").arg(QString::fromUtf8(parameter.name)),
                tr("Give a finite number, or NULL.")};
        }
        // Without an exponent it would be a decimal.
        const QByteArray digits = shortestReal(*real);
        return ' ' + digits + (digits.contains('e') ? "" : "e0") + ' ';
    }
    if (const auto* const text = std::get_if<Text>(&parameter.value))
        return ' ' + hexadecimal("_utf8mb4", text->utf8) + ' ';
    if (const auto* const blob = std::get_if<Blob>(&parameter.value))
        return ' ' + hexadecimal("_binary", blob->bytes) + ' ';
    return QByteArray(" NULL ");
}

Error missing(int place)
{
    return {
        tr("The statement has a parameter without a value"), QString::number(place), tr("Give it a value.")};
}

} // namespace

Result<QByteArray> mySqlWithValues(const Statement& statement)
{
    if (const qsizetype nul = statement.sql.indexOf('\0'); nul >= 0)
        return Error{tr("Cannot run the text"), tr("it holds a NUL character"), tr("Remove it."), nul};
    QByteArray sql;
    int places = 0;
    SqlLexer lexer(statement.sql, SqlDialect::MySql);
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        if (token.kind != SqlTokenKind::Parameter) {
            sql += lexer.text(token);
            continue;
        }
        const QByteArray place = QByteArray::number(++places);
        const auto found = std::find_if(statement.parameters.begin(), statement.parameters.end(),
            [&](const Parameter& parameter) { return parameter.name == place; });
        if (found == statement.parameters.end())
            return missing(places);
        const Result<QByteArray> literal = literalOf(*found);
        if (!literal)
            return literal.error();
        sql += literal.value();
    }
    if (qsizetype(statement.parameters.size()) > places) {
        return Error{tr("The statement has no such parameter"),
            QString::fromUtf8(statement.parameters[size_t(places)].name),
            tr("Write it as ? in the statement, or leave the value out.")};
    }
    return sql;
}

} // namespace larder
