#pragma once

#include "cache/cell.h"

#include <QByteArray>
#include <QString>

namespace larder {

/// @p cell as one line for people, at most some 300 characters of it: numbers exact, a line break as "↵",
/// other control characters as their Unicode pictures, bytes that are no UTF-8 as U+FFFD, a BLOB as its size,
/// NULL as "NULL". Cost is bounded whatever the size of the value.
[[nodiscard]] QString cellText(const Cell& cell);

/// @p cell as bytes to be copied: text byte for byte, numbers exact, NULL as nothing, a BLOB as hexadecimal
/// digits.
[[nodiscard]] QByteArray cellExactText(const Cell& cell);

/// @p text on one line, in the way of cellText().
[[nodiscard]] QString oneLineText(QString text);

} // namespace larder
