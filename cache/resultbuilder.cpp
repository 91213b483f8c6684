#include "cache/resultbuilder.h"

#include <algorithm>

namespace larder {

namespace {

constexpr qsizetype kFirstChunkRows = 256;
constexpr qsizetype kChunkRows = 16'384;
// Bounds what is in memory twice while a chunk is closed. Offsets inside a chunk are 32 bits wide: one more
// value of SQLite's largest size (1 GB by default, SQLITE_MAX_LENGTH 2^31 - 1 at most) still fits.
constexpr qint64 kChunkArenaLimitBytes = qint64(16) << 20;

} // namespace

ResultBuilder::ResultBuilder(std::vector<ColumnInfo> columns, std::unique_ptr<ChunkKeeper> keeper)
    : m_columns(std::make_shared<const std::vector<ColumnInfo>>(std::move(columns)))
    , m_keeper(std::move(keeper))
    , m_open(m_columns->size())
{
}

void ResultBuilder::endRow()
{
    ++m_openRows;
    const qsizetype target = m_fullRows == 0 ? kFirstChunkRows : kChunkRows;
    const bool full = m_openRows >= target
        || std::any_of(m_open.begin(), m_open.end(),
            [](const ColumnBuilder& each) { return each.arenaBytes() >= kChunkArenaLimitBytes; });
    if (full)
        closeChunk();
}

// An open chunk is copied, so that chunks are as large as they should be however often a snapshot is taken.
ResultPtr ResultBuilder::snapshot(Completeness completeness)
{
    m_publishedRows = rowCount();
    if (completeness != Completeness::Streaming) {
        if (m_openRows > 0)
            closeChunk();
        m_keeper->finish(*m_columns, completeness);
    }
    std::vector<ChunkPtr> chunks = m_keeper->chunks();
    if (m_openRows > 0)
        chunks.push_back(chunkOf(m_open, m_openRows));
    return std::make_shared<const ResultSet>(m_columns, std::move(chunks), completeness);
}

void ResultBuilder::closeChunk()
{
    std::optional<Error> error = m_keeper->append(chunkOf(m_open, m_openRows));
    if (!m_error)
        m_error = std::move(error);
    for (ColumnBuilder& column : m_open)
        column.clear();
    m_fullRows += m_openRows;
    m_openRows = 0;
}

} // namespace larder
