#pragma once

#include "cache/heapbytes.h"

#include <deque>
#include <vector>

namespace larder {

/// Finds slots by the hashes of what its user keeps in them. Grows bucket by bucket (linear hashing, Litwin
/// 1980), so that no single insertion has to move all. The low bits of a hash choose the bucket.
class SlotIndex
{
    struct Link
    {
        quint64 hash = 0;
        quint32 next = ~quint32(0);
    };

public:
    using Slot = quint32;
    static constexpr Slot kNone = ~Slot(0);

    SlotIndex() : m_buckets(1, kNone) { }

    /// The slot that was inserted with @p hash and is the one that is meant, as @p isMeant says; or kNone.
    template <typename IsMeant>
    [[nodiscard]] Slot find(quint64 hash, const IsMeant& isMeant) const
    {
        Slot slot = m_buckets[bucketOf(hash)];
        while (slot != kNone && (m_links[slot].hash != hash || !isMeant(slot)))
            slot = m_links[slot].next;
        return slot;
    }
    /// The slot is not in the index.
    void insert(Slot slot, quint64 hash);
    /// The slot is in the index.
    void remove(Slot slot);
    [[nodiscard]] size_t size() const { return m_size; }
    /// What a slot takes here.
    [[nodiscard]] static constexpr qint64 slotBytes()
    {
        return dequeElementBytes<Link>() + growingElementBytes<Slot>();
    }

private:
    [[nodiscard]] size_t bucketOf(quint64 hash) const
    {
        const size_t bucket = hash & (m_half - 1);
        return bucket < m_split ? hash & (2 * m_half - 1) : bucket;
    }
    void add(Slot slot);
    void split();

    // By slot; a slot's link leads to the next in its bucket.
    std::deque<Link> m_links;
    // There are m_half + m_split buckets; those below m_split and from m_half on tell apart one bit more.
    std::vector<Slot> m_buckets;
    size_t m_half = 1;
    size_t m_split = 0;
    size_t m_size = 0;
};

} // namespace larder
