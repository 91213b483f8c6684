#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace larder {

/// What customers of one language write, by how content they are.
struct ReviewTexts
{
    const char* language;
    std::span<const char* const> good;
    std::span<const char* const> middling;
    std::span<const char* const> bad;

    [[nodiscard]] std::span<const char* const> forRating(std::int64_t rating) const
    {
        if (rating >= 4)
            return good;
        return rating == 3 ? middling : bad;
    }
};

/// The texts in @p language, or in English where there are none.
[[nodiscard]] const ReviewTexts& reviewTexts(std::string_view language);

} // namespace larder
