#include "ui/colourdot.h"

#include <QPixmap>

namespace larder {

QIcon colourDot(const QColor& colour)
{
    if (!colour.isValid())
        return {};
    QPixmap pixmap(12, 12);
    pixmap.fill(colour);
    return pixmap;
}

} // namespace larder
