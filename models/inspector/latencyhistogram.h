#pragma once

#include <array>
#include <chrono>

#include <QtGlobal>

namespace larder {

/// How often something took how long, in classes that double in four steps, from a microsecond to two
/// minutes; so a percentile is right within a tenth.
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
    [[nodiscard]] qint64 inClass(int number) const { return m_counts.at(size_t(number)); }
    /// Where class @p number begins; the first one begins at zero.
    [[nodiscard]] static std::chrono::nanoseconds beginOf(int number);
    /// The duration that @p share (0 to 1) of all do not exceed; zero without any.
    [[nodiscard]] std::chrono::nanoseconds percentile(double share) const;
    bool operator==(const LatencyHistogram&) const = default;

private:
    std::array<qint64, kClasses> m_counts{};
};

} // namespace larder
