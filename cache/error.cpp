#include "cache/error.h"

#include "cache/textplace.h"

#include <QStringList>

namespace larder {

QString asSentence(const QString& text)
{
    const bool isSentence = text.endsWith(u'.') || text.endsWith(u'?') || text.endsWith(u'!');
    return isSentence || text.isEmpty() ? text : text + u'.';
}

Error placed(Error error, QByteArrayView text, qsizetype offset)
{
    if (error.position)
        error.why += QStringLiteral(" (%1)").arg(placeText(text, offset + *error.position));
    return error;
}

QString errorText(const Error& error)
{
    QStringList parts;
    if (!error.what.isEmpty())
        parts << error.what;
    if (!error.why.isEmpty())
        parts << error.why;
    const QString text = parts.join(QStringLiteral(": "));
    return error.advice.isEmpty() ? text : asSentence(text) + u' ' + error.advice;
}

} // namespace larder
