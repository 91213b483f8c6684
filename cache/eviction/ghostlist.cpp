#include "cache/eviction/ghostlist.h"

namespace larder {

void GhostList::remember(const Ghost& ghost, size_t mostGhosts)
{
    if (const Slot known = slotOf(ghost.digest); known != SlotIndex::kNone)
        forget(known);
    const Slot slot = m_ghosts.insert({ghost});
    m_ghosts[slot].place = m_order.insert(m_order.end(), slot);
    m_byDigest.insert(slot, DigestHash()(ghost.digest));
    while (size() > mostGhosts)
        forget(m_order.front());
}

std::optional<GhostList::Ghost> GhostList::take(const CacheKey::Digest& digest)
{
    const Slot slot = slotOf(digest);
    return slot == SlotIndex::kNone ? std::nullopt : std::optional(forget(slot));
}

GhostList::Slot GhostList::slotOf(const CacheKey::Digest& digest) const
{
    return m_byDigest.find(
        DigestHash()(digest), [&](Slot slot) { return m_ghosts[slot].ghost.digest == digest; });
}

GhostList::Ghost GhostList::forget(Slot slot)
{
    m_byDigest.remove(slot);
    m_order.erase(m_ghosts[slot].place);
    return m_ghosts.take(slot).ghost;
}

} // namespace larder
