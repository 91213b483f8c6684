#pragma once

#include "cache/cacheentry.h"

#include <vector>

namespace larder {

/// Knows which entries' time is over first. Entries may go, and get more time, without telling: who takes
/// one out looks whether it is still there and still over. O(log n) for each.
class ExpiryQueue
{
public:
    void add(EntryId id, Clock::TimePoint end);
    /// Takes out the next whose time was over at @p now when it was added.
    [[nodiscard]] std::optional<EntryId> takeOver(Clock::TimePoint now);
    [[nodiscard]] size_t size() const { return m_queue.size(); }

private:
    struct Item
    {
        Clock::TimePoint end;
        EntryId id = {};
    };

    [[nodiscard]] static bool isLater(const Item& one, const Item& other) { return one.end > other.end; }

    // A heap of the standard library, the first to end in front.
    std::vector<Item> m_queue;
};

} // namespace larder
