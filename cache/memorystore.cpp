#include "cache/memorystore.h"

namespace larder {

MemoryStore::MemoryStore(qint64 budgetBytes) : m_budgetBytes(budgetBytes) { }

CacheEntry* MemoryStore::find(const CacheKey& key)
{
    const auto found = m_byDigest.find(key.digest());
    return found == m_byDigest.end() ? nullptr : &*found->second;
}

CacheEntry* MemoryStore::find(EntryId id)
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &*found->second;
}

void MemoryStore::touch(EntryId id)
{
    if (const auto found = m_byId.find(id); found != m_byId.end())
        m_entries.splice(m_entries.end(), m_entries, found->second);
}

std::vector<CacheEntry> MemoryStore::insert(CacheEntry entry)
{
    Q_ASSERT(entry.chargeBytes <= m_budgetBytes);
    if (const auto old = m_byDigest.find(entry.key.digest()); old != m_byDigest.end())
        removed(old->second);
    std::vector<CacheEntry> evicted;
    while (m_usedBytes + entry.chargeBytes > m_budgetBytes)
        evicted.push_back(removed(m_entries.begin()));
    m_usedBytes += entry.chargeBytes;
    const auto place = m_entries.insert(m_entries.end(), std::move(entry));
    m_byDigest.insert_or_assign(place->key.digest(), place);
    m_byId.insert_or_assign(place->id, place);
    return evicted;
}

std::optional<CacheEntry> MemoryStore::take(EntryId id)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return std::nullopt;
    return removed(found->second);
}

void MemoryStore::forEach(const std::function<void(const CacheEntry&)>& visit) const
{
    for (const CacheEntry& entry : m_entries)
        visit(entry);
}

CacheEntry MemoryStore::removed(Entries::iterator entry)
{
    CacheEntry taken = std::move(*entry);
    m_usedBytes -= taken.chargeBytes;
    m_byDigest.erase(taken.key.digest());
    m_byId.erase(taken.id);
    m_entries.erase(entry);
    return taken;
}

} // namespace larder
