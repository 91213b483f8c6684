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
        m_row = row - m_firstRow;
        if (!m_chunk || m_row < 0 || m_row >= m_chunk->rowCount())
            find(row);
    }
    [[nodiscard]] Cell cell(int column) const
    {
        return m_chunk->columns()[size_t(column)].cell(qsizetype(m_row));
    }
    /// The value of a column of nothing but integers.
    [[nodiscard]] qint64 integer(int column) const
    {
        return qint64(m_chunk->columns()[size_t(column)].data().words[size_t(m_row)]);
    }

private:
    void find(qint64 row);

    const ResultSet* m_result;
    const RowChunk* m_chunk = nullptr;
    qint64 m_firstRow = 0;
    // Within the chunk.
    qint64 m_row = 0;
};

} // namespace larder
