#include "models/decimal.h"

#include "models/filterterm.h"

#include <algorithm>
#include <cmath>

namespace larder {

namespace {

bool isDigits(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int sign(int compared)
{
    return compared < 0 ? -1 : int(compared > 0);
}

/// Both without zeros in front of or behind what counts, so that the order of bytes is that of the digits.
int compareDigits(QByteArrayView a, QByteArrayView b)
{
    return sign(a.compare(b));
}

QByteArray shifted(const QByteArray& whole, const QByteArray& fraction, int places)
{
    const QByteArray digits = whole + fraction;
    const qsizetype point = whole.size() + places;
    if (point <= 0)
        return "0." + QByteArray(-point, '0') + digits;
    if (point >= digits.size())
        return digits + QByteArray(point - digits.size(), '0');
    return digits.left(point) + '.' + digits.mid(point);
}

} // namespace

std::optional<Decimal> Decimal::parse(QByteArrayView text)
{
    Decimal number;
    if (text.isEmpty())
        return std::nullopt;
    number.m_negative = text.front() == '-';
    if (number.m_negative || text.front() == '+')
        text = text.sliced(1);
    const qsizetype point = text.indexOf('.');
    number.m_whole = point < 0 ? text : text.first(point);
    number.m_fraction = point < 0 ? QByteArrayView() : text.sliced(point + 1);
    if (number.m_whole.isEmpty() && number.m_fraction.isEmpty())
        return std::nullopt;
    if (!isDigits(number.m_whole) || !isDigits(number.m_fraction)) {
        if (text == QByteArrayView("Infinity"))
            number.m_kind = number.m_negative ? Kind::MinusInfinity : Kind::Infinity;
        else if (text == QByteArrayView("NaN"))
            number.m_kind = Kind::NotANumber;
        else
            return std::nullopt;
        return number;
    }
    while (number.m_whole.startsWith('0'))
        number.m_whole = number.m_whole.sliced(1);
    number.m_significant = number.m_fraction;
    while (number.m_significant.endsWith('0'))
        number.m_significant.chop(1);
    number.m_negative = number.m_negative && !(number.m_whole.isEmpty() && number.m_significant.isEmpty());
    return number;
}

int Decimal::compare(const Decimal& a, const Decimal& b)
{
    if (a.m_kind != b.m_kind)
        return a.m_kind < b.m_kind ? -1 : 1;
    if (a.m_kind != Kind::Finite)
        return 0;
    if (a.m_negative != b.m_negative)
        return a.m_negative ? -1 : 1;
    return a.m_negative ? compareSizes(b, a) : compareSizes(a, b);
}

int Decimal::compareSizes(const Decimal& a, const Decimal& b)
{
    if (a.m_whole.size() != b.m_whole.size())
        return a.m_whole.size() < b.m_whole.size() ? -1 : 1;
    const int whole = compareDigits(a.m_whole, b.m_whole);
    return whole != 0 ? whole : compareDigits(a.m_significant, b.m_significant);
}

// From the top: three bits for the sign or what is no number, the number of digits before the point, and the
// first digits.
quint64 Decimal::key() const
{
    constexpr int kPlaceBits = 20;
    constexpr int kDigitBits = 40;
    constexpr int kDigits = 12; // they fit into 40 bits
    constexpr qsizetype kMiddle = qsizetype(1) << (kPlaceBits - 1);
    constexpr int kSizeBits = kPlaceBits + kDigitBits;
    const auto ranked = [](quint64 rank) { return rank << kSizeBits; };
    if (m_kind != Kind::Finite)
        return m_kind == Kind::MinusInfinity ? 0 : ranked(m_kind == Kind::Infinity ? 4 : 5);
    if (m_whole.isEmpty() && m_significant.isEmpty())
        return ranked(2);
    qsizetype zeros = 0;
    while (m_whole.isEmpty() && m_significant[zeros] == '0')
        ++zeros;
    const qsizetype place = m_whole.isEmpty() ? -zeros : m_whole.size();
    // Beyond it the digits don't count, since the places are not told apart.
    const bool isFar = place <= -kMiddle || place >= kMiddle - 1;
    quint64 digits = 0;
    for (qsizetype i = 0; i < kDigits; ++i) {
        const qsizetype behind = i - m_whole.size();
        const bool isWhole = behind < 0;
        const qsizetype at = isWhole ? i : behind + zeros;
        const QByteArrayView part = isWhole ? m_whole : m_significant;
        digits = digits * 10 + quint64(at < part.size() && !isFar ? part[at] - '0' : 0);
    }
    const auto placed = quint64(std::clamp(place, -kMiddle, kMiddle - 1) + kMiddle);
    const quint64 size = placed << kDigitBits | digits;
    return m_negative ? ranked(1) | (~size & (ranked(1) - 1)) : ranked(3) | size;
}

std::optional<QByteArray> decimalFromTyped(QStringView typed)
{
    const QByteArray text = typed.toUtf8();
    if (Decimal::parse(text))
        return text;
    const Cell number = numberFromText(typed);
    if (number.type != CellType::Real)
        return std::nullopt;
    if (std::isnan(number.real))
        return "NaN";
    if (std::isinf(number.real))
        return number.real < 0 ? "-Infinity" : "Infinity";
    const qsizetype mark = text.toLower().indexOf('e');
    const auto mantissa = Decimal::parse(QByteArrayView(text).first(std::max<qsizetype>(0, mark)));
    bool good = false;
    const int exponent = text.mid(mark + 1).toInt(&good);
    // What is beyond is too small for a double, which read it as zero.
    constexpr int kFarthest = 1'000;
    if (!mantissa || !good || std::abs(exponent) > kFarthest)
        return std::nullopt;
    const QByteArray digits
        = shifted(mantissa->whole().toByteArray(), mantissa->fraction().toByteArray(), exponent);
    return mantissa->isNegative() ? '-' + digits : digits;
}

} // namespace larder
