#include "cache/resultbuilder.h"

namespace larder {

namespace {

constexpr qsizetype kFirstChunkRows = 256;
constexpr qsizetype kChunkRows = 16'384;
// Offsets inside a chunk are 32 bits wide; one more value of SQLite's largest size (1 GB by default,
// SQLITE_MAX_LENGTH 2^31 - 1 at most) must still fit.
constexpr qint64 kChunkArenaLimitBytes = qint64(1) << 30;

} // namespace

ResultBuilder::ResultBuilder(std::vector<ColumnInfo> columns)
    : m_columns(std::make_shared<const std::vector<ColumnInfo>>(std::move(columns)))
{
    openChunk();
}

void ResultBuilder::endRow()
{
    ++m_open.rowCount;
    const qsizetype target = m_sealedRows == 0 ? kFirstChunkRows : kChunkRows;
    bool full = m_open.rowCount >= target;
    for (const ColumnChunk& column : m_open.columns)
        full = full || column.arenaBytes() >= kChunkArenaLimitBytes;
    if (full)
        sealOpenChunk();
}

ResultPtr ResultBuilder::snapshot(Completeness completeness)
{
    if (m_open.rowCount > 0)
        sealOpenChunk();
    m_publishedRows = m_sealedRows;
    return std::make_shared<const ResultSet>(m_columns, m_sealed, completeness);
}

void ResultBuilder::sealOpenChunk()
{
    for (ColumnChunk& column : m_open.columns)
        column.seal();
    m_sealedRows += m_open.rowCount;
    m_sealed.push_back(std::make_shared<const RowChunk>(std::move(m_open)));
    openChunk();
}

void ResultBuilder::openChunk()
{
    m_open = RowChunk{std::vector<ColumnChunk>(m_columns->size()), 0};
}

} // namespace larder
