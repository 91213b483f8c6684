#pragma once

#include "models/rowidentity.h"
#include "models/rowtask.h"

#include <array>

namespace larder {

/// What became of a row. One that is equal and stands at another place among the others has moved.
enum class RowChange : quint8 { Same, Moved, Changed, Added, Removed };

/// A row of two results.
struct ComparedRow
{
    RowChange change = RowChange::Same;
    /// Its number in the result before and in the one after; kNone where it is not in there.
    quint32 before = kNone;
    quint32 after = kNone;

    static constexpr quint32 kNone = ~quint32(0);
    bool operator==(const ComparedRow&) const = default;
};

/// How two answers to one statement differ. Equal rows belong together, as often as both have them; of the
/// others those with the same primary key, if the results have one. Holds both results; safe to read from any
/// thread.
class ResultComparison
{
public:
    /// Nothing if @p task was stopped. Both have as many columns.
    [[nodiscard]] static std::optional<ResultComparison> between(
        ResultPtr before, ResultPtr after, const RowTask& task);

    [[nodiscard]] const ResultPtr& before() const { return m_before; }
    [[nodiscard]] const ResultPtr& after() const { return m_after; }
    /// In the order of the result after, with the removed ones where they stood.
    [[nodiscard]] const std::vector<ComparedRow>& rows() const { return m_rows; }
    [[nodiscard]] qint64 count(RowChange change) const { return m_counts[size_t(change)]; }
    /// Of changed rows.
    [[nodiscard]] qint64 changedCells() const { return m_changedCells; }
    [[nodiscard]] bool isCellChanged(const ComparedRow& row, int column) const;

private:
    ResultComparison(ResultPtr before, ResultPtr after);
    [[nodiscard]] bool matchEqual(const RowTask& task);
    [[nodiscard]] bool matchKeys(const RowTask& task);
    [[nodiscard]] bool match(
        const RowIdentity& identity, const RowOrder& rows, RowChange as, const RowTask& task);
    void findMoved();
    void mergeRows();
    [[nodiscard]] bool count(const RowTask& task);

    ResultPtr m_before;
    ResultPtr m_after;
    // By row of the result after; before is set where it was matched.
    std::vector<ComparedRow> m_matches;
    // By row of the result before.
    std::vector<bool> m_isMatched;
    // By row of the result after: its match stands in order with the others of these.
    std::vector<bool> m_isInOrder;
    std::vector<ComparedRow> m_rows;
    std::array<qint64, size_t(RowChange::Removed) + 1> m_counts{};
    qint64 m_changedCells = 0;
};

} // namespace larder
