#pragma once

#include "cache/columnbuilder.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace larder {

/// A block of memory, in the heap or mapped from a file, that lives as long as it is shared.
struct SharedBlock
{
    std::shared_ptr<const std::byte> bytes = {};
    qint64 size = 0;
    /// The operating system may take the memory away and read it again from a file.
    bool inFile = false;
};

/// Some thousand consecutive rows in one block of memory: per column its words, NULL marks, offsets, bytes
/// and tags, one after the other and aligned to 8 bytes. The shapes of the columns and the number of rows say
/// where each begins, so the block can go to a file and come back as it is. Immutable.
class RowChunk
{
public:
    /// The rows that lie in @p block, which has chunkBytes() bytes.
    RowChunk(qsizetype rowCount, std::vector<ColumnShape> shapes, SharedBlock block);

    [[nodiscard]] qsizetype rowCount() const { return m_rowCount; }
    [[nodiscard]] const std::vector<ColumnChunk>& columns() const { return m_columns; }
    [[nodiscard]] const std::vector<ColumnShape>& shapes() const { return m_shapes; }
    [[nodiscard]] const SharedBlock& block() const { return m_block; }
    [[nodiscard]] bool isSound() const;
    /// Bytes of memory, without the block if that lies in a file.
    [[nodiscard]] qint64 heapBytes() const;

private:
    qsizetype m_rowCount;
    std::vector<ColumnShape> m_shapes;
    SharedBlock m_block;
    std::vector<ColumnChunk> m_columns;
};

using ChunkPtr = std::shared_ptr<const RowChunk>;

/// The size of the block for @p rowCount rows of @p shapes.
[[nodiscard]] qint64 chunkBytes(qsizetype rowCount, const std::vector<ColumnShape>& shapes);

/// The @p rowCount rows that @p columns hold now, in a block of memory of their own.
[[nodiscard]] ChunkPtr chunkOf(const std::vector<ColumnBuilder>& columns, qsizetype rowCount);

} // namespace larder
