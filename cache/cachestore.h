#pragma once

#include "cache/cacheentry.h"

#include <functional>

namespace larder {

/// Keeps entries within a budget of bytes and decides which one goes when room is needed. Knows nothing of
/// freshness. Pointers that it hands out live until the next call that is not const.
class CacheStore
{
public:
    CacheStore() = default;
    CacheStore(const CacheStore&) = delete;
    CacheStore& operator=(const CacheStore&) = delete;
    virtual ~CacheStore() = default;

    /// The entry under the digest of @p key, whose canonical bytes may still differ. Changes no recency.
    [[nodiscard]] virtual CacheEntry* find(const CacheKey& key) = 0;
    [[nodiscard]] virtual CacheEntry* find(EntryId id) = 0;
    /// Tells that @p id answered a run.
    virtual void touch(EntryId id) = 0;
    /// Stores @p entry in place of one with the same digest, and returns what had to go to make room.
    /// The entry's charge must not exceed the budget.
    [[nodiscard]] virtual std::vector<CacheEntry> insert(CacheEntry entry) = 0;
    virtual std::optional<CacheEntry> take(EntryId id) = 0;
    /// Calls @p visit for every entry, the one next to be evicted first.
    virtual void forEach(const std::function<void(const CacheEntry&)>& visit) const = 0;

    [[nodiscard]] virtual qint64 usedBytes() const = 0;
    [[nodiscard]] virtual qint64 budgetBytes() const = 0;
};

} // namespace larder
