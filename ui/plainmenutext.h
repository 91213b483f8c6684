#pragma once

#include <QString>

namespace larder {

/// @p text as it stands, for a menu or a tab, where & would mark a key.
[[nodiscard]] inline QString plainMenuText(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace larder
