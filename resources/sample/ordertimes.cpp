#include "resources/sample/ordertimes.h"

#include "resources/sample/weightedchoice.h"

#include <algorithm>
#include <array>

namespace larder {

namespace {

WeightedChoice busyDays()
{
    constexpr std::array<std::int64_t, 12> kMonths = {90, 85, 95, 100, 105, 95, 80, 75, 95, 110, 150, 190};
    constexpr std::array<std::int64_t, 7> kWeekdays = {120, 105, 95, 95, 100, 110, 90}; // from Sunday
    const auto opening = std::chrono::floor<std::chrono::days>(kOpening);
    const auto closing = std::chrono::floor<std::chrono::days>(kClosing);
    WeightedChoice days;
    for (auto day = opening; day < closing; ++day) {
        const std::chrono::year_month_day date{day};
        const std::int64_t growth = 600 + (day - opening).count();
        days.add(growth * kMonths[static_cast<unsigned>(date.month()) - 1]
            * kWeekdays[std::chrono::weekday{day}.c_encoding()]);
    }
    return days;
}

WeightedChoice busyHours()
{
    constexpr std::array<std::int64_t, 24> kHours
        = {6, 3, 2, 1, 1, 3, 8, 18, 30, 38, 42, 44, 50, 46, 40, 40, 44, 52, 60, 72, 80, 66, 38, 16};
    WeightedChoice hours;
    for (const std::int64_t weight : kHours)
        hours.add(weight);
    return hours;
}

} // namespace

std::vector<Moment> orderTimes(std::size_t count, Random& random)
{
    const WeightedChoice days = busyDays();
    const WeightedChoice hours = busyHours();
    std::vector<Moment> times;
    times.reserve(count);
    while (times.size() < count) {
        const auto day = static_cast<std::int64_t>(days.pick(random));
        const auto hour = static_cast<std::int64_t>(hours.pick(random));
        const std::int64_t second = random.below(3'600);
        times.push_back(
            kOpening + std::chrono::days{day} + std::chrono::hours{hour} + std::chrono::seconds{second});
    }
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace larder
