#include "models/plaintooltip.h"

namespace larder {

QString plainToolTip(const QString& text)
{
    constexpr qsizetype kLongest = 2000;
    if (text.isEmpty())
        return {};
    const QString shown = text.size() <= kLongest ? text : text.left(kLongest) + u'…';
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(shown.toHtmlEscaped());
}

} // namespace larder
