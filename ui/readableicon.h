#pragma once

#include <QIcon>

namespace larder {

/// @p icon as a cell shows it: on the colour of a selection it stands on a ground of its own, that of the
/// other rows, where its colours can be told. Follows the palette of the application.
[[nodiscard]] QIcon readableIcon(const QIcon& icon);

} // namespace larder
