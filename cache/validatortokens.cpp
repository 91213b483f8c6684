#include "cache/validatortokens.h"

#include <algorithm>

namespace larder {

ValidatorTokens::Noted ValidatorTokens::note(ConnectionId connection, const ValidatorToken& token)
{
    const auto found = m_present.find(connection);
    if (found != m_present.end() && found->second.token == token)
        return {found->second.mark, false};
    const auto mark = DatabaseMark(++m_lastMark);
    const bool isNew = m_present.insert_or_assign(connection, Present{token, mark}).second;
    return {mark, !isNew};
}

void ValidatorTokens::carryOver(ConnectionId connection, const ValidatorToken& from, const ValidatorToken& to)
{
    const auto found = m_present.find(connection);
    if (found != m_present.end() && found->second.token == from)
        found->second.token = to;
}

std::optional<ConnectionId> ValidatorTokens::connectionAt(DatabaseMark mark) const
{
    const auto found
        = std::ranges::find_if(m_present, [mark](const auto& each) { return each.second.mark == mark; });
    return found == m_present.end() ? std::nullopt : std::optional(found->first);
}

} // namespace larder
