#include "models/inspector/cuttext.h"

namespace larder {

QString cutText(const QByteArray& utf8, qsizetype mostCharacters)
{
    // A character takes at most four bytes, so this never cuts one that is shown.
    QString text = QString::fromUtf8(utf8.left(4 * mostCharacters + 4));
    if (text.size() <= mostCharacters)
        return text;
    text.truncate(mostCharacters);
    return text + u'…';
}

QString firstLine(const QByteArray& utf8, qsizetype mostBytes)
{
    return QString::fromUtf8(utf8.left(mostBytes)).simplified();
}

} // namespace larder
