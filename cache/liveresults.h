#pragma once

#include "cache/cacheentry.h"

#include <QCache>

namespace larder {

/// Knows the results that the store gave up or did not take, as long as somebody else holds their rows: a
/// grid, an export. They need no statement to be shown again (POLICY.md, "Pins"). Keeps no rows alive.
class LiveResults
{
public:
    /// Not for entries whose rows are known one by one: nobody would hear of a row that changes.
    void keep(CacheEntry entry);
    void remove(const CacheKey& key) { m_kept.remove(key.hex()); }
    void clear() { m_kept.clear(); }
    /// The entry as it was when it went.
    [[nodiscard]] std::optional<CacheEntry> find(const CacheKey& key) const;

private:
    struct Kept
    {
        CacheEntry entry;
        std::weak_ptr<const ResultSet> result;
    };

    static constexpr int kMost = 1'000;

    // By the key in hexadecimal. Beyond so many, the one that was longest not asked for is forgotten.
    QCache<QByteArray, Kept> m_kept{kMost};
};

} // namespace larder
