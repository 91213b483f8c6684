#include "models/decimalsum.h"

#include <algorithm>

namespace larder {

namespace {

constexpr int kLimbDigits = 9;
constexpr qint64 kLimb = 1'000'000'000;
constexpr qint64 kMostLoad = qint64(1) << 33; // times kLimb fits into 64 bits

qint64 limbOf(QByteArrayView digits)
{
    qint64 limb = 0;
    for (const char digit : digits)
        limb = limb * 10 + (digit - '0');
    return limb;
}

QByteArray digitsOf(qint64 limb)
{
    return QByteArray::number(limb).rightJustified(kLimbDigits, '0');
}

qint64& at(std::vector<qint64>& limbs, qsizetype index)
{
    if (qsizetype(limbs.size()) <= index)
        limbs.resize(size_t(index) + 1);
    return limbs[size_t(index)];
}

} // namespace

void DecimalSum::add(const Decimal& number, qint64 times)
{
    m_hasInfinity = m_hasInfinity || number.kind() == Decimal::Kind::Infinity;
    m_hasMinusInfinity = m_hasMinusInfinity || number.kind() == Decimal::Kind::MinusInfinity;
    m_hasNan = m_hasNan || number.kind() == Decimal::Kind::NotANumber;
    if (number.kind() != Decimal::Kind::Finite)
        return;
    makeRoom(std::abs(times));
    const qint64 factor = number.isNegative() ? -times : times;
    QByteArrayView whole = number.whole();
    for (qsizetype limb = 0; !whole.isEmpty(); ++limb) {
        const qsizetype size = std::min<qsizetype>(kLimbDigits, whole.size());
        at(m_whole, limb) += factor * limbOf(whole.last(size));
        whole.chop(size);
    }
    QByteArrayView fraction = number.fraction();
    m_scale = std::max(m_scale, fraction.size());
    for (qsizetype limb = 0; !fraction.isEmpty(); ++limb) {
        const qsizetype size = std::min<qsizetype>(kLimbDigits, fraction.size());
        qint64 value = limbOf(fraction.first(size));
        for (qsizetype digit = size; digit < kLimbDigits; ++digit)
            value *= 10;
        at(m_fraction, limb) += factor * value;
        fraction = fraction.sliced(size);
    }
}

void DecimalSum::makeRoom(qint64 times)
{
    m_load += times;
    if (m_load <= kMostLoad)
        return;
    Limbs limbs = joined();
    carry(limbs);
    const auto point = limbs.begin() + ptrdiff_t(m_fraction.size());
    m_whole.assign(point, limbs.end());
    m_fraction.assign(std::make_reverse_iterator(point), limbs.rend());
    m_load = times + 1;
}

DecimalSum::Limbs DecimalSum::joined() const
{
    Limbs limbs(m_fraction.rbegin(), m_fraction.rend());
    limbs.insert(limbs.end(), m_whole.begin(), m_whole.end());
    return limbs;
}

void DecimalSum::carry(Limbs& limbs)
{
    for (size_t i = 0; i < limbs.size(); ++i) {
        const qint64 over = limbs[i] / kLimb;
        if (over == 0)
            continue;
        limbs[i] -= over * kLimb;
        at(limbs, qsizetype(i) + 1) += over;
    }
}

QByteArray DecimalSum::text() const
{
    if (m_hasNan || m_hasInfinity || m_hasMinusInfinity)
        return wordText();
    Limbs limbs = joined();
    carry(limbs);
    // All of one sign: that of the highest.
    const auto highest = std::find_if(limbs.rbegin(), limbs.rend(), [](qint64 limb) { return limb != 0; });
    const bool negative = highest != limbs.rend() && *highest < 0;
    qint64 borrowed = 0;
    for (qint64& limb : limbs) {
        limb = (negative ? -limb : limb) - borrowed;
        borrowed = limb < 0 ? 1 : 0;
        limb += borrowed * kLimb;
    }
    QByteArray digits;
    std::for_each(limbs.rbegin(), limbs.rend(), [&digits](qint64 limb) { digits += digitsOf(limb); });
    const qsizetype point = digits.size() - kLimbDigits * qsizetype(m_fraction.size());
    qsizetype begin = 0;
    while (begin < point && digits[begin] == '0')
        ++begin;
    QByteArray text = negative ? "-" : "";
    text += begin < point ? digits.mid(begin, point - begin) : QByteArray("0");
    return m_scale > 0 ? text + '.' + digits.mid(point, m_scale) : text;
}

QByteArray DecimalSum::wordText() const
{
    if (m_hasNan || (m_hasInfinity && m_hasMinusInfinity))
        return "NaN";
    return m_hasInfinity ? "Infinity" : "-Infinity";
}

} // namespace larder
