#pragma once

#include <QString>

namespace larder {

/// @p text where it has at most @p most characters, else its beginning with an ellipsis at the end.
[[nodiscard]] inline QString shortened(const QString& text, qsizetype most)
{
    return text.size() <= most ? text : text.left(most - 1) + u'…';
}

} // namespace larder
