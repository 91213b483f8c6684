#pragma once

#include "cache/result.h"
#include "cache/resultfile.h"

namespace larder {

/// Reads a result from the bytes of a file, without a copy of its values. Nothing is believed: what does not
/// carry its hash, or reaches outside of the file, is refused with the reason. The file must not be shortened
/// while its bytes are mapped; to remove it is harmless.
class ResultFileReader
{
public:
    /// Looks at the header and the directory only, whatever the number of rows. @p file is aligned to 8
    /// bytes.
    [[nodiscard]] static Result<ResultFileReader> open(SharedBlock file);

    [[nodiscard]] const std::vector<ColumnInfo>& columns() const { return *m_columns; }
    [[nodiscard]] Completeness completeness() const { return m_directory.completeness; }
    [[nodiscard]] qint64 rowCount() const { return m_rowCount; }
    [[nodiscard]] size_t chunkCount() const { return m_directory.chunks.size(); }

    /// Checks the next chunk and takes it in. Not to be called more often than there are chunks.
    [[nodiscard]] std::optional<Error> readChunk();
    /// The rows taken in so far; a whole result once all are, else one that is to be followed by more.
    [[nodiscard]] ResultPtr result() const;

private:
    ResultFileReader(SharedBlock file, ResultDirectory directory);
    [[nodiscard]] std::optional<Error> directoryError(qint64 directoryOffset) const;

    SharedBlock m_file;
    ResultDirectory m_directory;
    std::shared_ptr<const std::vector<ColumnInfo>> m_columns;
    qint64 m_rowCount = 0;
    std::vector<ChunkPtr> m_chunks;
};

} // namespace larder
