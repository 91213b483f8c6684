#pragma once

#include "cache/chunkkeeper.h"

namespace larder {

/// Collects rows as a worker fetches them and hands out growing snapshots. Used by one thread at a time; the
/// snapshots may go to any other. Chunks hold 256 rows first, so that something can be shown at once, then
/// 16,384, or fewer where these are large.
class ResultBuilder
{
public:
    /// Full chunks go to @p keeper.
    explicit ResultBuilder(std::vector<ColumnInfo> columns,
        std::unique_ptr<ChunkKeeper> keeper = std::make_unique<MemoryKeeper>());

    /// The place for the next row's value of column @p column: append exactly one value to each, then
    /// endRow().
    [[nodiscard]] ColumnBuilder& column(int column) { return m_open[size_t(column)]; }
    void endRow();

    [[nodiscard]] qint64 rowCount() const { return m_fullRows + m_openRows; }
    [[nodiscard]] bool hasUnpublished() const { return rowCount() > m_publishedRows; }
    /// True when a chunk was filled since the last snapshot.
    [[nodiscard]] bool chunkFilled() const { return m_fullRows > m_publishedRows; }
    /// Set when there is no room for more rows; those so far are all there.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// All rows so far. With another @p completeness than Streaming there will be no more.
    [[nodiscard]] ResultPtr snapshot(Completeness completeness);

private:
    void closeChunk();

    std::shared_ptr<const std::vector<ColumnInfo>> m_columns;
    std::unique_ptr<ChunkKeeper> m_keeper;
    // The rows behind those that the keeper has, m_openRows of them.
    std::vector<ColumnBuilder> m_open;
    qsizetype m_openRows = 0;
    qint64 m_fullRows = 0;
    qint64 m_publishedRows = 0;
    std::optional<Error> m_error;
};

} // namespace larder
