#pragma once

#include "cache/databaseport.h"
#include "cache/reason.h"
#include "cache/stamp.h"

#include <deque>
#include <unordered_map>
#include <unordered_set>

namespace larder {

/// Numbers the states of the databases as their validators told them, so that an entry can be compared with
/// what is known now, without asking. A number once given up never comes back: a token that is seen again
/// after another one is another state.
class ValidatorTokens
{
public:
    struct Noted
    {
        DatabaseMark mark = {};
        /// Another state was known before.
        bool changed = false;
        /// Nothing is known but that the connection was lost in between.
        bool lost = false;
        /// The state that was known.
        DatabaseMark before = {};
    };

    /// What @p connection was told last is @p token now. Call it in the order of the readings.
    [[nodiscard]] Noted note(ConnectionId connection, const ValidatorToken& token);
    /// The event @p number tells that the state @p before is over.
    void noteEnd(DatabaseMark before, quint64 number);
    /// That event; 0 where there is none, or it was too long ago.
    [[nodiscard]] quint64 endOf(std::optional<DatabaseMark> mark) const;
    /// Proven: nothing but a change whose tables are known moved @p connection from one token to the other,
    /// so for all else it is the same state.
    void carryOver(ConnectionId connection, const ValidatorToken& from, const ValidatorToken& to);
    void forget(ConnectionId connection) { m_present.erase(connection); }
    /// Which connection told @p mark, as long as no later state of its database has been heard of there.
    [[nodiscard]] std::optional<ConnectionId> connectionAt(DatabaseMark mark) const;
    [[nodiscard]] bool isPresent(DatabaseMark mark) const { return connectionAt(mark).has_value(); }
    /// What has been heard since of the database that told @p mark; none if nothing.
    [[nodiscard]] Reason since(DatabaseMark mark) const;
    /// Why what is stamped with @p stamp is not proven by @p present, which was told just now; none if it is.
    [[nodiscard]] Reason whyNotProven(std::optional<DatabaseMark> stamp, DatabaseMark present) const;

private:
    struct Present
    {
        ValidatorToken token;
        DatabaseMark mark = {};
    };

    std::unordered_map<ConnectionId, Present> m_present;
    /// The last marks before the losses of connections.
    std::unordered_set<DatabaseMark> m_lost;
    /// The events of the last marks that ended, the oldest first.
    std::deque<std::pair<DatabaseMark, quint64>> m_ends;
    quint64 m_lastMark = 0;
};

} // namespace larder
