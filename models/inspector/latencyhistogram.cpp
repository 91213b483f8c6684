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
    Class& here = m_classes.at(size_t(classOf(duration)));
    here.count += times;
    here.nanoseconds += times * duration.count();
}

LatencyHistogram& LatencyHistogram::operator+=(const LatencyHistogram& other)
{
    for (size_t i = 0; i < m_classes.size(); ++i) {
        m_classes[i].count += other.m_classes[i].count;
        m_classes[i].nanoseconds += other.m_classes[i].nanoseconds;
    }
    return *this;
}

LatencyHistogram& LatencyHistogram::operator-=(const LatencyHistogram& other)
{
    for (size_t i = 0; i < m_classes.size(); ++i) {
        m_classes[i].count -= other.m_classes[i].count;
        m_classes[i].nanoseconds -= other.m_classes[i].nanoseconds;
    }
    return *this;
}

qint64 LatencyHistogram::count() const
{
    return std::accumulate(m_classes.begin(), m_classes.end(), qint64(0),
        [](qint64 sum, const Class& each) { return sum + each.count; });
}

std::chrono::nanoseconds LatencyHistogram::beginOf(int number)
{
    return std::chrono::nanoseconds(number == 0 ? 0 : std::llround(beginInNanoseconds(number)));
}

std::chrono::nanoseconds LatencyHistogram::percentile(double share) const
{
    const double wanted = share * double(count());
    double below = 0;
    for (const Class& each : m_classes) {
        below += double(each.count);
        if (each.count > 0 && below >= wanted)
            return std::chrono::nanoseconds(each.nanoseconds / each.count);
    }
    return std::chrono::nanoseconds(0);
}

} // namespace larder
