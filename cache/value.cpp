#include "cache/value.h"

#include "cache/heapbytes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace larder {

namespace {

constexpr double kLeastPlain = 1e-5;
constexpr double kLeastScientific = 1e16;

std::optional<Value> numberFrom(const QByteArray& literal)
{
    const char* begin = literal.data();
    const char* const end = begin + literal.size();
    if (begin != end && *begin == '+')
        ++begin;
    const bool digits = begin != end && (*begin == '-' || *begin == '.' || (*begin >= '0' && *begin <= '9'));
    if (!digits)
        return std::nullopt;
    qint64 integer = 0;
    if (const auto [last, failure] = std::from_chars(begin, end, integer);
        failure == std::errc() && last == end)
        return Value(integer);
    double real = 0;
    if (const auto [last, failure] = std::from_chars(begin, end, real);
        failure == std::errc() && last == end && std::isfinite(real))
        return Value(real);
    return std::nullopt;
}

// A single quote inside ends the text, so that what follows is no literal.
bool isQuoted(const QByteArray& literal)
{
    if (literal.size() < 2 || !literal.startsWith('\'') || !literal.endsWith('\''))
        return false;
    return !literal.mid(1, literal.size() - 2).replace("''", "").contains('\'');
}

bool isHexadecimal(const QByteArray& digits)
{
    return digits.size() % 2 == 0 && QByteArray::fromHex(digits).toHex() == digits.toLower();
}

QByteArray quoted(const QByteArray& text)
{
    return QByteArray(text).replace("'", "''").prepend('\'').append('\'');
}

template <typename... Visitors>
struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};
// Compilers before C++20's deduction for aggregates (P1816) need the guide, Clang 14 among them.
template <typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

} // namespace

Value valueFromLiteral(const QByteArray& literal)
{
    if (literal.compare("null", Qt::CaseInsensitive) == 0)
        return std::monostate();
    if (isQuoted(literal))
        return Text{literal.mid(1, literal.size() - 2).replace("''", "'")};
    if ((literal.startsWith('x') || literal.startsWith('X')) && isQuoted(literal.mid(1))
        && isHexadecimal(literal.mid(2, literal.size() - 3)))
        return Blob{QByteArray::fromHex(literal.mid(2, literal.size() - 3))};
    return numberFrom(literal).value_or(Text{literal});
}

QByteArray literalFromValue(const Value& value)
{
    return std::visit(Overloaded{
                          [](std::monostate) { return QByteArray("NULL"); },
                          [](qint64 integer) { return QByteArray::number(integer); },
                          [](double real) { return shortestReal(real); },
                          [](const Text& text) { return quoted(text.utf8); },
                          [](const Blob& blob) { return "x'" + blob.bytes.toHex() + "'"; },
                      },
        value);
}

qint64 heapBytes(const Value& value)
{
    if (const Text* const text = std::get_if<Text>(&value))
        return heapBytes(text->utf8);
    const Blob* const blob = std::get_if<Blob>(&value);
    return blob ? heapBytes(blob->bytes) : 0;
}

QByteArray shortestReal(double number)
{
    std::array<char, kShortestRealSize> buffer{};
    return {buffer.data(), writeShortestReal(number, buffer)};
}

qsizetype writeShortestReal(double number, std::span<char, kShortestRealSize> buffer)
{
    if (!std::isfinite(number)) {
        const std::string_view name = std::isnan(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity";
        return std::ranges::copy(name, buffer.begin()).out - buffer.begin();
    }
    const double size = std::abs(number);
    const bool plain = size == 0 || (size >= kLeastPlain && size < kLeastScientific);
    const auto [end, failure] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
        plain ? std::chars_format::fixed : std::chars_format::scientific);
    Q_ASSERT(failure == std::errc());
    const std::string_view written(buffer.data(), size_t(end - buffer.data()));
    if (written.find_first_of(".e") != std::string_view::npos)
        return end - buffer.data();
    end[0] = '.';
    end[1] = '0';
    return end + 2 - buffer.data();
}

} // namespace larder
