#include "models/chunkcursor.h"

namespace larder {

void ChunkCursor::find(qint64 row)
{
    size_t from = 0;
    size_t to = m_result->chunkCount();
    while (to - from > 1) {
        const size_t middle = from + (to - from) / 2;
        (m_result->firstRow(middle) <= row ? from : to) = middle;
    }
    m_chunk = &m_result->chunk(from);
    m_firstRow = m_result->firstRow(from);
    m_row = row - m_firstRow;
}

} // namespace larder
