#include "cache/error.h"

#include <QStringList>

namespace larder {

QString errorText(const Error& error)
{
    QStringList parts;
    if (!error.what.isEmpty())
        parts << error.what;
    if (!error.why.isEmpty())
        parts << error.why;
    QString text = parts.join(QStringLiteral(": "));
    const bool isSentence = text.endsWith(u'.') || text.endsWith(u'?') || text.endsWith(u'!');
    if (!error.advice.isEmpty())
        text += (isSentence ? QStringLiteral(" ") : QStringLiteral(". ")) + error.advice;
    return text;
}

} // namespace larder
