#pragma once

#include "cache/resultset.h"

namespace larder {

/// Collects rows as a worker fetches them and hands out growing snapshots. Used by one thread at a time; the
/// snapshots may go to any other. Chunks hold 256 rows first, so that something can be shown at once, then
/// 16,384.
class ResultBuilder
{
public:
    explicit ResultBuilder(std::vector<ColumnInfo> columns);

    /// The place for the next row's value of column @p column: append exactly one value to each, then
    /// endRow().
    [[nodiscard]] ColumnChunk& column(int column) { return m_open.columns[size_t(column)]; }
    void endRow();

    [[nodiscard]] qint64 rowCount() const { return m_sealedRows + m_open.rowCount; }
    [[nodiscard]] bool hasUnpublished() const { return rowCount() > m_publishedRows; }
    /// True when a chunk was filled since the last snapshot.
    [[nodiscard]] bool chunkFilled() const { return m_sealedRows > m_publishedRows; }
    /// All rows so far, with @p completeness.
    [[nodiscard]] ResultPtr snapshot(Completeness completeness);

private:
    void sealOpenChunk();
    void openChunk();

    std::shared_ptr<const std::vector<ColumnInfo>> m_columns;
    std::vector<std::shared_ptr<const RowChunk>> m_sealed;
    RowChunk m_open;
    qint64 m_sealedRows = 0;
    qint64 m_publishedRows = 0;
};

} // namespace larder
