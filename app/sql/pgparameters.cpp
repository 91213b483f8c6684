#include "app/sql/pgparameters.h"

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

} // namespace

Result<PgParameters> PgParameters::of(const Statement& statement)
{
    if (const auto error = nulError(statement))
        return *error;
    int highest = 0;
    for (const QByteArray& name : parameterNames(statement.sql, SqlDialect::PostgreSql)) {
        // The server refuses other marks itself, and places that it can't have.
        if (name.startsWith('$'))
            highest = std::max(highest, name.mid(1).toInt());
    }
    PgParameters parameters;
    size_t used = 0;
    for (int place = 1; place <= highest; ++place) {
        const auto found = std::find_if(statement.parameters.begin(), statement.parameters.end(),
            [name = QByteArray::number(place)](
                const Parameter& parameter) { return parameter.name == name; });
        if (found == statement.parameters.end()) {
            return Error{tr("The statement has a parameter without a value"), QString::number(place),
                tr("Give it a value.")};
        }
        ++used;
        parameters.append(found->value);
    }
    for (const Parameter& parameter : statement.parameters) {
        const int place = parameter.name.toInt();
        if (used < statement.parameters.size() && (place < 1 || place > highest))
            return Error{tr("The statement has no such parameter"), QString::fromUtf8(parameter.name),
                tr("Write it as $1 in the statement, or leave the value out.")};
    }
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
