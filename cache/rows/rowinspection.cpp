#include "cache/rows/rowinspection.h"

#include "cache/rows/rowkey.h"
#include "cache/valuecell.h"

#include <algorithm>

namespace larder {

namespace {

RowTable::Slot slotOf(const TableRows& table, const std::vector<Value>& key)
{
    std::string bytes;
    for (const Value& value : key)
        appendToKey(bytes, cellOf(value));
    return table.rows().find(bytes);
}

/// Calls @p visit with each entry that holds the row, and whether it holds it as it was before.
template <typename Visit>
void forLists(const TableRows& table, RowTable::Slot slot, const Visit& visit)
{
    const IndexedRow& row = table.rows()[slot];
    for (RowRef ref = row.first; ref; ref = table.entry(ref.entry).links[ref.row].next) {
        const IndexedEntry& entry = table.entry(ref.entry);
        visit(entry, row.changedAt > entry.order);
    }
}

} // namespace

std::vector<CachedRowInfo> RowInspection::rows(const RowScope& scope, size_t most) const
{
    std::vector<CachedRowInfo> infos;
    const TableRows* const table = m_index.rowsOf(scope);
    if (!table)
        return infos;
    infos.reserve(std::min(most, table->rows().size()));
    for (size_t slot = 0; slot < table->rows().slotLimit() && infos.size() < most; ++slot) {
        if (auto info = infoOf(*table, RowTable::Slot(slot)))
            infos.push_back(*std::move(info));
    }
    return infos;
}

std::optional<CachedRowInfo> RowInspection::row(const RowScope& scope, const std::vector<Value>& key) const
{
    const TableRows* const table = m_index.rowsOf(scope);
    const RowTable::Slot slot = table ? slotOf(*table, key) : RowTable::kNone;
    return slot == RowTable::kNone ? std::nullopt : infoOf(*table, slot);
}

std::vector<RowListInfo> RowInspection::lists(const RowScope& scope, const std::vector<Value>& key) const
{
    std::vector<RowListInfo> lists;
    const TableRows* const table = m_index.rowsOf(scope);
    const RowTable::Slot slot = table ? slotOf(*table, key) : RowTable::kNone;
    if (slot == RowTable::kNone)
        return lists;
    forLists(*table, slot, [&lists](const IndexedEntry& entry, bool isOutdated) {
        lists.push_back({entry.id, isOutdated, entry.columns});
    });
    std::sort(lists.begin(), lists.end(),
        [](const RowListInfo& one, const RowListInfo& other) { return one.entry < other.entry; });
    return lists;
}

std::optional<CachedRowInfo> RowInspection::infoOf(const TableRows& table, RowTable::Slot slot) const
{
    const IndexedRow& row = table.rows()[slot];
    const auto absence = table.absences().find(slot);
    const bool isAbsent = row.isAbsent && absence != table.absences().end() && m_now < absence->second.until;
    if (!row.first && !isAbsent)
        return std::nullopt;
    CachedRowInfo info{.key = keyValues(row.key), .isAbsent = isAbsent};
    forLists(table, slot, [&info](const IndexedEntry&, bool isOutdated) {
        ++info.lists;
        info.outdated += qint64(isOutdated);
    });
    return info;
}

} // namespace larder
