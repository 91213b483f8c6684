#include "models/pgcolumn.h"

#include "models/decimal.h"
#include "models/sqltext.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace larder {

namespace {

using Kind = ServerColumn::Kind;

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

/// Two letters beyond ASCII fold into ASCII (Unicode, CaseFolding.txt); the collation folds ASCII alone.
QString patternOf(const QString& needle)
{
    QString pattern;
    for (const QChar c : needle) {
        if (c == u'k')
            pattern += QStringLiteral("[k\\u212A]");
        else if (c == u's')
            pattern += QStringLiteral("[s\\u017F]");
        else if (QStringView(u"\\.*+?()[]{}|^$").contains(c))
            pattern += QStringLiteral("\\") + c;
        else
            pattern += c;
    }
    return pattern;
}

} // namespace

PgColumn::PgColumn(const QString& name, const QString& type) : ServerColumn(quotedName(name))
{
    const KnownType known = knownType(type);
    setKind(known.kind);
    m_ordersAsShown = known.ordersAsShown;
    m_isUnsigned = known.name == u"oid";
    m_isFormatted = known.shown == Shown::Output;
    m_shown = shownAs(known.shown, this->name());
}

QString PgColumn::integerCondition(const QString& comparison, qint64 number) const
{
    const QString value = m_isUnsigned ? name() + QStringLiteral("::bigint") : name();
    return QStringLiteral("%1 %2 %3").arg(value, comparison, QString::number(number));
}

// By way of the text that is shown: a real holds another number than that.
std::optional<QString> PgColumn::realCondition(const QString& comparison, double number) const
{
    const Cell real{CellType::Real, 0, number};
    return QStringLiteral("%1::text::float8 %2 %3::float8")
        .arg(name(), comparison, *valueLiteral(real, SqlDialect::PostgreSql));
}

std::optional<QString> PgColumn::decimalCondition(const QString& comparison, const QByteArray& decimal) const
{
    constexpr qsizetype kLongest = 1'000; // digits; PostgreSQL takes more before the point than behind
    // Servers before version 14 know no infinity.
    const Decimal::Kind kind = Decimal::parse(decimal)->kind();
    if (decimal.size() > kLongest || kind == Decimal::Kind::Infinity || kind == Decimal::Kind::MinusInfinity)
        return std::nullopt;
    return QStringLiteral("%1 %2 '%3'::numeric").arg(name(), comparison, QLatin1String(decimal));
}

std::optional<QString> PgColumn::textCondition(const QString& comparison, const QString& text) const
{
    const auto literal = textLiteral(text, SqlDialect::PostgreSql);
    if (!literal)
        return std::nullopt;
    return QStringLiteral("%1 %2 %3").arg(shown(), comparison, *literal);
}

// Equal bytes are equal by any collation, and that of the column has an index, if any has.
std::optional<QString> PgColumn::equalsCondition(const QString& text) const
{
    const auto byBytes = textCondition(QStringLiteral("="), text);
    if (m_shown != name() || !byBytes)
        return byBytes;
    return QStringLiteral("%1 AND %2 = %3").arg(*byBytes, name(), *textLiteral(text, SqlDialect::PostgreSql));
}

std::optional<QString> PgColumn::containsCondition(const QString& needle) const
{
    const bool hasOtherForms = needle.contains(u'k') || needle.contains(u's');
    const auto literal = textLiteral(hasOtherForms ? patternOf(needle) : needle, SqlDialect::PostgreSql);
    if (!literal)
        return std::nullopt;
    return (hasOtherForms ? QStringLiteral("%1 ~* %2") : QStringLiteral("strpos(lower(%1), %2) > 0"))
        .arg(shown(), *literal);
}

QString PgColumn::shown() const
{
    return m_shown + QStringLiteral(" COLLATE \"C\"");
}

std::optional<QString> PgColumn::orderTerm() const
{
    if (kind() == Kind::Unknown)
        return std::nullopt;
    if (m_isFormatted)
        return QStringLiteral("CASE WHEN %1 IS NOT NULL THEN %2 END").arg(name(), shown());
    return kind() == Kind::Text && !m_ordersAsShown ? shown() : name();
}

} // namespace larder
