#include "app/sql/pgparameters.h"

#include "app/sql/givenvalues.h"
#include "cache/sql/sqlparameters.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

constexpr unsigned kInferred = 0;
constexpr unsigned kBytea = 17;

QString tr(const char* text)
{
    return QCoreApplication::translate("PgParameters", text);
}

// libpq would stop reading at a NUL and send what stands before it.
std::optional<Error> nulError(const Statement& statement)
{
    if (const qsizetype nul = statement.sql.indexOf('\0'); nul >= 0)
        return Error{tr("Cannot run the text"), tr("it holds a NUL character"), tr("Remove it."), nul};
    for (const Parameter& parameter : statement.parameters) {
        const auto* const text = std::get_if<Text>(&parameter.value);
        if (text && text->utf8.contains('\0'))
            return Error{tr("Cannot run the statement"),
                tr("the value of %1 holds a NUL character, which no text of PostgreSQL can")
                    .arg(QString::fromUtf8(parameter.name)),
                tr("Give it as a BLOB, or remove the character.")};
    }
    return std::nullopt;
}

/// The places of a statement that want values. The server knows numbers only, so names get those above.
struct Marks
{
    int highest = 0;
    QByteArrayList names = {};
    /// With numbers in the places of names, and blanks behind them, so that what follows stays where it was.
    QByteArray sql;

    [[nodiscard]] static Marks of(const Statement& statement)
    {
        const std::vector<ParameterMark> all = parameterMarks(statement.sql, SqlDialect::PostgreSql);
        Marks marks;
        // The server refuses other marks itself, and places that it can't have.
        for (const ParameterMark& mark : all) {
            if (mark.name.startsWith('$'))
                marks.highest = std::max(marks.highest, mark.name.mid(1).toInt());
        }
        qsizetype at = 0;
        for (const ParameterMark& mark : all) {
            const QByteArray name = mark.name.mid(1);
            // Without a value it is the server's: the end of a slice, as in a[1:n].
            if (!mark.name.startsWith(':') || !givenValue(statement.parameters, name))
                continue;
            if (!marks.names.contains(name))
                marks.names << name;
            const QByteArray place = '$' + QByteArray::number(marks.highest + marks.names.indexOf(name) + 1);
            marks.sql
                += statement.sql.mid(at, mark.token.offset - at) + place.leftJustified(mark.token.length);
            at = mark.token.offset + mark.token.length;
        }
        marks.sql += statement.sql.mid(at);
        return marks;
    }
};

} // namespace

Result<PgParameters> PgParameters::of(const Statement& statement)
{
    if (const auto error = nulError(statement))
        return *error;
    PgParameters parameters;
    const Marks marks = Marks::of(statement);
    for (int place = 1; place <= marks.highest; ++place) {
        const QByteArray name = QByteArray::number(place);
        const Value* const value = givenValue(statement.parameters, name);
        if (!value)
            return missingValueError(name);
        parameters.append(*value);
    }
    for (const QByteArray& name : marks.names)
        parameters.append(*givenValue(statement.parameters, name));
    for (const Parameter& parameter : statement.parameters) {
        const int place = parameter.name.toInt();
        const bool isUsed = marks.names.contains(parameter.name) || (place >= 1 && place <= marks.highest);
        if (!isUsed) {
            return unusedValueError(parameter.name,
                tr("Write it as :%1 or $1 in the statement, or leave the value out.")
                    .arg(QString::fromUtf8(parameter.name)));
        }
    }
    parameters.m_sql = marks.sql;
    return parameters;
}

std::vector<const char*> PgParameters::values() const
{
    std::vector<const char*> values;
    values.reserve(m_values.size());
    for (const QByteArray& value : m_values)
        values.push_back(value.isNull() ? nullptr : value.constData());
    return values;
}

void PgParameters::append(const Value& value)
{
    const auto* const blob = std::get_if<Blob>(&value);
    QByteArray bytes;
    if (const auto* const integer = std::get_if<qint64>(&value))
        bytes = QByteArray::number(*integer);
    else if (const auto* const real = std::get_if<double>(&value))
        bytes = shortestReal(*real);
    else if (const auto* const text = std::get_if<Text>(&value))
        bytes = text->utf8;
    else if (blob)
        bytes = blob->bytes;
    // An empty text may be a null array; NULL is something else.
    if (bytes.isNull() && !std::holds_alternative<std::monostate>(value))
        bytes = QByteArray("");
    m_types.push_back(blob ? kBytea : kInferred);
    m_lengths.push_back(int(bytes.size()));
    m_formats.push_back(blob ? 1 : 0);
    m_values.push_back(bytes);
}

} // namespace larder
