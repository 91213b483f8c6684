#include "cache/clock.h"

#include <QtGlobal>

#include <time.h>

namespace larder {

Clock::TimePoint SystemClock::now() const
{
#ifdef Q_OS_LINUX
    timespec time{};
    if (::clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return TimePoint(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
#endif
    return std::chrono::steady_clock::now();
}

} // namespace larder
