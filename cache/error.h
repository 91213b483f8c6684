#pragma once

#include <QString>

#include <optional>

namespace larder {

/// Why something that was asked for could not be done, told so that a user can act on it.
struct Error
{
    /// What failed, as a short sentence: "Cannot open shop.db".
    QString what;
    /// The text of the driver, the server or the system, unchanged.
    QString why;
    /// What the user can do about it; may be empty.
    QString advice = {};
    /// Where in the statement, in bytes of its UTF-8 text, when the engine tells.
    std::optional<qsizetype> position = std::nullopt;

    bool operator==(const Error&) const = default;
};

/// The error as one paragraph for a console or a message: what, why, advice.
[[nodiscard]] QString errorText(const Error& error);

} // namespace larder
