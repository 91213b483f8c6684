#include "tests/bench/measure.h"

#include <algorithm>
#include <ctime>
#include <limits>

namespace larder::bench {

namespace {

double clockNanoseconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}

double spent(clockid_t clock, const std::function<void()>& work)
{
    const double before = clockNanoseconds(clock);
    work();
    return clockNanoseconds(clock) - before;
}

} // namespace

double threadNanoseconds(const std::function<void()>& work)
{
    return spent(CLOCK_THREAD_CPUTIME_ID, work);
}

double processNanoseconds(const std::function<void()>& work)
{
    return spent(CLOCK_PROCESS_CPUTIME_ID, work);
}

std::chrono::nanoseconds threadClock()
{
    return std::chrono::nanoseconds(qint64(clockNanoseconds(CLOCK_THREAD_CPUTIME_ID)));
}

double wallNanoseconds(const std::function<void()>& work)
{
    return spent(CLOCK_MONOTONIC, work);
}

std::vector<double> smallestTimes(int rounds, const std::vector<std::function<double()>>& works)
{
    std::vector<double> smallest(works.size(), std::numeric_limits<double>::max());
    for (int round = 0; round < rounds; ++round) {
        for (size_t i = 0; i < works.size(); ++i)
            smallest[i] = std::min(smallest[i], works[i]());
    }
    return smallest;
}

} // namespace larder::bench
