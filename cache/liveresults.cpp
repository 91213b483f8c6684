#include "cache/liveresults.h"

namespace larder {

void LiveResults::keep(CacheEntry entry)
{
    if (m_kept.size() >= kMost)
        dropGone();
    const CacheKey::Digest digest = entry.key.digest();
    if (entry.rows || m_kept.size() >= kMost) {
        m_kept.erase(digest);
        return;
    }
    const std::weak_ptr<const ResultSet> result = std::exchange(entry.result, nullptr);
    if (!result.expired())
        m_kept.insert_or_assign(digest, Kept{std::move(entry), result});
}

std::optional<CacheEntry> LiveResults::find(const CacheKey::Digest& digest) const
{
    const auto found = m_kept.find(digest);
    const ResultPtr result = found == m_kept.end() ? nullptr : found->second.result.lock();
    if (!result)
        return std::nullopt;
    CacheEntry entry = found->second.entry;
    entry.result = result;
    return entry;
}

void LiveResults::dropGone()
{
    std::erase_if(m_kept, [](const auto& each) { return each.second.result.expired(); });
}

} // namespace larder
