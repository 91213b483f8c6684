#pragma once

#include <QDateTime>

#include <chrono>

namespace larder {

/// Where the cache takes its time from: the steady clock decides, the wall clock is only shown.
class Clock
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual TimePoint now() const = 0;
    [[nodiscard]] virtual QDateTime wallTime() const = 0;
};

/// The clocks of the machine. The steady one goes on while the machine sleeps: what was to be trusted for a
/// minute is not trusted in the morning (CLOCK_BOOTTIME, clock_gettime(2); Linux stops its CLOCK_MONOTONIC
/// meanwhile).
class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override;
    [[nodiscard]] QDateTime wallTime() const override { return QDateTime::currentDateTimeUtc(); }
};

} // namespace larder
