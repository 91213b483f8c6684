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
    if (!error.advice.isEmpty())
        text += (text.endsWith(u'.') ? QStringLiteral(" ") : QStringLiteral(". ")) + error.advice;
    return text;
}

} // namespace larder
