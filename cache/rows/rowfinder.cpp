#include "cache/rows/rowfinder.h"

#include "cache/rows/rowkey.h"
#include "cache/valuecell.h"

#include <algorithm>

namespace larder {

RowMatch RowFinder::run()
{
    m_keyOrder = keyPlaces(m_request, m_table.keyColumns());
    if (m_keyOrder.empty())
        return std::move(m_match);
    const size_t width = m_keyOrder.size();
    const size_t count = m_request.keys.size() / width;
    m_seen.resize(count > 1 ? m_table.rows().slotLimit() : 0);
    m_match.rows.rows.reserve(count);
    m_match.rows.rowNumbers.reserve(count);
    m_match.rows.labels.reserve(m_request.columns.size());
    for (const SqlRowColumn& column : m_request.columns)
        m_match.rows.labels.push_back(column.label);
    std::string key;
    for (size_t i = 0; i < count; ++i) {
        key.clear();
        for (const size_t place : m_keyOrder)
            appendToKey(key, cellOf(m_request.keys[i * width + place]));
        takeRow(i, m_table.rows().find(key));
    }
    const bool whole = m_match.missingKeys.empty();
    if (m_unknown)
        m_match.outcome = RowMatch::Outcome::UnknownRow;
    else if (!whole || (m_match.rows.layouts.empty() && !takeColumns()))
        m_match.outcome = RowMatch::Outcome::ColumnMissing;
    else
        m_match.outcome = RowMatch::Outcome::Found;
    return std::move(m_match);
}

void RowFinder::takeRow(size_t key, RowTable::Slot slot)
{
    if (slot == RowTable::kNone) {
        m_unknown = true;
        m_match.missingKeys.push_back(key);
        return;
    }
    if (!m_seen.empty()) {
        if (m_seen[slot])
            return;
        m_seen[slot] = true;
    }
    const IndexedRow& row = m_table.rows()[slot];
    if (row.isAbsent && isAbsent(slot))
        return;
    if (!takeWhole(row) && !takeMerged(row))
        m_match.missingKeys.push_back(key);
}

bool RowFinder::isAbsent(RowTable::Slot slot) const
{
    const TableRows::Absence& absence = m_table.absences().at(slot);
    return m_now < absence.until && m_isValid(absence.entry);
}

/// Whether the row is as the newest known there, and nothing speaks against the entry.
bool RowFinder::isCurrent(const IndexedRow& row, RowRef ref)
{
    return m_table.entry(ref.entry).order >= row.changedAt && useOf(ref.entry).isValid;
}

RowFinder::Use& RowFinder::useOf(quint32 slot)
{
    if (m_lastUse.first == slot)
        return *m_lastUse.second;
    const auto [found, isNew] = m_uses.try_emplace(slot);
    if (isNew) {
        const IndexedEntry& entry = m_table.entry(slot);
        found->second.isValid = m_isValid(entry.id);
        found->second.isWhole = found->second.isValid && hasAllWanted(entry);
    }
    m_lastUse = {slot, &found->second};
    return found->second;
}

bool RowFinder::hasAllWanted(const IndexedEntry& entry)
{
    const std::vector<SqlRowColumn>& wanted = m_request.columns;
    if (!wanted.empty())
        return std::all_of(wanted.begin(), wanted.end(),
            [&](const SqlRowColumn& column) { return entry.columnOf(column.name) >= 0; });
    if (entry.allColumns && m_allColumns.isEmpty())
        m_allColumns = entry.columns;
    return entry.allColumns && entry.columns == m_allColumns;
}

bool RowFinder::takeWhole(const IndexedRow& row)
{
    for (RowRef ref = row.first; ref; ref = m_table.entry(ref.entry).links[ref.row].next) {
        if (!isCurrent(row, ref) || !useOf(ref.entry).isWhole)
            continue;
        Use& use = useOf(ref.entry);
        if (use.layout == kNoLayout)
            use.layout = addLayout({&ref, 1});
        m_match.rows.rows.push_back({use.layout, quint32(m_match.rows.rowNumbers.size())});
        m_match.rows.rowNumbers.push_back(ref.row);
        return true;
    }
    return false;
}

// Columns are put together only where they are of one stamp: of others, each may be true alone and the row
// they make never have been there.
bool RowFinder::takeMerged(const IndexedRow& row)
{
    std::map<quint64, std::vector<RowRef>> byStamp;
    for (RowRef ref = row.first; ref; ref = m_table.entry(ref.entry).links[ref.row].next) {
        if (isCurrent(row, ref))
            byStamp[m_table.entry(ref.entry).stampId].push_back(ref);
    }
    if (byStamp.empty()) {
        m_unknown = true;
        return false;
    }
    if (m_request.columns.empty()) {
        noteMissingColumns({"*"});
        return false;
    }
    QByteArrayList fewest;
    for (const auto& [stamp, refs] : byStamp) {
        const QByteArrayList missing = missingIn(refs);
        if (missing.isEmpty()) {
            m_match.rows.rows.push_back({layoutOf(refs), quint32(m_match.rows.rowNumbers.size())});
            for (const RowRef ref : refs)
                m_match.rows.rowNumbers.push_back(ref.row);
            return true;
        }
        if (fewest.isEmpty() || missing.size() < fewest.size())
            fewest = missing;
    }
    noteMissingColumns(fewest);
    return false;
}

/// The wanted columns that none of @p refs has.
QByteArrayList RowFinder::missingIn(const std::vector<RowRef>& refs) const
{
    QByteArrayList missing;
    for (const SqlRowColumn& column : m_request.columns) {
        const bool has = std::any_of(refs.begin(), refs.end(),
            [&](RowRef ref) { return m_table.entry(ref.entry).columnOf(column.name) >= 0; });
        if (!has)
            missing << column.name;
    }
    return missing;
}

void RowFinder::noteMissingColumns(const QByteArrayList& names)
{
    for (const QByteArray& name : names) {
        if (!m_match.missingColumns.contains(name))
            m_match.missingColumns << name;
    }
}

/// The layout of rows that lie in the entries of @p refs.
quint32 RowFinder::layoutOf(const std::vector<RowRef>& refs)
{
    std::vector<quint32> entries;
    entries.reserve(refs.size());
    for (const RowRef ref : refs)
        entries.push_back(ref.entry);
    const auto [found, isNew] = m_layouts.try_emplace(std::move(entries), kNoLayout);
    if (isNew)
        found->second = addLayout(refs);
    return found->second;
}

quint32 RowFinder::addLayout(std::span<const RowRef> refs)
{
    RowSet::Layout& layout = m_match.rows.layouts.emplace_back();
    for (const RowRef ref : refs) {
        layout.parts.push_back(m_table.entry(ref.entry).result);
        layout.entries.push_back(m_table.entry(ref.entry).id);
    }
    if (m_request.columns.empty()) {
        for (int column = 0; column < layout.parts.front()->columnCount(); ++column)
            layout.places.push_back({0, column});
    }
    layout.places.reserve(m_request.columns.size());
    for (const SqlRowColumn& wanted : m_request.columns) {
        quint32 part = 0;
        int column = m_table.entry(refs[part].entry).columnOf(wanted.name);
        while (column < 0)
            column = m_table.entry(refs[++part].entry).columnOf(wanted.name);
        layout.places.push_back({part, column});
    }
    return quint32(m_match.rows.layouts.size() - 1);
}

/// Where no row is there, an entry still has to tell what the columns are.
bool RowFinder::takeColumns()
{
    for (const auto& [id, slot] : m_table.entries()) {
        const Use use = useOf(slot);
        if (!use.isValid || !use.isWhole)
            continue;
        const RowRef any{slot, 0};
        (void)addLayout({&any, 1});
        return true;
    }
    noteMissingColumns({"*"});
    return false;
}

} // namespace larder
