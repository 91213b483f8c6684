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

/// The clocks of the machine.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return std::chrono::steady_clock::now(); }
    [[nodiscard]] QDateTime wallTime() const override { return QDateTime::currentDateTimeUtc(); }
};

} // namespace larder
