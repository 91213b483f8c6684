#include "cache/chunkcursor.h"

namespace larder {

void ChunkCursor::find(qint64 row)
{
    Q_ASSERT(row >= 0 && row < m_result->rowCount());
    size_t from = 0;
    size_t to = m_result->chunkCount();
    while (to - from > 1) {
        const size_t middle = from + (to - from) / 2;
        (m_result->firstRow(middle) <= row ? from : to) = middle;
    }
    const RowChunk& chunk = m_result->chunk(from);
    m_columns = &chunk.columns();
    m_begin = m_result->firstRow(from);
    m_end = m_begin + chunk.rowCount();
}

} // namespace larder
