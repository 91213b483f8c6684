#pragma once

#include "cache/cachestore.h"

#include <list>
#include <unordered_map>

namespace larder {

/// Entries in this process's memory; the least recently used goes first.
class MemoryStore final : public CacheStore
{
public:
    explicit MemoryStore(qint64 budgetBytes);

    [[nodiscard]] CacheEntry* find(const CacheKey& key) override;
    [[nodiscard]] CacheEntry* find(EntryId id) override;
    void touch(EntryId id) override;
    [[nodiscard]] std::vector<CacheEntry> insert(CacheEntry entry) override;
    std::optional<CacheEntry> take(EntryId id) override;
    void forEach(const std::function<void(const CacheEntry&)>& visit) const override;
    [[nodiscard]] qint64 usedBytes() const override { return m_usedBytes; }
    [[nodiscard]] qint64 budgetBytes() const override { return m_budgetBytes; }

private:
    using Entries = std::list<CacheEntry>;

    CacheEntry removed(Entries::iterator entry);

    // m_entries is in the order of use, the least recent first. Both indexes name exactly its elements, and
    // m_usedBytes is the sum of their charges, never above the budget.
    Entries m_entries;
    std::unordered_map<CacheKey::Digest, Entries::iterator, DigestHash> m_byDigest;
    std::unordered_map<EntryId, Entries::iterator> m_byId;
    qint64 m_usedBytes = 0;
    qint64 m_budgetBytes;
};

} // namespace larder
