#include "models/rowcursor.h"

#include <algorithm>
#include <numeric>

namespace larder {

namespace {

/// @p ranges within @p rows and @p columns, by their first rows.
std::vector<CellRange> clipped(const std::vector<CellRange>& ranges, qint64 rows, int columns)
{
    std::vector<CellRange> within;
    for (const CellRange& range : ranges) {
        const CellRange part{
            range.top, qMin(range.bottom, rows - 1), range.left, qMin(range.right, columns - 1)};
        if (part.top <= part.bottom && part.left <= part.right)
            within.push_back(part);
    }
    std::sort(
        within.begin(), within.end(), [](const CellRange& a, const CellRange& b) { return a.top < b.top; });
    return within;
}

/// By place: whether one of @p ranges holds it.
std::vector<bool> usedPlaces(const std::vector<CellRange>& ranges, size_t columnCount)
{
    std::vector<bool> used(columnCount, false);
    for (const CellRange& range : ranges)
        std::fill(used.begin() + range.left, used.begin() + range.right + 1, true);
    return used;
}

} // namespace

std::vector<ColumnInfo> RowsToWrite::columnInfos() const
{
    std::vector<ColumnInfo> infos;
    for (const int column : columns)
        infos.push_back(rows.result->columns()[size_t(column)]);
    return infos;
}

qint64 RowsToWrite::rowCount() const
{
    qint64 count = 0;
    qint64 end = 0;
    for (const CellRange& range : ranges) {
        count += qMax(qint64(0), range.bottom + 1 - qMax(range.top, end));
        end = qMax(end, range.bottom + 1);
    }
    return count;
}

RowsToWrite allOf(const ArrangedRows& rows, std::vector<int> columns)
{
    const auto last = int(columns.size()) - 1;
    return {
        rows, std::move(columns), clipped({{0, rows.rowCount() - 1, 0, last}}, rows.rowCount(), last + 1)};
}

RowsToWrite allOf(const ResultPtr& result)
{
    std::vector<int> columns(size_t(result->columnCount()));
    std::iota(columns.begin(), columns.end(), 0);
    return allOf(ArrangedRows{result}, std::move(columns));
}

RowsToWrite selectedOf(const ArrangedRows& rows, const CellSelection& selection)
{
    RowsToWrite chosen{rows, {}, clipped(selection.ranges, rows.rowCount(), int(selection.columns.size()))};
    const std::vector<bool> used = usedPlaces(chosen.ranges, selection.columns.size());
    std::vector<int> newPlaces(used.size(), 0);
    for (size_t place = 0; place < used.size(); ++place) {
        newPlaces[place] = int(chosen.columns.size());
        if (used[place])
            chosen.columns.push_back(selection.columns[place]);
    }
    for (CellRange& range : chosen.ranges) {
        range.left = newPlaces[size_t(range.left)];
        range.right = newPlaces[size_t(range.right)];
    }
    return chosen;
}

RowCursor::RowCursor(RowsToWrite rows)
    : m_toWrite(std::move(rows))
    , m_source(m_toWrite.rows.result.get())
    , m_cells(m_toWrite.columns.size())
{
}

std::span<const Cell> RowCursor::next()
{
    ++m_row;
    if (m_row > m_activeUntil)
        enterRanges();
    if (m_active.empty())
        return {};
    m_source.seek(m_toWrite.rows.resultRow(m_row));
    for (size_t place = 0; place < m_cells.size(); ++place)
        m_cells[place] = m_isSelected[place] ? m_source.cell(m_toWrite.columns[place]) : Cell();
    ++m_done;
    return m_cells;
}

// From m_row on, or from the next row that is in a range.
void RowCursor::enterRanges()
{
    const std::vector<CellRange>& ranges = m_toWrite.ranges;
    std::erase_if(m_active, [this](const CellRange& range) { return range.bottom < m_row; });
    if (m_active.empty() && m_nextRange < ranges.size())
        m_row = ranges[m_nextRange].top;
    for (; m_nextRange < ranges.size() && ranges[m_nextRange].top <= m_row; ++m_nextRange)
        m_active.push_back(ranges[m_nextRange]);
    m_isSelected = usedPlaces(m_active, m_cells.size());
    m_activeUntil = m_nextRange < ranges.size() ? ranges[m_nextRange].top - 1 : m_toWrite.rows.rowCount();
    for (const CellRange& range : m_active)
        m_activeUntil = qMin(m_activeUntil, range.bottom);
}

} // namespace larder
