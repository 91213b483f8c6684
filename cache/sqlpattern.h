#pragma once

#include <QRegularExpression>

namespace larder {

/// What has a part that fits @p pattern: `*` stands for any characters, `?` for one, and case does not
/// matter.
[[nodiscard]] QRegularExpression sqlPattern(const QString& pattern);

} // namespace larder
