#pragma once

#include "cache/resultset.h"

namespace larder {

/// Reads rows of a result, without a search for the chunk of each where they follow one another. The result
/// must outlive it; it may be null as long as no row is sought.
class ChunkCursor
{
public:
    explicit ChunkCursor(const ResultSet* result) : m_result(result) { }

    /// Goes to @p row, which must be in the result.
    void seek(qint64 row)
    {
        if (row < m_begin || row >= m_end)
            find(row);
        m_row = qsizetype(row - m_begin);
    }
    [[nodiscard]] Cell cell(int column) const { return (*m_columns)[size_t(column)].cell(m_row); }
    /// The value of a column of nothing but integers.
    [[nodiscard]] qint64 integer(int column) const
    {
        return qint64((*m_columns)[size_t(column)].data().words[size_t(m_row)]);
    }
    /// The chunk that the row is in, and the row within it.
    [[nodiscard]] const std::vector<ColumnChunk>& columns() const { return *m_columns; }
    [[nodiscard]] qsizetype rowInChunk() const { return m_row; }

private:
    void find(qint64 row);

    const ResultSet* m_result;
    // Of the chunk that was sought last, from m_begin up to m_end.
    const std::vector<ColumnChunk>* m_columns = nullptr;
    qint64 m_begin = 0;
    qint64 m_end = 0;
    qsizetype m_row = 0;
};

} // namespace larder
