#include "cache/fillledger.h"

#include <algorithm>

namespace larder {

FillTicket FillLedger::begin(const CacheKey& key, quint64 changeCount)
{
    const auto ticket = FillTicket(++m_lastTicket);
    m_fills.insert_or_assign(ticket, Fill{key.digest(), changeCount, {}});
    return ticket;
}

void FillLedger::discard(const CacheKey::Digest& digest, const Reason& reason)
{
    for (auto& [ticket, fill] : m_fills) {
        if (fill.digest == digest)
            fill.discarded = reason;
    }
}

void FillLedger::discardAll(const Reason& reason)
{
    for (auto& [ticket, fill] : m_fills)
        fill.discarded = reason;
}

bool FillLedger::isUntouched(FillTicket ticket, const TableTokens& tokens) const
{
    const Fill& fill = m_fills.at(ticket);
    return !fill.discarded && fill.changeCount == tokens.changeCount();
}

bool FillLedger::isOldest(FillTicket ticket) const
{
    return std::none_of(
        m_fills.begin(), m_fills.end(), [ticket](const auto& each) { return each.first < ticket; });
}

Reason FillLedger::overtaken(FillTicket ticket, const TableTokens& tokens, const QByteArray& database,
    const QByteArrayList& tables) const
{
    const Fill& fill = m_fills.at(ticket);
    if (fill.discarded)
        return fill.discarded;
    for (const QByteArray& table : tables) {
        if (tokens.changedSince(fill.changeCount, database, table))
            return {ReasonCode::RaceDiscarded, QString::fromUtf8(table)};
    }
    if (tokens.changedSince(fill.changeCount, database, {}))
        return {ReasonCode::RaceDiscarded};
    return {};
}

} // namespace larder
