#pragma once

#include <QByteArray>

#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace larder {

/// Text as the database sees it: UTF-8 bytes.
struct Text
{
    QByteArray utf8;
    bool operator==(const Text&) const = default;
};

/// Bytes without a character set.
struct Blob
{
    QByteArray bytes;
    bool operator==(const Blob&) const = default;
};

/// One typed value that is bound to a statement; `std::monostate` is NULL.
using Value = std::variant<std::monostate, qint64, double, Text, Blob>;

/// A value for one placeholder of a statement. The name is without its sigil ("id" for `:id`, `@id`, `$id`);
/// a numbered placeholder is named by its number ("3" for `?3`, "1" for the first plain `?`).
struct Parameter
{
    QByteArray name;
    Value value;
    bool operator==(const Parameter&) const = default;
};

/// The value that @p literal denotes by the rules of SQL literals: `42`, `1.5`, `NULL`, `'text'` with doubled
/// quotes, `x'00ff'`. Anything else is text as it stands.
[[nodiscard]] Value valueFromLiteral(const QByteArray& literal);

/// The value as a SQL literal; the inverse of valueFromLiteral() up to the spelling of numbers.
[[nodiscard]] QByteArray literalFromValue(const Value& value);

/// What @p value holds in the heap beside itself.
[[nodiscard]] qint64 heapBytes(const Value& value);

/// @p number with the fewest digits that read back as the same double, always with a point, an exponent or a
/// word ("inf", "-inf", "nan"), so that it can't be taken for an integer. The exponent only where the plain
/// form would be mostly zeros: below 1e-5 and from 1e16 on.
[[nodiscard]] QByteArray shortestReal(double number);

/// The same without memory of its own, for many numbers: writes to the front of @p buffer and returns how
/// many bytes.
constexpr std::size_t kShortestRealSize = 32;
[[nodiscard]] qsizetype writeShortestReal(double number, std::span<char, kShortestRealSize> buffer);

} // namespace larder
