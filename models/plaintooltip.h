#pragma once

#include <QString>

namespace larder {

/// @p text for a tool tip, shown as it stands whatever markup it seems to hold; cut after some 2,000
/// characters.
[[nodiscard]] QString plainToolTip(const QString& text);

} // namespace larder
