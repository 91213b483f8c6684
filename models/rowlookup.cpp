#include "models/rowlookup.h"

#include <algorithm>

namespace larder {

bool RowLookup::fill(const RowOrder& rows, const RowTask& task)
{
    m_entries.reserve(rows.size());
    const auto add = [this](quint32 row) { m_entries.push_back({m_identity.hash(m_result, row), row}); };
    if (!task.forEach(rows, add))
        return false;
    std::stable_sort(m_entries.begin(), m_entries.end(),
        [](const Entry& one, const Entry& other) { return one.hash < other.hash; });
    return true;
}

quint32 RowLookup::take(const ResultSet& other, qint64 row)
{
    const size_t hash = m_identity.hash(other, row);
    const auto first = std::lower_bound(m_entries.begin(), m_entries.end(), hash,
        [](const Entry& each, size_t wanted) { return each.hash < wanted; });
    if (first == m_entries.end() || first->hash != hash)
        return kNone;
    for (auto entry = first + first->takenFromHere; entry != m_entries.end() && entry->hash == hash;
         ++entry) {
        if (entry->taken || !m_identity.isSameRow(m_result, entry->row, other, row))
            continue;
        entry->taken = true;
        if (entry == first + first->takenFromHere)
            ++first->takenFromHere;
        return entry->row;
    }
    return kNone;
}

} // namespace larder
