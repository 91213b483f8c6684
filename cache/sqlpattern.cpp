#include "cache/sqlpattern.h"

namespace larder {

QRegularExpression sqlPattern(const QString& pattern)
{
    const QString expression = QRegularExpression::escape(pattern)
                                   .replace(QStringLiteral("\\*"), QStringLiteral(".*"))
                                   .replace(QStringLiteral("\\?"), QStringLiteral("."));
    return QRegularExpression(expression,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
}

} // namespace larder
