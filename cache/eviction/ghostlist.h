#pragma once

#include "cache/cachekey.h"

#include <list>
#include <optional>
#include <unordered_map>

namespace larder {

/// What is remembered of answers that are no longer, or were never, kept: how they were used and what they
/// cost. The oldest is forgotten first.
class GhostList
{
public:
    struct Ghost
    {
        CacheKey::Digest digest{};
        quint32 accesses = 0;
        double cost = 0;
    };

    /// In place of what was remembered under the same digest; forgets down to @p mostGhosts.
    void remember(const Ghost& ghost, size_t mostGhosts);
    /// Forgets it in return.
    [[nodiscard]] std::optional<Ghost> take(const CacheKey::Digest& digest);
    [[nodiscard]] size_t size() const { return m_places.size(); }

private:
    using Order = std::list<Ghost>;

    void forget(Order::iterator ghost);

    Order m_order;
    std::unordered_map<CacheKey::Digest, Order::iterator, DigestHash> m_places;
};

} // namespace larder
