#include "cache/resultset.h"

#include <algorithm>

namespace larder {

namespace {

qint64 chunkBytes(const RowChunk& chunk)
{
    qint64 bytes = qint64(sizeof(RowChunk) + chunk.columns.capacity() * sizeof(ColumnChunk));
    for (const ColumnChunk& column : chunk.columns)
        bytes += column.byteSize();
    return bytes;
}

qint64 columnInfoBytes(const std::vector<ColumnInfo>& columns)
{
    qint64 bytes = qint64(columns.capacity() * sizeof(ColumnInfo));
    for (const ColumnInfo& column : columns) {
        for (const QString* text :
            {&column.name, &column.declaredType, &column.originTable, &column.originColumn})
            bytes += text->capacity() * qint64(sizeof(QChar));
    }
    return bytes;
}

} // namespace

ResultSet::ResultSet(std::shared_ptr<const std::vector<ColumnInfo>> columns,
    std::vector<std::shared_ptr<const RowChunk>> chunks, Completeness completeness)
    : m_columns(std::move(columns))
    , m_chunks(std::move(chunks))
    , m_completeness(completeness)
{
    m_firstRows.reserve(m_chunks.size() + 1);
    m_firstRows.push_back(0);
    m_byteSize = qint64(sizeof(ResultSet)) + columnInfoBytes(*m_columns);
    for (const auto& chunk : m_chunks) {
        m_firstRows.push_back(m_firstRows.back() + chunk->rowCount);
        m_byteSize += chunkBytes(*chunk);
    }
    m_byteSize
        += qint64(m_chunks.capacity() * sizeof(m_chunks.front()) + m_firstRows.capacity() * sizeof(qint64));
}

CellTypes ResultSet::columnTypes(int column) const
{
    CellTypes types;
    for (const auto& chunk : m_chunks)
        types |= chunk->columns[size_t(column)].types();
    return types;
}

Cell ResultSet::cell(qint64 row, int column) const
{
    Q_ASSERT(row >= 0 && row < rowCount());
    const auto next = std::upper_bound(m_firstRows.begin(), m_firstRows.end(), row);
    const auto chunk = size_t(next - m_firstRows.begin()) - 1;
    return m_chunks[chunk]->columns[size_t(column)].cell(qsizetype(row - m_firstRows[chunk]));
}

} // namespace larder
