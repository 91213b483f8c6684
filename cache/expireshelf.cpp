#include "cache/expireshelf.h"

#include <iterator>

namespace larder {

void ExpireShelf::begin(Clock::TimePoint deadline)
{
    m_entries.clear();
    m_dropped.clear();
    m_bytes = 0;
    m_deadline = deadline;
}

void ExpireShelf::keep(CacheEntry entry, Clock::TimePoint now)
{
    if (!isOpen(now))
        return;
    m_bytes += entry.chargeBytes;
    m_entries.push_back(std::move(entry));
    while (m_bytes > m_mostBytes) {
        m_bytes -= m_entries.front().chargeBytes;
        m_entries.pop_front();
    }
}

void ExpireShelf::drop(const CacheKey::Digest& digest)
{
    if (m_deadline)
        m_dropped.insert(digest);
}

std::vector<CacheEntry> ExpireShelf::takeAll(Clock::TimePoint now)
{
    std::vector<CacheEntry> taken;
    if (isOpen(now))
        taken.assign(std::move_iterator(m_entries.begin()), std::move_iterator(m_entries.end()));
    std::erase_if(taken, [&](const CacheEntry& entry) { return m_dropped.contains(entry.key.digest()); });
    m_entries.clear();
    m_dropped.clear();
    m_bytes = 0;
    m_deadline.reset();
    return taken;
}

} // namespace larder
