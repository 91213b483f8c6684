#pragma once

#include <chrono>
#include <string>

namespace larder {

/// A point in the shop's time, to the second, in UTC.
using Moment = std::chrono::sys_seconds;

/// The shop opens on kOpening; the last moment that it knows is before kClosing.
inline constexpr Moment kOpening = std::chrono::sys_days{std::chrono::year{2021} / 1 / 1};
inline constexpr Moment kClosing = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};

/// "2023-04-05"
[[nodiscard]] std::string isoDate(Moment moment);

/// "2023-04-05 16:07:08", as SQLite's datetime() writes it.
[[nodiscard]] std::string isoMoment(Moment moment);

} // namespace larder
