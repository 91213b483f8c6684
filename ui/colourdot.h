#pragma once

#include <QIcon>

namespace larder {

/// A small square of @p colour, to mark what belongs to a connection; nothing for an invalid one.
[[nodiscard]] QIcon colourDot(const QColor& colour);

} // namespace larder
