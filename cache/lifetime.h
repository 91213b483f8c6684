#pragma once

#include "cache/clock.h"

#include <optional>

namespace larder {

/// How long an answer may be served. All times are counted by the steady clock.
struct Lifetime
{
    /// From when it was stored on; over at this age. Missing: no end.
    std::optional<std::chrono::milliseconds> hard = std::nullopt;
    /// From when it was last served on. Missing: no end.
    std::optional<std::chrono::milliseconds> idle = std::nullopt;
    /// The hard end is what the statement itself asks for: no more and no less.
    bool isExact = false;

    bool operator==(const Lifetime&) const = default;
};

/// The longest that an empty result lives (CACHE.md, "cache_all").
constexpr std::chrono::milliseconds kEmptyResultTtl = std::chrono::seconds(30);

/// @p ttl up to a tenth longer or shorter, as @p dice says, so that answers stored together don't end
/// together. Never longer than a limit that is promised: see Lifetime's users.
[[nodiscard]] std::chrono::milliseconds jittered(std::chrono::milliseconds ttl, quint64 dice);

/// From this age on an answer should be fetched anew behind the one that is served: 80 % of its hard end.
[[nodiscard]] constexpr std::chrono::milliseconds softEnd(std::chrono::milliseconds hard)
{
    return hard * 4 / 5;
}

} // namespace larder
