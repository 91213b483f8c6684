#include "cache/error.h"

#include <QStringList>

namespace larder {

QString asSentence(const QString& text)
{
    const bool isSentence = text.endsWith(u'.') || text.endsWith(u'?') || text.endsWith(u'!');
    return isSentence || text.isEmpty() ? text : text + u'.';
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
