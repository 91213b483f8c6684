#pragma once

#include "cache/resultcache.h"

namespace larder {

/// The entries of a cache row by row (CACHE.md, "cache_individual"). A view of the cache, made where it is
/// needed; lives in its thread.
class CachedRows
{
public:
    /// Rows that were asked for.
    struct Found
    {
        RowMatch match = {};
        // Of RowMatch::Outcome::Found:
        /// Those that the rows lie in.
        std::vector<EntryId> entries = {};
        /// When the oldest of them was stored.
        Clock::TimePoint storedAt = {};
        QDateTime storedWallTime = {};
        /// What the statements that brought the rows cost, each row its share.
        std::chrono::nanoseconds fillCost{0};

        [[nodiscard]] explicit operator bool() const { return match.outcome == RowMatch::Outcome::Found; }
    };

    explicit CachedRows(ResultCache& cache) : m_cache(cache) { }

    /// The rows from entries that are true: those that hold what the database has at @p mark, where that is
    /// given, else those that nothing is known against and whose time is not over. At most @p maxAge old.
    /// Quiet.
    [[nodiscard]] Found find(const RowRequest& request, std::optional<DatabaseMark> mark,
        std::optional<std::chrono::milliseconds> maxAge = std::nullopt) const;
    /// What is known of each table. Quiet.
    [[nodiscard]] std::vector<RowScopeInfo> tables() const { return m_cache.m_rows.scopes(); }
    /// The rows of @p list that were expired or are newer elsewhere. O(1) where there are none.
    [[nodiscard]] std::vector<qint64> missing(EntryId list) const { return m_cache.m_rows.missingRows(list); }
    /// Names and values of the keys of some rows of @p list, to ask for them again.
    [[nodiscard]] static RowRequest keysOfRows(const CacheEntry& list, const std::vector<qint64>& numbers);
    /// The missing rows of @p list were asked for at @p ticket and are as they were.
    void confirm(EntryId list, FillTicket ticket);
    /// @p entry answered a request for rows by their keys with none.
    void noteAbsent(EntryId entry, const RowRequest& asked);

private:
    [[nodiscard]] bool isTrue(const CacheEntry& entry, std::optional<DatabaseMark> mark,
        std::optional<std::chrono::milliseconds> maxAge) const;
    void tellOrigin(Found& found) const;

    ResultCache& m_cache;
};

} // namespace larder
