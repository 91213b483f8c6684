#include "cache/classificationreason.h"

#include "cache/textplace.h"

#include <QCoreApplication>

namespace larder {

namespace {

const char* phraseOf(UncacheableRule rule)
{
    switch (rule) {
    case UncacheableRule::None:
        break;
    case UncacheableRule::Empty:
        return QT_TRANSLATE_NOOP("UncacheableRule", "there is no statement");
    case UncacheableRule::Malformed:
        return QT_TRANSLATE_NOOP("UncacheableRule", "the text is not complete");
    case UncacheableRule::SeveralStatements:
        return QT_TRANSLATE_NOOP("UncacheableRule", "there are several statements");
    case UncacheableRule::NotARead:
        return QT_TRANSLATE_NOOP("UncacheableRule", "it is not a plain read");
    case UncacheableRule::NoRows:
        return QT_TRANSLATE_NOOP("UncacheableRule", "it returns no rows");
    case UncacheableRule::Metadata:
        return QT_TRANSLATE_NOOP("UncacheableRule", "it reads the schema or a plan");
    case UncacheableRule::LockingRead:
        return QT_TRANSLATE_NOOP("UncacheableRule", "it takes locks");
    case UncacheableRule::Volatile:
        return QT_TRANSLATE_NOOP("UncacheableRule", "it may give another answer each time");
    case UncacheableRule::UnknownFunction:
        return QT_TRANSLATE_NOOP("UncacheableRule", "it calls a function that is not known");
    case UncacheableRule::TemporaryOrCatalog:
        return QT_TRANSLATE_NOOP("UncacheableRule", "it reads a temporary or system table or a sequence");
    }
    return "";
}

} // namespace

Reason classificationReason(const SqlClassification& classification, QByteArrayView sql)
{
    if (classification.cacheable)
        return {};
    constexpr qsizetype kShownBytes = 40;
    const SqlToken token = classification.token;
    const QString phrase = QCoreApplication::translate("UncacheableRule", phraseOf(classification.rule));
    const QString text = QString::fromUtf8(sql.sliced(token.offset, std::min(token.length, kShownBytes)));
    if (text.isEmpty())
        return {ReasonCode::Uncacheable, phrase};
    const QString place = QCoreApplication::translate("UncacheableRule", "%1 (\"%2\" in %3)");
    return {ReasonCode::Uncacheable, place.arg(phrase, text, placeText(sql, token.offset))};
}

} // namespace larder
