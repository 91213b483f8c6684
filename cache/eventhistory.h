#pragma once

#include "cache/cacheevent.h"

#include <deque>
#include <memory>
#include <vector>

namespace larder {

/// Events of the cache in the order of their numbers. A copy takes as little time whatever it holds, and
/// keeps what it holds while the log that it is of forgets it. Of the thread of the log, as all copies of it.
class EventHistory
{
public:
    /// Null where the number was not given yet, or is forgotten. O(1).
    [[nodiscard]] const CacheEvent* event(quint64 number) const;
    /// The number of the oldest that is kept; one above lastNumber() while there is none.
    [[nodiscard]] quint64 firstNumber() const { return m_firstNumber; }
    /// 0 before the first.
    [[nodiscard]] quint64 lastNumber() const { return m_lastNumber; }

private:
    friend class EventLog;

    // Shared by all copies; the last of them grows in place.
    using Piece = std::vector<CacheEvent>;

    std::deque<std::shared_ptr<Piece>> m_pieces;
    // Of the first in m_pieces, which may be forgotten already.
    quint64 m_piecesBegin = 1;
    quint64 m_firstNumber = 1;
    quint64 m_lastNumber = 0;
};

} // namespace larder
