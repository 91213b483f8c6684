#include "cache/cacheinspection.h"

namespace larder {

namespace {

/// How many components are the same, for requests with the same SQL.
int likeness(const KeyComponents& one, const KeyComponents& other)
{
    return int(one.connection == other.connection) * 8 + int(one.parameters == other.parameters) * 4
        + int(one.settings == other.settings) * 2 + int(one.technique == other.technique)
        + int(one.rowLimit == other.rowLimit);
}

} // namespace

std::optional<EntryDetail> CacheInspection::detail(EntryId id) const
{
    const CacheEntry* const entry = m_cache.m_store.find(id);
    if (!entry)
        return std::nullopt;
    EntryDetail detail{.result = entry->result,
        .fill = entry->fill,
        .mark = entry->stamp.validator,
        .byRow = entry->rows.has_value()};
    describe(*entry, m_cache.m_clock.now(), detail.info);
    m_cache.judge(*entry, false, detail.info);
    detail.isMarkPresent = detail.mark && m_cache.m_validators.isPresent(*detail.mark);
    detail.dependencies.reserve(entry->stamp.tables.size() + 1);
    detail.dependencies.push_back(dependency(entry->stamp.database));
    for (const Stamp::Table& table : entry->stamp.tables)
        detail.dependencies.push_back(dependency(table));
    return detail;
}

std::optional<ConnectionId> CacheInspection::proverOf(EntryId id) const
{
    const CacheEntry* const entry = m_cache.m_store.find(id);
    return entry && entry->stamp.validator ? m_cache.m_validators.connectionAt(*entry->stamp.validator)
                                           : std::nullopt;
}

EntryDependency CacheInspection::dependency(const Stamp::Table& table) const
{
    EntryDependency dependency{table.name, table.token, m_cache.m_tokens.token(table.id)};
    if (const ChangeCause* const cause = m_cache.m_tokens.changed({.tables = {table}, .database = table}))
        dependency.moved = cause->reason;
    return dependency;
}

std::optional<CacheInspection::Nearest> CacheInspection::nearest(
    const KeyComponents& components, EntryId except) const
{
    std::optional<Nearest> nearest;
    int best = -1;
    m_cache.store().forEach([&](const CacheEntry& entry) {
        const KeyComponents& other = entry.facts->components;
        if (entry.id == except || other.sql != components.sql || likeness(other, components) <= best)
            return;
        best = likeness(other, components);
        nearest = Nearest{entry.id, keyDifference(other, components)};
    });
    return nearest;
}

const CacheEvent* CacheInspection::removal(const QByteArray& key, quint64 end) const
{
    const EventLog& log = events();
    for (quint64 number = std::min(end, log.lastNumber() + 1); number-- > log.firstNumber();) {
        const CacheEvent& event = *log.event(number);
        const bool isEnd = event.kind == EventKind::Removed || event.kind == EventKind::Refused;
        if (isEnd && event.key == key)
            return &event;
    }
    return nullptr;
}

} // namespace larder
