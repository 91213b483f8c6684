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
    return m_byKey.find(hash, [&](Slot slot) { return m_rows[slot].key == key; });
}

RowTable::Slot RowTable::insert(std::string_view key)
{
    const quint64 hash = hashOf(key);
    if (const Slot found = findHashed(key, hash); found != kNone)
        return found;
    const Slot slot = m_rows.insert({.key = std::string(key)});
    m_byKey.insert(slot, hash);
    return slot;
}

void RowTable::remove(Slot slot)
{
    m_byKey.remove(slot);
    (void)m_rows.take(slot);
    if (size() == 0)
        m_rows = {};
}

} // namespace larder
