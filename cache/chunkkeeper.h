#pragma once

#include "cache/result.h"
#include "cache/resultset.h"

namespace larder {

/// Keeps the full chunks of one result while it is fetched, where there is room for them. Used by the thread
/// that fetches.
class ChunkKeeper
{
public:
    ChunkKeeper() = default;
    ChunkKeeper(const ChunkKeeper&) = delete;
    ChunkKeeper& operator=(const ChunkKeeper&) = delete;
    virtual ~ChunkKeeper() = default;

    /// Takes the next rows over. On an error they are kept all the same, and no further ones should come.
    [[nodiscard]] virtual std::optional<Error> append(ChunkPtr chunk) = 0;
    /// All chunks so far, in order. They may be others than those appended, with the same rows.
    [[nodiscard]] virtual const std::vector<ChunkPtr>& chunks() const = 0;
    /// No more rows come. What this leaves behind on disk is whole from now on.
    virtual void finish(const std::vector<ColumnInfo>& columns, Completeness completeness) = 0;
};

/// Keeps everything in memory, whatever its size.
class MemoryKeeper final : public ChunkKeeper
{
public:
    [[nodiscard]] std::optional<Error> append(ChunkPtr chunk) override
    {
        m_chunks.push_back(std::move(chunk));
        return std::nullopt;
    }
    [[nodiscard]] const std::vector<ChunkPtr>& chunks() const override { return m_chunks; }
    void finish(const std::vector<ColumnInfo>&, Completeness) override { }

private:
    std::vector<ChunkPtr> m_chunks;
};

} // namespace larder
