#include "cache/textplace.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

QString placeText(QByteArrayView utf8, qsizetype offset)
{
    const QByteArrayView before = utf8.first(std::min(offset, utf8.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const qsizetype column = QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).size() + 1;
    return QCoreApplication::translate("TextPlace", "line %1, column %2").arg(line).arg(column);
}

} // namespace larder
