#include "models/inspector/validationtally.h"

#include "models/quantitytext.h"

#include <QCoreApplication>

namespace larder {

namespace {

struct ValidationText
{
    Q_DECLARE_TR_FUNCTIONS(larder::ValidationText)
};

/// More don't fit where it is told.
constexpr qsizetype kMostReasons = 3;

void addOnce(QStringList& texts, const QString& text)
{
    if (!texts.contains(text))
        texts << text;
}

QString joined(const QStringList& texts)
{
    QString text = texts.mid(0, kMostReasons).join(QStringLiteral("; "));
    if (texts.size() > kMostReasons)
        text += u"; …";
    return text;
}

} // namespace

void ValidationTally::add(const CacheControl::Check& check)
{
    m_isAnswered = true;
    m_proven += check.proven;
    m_doubtful += qint64(check.doubts.size());
    for (const Reason& doubt : check.doubts)
        addOnce(m_doubts, reasonText(doubt));
}

void ValidationTally::add(const Error& error)
{
    addOnce(m_errors, errorText(error));
}

QString ValidationTally::text() const
{
    QStringList parts;
    if (m_isAnswered)
        parts << countedText(m_proven, ValidationText::tr("1 entry still holds."),
            ValidationText::tr("%1 entries still hold."));
    if (m_doubtful > 0)
        parts << countedText(m_doubtful, ValidationText::tr("1 may have changed"),
                     ValidationText::tr("%1 may have changed"))
                + QStringLiteral(" (%1).").arg(joined(m_doubts));
    if (!m_errors.isEmpty())
        parts << ValidationText::tr("Not validated: %1").arg(joined(m_errors));
    return parts.join(u' ');
}

} // namespace larder
