#include "cache/slotindex.h"

namespace larder {

void SlotIndex::insert(Slot slot, quint64 hash)
{
    if (m_size >= m_buckets.size())
        split();
    if (slot >= m_links.size())
        m_links.resize(size_t(slot) + 1);
    m_links[slot].hash = hash;
    add(slot);
    ++m_size;
}

void SlotIndex::remove(Slot slot)
{
    Slot* link = &m_buckets[bucketOf(m_links[slot].hash)];
    while (*link != slot)
        link = &m_links[*link].next;
    *link = m_links[slot].next;
    // Memory for many is given back with the last of them.
    if (--m_size == 0)
        *this = {};
}

void SlotIndex::add(Slot slot)
{
    Slot& head = m_buckets[bucketOf(m_links[slot].hash)];
    m_links[slot].next = head;
    head = slot;
}

void SlotIndex::split()
{
    Slot slot = m_buckets[m_split];
    m_buckets[m_split] = kNone;
    m_buckets.push_back(kNone);
    if (++m_split == m_half) {
        m_half *= 2;
        m_split = 0;
    }
    while (slot != kNone) {
        const Slot next = m_links[slot].next;
        add(slot);
        slot = next;
    }
}

} // namespace larder
