#include "cache/memorystore.h"

#include "cache/heapbytes.h"

namespace larder {

namespace {

// What a snapshot reads of an entry; to wait for the memory of each would be most of the time.
void fetchSoon(const CacheEntry& entry)
{
    constexpr size_t kLineBytes = 64;
    const auto* const end = reinterpret_cast<const char*>(&entry.key);
    for (const auto* line = reinterpret_cast<const char*>(&entry.stamp.validator); line < end;
         line += kLineBytes)
        __builtin_prefetch(line);
}

// What a look-up reads of an entry lies in four places: the waits for them overlap.
void fetchForLookUp(const CacheEntry& entry)
{
    __builtin_prefetch(&entry.lifetime);
    __builtin_prefetch(&entry.result);
    __builtin_prefetch(entry.stamp.tables.data());
    __builtin_prefetch(entry.key.canonicalBytes().constData());
}

} // namespace

MemoryStore::MemoryStore(qint64 budgetBytes) : MemoryStore(makeEvictionPolicy("GDSF-MA3", budgetBytes)) { }

MemoryStore::MemoryStore(std::unique_ptr<EvictionPolicy> policy) : m_policy(std::move(policy)) { }

CacheEntry* MemoryStore::find(const CacheKey& key)
{
    const Slot slot = m_byDigest.find(DigestHash()(key.digest()), [&](Slot each) {
        fetchForLookUp(m_entries[each]);
        return m_entries[each].key.digest() == key.digest();
    });
    return slot == SlotIndex::kNone ? nullptr : &m_entries[slot];
}

CacheEntry* MemoryStore::find(EntryId id)
{
    const Slot slot = slotOf(id);
    return slot == SlotIndex::kNone ? nullptr : &m_entries[slot];
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
    m_entries[slot].pinned = pinned;
    m_policy->setPinned(slot, pinned);
}

size_t MemoryStore::visitSome(size_t place, size_t count, const Visit& visit) const
{
    constexpr size_t kEntriesAhead = 12;
    constexpr size_t kFactsAhead = 6;
    const size_t end = place + std::min(count, m_entries.size() - place);
    for (; place < end; ++place) {
        if (place + kEntriesAhead < end)
            fetchSoon(m_entries[place + kEntriesAhead]);
        if (place + kFactsAhead < end)
            __builtin_prefetch(m_entries[place + kFactsAhead].facts.get(), 1);
        if (const CacheEntry& entry = m_entries[place]; entry.id != EntryId())
            visit(entry);
    }
    return end == m_entries.size() ? 0 : end;
}

std::vector<EntryId> MemoryStore::evictionOrder() const
{
    std::vector<EntryId> order;
    order.reserve(size_t(entryCount()));
    for (const quint64 owner : m_policy->owners())
        order.push_back(EntryId(owner));
    return order;
}

qint64 MemoryStore::slotBytes() const
{
    return dequeElementBytes<CacheEntry>() + 2 * SlotIndex::slotBytes() + m_policy->residentBytes();
}

// Entries are numbered in the order in which they come, so their numbers are good hashes.
MemoryStore::Slot MemoryStore::slotOf(EntryId id) const
{
    return m_byId.find(quint64(id), [&](Slot) { return true; });
}

CacheEntry MemoryStore::removed(Slot slot)
{
    CacheEntry taken = std::exchange(m_entries[slot], {});
    m_byDigest.remove(slot);
    m_byId.remove(slot);
    return taken;
}

} // namespace larder
