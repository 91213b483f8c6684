#pragma once

#include "cache/cacheevent.h"

#include <QStringList>

#include <bitset>
#include <optional>

namespace larder {

/// Chooses events of the cache: by kind, by words in what they tell, and by the entry that they are about.
class EventFilter
{
public:
    static constexpr size_t kKinds = size_t(EventKind::StoreFailed) + 1;
    using Kinds = std::bitset<kKinds>;

    /// All events.
    EventFilter() { m_kinds.set(); }
    /// @p text holds words, all of which must be in the SQL, the key, the reason or the database, in whatever
    /// case; `entry:12` among them stands for the entry of that number.
    EventFilter(Kinds kinds, const QString& text);

    [[nodiscard]] bool accepts(const CacheEvent& event) const;
    [[nodiscard]] bool acceptsAll() const { return m_kinds.all() && m_words.isEmpty() && !m_entry; }
    bool operator==(const EventFilter&) const = default;

private:
    [[nodiscard]] static bool tells(const CacheEvent& event, const QString& word);

    Kinds m_kinds;
    QStringList m_words;
    std::optional<EntryId> m_entry;
};

} // namespace larder
