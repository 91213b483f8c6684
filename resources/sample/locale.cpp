#include "resources/sample/locale.h"

namespace larder {

std::string filledIn(std::string pattern, const std::string& mark, const std::string& text)
{
    const std::size_t at = pattern.find(mark);
    return at == std::string::npos ? pattern : pattern.replace(at, mark.size(), text);
}

std::string inventedAddressLine(const Locale& locale, Random& random)
{
    const std::string street = random.pick(locale.streets);
    const std::string house = std::to_string(1 + random.below(random.chance(150) ? 400 : 90));
    return filledIn(filledIn(locale.firstAddressLine, "%s", street), "%d", house);
}

std::string inventedPostcode(const City& city, Random& random)
{
    std::string postcode = city.postcode;
    for (char& letter : postcode) {
        if (letter == '#')
            letter = static_cast<char>('0' + random.below(10));
        else if (letter == '?')
            letter = static_cast<char>('A' + random.below(26));
    }
    return postcode;
}

std::string inventedPhone(const Locale& locale, Random& random)
{
    const std::int64_t area = random.between(100, 999);
    const std::int64_t number = random.between(1'000'000, 9'999'999);
    return std::string(locale.phonePrefix) + ' ' + std::to_string(area) + ' ' + std::to_string(number);
}

} // namespace larder
