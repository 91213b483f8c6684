#include "cache/rows/rowtable.h"

#include <xxhash.h>

namespace larder {

namespace {

quint64 hashOf(std::string_view key)
{
    return XXH3_64bits(key.data(), key.size());
}

} // namespace

RowTable::Slot RowTable::find(std::string_view key) const
{
    return findHashed(key, hashOf(key));
}

RowTable::Slot RowTable::findHashed(std::string_view key, quint64 hash) const
{
    Slot slot = m_buckets[bucketOf(hash)];
    while (slot != kNone && (m_rows[slot].hash != hash || m_rows[slot].key != key))
        slot = m_rows[slot].nextInBucket;
    return slot;
}

RowTable::Slot RowTable::insert(std::string_view key)
{
    const quint64 hash = hashOf(key);
    if (const Slot found = findHashed(key, hash); found != kNone)
        return found;
    if (size() >= m_buckets.size())
        split();
    Slot slot = Slot(m_rows.size());
    if (m_free.empty()) {
        m_rows.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    Slot& head = m_buckets[bucketOf(hash)];
    m_rows[slot] = {.key = std::string(key), .hash = hash, .nextInBucket = head};
    head = slot;
    return slot;
}

void RowTable::remove(Slot slot)
{
    Slot* link = &m_buckets[bucketOf(m_rows[slot].hash)];
    while (*link != slot)
        link = &m_rows[*link].nextInBucket;
    *link = m_rows[slot].nextInBucket;
    m_rows[slot] = {};
    m_free.push_back(slot);
    if (size() == 0)
        *this = {};
}

size_t RowTable::bucketOf(quint64 hash) const
{
    const size_t bucket = hash & (m_half - 1);
    return bucket < m_split ? hash & (2 * m_half - 1) : bucket;
}

void RowTable::split()
{
    Slot slot = m_buckets[m_split];
    m_buckets[m_split] = kNone;
    m_buckets.push_back(kNone);
    if (++m_split == m_half) {
        m_half *= 2;
        m_split = 0;
    }
    while (slot != kNone) {
        const Slot next = m_rows[slot].nextInBucket;
        Slot& head = m_buckets[bucketOf(m_rows[slot].hash)];
        m_rows[slot].nextInBucket = head;
        head = slot;
        slot = next;
    }
}

} // namespace larder
