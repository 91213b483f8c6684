#pragma once

#include "cache/cachestore.h"

namespace larder {

/// Stands before a store that may fail. The first failure closes it for a while: it then holds nothing and
/// takes nothing, so that the database answers (CACHE.md, "Time, single flight, failure"). What it held
/// before may come back with it and must not be trusted, since nobody could take it out meanwhile.
class GuardedStore final
{
public:
    /// Told of what the store said when it failed.
    using Failed = std::function<void(const QString& why)>;
    static constexpr std::chrono::seconds kClosedFor{5};

    GuardedStore(std::unique_ptr<CacheStore> store, const Clock& clock, Failed failed);

    /// Whether it is closed for now.
    [[nodiscard]] bool isClosed() const { return m_closedUntil && m_clock.now() < *m_closedUntil; }
    /// What the store said when it failed last.
    [[nodiscard]] const QString& failure() const { return m_failure; }

    [[nodiscard]] CacheEntry* find(const CacheKey& key);
    [[nodiscard]] CacheEntry* find(EntryId id);
    void touch(EntryId id);
    [[nodiscard]] CacheStore::Insertion insert(CacheEntry entry);
    std::optional<CacheEntry> take(EntryId id);
    void setPinned(EntryId id, bool pinned);
    void forEach(const CacheStore::Visit& visit) const;
    [[nodiscard]] size_t visitSome(size_t place, size_t count, const CacheStore::Visit& visit) const;
    /// For figures only.
    [[nodiscard]] const CacheStore& store() const { return *m_store; }

private:
    template <typename Work, typename Fallback>
    [[nodiscard]] Fallback attempt(const Work& work, Fallback fallback) const;
    void close(const char* why) const;

    std::unique_ptr<CacheStore> m_store;
    const Clock& m_clock;
    Failed m_failed;
    // Looking can fail as well.
    mutable std::optional<Clock::TimePoint> m_closedUntil;
    mutable QString m_failure;
};

} // namespace larder
