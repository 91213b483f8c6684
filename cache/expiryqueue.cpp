#include "cache/expiryqueue.h"

#include <algorithm>

namespace larder {

void ExpiryQueue::add(EntryId id, Clock::TimePoint end)
{
    m_queue.push_back({end, id});
    std::push_heap(m_queue.begin(), m_queue.end(), isLater);
}

std::optional<EntryId> ExpiryQueue::takeOver(Clock::TimePoint now)
{
    if (m_queue.empty() || m_queue.front().end > now)
        return std::nullopt;
    std::pop_heap(m_queue.begin(), m_queue.end(), isLater);
    const EntryId id = m_queue.back().id;
    m_queue.pop_back();
    return id;
}

} // namespace larder
