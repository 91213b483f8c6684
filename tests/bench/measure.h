#pragma once

#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace larder::bench {

/// One figure: a value, and where there is one, the baseline of the same run and their ratio.
struct Measure
{
    QString name;
    double value = 0;
    QString unit = {};
    std::optional<double> baseline = std::nullopt;
    std::optional<double> ratio = std::nullopt;
    /// What the figure should not exceed, or fall below if @p atLeast; none for a figure without a target.
    std::optional<double> limit = std::nullopt;
    bool atLeast = false;
    /// Why there is no value on this machine; empty where there is one.
    QString leftOut = {};
};

/// Processor time of this process's thread while @p work runs, in nanoseconds.
[[nodiscard]] double threadNanoseconds(const std::function<void()>& work);

/// The same for all threads of the process.
[[nodiscard]] double processNanoseconds(const std::function<void()>& work);

/// Processor time of this thread since it began.
[[nodiscard]] std::chrono::nanoseconds threadClock();

/// What the clock says that @p work took, in nanoseconds.
[[nodiscard]] double wallNanoseconds(const std::function<void()>& work);

/// Runs all @p works @p rounds times, interleaved, and returns the smallest time of each: what other programs
/// on the machine take away only adds.
[[nodiscard]] std::vector<double> smallestTimes(
    int rounds, const std::vector<std::function<double()>>& works);

} // namespace larder::bench
