#include "cache/liveresults.h"

namespace larder {

void LiveResults::keep(CacheEntry entry)
{
    const std::weak_ptr<const ResultSet> result = std::exchange(entry.result, nullptr);
    const QByteArray key = entry.facts->key;
    if (entry.rows || result.expired())
        m_kept.remove(key);
    else
        m_kept.insert(key, new Kept{std::move(entry), result});
}

std::optional<CacheEntry> LiveResults::find(const CacheKey& key) const
{
    const Kept* const kept = m_kept.object(key.hex());
    const ResultPtr result = kept ? kept->result.lock() : nullptr;
    if (!result)
        return std::nullopt;
    CacheEntry entry = kept->entry;
    entry.result = result;
    return entry;
}

} // namespace larder
