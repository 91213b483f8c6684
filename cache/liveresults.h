#pragma once

#include "cache/cacheentry.h"

#include <unordered_map>

namespace larder {

/// Knows the results that the store gave up or did not take, as long as somebody else holds their rows: a
/// grid, an export. They need no statement to be shown again (POLICY.md, "Pins"). Keeps no rows alive.
class LiveResults
{
public:
    /// Not for entries whose rows are known one by one: nobody would hear of a row that changes.
    void keep(CacheEntry entry);
    void remove(const CacheKey::Digest& digest) { m_kept.erase(digest); }
    void clear() { m_kept.clear(); }
    /// The entry as it was when it went.
    [[nodiscard]] std::optional<CacheEntry> find(const CacheKey::Digest& digest) const;

private:
    struct Kept
    {
        CacheEntry entry;
        std::weak_ptr<const ResultSet> result;
    };

    static constexpr size_t kMost = 1'000;

    void dropGone();

    std::unordered_map<CacheKey::Digest, Kept, DigestHash> m_kept;
};

} // namespace larder
