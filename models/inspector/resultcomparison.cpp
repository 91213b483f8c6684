#include "models/inspector/resultcomparison.h"

#include "models/rowlookup.h"

#include <algorithm>

namespace larder {

ResultComparison::ResultComparison(ResultPtr before, ResultPtr after)
    : m_before(std::move(before))
    , m_after(std::move(after))
    , m_matches(size_t(m_after->rowCount()), ComparedRow{RowChange::Added})
    , m_isMatched(size_t(m_before->rowCount()), false)
    , m_isInOrder(size_t(m_after->rowCount()), false)
{
    for (size_t row = 0; row < m_matches.size(); ++row)
        m_matches[row].after = quint32(row);
}

std::optional<ResultComparison> ResultComparison::between(
    ResultPtr before, ResultPtr after, const RowTask& task)
{
    ResultComparison comparison(std::move(before), std::move(after));
    if (!comparison.matchEqual(task) || !comparison.matchKeys(task))
        return std::nullopt;
    comparison.findMoved();
    comparison.mergeRows();
    if (!comparison.count(task))
        return std::nullopt;
    comparison.m_matches = {};
    comparison.m_isMatched = {};
    comparison.m_isInOrder = {};
    return comparison;
}

// Most rows stand where they stood; only the others are looked up.
bool ResultComparison::matchEqual(const RowTask& task)
{
    const RowIdentity identity = RowIdentity::byValues(*m_after);
    RowOrder others;
    for (ComparedRow& row : m_matches) {
        if (RowTask::isTimeToLook(row.after) && task.stopped())
            return false;
        const bool isInPlace
            = row.after < m_isMatched.size() && identity.isSameRow(*m_before, row.after, *m_after, row.after);
        if (isInPlace) {
            row = {RowChange::Same, row.after, row.after};
            m_isMatched[row.after] = true;
        } else {
            others.push_back(row.after);
        }
    }
    return match(identity, others, RowChange::Same, task);
}

bool ResultComparison::matchKeys(const RowTask& task)
{
    const RowIdentity identity = RowIdentity::byKey(*m_after);
    if (!identity.hasKey())
        return true;
    RowOrder added;
    for (const ComparedRow& row : m_matches) {
        if (row.change == RowChange::Added)
            added.push_back(row.after);
    }
    return match(identity, added, RowChange::Changed, task);
}

// Finds each of @p rows among the rows before that are left.
bool ResultComparison::match(
    const RowIdentity& identity, const RowOrder& rows, RowChange as, const RowTask& task)
{
    RowOrder left;
    for (size_t row = 0; row < m_isMatched.size(); ++row) {
        if (!m_isMatched[row])
            left.push_back(quint32(row));
    }
    RowLookup lookup(*m_before, identity);
    return lookup.fill(left, task) && task.forEach(rows, [&](quint32 row) {
        const quint32 found = lookup.take(*m_after, row);
        if (found == RowLookup::kNone)
            return;
        m_matches[row] = {as, found, row};
        m_isMatched[found] = true;
    });
}

// The most rows that stand in the same order in both have not moved: a longest increasing subsequence, found
// by the patience method (https://en.wikipedia.org/wiki/Longest_increasing_subsequence).
void ResultComparison::findMoved()
{
    std::vector<quint32> tails;
    std::vector<quint32> previous(m_matches.size(), ComparedRow::kNone);
    for (const ComparedRow& row : m_matches) {
        if (row.before == ComparedRow::kNone)
            continue;
        const auto place = std::lower_bound(tails.begin(), tails.end(), row.before,
            [this](quint32 tail, quint32 before) { return m_matches[tail].before < before; });
        if (place != tails.begin())
            previous[row.after] = *(place - 1);
        if (place == tails.end())
            tails.push_back(row.after);
        else
            *place = row.after;
    }
    for (quint32 row = tails.empty() ? ComparedRow::kNone : tails.back(); row != ComparedRow::kNone;
         row = previous[row])
        m_isInOrder[row] = true;
    for (ComparedRow& row : m_matches) {
        if (row.change == RowChange::Same && !m_isInOrder[row.after])
            row.change = RowChange::Moved;
    }
}

void ResultComparison::mergeRows()
{
    m_rows.reserve(m_matches.size());
    quint32 next = 0;
    const auto addRemoved = [&](quint32 end) {
        for (; next < end; ++next) {
            if (!m_isMatched[next])
                m_rows.push_back({RowChange::Removed, next, ComparedRow::kNone});
        }
    };
    for (const ComparedRow& row : m_matches) {
        if (m_isInOrder[row.after])
            addRemoved(row.before);
        m_rows.push_back(row);
    }
    addRemoved(quint32(m_isMatched.size()));
}

bool ResultComparison::count(const RowTask& task)
{
    for (size_t place = 0; place < m_rows.size(); ++place) {
        if (RowTask::isTimeToLook(place) && task.stopped())
            return false;
        const ComparedRow& row = m_rows[place];
        ++m_counts[size_t(row.change)];
        for (int column = 0; row.change == RowChange::Changed && column < m_after->columnCount(); ++column)
            m_changedCells += qint64(isCellChanged(row, column));
    }
    return true;
}

bool ResultComparison::isCellChanged(const ComparedRow& row, int column) const
{
    return row.change == RowChange::Changed
        && !isSameCell(m_before->cell(row.before, column), m_after->cell(row.after, column));
}

} // namespace larder
