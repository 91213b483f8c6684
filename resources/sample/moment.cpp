#include "resources/sample/moment.h"

#include <cstddef>

namespace larder {

namespace {

/// Writes @p number over the digits of @p text that end before @p end.
void writeDigits(std::string& text, std::size_t end, std::int64_t number)
{
    for (; number > 0; number /= 10)
        text[--end] = static_cast<char>('0' + number % 10);
}

} // namespace

std::string isoDate(Moment moment)
{
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(moment)};
    std::string text = "0000-00-00";
    writeDigits(text, 4, static_cast<int>(date.year()));
    writeDigits(text, 7, static_cast<unsigned>(date.month()));
    writeDigits(text, 10, static_cast<unsigned>(date.day()));
    return text;
}

std::string isoMoment(Moment moment)
{
    const std::int64_t second = (moment - std::chrono::floor<std::chrono::days>(moment)).count();
    std::string text = isoDate(moment) + " 00:00:00";
    writeDigits(text, 13, second / 3'600);
    writeDigits(text, 16, second / 60 % 60);
    writeDigits(text, 19, second % 60);
    return text;
}

} // namespace larder
