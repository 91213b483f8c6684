#pragma once

#include "resources/sample/random.h"

#include <span>
#include <string>

namespace larder {

/// A name as it is written at home and, for e-mail addresses, in ASCII.
struct Name
{
    const char* native;
    const char* ascii;
};

/// In a postcode, '#' stands for a digit and '?' for a capital letter.
struct City
{
    const char* name;
    const char* postcode;
};

/// What the shop needs to invent people and companies of one country.
struct Locale
{
    const char* country;
    const char* language;
    int weight; ///< Its share among the customers.
    const char* phonePrefix;
    bool familyNameFirst;
    const char* firstAddressLine; ///< "%s" is the street and "%d" the house.
    const char* company; ///< "%s" is the family name.
    std::span<const Name> given;
    std::span<const Name> family;
    std::span<const char* const> streets;
    std::span<const City> cities;
};

[[nodiscard]] std::span<const Locale> locales();

[[nodiscard]] std::string inventedAddressLine(const Locale& locale, Random& random);
[[nodiscard]] std::string inventedPostcode(const City& city, Random& random);
[[nodiscard]] std::string inventedPhone(const Locale& locale, Random& random);

/// @p pattern with the first @p mark replaced by @p text.
[[nodiscard]] std::string filledIn(std::string pattern, const std::string& mark, const std::string& text);

} // namespace larder
