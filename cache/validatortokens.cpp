#include "cache/validatortokens.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

constexpr size_t kMostEnds = 1'000;

QString tr(const char* text)
{
    return QCoreApplication::translate("ValidatorTokens", text);
}

QByteArray incarnationOf(const ValidatorToken& token)
{
    return token.left(std::max<qsizetype>(0, token.indexOf('|')));
}

} // namespace

ValidatorTokens::Noted ValidatorTokens::note(ConnectionId connection, const ValidatorToken& token)
{
    const auto found = m_present.find(connection);
    if (found != m_present.end() && found->second.token == token)
        return {found->second.mark, false};
    const auto mark = DatabaseMark(++m_lastMark);
    const bool isKnown = found != m_present.end();
    const bool isLost = isKnown && incarnationOf(found->second.token) != incarnationOf(token);
    const DatabaseMark before = isKnown ? found->second.mark : DatabaseMark();
    if (isLost)
        m_lost.insert(before);
    m_present.insert_or_assign(connection, Present{token, mark});
    return {mark, isKnown, isLost, before};
}

void ValidatorTokens::noteEnd(DatabaseMark before, quint64 number)
{
    m_ends.emplace_back(before, number);
    if (m_ends.size() > kMostEnds)
        m_ends.pop_front();
}

quint64 ValidatorTokens::endOf(std::optional<DatabaseMark> mark) const
{
    if (!mark)
        return 0;
    const auto found
        = std::ranges::find(m_ends.rbegin(), m_ends.rend(), *mark, &decltype(m_ends)::value_type::first);
    return found == m_ends.rend() ? 0 : found->second;
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

Reason ValidatorTokens::since(DatabaseMark mark) const
{
    if (isPresent(mark))
        return {};
    if (m_lost.count(mark) > 0)
        return {ReasonCode::ValidatorUnknown, tr("the connection was lost or silent since")};
    return {ReasonCode::ValidatorChanged};
}

Reason ValidatorTokens::whyNotProven(std::optional<DatabaseMark> stamp, DatabaseMark present) const
{
    if (!stamp)
        return {ReasonCode::ValidatorUnknown, tr("it could not be checked when it was stored")};
    if (*stamp == present)
        return {};
    const Reason heard = since(*stamp);
    return heard ? heard : Reason{ReasonCode::ValidatorUnknown, tr("it was read over another connection")};
}

} // namespace larder
