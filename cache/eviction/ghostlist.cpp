#include "cache/eviction/ghostlist.h"

namespace larder {

void GhostList::remember(const Ghost& ghost, size_t mostGhosts)
{
    if (const auto found = m_places.find(ghost.digest); found != m_places.end())
        forget(found->second);
    m_places[ghost.digest] = m_order.insert(m_order.end(), ghost);
    while (m_places.size() > mostGhosts)
        forget(m_order.begin());
}

std::optional<GhostList::Ghost> GhostList::take(const CacheKey::Digest& digest)
{
    const auto found = m_places.find(digest);
    if (found == m_places.end())
        return std::nullopt;
    const Ghost ghost = *found->second;
    forget(found->second);
    return ghost;
}

void GhostList::forget(Order::iterator ghost)
{
    m_places.erase(ghost->digest);
    m_order.erase(ghost);
}

} // namespace larder
