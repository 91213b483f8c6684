#include "models/resultchanges.h"

#include <QHashFunctions>

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace larder {

namespace {

constexpr quint32 kNone = std::numeric_limits<quint32>::max();

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

bool isSame(const Cell& one, const Cell& other)
{
    return one.type == other.type && one.integer == other.integer
        && std::bit_cast<quint64>(one.real) == std::bit_cast<quint64>(other.real) && one.bytes == other.bytes;
}

size_t hashOf(const Cell& cell, size_t seed)
{
    return qHashMulti(seed, int(cell.type), cell.integer, std::bit_cast<quint64>(cell.real), cell.bytes);
}

/// The columns by which rows are told apart.
class RowIdentity
{
public:
    explicit RowIdentity(const ResultSet& result)
    {
        for (int column = 0; column < result.columnCount(); ++column) {
            if (result.columns()[size_t(column)].inPrimaryKey)
                m_columns.push_back(column);
        }
        m_hasKey = !m_columns.empty();
        if (!m_hasKey) {
            m_columns.resize(size_t(result.columnCount()));
            std::iota(m_columns.begin(), m_columns.end(), 0);
        }
    }

    [[nodiscard]] bool hasKey() const { return m_hasKey; }

    [[nodiscard]] bool isSameRow(
        const ResultSet& one, qint64 row, const ResultSet& other, qint64 otherRow) const
    {
        return std::all_of(m_columns.begin(), m_columns.end(),
            [&](int column) { return isSame(one.cell(row, column), other.cell(otherRow, column)); });
    }

    [[nodiscard]] size_t hash(const ResultSet& result, qint64 row) const
    {
        size_t seed = 0;
        for (const int column : m_columns)
            seed = hashOf(result.cell(row, column), seed);
        return seed;
    }

private:
    std::vector<int> m_columns;
    bool m_hasKey = false;
};

/// Finds rows of a part of a result by their identity; each is found once, equal ones in their order.
class RowIndex
{
public:
    RowIndex(const ResultSet& result, const RowIdentity& identity)
        : m_result(result)
        , m_identity(identity) { }

    /// False if it was stopped.
    [[nodiscard]] bool fill(qint64 first, qint64 end, const RowTask& task)
    {
        m_entries.reserve(size_t(end - first));
        const auto add = [this](qint64 row) {
            m_entries.push_back({m_identity.hash(m_result, row), quint32(row)});
        };
        if (!forRows(first, end, task, add))
            return false;
        std::stable_sort(m_entries.begin(), m_entries.end(),
            [](const Entry& one, const Entry& other) { return one.hash < other.hash; });
        return true;
    }

    [[nodiscard]] quint32 take(const ResultSet& other, qint64 row)
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

private:
    struct Entry
    {
        size_t hash = 0;
        quint32 row = 0;
        bool taken = false;
        // In the first entry of a hash: how many from there on are taken, so that many equal rows stay cheap.
        quint32 takenFromHere = 0;
    };

    const ResultSet& m_result;
    const RowIdentity& m_identity;
    std::vector<Entry> m_entries;
};

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
    const RowIdentity identity(*m_after);
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
    RowIndex index(*m_before, identity);
    if (!index.fill(head, countBefore - tail, task))
        return false;
    m_rowsBefore = allRows(*m_after);
    return forRows(head, count, task, [&](qint64 row) {
        const bool inTail = row >= count - tail;
        m_rowsBefore[size_t(row)] = inTail ? quint32(row - count + countBefore) : index.take(*m_after, row);
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
            if (!isSame(m_before->cell(*rowBefore, column), m_after->cell(row, column)))
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
    return !isSame(m_before->cell(*rowBefore, column), m_after->cell(row, column));
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
