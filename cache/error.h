#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace larder {

/// Errors that a program answers to in its own way.
enum class ErrorKind {
    Other,
    /// The server wants a password, or another one.
    PasswordNeeded,
    /// The server ended the connection, or went away.
    ConnectionLost,
};

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
    /// What a program can do about it by itself.
    ErrorKind kind = ErrorKind::Other;

    bool operator==(const Error&) const = default;
};

/// @p text with a full stop, unless it ends as a sentence does.
[[nodiscard]] QString asSentence(const QString& text);

/// @p error with the line and the column where it stands behind its reason, if the engine tells; the
/// statement begins at byte @p offset of @p text.
[[nodiscard]] Error placed(Error error, QByteArrayView text, qsizetype offset = 0);

/// The error as one paragraph for a console or a message: what, why, advice.
[[nodiscard]] QString errorText(const Error& error);

} // namespace larder
