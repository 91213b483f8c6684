#include "models/resultchanges.h"

#include "models/rowlookup.h"

#include <algorithm>
#include <numeric>

namespace larder {

namespace {

constexpr quint32 kNone = RowLookup::kNone;

bool isWhole(const ResultSet& result)
{
    return result.completeness() == Completeness::Complete;
}

/// Calls @p work with each row from @p first to before @p end; false if @p task was stopped.
template <typename Work>
bool forRows(qint64 first, qint64 end, const RowTask& task, const Work& work)
{
    for (qint64 row = first; row < end; ++row) {
        if (RowTask::isTimeToLook(size_t(row)) && task.stopped())
            return false;
        work(row);
    }
    return true;
}

} // namespace

ResultChanges::ResultChanges(ResultPtr before, ResultPtr after)
    : m_before(std::move(before))
    , m_after(std::move(after))
{
}

std::optional<ResultChanges> ResultChanges::between(ResultPtr before, ResultPtr after, const RowTask& task)
{
    ResultChanges changes(std::move(before), std::move(after));
    if (!changes.match(task) || !changes.count(task))
        return std::nullopt;
    return changes;
}

// Most rows stand at the same distance from the beginning or from the end as before; only what lies between
// is looked up.
bool ResultChanges::match(const RowTask& task)
{
    const RowIdentity identity = RowIdentity::byKey(*m_after);
    const qint64 countBefore = m_before->rowCount();
    const qint64 count = m_after->rowCount();
    if (!identity.hasKey() && countBefore == count)
        return true;
    const qint64 shorter = std::min(countBefore, count);
    qint64 head = 0;
    for (; head < shorter && identity.isSameRow(*m_before, head, *m_after, head); ++head) {
        if (RowTask::isTimeToLook(size_t(head)) && task.stopped())
            return false;
    }
    if (head == count && head == countBefore)
        return true;
    qint64 tail = 0;
    while (tail < shorter - head
        && identity.isSameRow(*m_before, countBefore - tail - 1, *m_after, count - tail - 1)) {
        if (RowTask::isTimeToLook(size_t(++tail)) && task.stopped())
            return false;
    }
    RowOrder between(size_t(countBefore - tail - head));
    std::iota(between.begin(), between.end(), quint32(head));
    RowLookup lookup(*m_before, identity);
    if (!lookup.fill(between, task))
        return false;
    m_rowsBefore = allRows(*m_after);
    return forRows(head, count, task, [&](qint64 row) {
        const bool inTail = row >= count - tail;
        m_rowsBefore[size_t(row)] = inTail ? quint32(row - count + countBefore) : lookup.take(*m_after, row);
    });
}

bool ResultChanges::count(const RowTask& task)
{
    return forRows(0, m_after->rowCount(), task, [this](qint64 row) {
        const auto rowBefore = this->rowBefore(row);
        if (!rowBefore)
            return;
        ++m_matchedRows;
        for (int column = 0; column < m_after->columnCount(); ++column) {
            if (!isSameCell(m_before->cell(*rowBefore, column), m_after->cell(row, column)))
                ++m_changedCells;
        }
    });
}

std::optional<qint64> ResultChanges::rowBefore(qint64 row) const
{
    if (m_rowsBefore.empty())
        return row;
    const quint32 found = m_rowsBefore[size_t(row)];
    return found == kNone ? std::nullopt : std::optional<qint64>(found);
}

std::optional<qint64> ResultChanges::rowNow(qint64 row) const
{
    if (m_rowsBefore.empty())
        return row < m_after->rowCount() ? std::optional(row) : std::nullopt;
    const auto found = std::find(m_rowsBefore.begin(), m_rowsBefore.end(), quint32(row));
    return found == m_rowsBefore.end() ? std::nullopt : std::optional<qint64>(found - m_rowsBefore.begin());
}

bool ResultChanges::isChanged(qint64 row, int column) const
{
    const auto rowBefore = this->rowBefore(row);
    if (!rowBefore)
        return isWhole(*m_before);
    return !isSameCell(m_before->cell(*rowBefore, column), m_after->cell(row, column));
}

qint64 ResultChanges::newRows() const
{
    return isWhole(*m_before) ? m_after->rowCount() - m_matchedRows : 0;
}

qint64 ResultChanges::goneRows() const
{
    return isWhole(*m_after) ? m_before->rowCount() - m_matchedRows : 0;
}

} // namespace larder
