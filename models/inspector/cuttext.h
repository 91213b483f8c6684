#pragma once

#include <QByteArray>
#include <QString>

namespace larder {

/// @p utf8 where it has at most @p mostCharacters, else so many and an ellipsis. Looks at no more than it
/// shows, however long the text is.
[[nodiscard]] QString cutText(const QByteArray& utf8, qsizetype mostCharacters);

/// What @p utf8 begins with, @p mostBytes at most, on one line.
[[nodiscard]] QString firstLine(const QByteArray& utf8, qsizetype mostBytes = 400);

} // namespace larder
