#include "cache/eventlog.h"

namespace larder {

quint64 EventLog::append(CacheEvent event)
{
    if (m_events.size() == kMostEvents)
        m_events.pop_front();
    event.number = ++m_lastNumber;
    m_events.push_back(std::move(event));
    return m_lastNumber;
}

const CacheEvent* EventLog::event(quint64 number) const
{
    if (number < firstNumber() || number > m_lastNumber)
        return nullptr;
    return &m_events[size_t(number - firstNumber())];
}

} // namespace larder
