#include "cache/resultset.h"

#include <algorithm>

namespace larder {

namespace {

// The control blocks of the result and of its columns, which are std::make_shared()'s.
constexpr qint64 kSharedBytes = qint64(16) * 2 + qint64(sizeof(std::vector<ColumnInfo>));

qint64 columnInfoBytes(const std::vector<ColumnInfo>& columns)
{
    qint64 bytes = qint64(columns.capacity() * sizeof(ColumnInfo));
    for (const ColumnInfo& column : columns) {
        for (const QString* text :
            {&column.name, &column.declaredType, &column.originTable, &column.originColumn})
            bytes += text->capacity() > 0
                ? qint64(sizeof(QArrayData)) + (text->capacity() + 1) * qint64(sizeof(QChar))
                : 0;
    }
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
    m_byteSize = qint64(sizeof(ResultSet)) + kSharedBytes + columnInfoBytes(*m_columns);
    for (const auto& chunk : m_chunks) {
        m_firstRows.push_back(m_firstRows.back() + chunk->rowCount());
        m_byteSize += chunk->heapBytes();
        m_fileBytes += chunk->block().inFile ? chunk->block().size : 0;
    }
    m_byteSize
        += qint64(m_chunks.capacity() * sizeof(m_chunks.front()) + m_firstRows.capacity() * sizeof(qint64));
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
