#pragma once

#include "cache/resultset.h"

namespace larder {

/// Reads values of a result that mostly follow one another, without a search for each. The result must
/// outlive it.
class ChunkReader
{
public:
    explicit ChunkReader(const ResultSet& result) : m_result(&result) { }

    /// The values of @p row are read next.
    void moveTo(qint64 row)
    {
        if (row < m_begin || row >= m_end)
            search(row);
        m_row = qsizetype(row - m_begin);
    }
    [[nodiscard]] Cell cell(int column) const { return (*m_columns)[size_t(column)].cell(m_row); }
    /// The chunk that the row is in, and the row within it.
    [[nodiscard]] const std::vector<ColumnChunk>& columns() const { return *m_columns; }
    [[nodiscard]] qsizetype rowInChunk() const { return m_row; }

private:
    void search(qint64 row);

    const ResultSet* m_result;
    const std::vector<ColumnChunk>* m_columns = nullptr;
    qint64 m_begin = 0;
    qint64 m_end = 0;
    qsizetype m_row = 0;
};

} // namespace larder
