#pragma once

#include "cache/cachestore.h"
#include "cache/eviction/evictionpolicy.h"
#include "cache/slotindex.h"

#include <deque>

namespace larder {

/// Entries in this process's memory. What goes for whom is for an EvictionPolicy to say.
class MemoryStore final : public CacheStore
{
public:
    /// By the policy that saves most (POLICY.md).
    explicit MemoryStore(qint64 budgetBytes);
    explicit MemoryStore(std::unique_ptr<EvictionPolicy> policy);

    [[nodiscard]] CacheEntry* find(const CacheKey& key) override;
    [[nodiscard]] CacheEntry* find(EntryId id) override;
    void touch(EntryId id) override;
    [[nodiscard]] Insertion insert(CacheEntry entry) override;
    std::optional<CacheEntry> take(EntryId id) override;
    void setPinned(EntryId id, bool pinned) override;
    [[nodiscard]] size_t visitSome(size_t place, size_t count, const Visit& visit) const override;
    [[nodiscard]] std::vector<EntryId> evictionOrder() const override;
    [[nodiscard]] qint64 slotBytes() const override;
    [[nodiscard]] qint64 entryCount() const override { return qint64(m_byId.size()); }
    [[nodiscard]] qint64 usedBytes() const override { return m_policy->usedBytes(); }
    [[nodiscard]] qint64 budgetBytes() const override { return m_policy->budgetBytes(); }

private:
    using Slot = EvictionPolicy::Slot;

    [[nodiscard]] Slot slotOf(EntryId id) const;
    [[nodiscard]] CacheEntry removed(Slot slot);

    std::unique_ptr<EvictionPolicy> m_policy;
    // By the slot that the policy gave; of id 0 where there is none. Both indexes name exactly those that
    // are.
    std::deque<CacheEntry> m_entries;
    SlotIndex m_byDigest;
    SlotIndex m_byId;
};

} // namespace larder
