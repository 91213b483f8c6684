#include "cache/memorystore.h"

namespace larder {

MemoryStore::MemoryStore(qint64 budgetBytes) : MemoryStore(makeEvictionPolicy("GDSF-MA3", budgetBytes)) { }

MemoryStore::MemoryStore(std::unique_ptr<EvictionPolicy> policy) : m_policy(std::move(policy)) { }

CacheEntry* MemoryStore::find(const CacheKey& key)
{
    const auto found = m_byDigest.find(key.digest());
    return found == m_byDigest.end() ? nullptr : &*m_entries[found->second];
}

CacheEntry* MemoryStore::find(EntryId id)
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &*m_entries[found->second];
}

void MemoryStore::touch(EntryId id)
{
    if (const auto found = m_byId.find(id); found != m_byId.end())
        m_policy->recordHit(found->second);
}

CacheStore::Insertion MemoryStore::insert(CacheEntry entry)
{
    Q_ASSERT(entry.chargeBytes <= budgetBytes());
    Q_ASSERT(!m_byDigest.contains(entry.key.digest()));
    const std::chrono::duration<double, std::milli> cost = entry.fillCost();
    const EvictionPolicy::Admission admission = m_policy->admit({.digest = entry.key.digest(),
        .owner = quint64(entry.id),
        .bytes = entry.chargeBytes,
        .cost = cost.count(),
        .kind = quint8(entry.components.technique)});
    Insertion insertion;
    insertion.evicted.reserve(admission.evicted.size());
    for (const quint64 owner : admission.evicted)
        insertion.evicted.push_back(removed(m_byId.at(EntryId(owner))));
    if (!admission.slot)
        return insertion;
    const Slot slot = *admission.slot;
    if (slot >= m_entries.size())
        m_entries.resize(slot + 1);
    m_byDigest.emplace(entry.key.digest(), slot);
    m_byId.emplace(entry.id, slot);
    const bool pinned = entry.pinned;
    m_entries[slot] = std::move(entry);
    if (pinned)
        m_policy->setPinned(slot, true);
    insertion.stored = true;
    return insertion;
}

std::optional<CacheEntry> MemoryStore::take(EntryId id)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return std::nullopt;
    const Slot slot = found->second;
    CacheEntry taken = removed(slot);
    m_policy->remove(slot);
    return taken;
}

void MemoryStore::setPinned(EntryId id, bool pinned)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return;
    m_entries[found->second]->pinned = pinned;
    m_policy->setPinned(found->second, pinned);
}

void MemoryStore::forEach(const Visit& visit) const
{
    for (const quint64 owner : m_policy->owners())
        visit(*m_entries[m_byId.at(EntryId(owner))]);
}

size_t MemoryStore::visitSome(size_t place, size_t count, const Visit& visit) const
{
    const size_t end = std::min(place + count, m_entries.size());
    for (; place < end; ++place) {
        if (const auto& entry = m_entries[place])
            visit(*entry);
    }
    return end == m_entries.size() ? 0 : end;
}

CacheEntry MemoryStore::removed(Slot slot)
{
    CacheEntry taken = std::move(*m_entries[slot]);
    m_entries[slot].reset();
    m_byDigest.erase(taken.key.digest());
    m_byId.erase(taken.id);
    return taken;
}

} // namespace larder
