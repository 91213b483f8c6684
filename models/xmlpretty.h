#pragma once

#include "models/textfault.h"

#include <stop_token>
#include <variant>

namespace larder {

/// The UTF-8 text @p xml with a line for each element, but nothing changed where text and elements are mixed.
/// Names, values and order stay. Entities of the document's own DTD are replaced by their text, as long as
/// all of them can't make more than 32 million characters; no other document is ever read. Ends when more
/// than
/// @p limitBytes are written: what is behind that is not checked. Stopped, it gives what it has.
[[nodiscard]] std::variant<PrettyText, TextFault> prettyXml(
    QByteArrayView xml, qint64 limitBytes, const std::stop_token& stop = {});

} // namespace larder
