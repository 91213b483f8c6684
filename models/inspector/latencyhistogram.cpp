#include "models/inspector/latencyhistogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace larder {

namespace {

constexpr double kFirst = 1'000;

double beginInNanoseconds(int number)
{
    return kFirst * std::exp2(double(number) / LatencyHistogram::kClassesPerDoubling);
}

int classOf(std::chrono::nanoseconds duration)
{
    const auto length = double(duration.count());
    if (length <= kFirst)
        return 0;
    const double number = LatencyHistogram::kClassesPerDoubling * std::log2(length / kFirst);
    return std::min(int(number), LatencyHistogram::kClasses - 1);
}

} // namespace

void LatencyHistogram::add(std::chrono::nanoseconds duration, qint64 times)
{
    m_counts.at(size_t(classOf(duration))) += times;
}

LatencyHistogram& LatencyHistogram::operator+=(const LatencyHistogram& other)
{
    std::ranges::transform(m_counts, other.m_counts, m_counts.begin(), std::plus());
    return *this;
}

LatencyHistogram& LatencyHistogram::operator-=(const LatencyHistogram& other)
{
    std::ranges::transform(m_counts, other.m_counts, m_counts.begin(), std::minus());
    return *this;
}

qint64 LatencyHistogram::count() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), qint64(0));
}

std::chrono::nanoseconds LatencyHistogram::beginOf(int number)
{
    return std::chrono::nanoseconds(number == 0 ? 0 : std::llround(beginInNanoseconds(number)));
}

std::chrono::nanoseconds LatencyHistogram::percentile(double share) const
{
    const double wanted = share * double(count());
    double below = 0;
    for (int number = 0; number < kClasses; ++number) {
        const auto here = double(inClass(number));
        if (here > 0 && below + here >= wanted) {
            const double part = (std::max(wanted, below) - below) / here;
            return std::chrono::nanoseconds(
                std::llround(beginInNanoseconds(number) * std::exp2(part / kClassesPerDoubling)));
        }
        below += here;
    }
    return std::chrono::nanoseconds(0);
}

} // namespace larder
