#pragma once

#include "cache/cacheevent.h"

#include <deque>

namespace larder {

/// The last events of the cache, the oldest forgotten first. Reading changes nothing.
class EventLog
{
public:
    static constexpr size_t kMostEvents = 100'000;

    /// Gives it the next number, and returns that.
    quint64 append(CacheEvent event);
    /// Null where the number was not given yet, or is forgotten.
    [[nodiscard]] const CacheEvent* event(quint64 number) const;
    /// The number of the oldest that is kept; one above lastNumber() while there is none.
    [[nodiscard]] quint64 firstNumber() const { return m_lastNumber - m_events.size() + 1; }
    /// 0 before the first.
    [[nodiscard]] quint64 lastNumber() const { return m_lastNumber; }

private:
    // In the order of their numbers, the last of which is m_lastNumber.
    std::deque<CacheEvent> m_events;
    quint64 m_lastNumber = 0;
};

} // namespace larder
