#include "cache/memorystore.h"

namespace larder {

namespace {

void fetchSoon(const void* bytes, size_t count)
{
    constexpr size_t kLineBytes = 64;
    for (size_t at = 0; at < count; at += kLineBytes)
        __builtin_prefetch(static_cast<const char*>(bytes) + at);
}

void fetchPartsSoon(const CacheEntry& entry)
{
    __builtin_prefetch(entry.facts.get(), 1);
    fetchSoon(entry.stamp.tables.data(), entry.stamp.tables.size() * sizeof(Stamp::Table));
}

} // namespace

MemoryStore::MemoryStore(qint64 budgetBytes) : MemoryStore(makeEvictionPolicy("GDSF-MA3", budgetBytes)) { }

MemoryStore::MemoryStore(std::unique_ptr<EvictionPolicy> policy) : m_policy(std::move(policy)) { }

CacheEntry* MemoryStore::find(const CacheKey& key)
{
    const Slot slot = m_byDigest.find(
        DigestHash()(key.digest()), [&](Slot each) { return m_entries[each]->key.digest() == key.digest(); });
    return slot == SlotIndex::kNone ? nullptr : &*m_entries[slot];
}

CacheEntry* MemoryStore::find(EntryId id)
{
    const Slot slot = slotOf(id);
    return slot == SlotIndex::kNone ? nullptr : &*m_entries[slot];
}

void MemoryStore::touch(EntryId id)
{
    if (const Slot slot = slotOf(id); slot != SlotIndex::kNone)
        m_policy->recordHit(slot);
}

CacheStore::Insertion MemoryStore::insert(CacheEntry entry)
{
    Q_ASSERT(entry.chargeBytes <= budgetBytes());
    Q_ASSERT(!find(entry.key));
    const std::chrono::duration<double, std::milli> cost = entry.fillCost();
    const EvictionPolicy::Admission admission = m_policy->admit({.digest = entry.key.digest(),
        .owner = quint64(entry.id),
        .bytes = entry.chargeBytes,
        .cost = cost.count(),
        .kind = quint8(entry.facts->components.technique)});
    Insertion insertion;
    insertion.evicted.reserve(admission.evicted.size());
    for (const quint64 owner : admission.evicted)
        insertion.evicted.push_back(removed(slotOf(EntryId(owner))));
    if (!admission.slot)
        return insertion;
    const Slot slot = *admission.slot;
    if (slot >= m_entries.size())
        m_entries.resize(slot + 1);
    m_byDigest.insert(slot, DigestHash()(entry.key.digest()));
    m_byId.insert(slot, quint64(entry.id));
    const bool pinned = entry.pinned;
    m_entries[slot] = std::move(entry);
    if (pinned)
        m_policy->setPinned(slot, true);
    insertion.stored = true;
    return insertion;
}

std::optional<CacheEntry> MemoryStore::take(EntryId id)
{
    const Slot slot = slotOf(id);
    if (slot == SlotIndex::kNone)
        return std::nullopt;
    CacheEntry taken = removed(slot);
    m_policy->remove(slot);
    return taken;
}

void MemoryStore::setPinned(EntryId id, bool pinned)
{
    const Slot slot = slotOf(id);
    if (slot == SlotIndex::kNone)
        return;
    m_entries[slot]->pinned = pinned;
    m_policy->setPinned(slot, pinned);
}

void MemoryStore::forEach(const Visit& visit) const
{
    std::vector<const CacheEntry*> order;
    order.reserve(size_t(entryCount()));
    for (const quint64 owner : m_policy->owners())
        order.push_back(&*m_entries[slotOf(EntryId(owner))]);
    // Entries lie scattered, and to wait for the memory of each would be most of a visit.
    constexpr size_t kEntriesAhead = 16;
    constexpr size_t kPartsAhead = 8;
    for (size_t i = 0; i < order.size(); ++i) {
        if (i + kEntriesAhead < order.size())
            fetchSoon(order[i + kEntriesAhead], sizeof(CacheEntry));
        if (i + kPartsAhead < order.size())
            fetchPartsSoon(*order[i + kPartsAhead]);
        visit(*order[i]);
    }
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

// Entries are numbered in the order in which they come, so their numbers are good hashes.
MemoryStore::Slot MemoryStore::slotOf(EntryId id) const
{
    return m_byId.find(quint64(id), [&](Slot) { return true; });
}

CacheEntry MemoryStore::removed(Slot slot)
{
    CacheEntry taken = std::move(*m_entries[slot]);
    m_entries[slot].reset();
    m_byDigest.remove(slot);
    m_byId.remove(slot);
    return taken;
}

} // namespace larder
