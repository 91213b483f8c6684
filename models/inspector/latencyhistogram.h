#pragma once

#include <array>
#include <chrono>

#include <QtGlobal>

namespace larder {

/// How often something took how long, in classes that double in four steps, from a microsecond to two
/// minutes. Each class knows the mean of its durations, so that a percentile is right within a tenth, and
/// never above the longest.
class LatencyHistogram
{
public:
    static constexpr int kClassesPerDoubling = 4;
    static constexpr int kClasses = 27 * kClassesPerDoubling;

    /// @p times may be negative, to take back what was added before.
    void add(std::chrono::nanoseconds duration, qint64 times = 1);
    LatencyHistogram& operator+=(const LatencyHistogram& other);
    LatencyHistogram& operator-=(const LatencyHistogram& other);

    [[nodiscard]] qint64 count() const;
    [[nodiscard]] qint64 inClass(int number) const { return m_classes.at(size_t(number)).count; }
    /// Where class @p number begins; the first one begins at zero.
    [[nodiscard]] static std::chrono::nanoseconds beginOf(int number);
    /// The duration that @p share (0 to 1) of all do not exceed; zero without any.
    [[nodiscard]] std::chrono::nanoseconds percentile(double share) const;
    bool operator==(const LatencyHistogram&) const = default;

private:
    struct Class
    {
        qint64 count = 0;
        qint64 nanoseconds = 0;

        bool operator==(const Class&) const = default;
    };

    std::array<Class, kClasses> m_classes{};
};

} // namespace larder
