#include "cache/rows/rowfill.h"

#include <QCoreApplication>

namespace larder {

Reason rowRefusalReason(RowRefusal refusal)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("RowRefusal", text); };
    switch (refusal) {
    case RowRefusal::None:
        break;
    case RowRefusal::TooManyRows:
        return {ReasonCode::TooLarge, tr("more than 20,000 rows")};
    case RowRefusal::Incomplete:
        return {ReasonCode::NoKey, tr("the result is not complete")};
    case RowRefusal::NoKey:
        return {ReasonCode::NoKey, tr("no primary key among the columns tells the rows of the table apart")};
    case RowRefusal::NullInKey:
        return {ReasonCode::NoKey, tr("a key is NULL")};
    case RowRefusal::DuplicateKey:
        return {ReasonCode::NoKey, tr("two rows have one key")};
    case RowRefusal::OtherKey:
        return {ReasonCode::NoKey, tr("later results know the table by another key")};
    case RowRefusal::RowExpired:
        return {ReasonCode::RaceDiscarded, tr("a row was expired")};
    }
    return {};
}

} // namespace larder
