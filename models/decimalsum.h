#pragma once

#include "models/decimal.h"

#include <vector>

namespace larder {

/// Adds up decimals exactly, of whatever length and however many.
class DecimalSum
{
public:
    /// Adds @p number @p times times, which may be negative and is at most 2^32 in size.
    void add(const Decimal& number, qint64 times = 1);

    /// With as many digits behind the point as the longest that was added; of what is not finite, as in
    /// PostgreSQL's sum().
    [[nodiscard]] QByteArray text() const;

private:
    using Limbs = std::vector<qint64>;

    /// Leaves in each limb less than what makes one of the next.
    static void carry(Limbs& limbs);
    void makeRoom(qint64 times);
    [[nodiscard]] Limbs joined() const;
    [[nodiscard]] QByteArray wordText() const;

    // Nine digits each: before the point upwards from there, behind it downwards. Each with a sign of its
    // own, since numbers are added limb by limb.
    Limbs m_whole;
    Limbs m_fraction;
    // How many numbers may have been added to a limb since it was carried.
    qint64 m_load = 0;
    qsizetype m_scale = 0;
    bool m_hasInfinity = false;
    bool m_hasMinusInfinity = false;
    bool m_hasNan = false;
};

} // namespace larder
