#include "models/pgcolumn.h"

#include "models/sqltext.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace larder {

namespace {

using Kind = PgColumn::Kind;

/// How the text that is shown is made from the column.
enum class Shown { Itself, Cast, Output };

struct KnownType
{
    QStringView name;
    Kind kind;
    Shown shown = Shown::Cast;
    /// The order of the values is that of their texts.
    bool ordersAsShown = false;
};

// A cast to text takes blanks from the end of a character(n) and adds the mask to an address.
constexpr std::array kTypes{KnownType{u"smallint", Kind::Integer}, KnownType{u"integer", Kind::Integer},
    KnownType{u"bigint", Kind::Integer}, KnownType{u"oid", Kind::Integer}, KnownType{u"real", Kind::Real},
    KnownType{u"double precision", Kind::Real}, KnownType{u"numeric", Kind::Decimal},
    KnownType{u"bytea", Kind::Bytes}, KnownType{u"text", Kind::Text, Shown::Itself},
    KnownType{u"character varying", Kind::Text, Shown::Itself},
    KnownType{u"character", Kind::Text, Shown::Output}, KnownType{u"bpchar", Kind::Text, Shown::Output},
    KnownType{u"inet", Kind::Text, Shown::Output}, KnownType{u"cidr", Kind::Text, Shown::Output},
    KnownType{u"boolean", Kind::Text, Shown::Cast, true}, KnownType{u"uuid", Kind::Text, Shown::Cast, true},
    KnownType{u"name", Kind::Text}, KnownType{u"\"char\"", Kind::Text}, KnownType{u"date", Kind::Text},
    KnownType{u"time without time zone", Kind::Text}, KnownType{u"time with time zone", Kind::Text},
    KnownType{u"timestamp without time zone", Kind::Text}, KnownType{u"timestamp with time zone", Kind::Text},
    KnownType{u"interval", Kind::Text}, KnownType{u"json", Kind::Text}, KnownType{u"jsonb", Kind::Text},
    KnownType{u"xml", Kind::Text}, KnownType{u"macaddr", Kind::Text}, KnownType{u"macaddr8", Kind::Text},
    KnownType{u"bit", Kind::Text}, KnownType{u"bit varying", Kind::Text}, KnownType{u"tsvector", Kind::Text},
    KnownType{u"tsquery", Kind::Text}, KnownType{u"int4range", Kind::Text},
    KnownType{u"int8range", Kind::Text}, KnownType{u"numrange", Kind::Text},
    KnownType{u"tsrange", Kind::Text}, KnownType{u"tstzrange", Kind::Text},
    KnownType{u"daterange", Kind::Text}, KnownType{u"array", Kind::Text}};

/// @p type without its lengths.
KnownType knownType(const QString& type)
{
    static const QRegularExpression lengths(QStringLiteral(R"(\s*\([^)]*\))"));
    QString name = type;
    name.remove(lengths);
    if (name.endsWith(QStringLiteral("[]")))
        name = QStringLiteral("array");
    else if (name.startsWith(QStringLiteral("interval ")))
        name = QStringLiteral("interval");
    for (const KnownType& each : kTypes) {
        if (each.name == name)
            return each;
    }
    return {u"", Kind::Unknown};
}

QString shownAs(Shown shown, const QString& name)
{
    switch (shown) {
    case Shown::Itself:
        return name;
    case Shown::Output:
        return QStringLiteral("format('%s', %1)").arg(name);
    case Shown::Cast:
        break;
    }
    return name + QStringLiteral("::text");
}

} // namespace

PgColumn::PgColumn(const QString& name, const QString& type) : m_name(quotedName(name))
{
    const KnownType known = knownType(type);
    m_kind = known.kind;
    m_ordersAsShown = known.ordersAsShown;
    m_isUnsigned = known.name == u"oid";
    m_isFormatted = known.shown == Shown::Output;
    m_shown = shownAs(known.shown, m_name);
}

QString PgColumn::shown() const
{
    return m_shown + QStringLiteral(" COLLATE \"C\"");
}

std::optional<QString> PgColumn::orderTerm() const
{
    if (m_kind == Kind::Unknown)
        return std::nullopt;
    if (m_isFormatted)
        return QStringLiteral("CASE WHEN %1 IS NOT NULL THEN %2 END").arg(m_name, shown());
    return m_kind == Kind::Text && !m_ordersAsShown ? shown() : m_name;
}

} // namespace larder
