#include "cache/rows/chunkreader.h"

namespace larder {

void ChunkReader::search(qint64 row)
{
    Q_ASSERT(row >= 0 && row < m_result->rowCount());
    size_t low = 0;
    size_t high = m_result->chunkCount();
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        (m_result->firstRow(middle) <= row ? low : high) = middle;
    }
    m_begin = m_result->firstRow(low);
    m_end = m_begin + m_result->chunk(low).rowCount();
    m_columns = &m_result->chunk(low).columns();
}

} // namespace larder
