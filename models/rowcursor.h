#pragma once

#include "cache/chunkcursor.h"
#include "models/arrangedrows.h"
#include "models/cellselection.h"

#include <span>

namespace larder {

/// Which cells of a result are to be written, and in which order. Cheap to copy, safe to read from any
/// thread.
struct RowsToWrite
{
    ArrangedRows rows = {};
    /// The columns of the result, in the order in which they are written.
    std::vector<int> columns = {};
    /// The cells, by rows as they are shown and places in columns; ordered by their first rows, within what
    /// there is. Rows outside of all are left out; in the others, a cell outside of all is NULL.
    std::vector<CellRange> ranges = {};

    [[nodiscard]] std::vector<ColumnInfo> columnInfos() const;
    /// The rows that hold a cell to be written.
    [[nodiscard]] qint64 rowCount() const;
};

/// All rows as they are shown, in @p columns.
[[nodiscard]] RowsToWrite allOf(const ArrangedRows& rows, std::vector<int> columns);
/// All rows and columns of @p result as they came.
[[nodiscard]] RowsToWrite allOf(const ResultPtr& result);
/// The rows and columns that hold a selected cell.
[[nodiscard]] RowsToWrite selectedOf(const ArrangedRows& rows, const CellSelection& selection);

/// Goes through the rows to be written once, chunk by chunk where they lie in order.
class RowCursor
{
public:
    explicit RowCursor(RowsToWrite rows);

    /// The cells of the next row, valid until the next call; nothing at the end.
    [[nodiscard]] std::span<const Cell> next();
    /// The rows that next() has given.
    [[nodiscard]] qint64 rowsDone() const { return m_done; }

private:
    void enterRanges();

    const RowsToWrite m_toWrite;
    // The ranges before m_nextRange have begun; m_active are those of them that have not ended, and
    // m_isSelected tells by place whether one of these holds it. That stays so until m_activeUntil.
    size_t m_nextRange = 0;
    std::vector<CellRange> m_active;
    std::vector<bool> m_isSelected;
    qint64 m_row = -1;
    qint64 m_activeUntil = -1;
    ChunkCursor m_source;
    std::vector<Cell> m_cells;
    qint64 m_done = 0;
};

/// Whether @p task, by which the rows of @p cursor are written, was stopped; looks at it now and then.
[[nodiscard]] inline bool isToStop(const RowCursor& cursor, const RowTask& task)
{
    return RowTask::isTimeToLook(size_t(cursor.rowsDone())) && task.stopped();
}

} // namespace larder
