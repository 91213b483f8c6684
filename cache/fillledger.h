#pragma once

#include "cache/cachekey.h"
#include "cache/reason.h"
#include "cache/tabletokens.h"

#include <unordered_map>

namespace larder {

/// A statement on its way; without a landing its answer is not stored.
enum class FillTicket : quint64 {};

/// Keeps account of the statements that are on their way, to tell afterwards which of their answers were
/// overtaken by a change or by somebody's wish.
class FillLedger
{
public:
    /// Call it before the statement is sent. @p changeCount is that of the table tokens.
    [[nodiscard]] FillTicket begin(const CacheKey& key, quint64 changeCount);
    /// A number above those of all that began, and below those of all that will.
    [[nodiscard]] quint64 nextOrder() { return ++m_lastTicket; }
    void abandon(FillTicket ticket) { m_fills.erase(ticket); }
    /// The answers under this key, of all that have begun, shall not be stored.
    void discard(const CacheKey::Digest& digest, const Reason& reason);
    void discardAll(const Reason& reason);

    /// Whether no table of any database has changed, and the answer was not discarded.
    [[nodiscard]] bool isUntouched(FillTicket ticket, const TableTokens& tokens) const;
    /// Whether all that is on its way began later.
    [[nodiscard]] bool isOldest(FillTicket ticket) const;
    /// Why the answer must not be stored; none if it still holds what @p ticket's statement began with.
    [[nodiscard]] Reason overtaken(FillTicket ticket, const TableTokens& tokens, const QByteArray& database,
        const QByteArrayList& tables) const;

private:
    struct Fill
    {
        CacheKey::Digest digest{};
        quint64 changeCount = 0;
        Reason discarded = {};
    };

    std::unordered_map<FillTicket, Fill> m_fills;
    quint64 m_lastTicket = 0;
};

} // namespace larder
