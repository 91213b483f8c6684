#pragma once

#include "cache/entrydetail.h"
#include "cache/resultcache.h"
#include "cache/rows/rowinspection.h"

namespace larder {

/// A look into a cache that changes nothing: no counter, no recency, no time to live. Made where it is
/// needed; lives in the thread of the cache.
class CacheInspection
{
public:
    /// The entry that is most like a request, and the component that differs.
    struct Nearest
    {
        EntryId entry = {};
        /// Empty if none differs.
        QString difference = {};
    };

    explicit CacheInspection(ResultCache& cache) : m_cache(cache) { }

    /// Nothing if it is not in the store any more.
    [[nodiscard]] std::optional<EntryDetail> detail(EntryId id) const;
    [[nodiscard]] bool holds(EntryId id) const { return m_cache.m_store.find(id) != nullptr; }
    /// The connection whose check can prove @p id: only the one that gave its token. Nothing if none can.
    [[nodiscard]] std::optional<ConnectionId> proverOf(EntryId id) const;
    /// Among the entries with the same SQL but for @p except; nothing if there is none. O(entries).
    [[nodiscard]] std::optional<Nearest> nearest(const KeyComponents& components, EntryId except = {}) const;
    /// The last event before the one with the number @p end that took an entry with the key @p key out, or
    /// kept it out; null if none is remembered. O(events).
    [[nodiscard]] const CacheEvent* removal(const QByteArray& key, quint64 end) const;
    [[nodiscard]] const EventLog& events() const { return m_cache.m_events; }
    /// Which rows of which entries are found by their keys.
    [[nodiscard]] RowInspection rows() const { return {m_cache.m_rows, m_cache.m_clock.now()}; }

private:
    [[nodiscard]] EntryDependency dependency(const Stamp::Table& table) const;

    ResultCache& m_cache;
};

} // namespace larder
