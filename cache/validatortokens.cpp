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

bool ValidatorTokens::isPresent(DatabaseMark mark) const
{
    return std::any_of(
        m_present.begin(), m_present.end(), [mark](const auto& each) { return each.second.mark == mark; });
}

} // namespace larder
