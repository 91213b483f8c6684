#include "models/mycolumn.h"

#include "models/decimal.h"
#include "models/sqltext.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace larder {

namespace {

using Kind = ServerColumn::Kind;

// A filter sees real numbers by the decimals that are shown, which those of 4 bytes are not compared by. The
// digits of a BIT, and zeros in front, are shown otherwise than they are written.
struct KnownType
{
    QStringView name;
    Kind kind;
    /// The most bytes that the text, or the binary string, is sure to have; 0 for many.
    int bytes = 0;
    bool ordersAsShown = false;
};

constexpr int kOfLength = -1;
constexpr std::array kTypes{KnownType{u"tinyint", Kind::Integer}, KnownType{u"smallint", Kind::Integer},
    KnownType{u"mediumint", Kind::Integer}, KnownType{u"int", Kind::Integer},
    KnownType{u"bigint", Kind::Integer}, KnownType{u"year", Kind::Integer}, KnownType{u"double", Kind::Real},
    KnownType{u"decimal", Kind::Decimal}, KnownType{u"char", Kind::Text, kOfLength},
    KnownType{u"varchar", Kind::Text, kOfLength}, KnownType{u"tinytext", Kind::Text, 255},
    KnownType{u"text", Kind::Text}, KnownType{u"mediumtext", Kind::Text}, KnownType{u"longtext", Kind::Text},
    KnownType{u"json", Kind::Text}, KnownType{u"enum", Kind::Text}, KnownType{u"set", Kind::Text},
    KnownType{u"date", Kind::Text, 10, true}, KnownType{u"datetime", Kind::Text, 26, true},
    KnownType{u"time", Kind::Text, 17}, KnownType{u"timestamp", Kind::Text, 26},
    KnownType{u"uuid", Kind::Text, 36}, KnownType{u"inet4", Kind::Text, 15},
    KnownType{u"inet6", Kind::Text, 45}, KnownType{u"binary", Kind::Bytes, kOfLength},
    KnownType{u"varbinary", Kind::Bytes, kOfLength}, KnownType{u"tinyblob", Kind::Bytes, 255},
    KnownType{u"blob", Kind::Bytes}, KnownType{u"mediumblob", Kind::Bytes},
    KnownType{u"longblob", Kind::Bytes}};

KnownType knownType(QStringView type)
{
    const auto isPartOfName = [](QChar c) { return c.isLetterOrNumber() || c == u'_'; };
    const auto end = std::find_if_not(type.begin(), type.end(), isPartOfName);
    const QStringView name = type.first(end - type.begin());
    // With a number of places it is shown rounded.
    const bool isRounded = name == u"double" && type.size() > name.size();
    for (const KnownType& each : kTypes) {
        if (each.name == name && !isRounded && !type.contains(u"zerofill"))
            return each;
    }
    return {u"", Kind::Unknown};
}

/// The length in brackets; 0 for none.
int lengthOf(QStringView type)
{
    const qsizetype begin = type.indexOf(u'(') + 1;
    const qsizetype end = type.indexOf(u')', begin);
    return begin > 0 && end > begin ? type.sliced(begin, end - begin).toInt() : 0;
}

// The default of max_sort_length, behind which the server does not look
// (https://mariadb.com/kb/en/server-system-variables/#max_sort_length).
bool isSortedToTheEnd(const KnownType& known, QStringView type)
{
    constexpr int kSortedBytes = 1024;
    constexpr int kBytesOfCharacter = 4;
    const int length = known.bytes != kOfLength ? known.bytes
        : known.kind == Kind::Text              ? lengthOf(type) * kBytesOfCharacter
                                                : lengthOf(type);
    return length > 0 && length <= kSortedBytes;
}

QString bytesLiteral(const QByteArray& bytes)
{
    return QStringLiteral("x'%1'").arg(QString::fromLatin1(bytes.toHex()));
}

QString replaced(const QString& value, const QByteArray& from, QChar to)
{
    return QStringLiteral("REPLACE(%1, %2, %3)")
        .arg(value, bytesLiteral(from), bytesLiteral(QString(to).toUtf8()));
}

} // namespace

MyColumn::MyColumn(const QString& name, const QString& type)
    : ServerColumn(quotedName(name, SqlDialect::MySql))
{
    const KnownType known = knownType(type);
    // Its highest values are texts that count as decimals.
    m_isWhole = known.name == u"bigint" && type.contains(QStringLiteral("unsigned"));
    m_isString = known.name == u"char" || known.name == u"varchar";
    m_value = known.name == u"year" ? QStringLiteral("CAST(%1 AS SIGNED)").arg(this->name()) : this->name();
    setKind(m_isWhole ? Kind::Decimal : known.kind);
    const bool isString = kind() == Kind::Text || kind() == Kind::Bytes;
    if (kind() != Kind::Unknown && (!isString || isSortedToTheEnd(known, type)))
        m_order = kind() == Kind::Text && !known.ordersAsShown ? Order::OfText : Order::OfValue;
}

QString MyColumn::integerCondition(const QString& comparison, qint64 number) const
{
    return QStringLiteral("%1 %2 %3").arg(m_value, comparison, QString::number(number));
}

std::optional<QString> MyColumn::realCondition(const QString& comparison, double number) const
{
    const auto literal = valueLiteral({CellType::Real, 0, number}, SqlDialect::MySql);
    if (!literal)
        return std::nullopt;
    return QStringLiteral("%1 %2 %3").arg(m_value, comparison, *literal);
}

// More digits than the server has are rounded. A number that is none is compared as one of 8 bytes here.
std::optional<QString> MyColumn::decimalCondition(const QString& comparison, const QByteArray& decimal) const
{
    constexpr qsizetype kMostDigits = 60;
    constexpr qsizetype kMostPlaces = 30;
    constexpr qsizetype kMostExact = 15;
    const qsizetype point = decimal.indexOf('.');
    const qsizetype places = point < 0 ? 0 : decimal.size() - point - 1;
    const bool isFinite = Decimal::parse(decimal)->kind() == Decimal::Kind::Finite;
    if (!isFinite || decimal.size() > kMostDigits || places > kMostPlaces
        || (m_isWhole && places > 0 && decimal.size() > kMostExact))
        return std::nullopt;
    return QStringLiteral("%1 %2 %3").arg(m_value, comparison, QLatin1String(decimal));
}

std::optional<QString> MyColumn::textCondition(const QString& comparison, const QString& text) const
{
    return QStringLiteral("%1 %2 %3").arg(shown(), comparison, bytesLiteral(text.toUtf8()));
}

// Equal bytes are equal by any collation, and that of the column has an index, if any has. Text beyond ASCII,
// which the column may have no letters for, is an illegal mix of collations then.
std::optional<QString> MyColumn::equalsCondition(const QString& text) const
{
    const QString byBytes = *textCondition(QStringLiteral("="), text);
    if (!m_isString || text.toUtf8().size() != text.size())
        return byBytes;
    return QStringLiteral("%1 AND %2 = _utf8mb4 %3").arg(byBytes, name(), bytesLiteral(text.toUtf8()));
}

// Folded letter by letter: LOWER() and collations fold what the grid tells apart. Two letters beyond ASCII
// fold into ASCII (Unicode, CaseFolding.txt).
std::optional<QString> MyColumn::containsCondition(const QString& needle) const
{
    QString folded = shown();
    for (char letter = 'a'; letter <= 'z'; ++letter) {
        if (needle.contains(QLatin1Char(letter)))
            folded = replaced(folded, QByteArray(1, char(letter - 'a' + 'A')), QLatin1Char(letter));
    }
    if (needle.contains(u'k'))
        folded = replaced(folded, "\xe2\x84\xaa", u'k');
    if (needle.contains(u's'))
        folded = replaced(folded, "\xc5\xbf", u's');
    return QStringLiteral("LOCATE(%1, %2) > 0").arg(bytesLiteral(needle.toUtf8()), folded);
}

QString MyColumn::shown() const
{
    return QStringLiteral("CAST(CONVERT(%1 USING utf8mb4) AS BINARY)").arg(m_value);
}

std::optional<QString> MyColumn::orderTerm() const
{
    switch (m_order) {
    case Order::Unknown:
        break;
    case Order::OfValue:
        return name();
    case Order::OfText:
        return shown();
    }
    return std::nullopt;
}

} // namespace larder
