#pragma once

#include "models/rowtask.h"

namespace larder {

/// What became of the rows of a statement when it was run again. Rows are told apart by the primary keys
/// among their columns; without any, by where they stand, or, when their number has changed, by all their
/// values. A row that may have been beyond the limit of the one before is not called new, nor one that may be
/// so now gone. Holds both results.
class ResultChanges
{
public:
    /// Nothing if @p task was stopped. The columns of both must be the same.
    [[nodiscard]] static std::optional<ResultChanges> between(
        ResultPtr before, ResultPtr after, const RowTask& task);

    [[nodiscard]] const ResultPtr& before() const { return m_before; }
    [[nodiscard]] const ResultPtr& after() const { return m_after; }
    /// Where @p row of the result before is now; nothing if it is gone.
    [[nodiscard]] std::optional<qint64> rowNow(qint64 row) const;
    /// Whether the cell of the result after has another value than before; each one of a new row has.
    [[nodiscard]] bool isChanged(qint64 row, int column) const;
    /// Those of new rows not counted.
    [[nodiscard]] qint64 changedCells() const { return m_changedCells; }
    [[nodiscard]] qint64 newRows() const;
    [[nodiscard]] qint64 goneRows() const;

private:
    ResultChanges(ResultPtr before, ResultPtr after);
    [[nodiscard]] std::optional<qint64> rowBefore(qint64 row) const;
    [[nodiscard]] bool match(const RowTask& task);
    [[nodiscard]] bool count(const RowTask& task);

    ResultPtr m_before;
    ResultPtr m_after;
    // For each row after the one before, or kNone; empty if all stand where they stood.
    std::vector<quint32> m_rowsBefore;
    qint64 m_changedCells = 0;
    qint64 m_matchedRows = 0;
};

} // namespace larder
