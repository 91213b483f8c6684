#include "cache/reason.h"

#include <QCoreApplication>

#include <array>

namespace larder {

namespace {

struct ReasonWords
{
    ReasonCode code;
    const char* name;
    const char* phrase;
};

constexpr std::array kWords{
    ReasonWords{ReasonCode::None, "None", ""},
    ReasonWords{ReasonCode::FirstSeen, "FirstSeen", QT_TRANSLATE_NOOP("Reason", "first time seen")},
    ReasonWords{ReasonCode::Ttl, "Ttl", QT_TRANSLATE_NOOP("Reason", "time to live is over")},
    ReasonWords{
        ReasonCode::IdleTtl, "IdleTtl", QT_TRANSLATE_NOOP("Reason", "not asked for in its idle time")},
    ReasonWords{ReasonCode::EmptyTtl, "EmptyTtl", QT_TRANSLATE_NOOP("Reason", "empty result is too old")},
    ReasonWords{ReasonCode::Evicted, "Evicted", QT_TRANSLATE_NOOP("Reason", "evicted to make room")},
    ReasonWords{ReasonCode::NotAdmitted, "NotAdmitted",
        QT_TRANSLATE_NOOP("Reason", "not worth what would have to go for it")},
    ReasonWords{ReasonCode::TableChanged, "TableChanged", QT_TRANSLATE_NOOP("Reason", "changed by Larder")},
    ReasonWords{
        ReasonCode::RowChanged, "RowChanged", QT_TRANSLATE_NOOP("Reason", "a row has another value now")},
    ReasonWords{ReasonCode::SuspectMembership, "SuspectMembership",
        QT_TRANSLATE_NOOP("Reason", "other rows may belong to it now")},
    ReasonWords{ReasonCode::ExpiredByUser, "ExpiredByUser", QT_TRANSLATE_NOOP("Reason", "expired by user")},
    ReasonWords{ReasonCode::Epoch, "Epoch", QT_TRANSLATE_NOOP("Reason", "everything before was given up")},
    ReasonWords{ReasonCode::Replaced, "Replaced", QT_TRANSLATE_NOOP("Reason", "replaced by a newer result")},
    ReasonWords{ReasonCode::ValidatorChanged, "ValidatorChanged",
        QT_TRANSLATE_NOOP("Reason", "database may have changed since it was stored")},
    ReasonWords{ReasonCode::ValidatorUnknown, "ValidatorUnknown",
        QT_TRANSLATE_NOOP("Reason", "freshness could not be checked")},
    ReasonWords{
        ReasonCode::KeyDiffers, "KeyDiffers", QT_TRANSLATE_NOOP("Reason", "asked before, but this differs")},
    ReasonWords{ReasonCode::Projection, "Projection", QT_TRANSLATE_NOOP("Reason", "columns are missing")},
    ReasonWords{ReasonCode::Partial, "Partial", QT_TRANSLATE_NOOP("Reason", "rows are missing")},
    ReasonWords{ReasonCode::NoKey, "NoKey", QT_TRANSLATE_NOOP("Reason", "rows can't be told apart by a key")},
    ReasonWords{ReasonCode::RaceDiscarded, "RaceDiscarded",
        QT_TRANSLATE_NOOP("Reason", "changed while it was being fetched")},
    ReasonWords{ReasonCode::TooLarge, "TooLarge", QT_TRANSLATE_NOOP("Reason", "too large to store")},
    ReasonWords{ReasonCode::Uncacheable, "Uncacheable", QT_TRANSLATE_NOOP("Reason", "may not be cached")},
    ReasonWords{
        ReasonCode::InTransaction, "InTransaction", QT_TRANSLATE_NOOP("Reason", "a transaction is open")},
    ReasonWords{ReasonCode::Bypass, "Bypass", QT_TRANSLATE_NOOP("Reason", "cache bypassed")},
    ReasonWords{ReasonCode::Off, "Off", QT_TRANSLATE_NOOP("Reason", "caching is off")},
    ReasonWords{ReasonCode::StoreDown, "StoreDown", QT_TRANSLATE_NOOP("Reason", "the store does not work")},
    ReasonWords{ReasonCode::Decode, "Decode", QT_TRANSLATE_NOOP("Reason", "what was stored can't be read")},
    ReasonWords{
        ReasonCode::Collision, "Collision", QT_TRANSLATE_NOOP("Reason", "equal hash of another request")},
    ReasonWords{ReasonCode::ConnectionClosed, "ConnectionClosed",
        QT_TRANSLATE_NOOP("Reason", "connection was closed")},
};

const ReasonWords& wordsOf(ReasonCode code)
{
    const auto& words = kWords.at(size_t(code));
    Q_ASSERT(words.code == code);
    return words;
}

} // namespace

QString reasonName(ReasonCode code)
{
    return QString::fromLatin1(wordsOf(code).name);
}

QString reasonText(const Reason& reason)
{
    const QString phrase = QCoreApplication::translate("Reason", wordsOf(reason.code).phrase);
    return reason.detail.isEmpty() ? phrase : QStringLiteral("%1: %2").arg(phrase, reason.detail);
}

} // namespace larder
