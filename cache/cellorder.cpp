#include "cache/cellorder.h"

#include <cmath>

namespace larder {

namespace {

template <typename T>
int compare(T a, T b)
{
    return int(a > b) - int(a < b);
}

int compareReals(double a, double b)
{
    if (std::isnan(a) || std::isnan(b))
        return compare(int(std::isnan(a)), int(std::isnan(b)));
    return compare(a, b);
}

int compareIntegerToReal(qint64 integer, double real)
{
    constexpr double kTwoTo63 = 9223372036854775808.0;
    if (std::isnan(real) || real >= kTwoTo63)
        return -1;
    if (real < -kTwoTo63)
        return 1;
    const auto whole = qint64(real);
    return integer != whole ? compare(integer, whole) : compare(0.0, real - double(whole));
}

} // namespace

int compareNumbers(const Cell& a, const Cell& b)
{
    if (a.type == b.type)
        return a.type == CellType::Integer ? compare(a.integer, b.integer) : compareReals(a.real, b.real);
    return a.type == CellType::Integer ? compareIntegerToReal(a.integer, b.real)
                                       : -compareIntegerToReal(b.integer, a.real);
}

} // namespace larder
