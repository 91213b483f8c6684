#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

#include <optional>

namespace larder {

/// A number that is a text of decimal digits, as servers give those that no double holds. It is looked at
/// where it lies and compared exactly, whatever its length; valid as long as the text.
class Decimal
{
public:
    enum class Kind { MinusInfinity, Finite, Infinity, NotANumber };

    /// @p text as a number: digits with at most one point and a sign before them, or as PostgreSQL spells the
    /// rest: "Infinity", "-Infinity", "NaN". Nothing if it is none; an exponent makes it none.
    [[nodiscard]] static std::optional<Decimal> parse(QByteArrayView text);

    /// Negative, zero or positive as @p a is below, equal to or above @p b. NaN is equal to itself and above
    /// all others, as in PostgreSQL.
    [[nodiscard]] static int compare(const Decimal& a, const Decimal& b);

    /// A key that is below that of another number only if the number is: most comparisons need no more.
    [[nodiscard]] quint64 key() const;

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool isNegative() const { return m_negative; }
    /// The digits before the point, without zeros in front.
    [[nodiscard]] QByteArrayView whole() const { return m_whole; }
    /// All digits behind it.
    [[nodiscard]] QByteArrayView fraction() const { return m_fraction; }

private:
    [[nodiscard]] static int compareSizes(const Decimal& a, const Decimal& b);

    Kind m_kind = Kind::Finite;
    bool m_negative = false;
    QByteArrayView m_whole;
    QByteArrayView m_fraction;
    // Without zeros at its end.
    QByteArrayView m_significant;
};

/// What a person typed for a number ("+1e3", "inf"), as a text for Decimal::parse() that is exactly it;
/// nothing if it is no number.
[[nodiscard]] std::optional<QByteArray> decimalFromTyped(QStringView typed);

} // namespace larder
