#include "app/sql/pgtypes.h"

#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <cmath>
#include <memory>

namespace larder {

namespace {

struct BuiltIn
{
    unsigned oid;
    const char* name;
    PgCellKind kind = PgCellKind::Text;
};

// Those with a fixed oid (src/include/catalog/pg_type.dat of PostgreSQL) that columns mostly have.
constexpr std::array kBuiltIns{BuiltIn{16, "boolean", PgCellKind::Boolean},
    BuiltIn{17, "bytea", PgCellKind::Bytes}, BuiltIn{18, "\"char\""}, BuiltIn{19, "name"},
    BuiltIn{20, "bigint", PgCellKind::Integer}, BuiltIn{21, "smallint", PgCellKind::Integer},
    BuiltIn{23, "integer", PgCellKind::Integer}, BuiltIn{25, "text"}, BuiltIn{26, "oid", PgCellKind::Integer},
    BuiltIn{114, "json"}, BuiltIn{142, "xml"}, BuiltIn{650, "cidr"}, BuiltIn{700, "real", PgCellKind::Real},
    BuiltIn{701, "double precision", PgCellKind::Real}, BuiltIn{790, "money"}, BuiltIn{829, "macaddr"},
    BuiltIn{869, "inet"}, BuiltIn{1000, "boolean[]"}, BuiltIn{1007, "integer[]"}, BuiltIn{1009, "text[]"},
    BuiltIn{1016, "bigint[]"}, BuiltIn{1042, "character"}, BuiltIn{1043, "character varying"},
    BuiltIn{1082, "date"}, BuiltIn{1083, "time without time zone"},
    BuiltIn{1114, "timestamp without time zone"}, BuiltIn{1184, "timestamp with time zone"},
    BuiltIn{1186, "interval"}, BuiltIn{1266, "time with time zone"}, BuiltIn{1700, "numeric"},
    BuiltIn{2278, "void"}, BuiltIn{2950, "uuid"}, BuiltIn{3802, "jsonb"}};

constexpr unsigned kCharacter = 1042;
constexpr unsigned kVarying = 1043;

const BuiltIn* builtIn(unsigned type)
{
    for (const BuiltIn& each : kBuiltIns) {
        if (each.oid == type)
            return &each;
    }
    return nullptr;
}

template <typename Number>
std::optional<Number> numberFrom(QByteArrayView text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
    return error == std::errc() && end == text.end() ? std::optional(number) : std::nullopt;
}

void appendReal(ColumnBuilder& column, QByteArrayView text)
{
    const auto number = numberFrom<double>(text);
    const auto isNamed = [&] { return text == "NaN" || text == "Infinity" || text == "-Infinity"; };
    if (number && (std::isfinite(*number) || isNamed()))
        column.appendReal(*number);
    else
        column.appendText(text);
}

int digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

// `\x00ff`, or the older form with `\000`, by the setting bytea_output.
void appendBytes(ColumnBuilder& column, QByteArrayView text)
{
    if (!text.startsWith("\\x")) {
        size_t size = 0;
        const QByteArray ended = text.toByteArray();
        using Free = decltype([](unsigned char* bytes) { PQfreemem(bytes); });
        const std::unique_ptr<unsigned char, Free> bytes(
            PQunescapeBytea(reinterpret_cast<const unsigned char*>(ended.constData()), &size));
        column.appendBlob({reinterpret_cast<const char*>(bytes.get()), qsizetype(size)});
        return;
    }
    QByteArray bytes(text.size() / 2 - 1, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = char(digit(text[2 * i + 2]) * 16 + digit(text[2 * i + 3]));
    column.appendBlob(bytes);
}

} // namespace

PgCellKind pgCellKind(unsigned type)
{
    const BuiltIn* const known = builtIn(type);
    return known ? known->kind : PgCellKind::Text;
}

std::optional<QString> pgTypeName(unsigned type, int modifier)
{
    const BuiltIn* const known = builtIn(type);
    if (!known)
        return std::nullopt;
    const QString name = QString::fromLatin1(known->name);
    if (modifier < 0) {
        // Without a length, the name alone means another type.
        return type == kCharacter ? QStringLiteral("bpchar") : name;
    }
    constexpr int kHeader = 4;
    if (type == kCharacter || type == kVarying)
        return QStringLiteral("%1(%2)").arg(name).arg(modifier - kHeader);
    return std::nullopt;
}

void appendPgValue(ColumnBuilder& column, PgCellKind kind, QByteArrayView text)
{
    switch (kind) {
    case PgCellKind::Integer:
        if (const auto number = numberFrom<qint64>(text))
            column.appendInteger(*number);
        else
            column.appendText(text);
        return;
    case PgCellKind::Real:
        appendReal(column, text);
        return;
    case PgCellKind::Boolean:
        column.appendText(text == "t" ? QByteArrayView("true") : QByteArrayView("false"));
        return;
    case PgCellKind::Bytes:
        appendBytes(column, text);
        return;
    case PgCellKind::Text:
        column.appendText(text);
        return;
    }
}

} // namespace larder
