#pragma once

#include "cache/cachekey.h"
#include "cache/eviction/slottable.h"
#include "cache/slotindex.h"

#include <list>
#include <optional>

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
    [[nodiscard]] size_t size() const { return m_ghosts.size(); }

private:
    using Slot = SlotIndex::Slot;
    using Order = std::list<Slot>;
    struct Placed
    {
        Ghost ghost = {};
        Order::iterator place = {};
    };

    [[nodiscard]] Slot slotOf(const CacheKey::Digest& digest) const;
    Ghost forget(Slot slot);

    SlotTable<Placed> m_ghosts;
    SlotIndex m_byDigest;
    // The oldest first.
    Order m_order;
};

} // namespace larder
