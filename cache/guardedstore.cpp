#include "cache/guardedstore.h"

#include <exception>

namespace larder {

GuardedStore::GuardedStore(std::unique_ptr<CacheStore> store, const Clock& clock, Failed failed)
    : m_store(std::move(store))
    , m_clock(clock)
    , m_failed(std::move(failed))
{
}

CacheEntry* GuardedStore::find(const CacheKey& key)
{
    return attempt([&] { return m_store->find(key); }, static_cast<CacheEntry*>(nullptr));
}

CacheEntry* GuardedStore::find(EntryId id)
{
    return attempt([&] { return m_store->find(id); }, static_cast<CacheEntry*>(nullptr));
}

void GuardedStore::touch(EntryId id)
{
    (void)attempt([&] { return (m_store->touch(id), true); }, false);
}

CacheStore::Insertion GuardedStore::insert(CacheEntry entry)
{
    return attempt([&] { return m_store->insert(std::move(entry)); }, CacheStore::Insertion());
}

std::optional<CacheEntry> GuardedStore::take(EntryId id)
{
    return attempt([&] { return m_store->take(id); }, std::optional<CacheEntry>());
}

void GuardedStore::setPinned(EntryId id, bool pinned)
{
    (void)attempt([&] { return (m_store->setPinned(id, pinned), true); }, false);
}

void GuardedStore::forEach(const CacheStore::Visit& visit) const
{
    (void)attempt([&] { return (m_store->forEach(visit), true); }, false);
}

size_t GuardedStore::visitSome(size_t place, size_t count, const CacheStore::Visit& visit) const
{
    return attempt([&] { return m_store->visitSome(place, count, visit); }, size_t(0));
}

template <typename Work, typename Fallback>
Fallback GuardedStore::attempt(const Work& work, Fallback fallback) const
{
    if (isClosed())
        return fallback;
    try {
        return work();
    } catch (const std::exception& failure) {
        close(failure.what());
    }
    return fallback;
}

void GuardedStore::close(const char* why) const
{
    m_closedUntil = m_clock.now() + kClosedFor;
    m_failure = QString::fromUtf8(why);
    m_failed(m_failure);
}

} // namespace larder
