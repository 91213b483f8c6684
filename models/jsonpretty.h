#pragma once

#include "models/textfault.h"

#include <stop_token>
#include <variant>

namespace larder {

/// @p json with a line for each member and element. Every name, string and number keeps its bytes: no number
/// goes through a double, no member is dropped or moved. The whole text is checked; what would make more than
/// @p limitBytes is not written. Indents stop growing at 64 levels, so that deep nesting stays small.
/// Stopped, it gives what it has.
[[nodiscard]] std::variant<PrettyText, TextFault> prettyJson(
    QByteArrayView json, qint64 limitBytes, const std::stop_token& stop = {});

/// @p json without blanks between its tokens.
[[nodiscard]] std::variant<QByteArray, TextFault> minifiedJson(QByteArrayView json);

} // namespace larder
