#include "cache/resultset.h"

#include "cache/heapbytes.h"

#include <algorithm>

namespace larder {

namespace {

qint64 columnInfoBytes(const std::vector<ColumnInfo>& columns)
{
    qint64 bytes = sharedBytes<std::vector<ColumnInfo>>() + heapBytes(columns);
    for (const ColumnInfo& column : columns)
        bytes += heapBytes(column.name) + heapBytes(column.declaredType) + heapBytes(column.originTable)
            + heapBytes(column.originColumn) + heapBytes(column.originSchema);
    return bytes;
}

} // namespace

ResultSet::ResultSet(std::shared_ptr<const std::vector<ColumnInfo>> columns, std::vector<ChunkPtr> chunks,
    Completeness completeness)
    : m_columns(std::move(columns))
    , m_chunks(std::move(chunks))
    , m_completeness(completeness)
{
    m_firstRows.reserve(m_chunks.size() + 1);
    m_firstRows.push_back(0);
    m_byteSize = sharedBytes<ResultSet>() + columnInfoBytes(*m_columns);
    for (const auto& chunk : m_chunks) {
        m_firstRows.push_back(m_firstRows.back() + chunk->rowCount());
        m_byteSize += chunk->heapBytes();
        m_fileBytes += chunk->block().inFile ? chunk->block().size : 0;
    }
    m_byteSize += heapBytes(m_chunks) + heapBytes(m_firstRows);
}

CellTypes ResultSet::columnTypes(int column) const
{
    CellTypes types;
    for (const auto& chunk : m_chunks)
        types |= chunk->columns()[size_t(column)].types();
    return types;
}

Cell ResultSet::cell(qint64 row, int column) const
{
    Q_ASSERT(row >= 0 && row < rowCount());
    const auto next = std::upper_bound(m_firstRows.begin(), m_firstRows.end(), row);
    const auto chunk = size_t(next - m_firstRows.begin()) - 1;
    return m_chunks[chunk]->columns()[size_t(column)].cell(qsizetype(row - m_firstRows[chunk]));
}

} // namespace larder
