#pragma once

#include "cache/cacheentry.h"

#include <functional>
#include <limits>

namespace larder {

/// Keeps entries within a budget of bytes and decides which one goes when room is needed. Knows nothing of
/// freshness. Pointers that it hands out live until the next call that is not const. An implementation that
/// can't do what it is asked throws a std::exception.
class CacheStore
{
public:
    using Visit = std::function<void(const CacheEntry&)>;

    struct Insertion
    {
        /// False if the entry is not worth what would have to go for it.
        bool stored = false;
        /// What had to go to make room.
        std::vector<CacheEntry> evicted = {};
    };

    CacheStore() = default;
    CacheStore(const CacheStore&) = delete;
    CacheStore& operator=(const CacheStore&) = delete;
    virtual ~CacheStore() = default;

    /// The entry under the digest of @p key, whose canonical bytes may still differ. Changes no recency.
    [[nodiscard]] virtual CacheEntry* find(const CacheKey& key) = 0;
    [[nodiscard]] virtual CacheEntry* find(EntryId id) = 0;
    /// Tells that @p id answered a run.
    virtual void touch(EntryId id) = 0;
    /// Stores @p entry. There is none with the same digest, and its charge does not exceed the budget.
    [[nodiscard]] virtual Insertion insert(CacheEntry entry) = 0;
    virtual std::optional<CacheEntry> take(EntryId id) = 0;
    /// A pinned entry never goes for another; its bytes count all the same.
    virtual void setPinned(EntryId id, bool pinned) = 0;

    /// Calls @p visit for every entry.
    void forEach(const Visit& visit) const { (void)visitSome(0, std::numeric_limits<size_t>::max(), visit); }
    /// Calls @p visit for some @p count entries from @p place on, which is 0 at the start, and returns the
    /// place to go on from, or 0 after the last. Entries that come and go meanwhile may be missed.
    [[nodiscard]] virtual size_t visitSome(size_t place, size_t count, const Visit& visit) const = 0;

    /// All entries, the one next to be evicted first.
    [[nodiscard]] virtual std::vector<EntryId> evictionOrder() const = 0;
    /// What it takes for an entry besides what that holds.
    [[nodiscard]] virtual qint64 slotBytes() const = 0;

    [[nodiscard]] virtual qint64 entryCount() const = 0;
    [[nodiscard]] virtual qint64 usedBytes() const = 0;
    [[nodiscard]] virtual qint64 budgetBytes() const = 0;
};

} // namespace larder
