#pragma once

#include "cache/eventhistory.h"

namespace larder {

/// The last events of the cache, the oldest forgotten first. Reading changes nothing.
class EventLog
{
public:
    static constexpr size_t kMostEvents = 100'000;
    /// So many are allocated and given back at once.
    static constexpr size_t kInAPiece = 200;

    /// Gives it the next number, and returns that.
    quint64 append(CacheEvent event);
    /// See EventHistory.
    [[nodiscard]] const CacheEvent* event(quint64 number) const { return m_history.event(number); }
    [[nodiscard]] quint64 firstNumber() const { return m_history.firstNumber(); }
    [[nodiscard]] quint64 lastNumber() const { return m_history.lastNumber(); }
    /// What is kept now; a copy stays as it is.
    [[nodiscard]] const EventHistory& history() const { return m_history; }

private:
    EventHistory m_history;
};

} // namespace larder
