#pragma once

#include <QByteArrayView>

#include <optional>
#include <stop_token>

namespace larder {

/// What a look at all bytes of a text as UTF-8 found.
struct Utf8Check
{
    /// Code points; a wrong byte counts as one.
    qint64 characters = 0;
    /// Where the first byte stands that is no UTF-8, from 0.
    std::optional<qint64> firstWrong = {};
    bool operator==(const Utf8Check&) const = default;
};

/// Nothing if it was stopped. About 1 GB/s where all is ASCII.
[[nodiscard]] std::optional<Utf8Check> checkUtf8(QByteArrayView bytes, const std::stop_token& stop = {});

/// How many of the first @p limit bytes end with a whole character.
[[nodiscard]] qsizetype wholeUtf8Prefix(QByteArrayView bytes, qsizetype limit);

/// @p bytes as valid UTF-8, with U+FFFD for what is none.
[[nodiscard]] QByteArray repairedUtf8(QByteArrayView bytes);

} // namespace larder
