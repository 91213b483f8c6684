#pragma once

#include "cache/result.h"
#include "cache/resultfile.h"

class QIODevice;

namespace larder {

/// Writes the chunks of a result to a device, one after the other, and the directory and the header at the
/// end.
class ResultFileWriter
{
public:
    /// @p device is empty and can be sought.
    explicit ResultFileWriter(QIODevice& device) : m_device(device) { }

    /// Where the block of @p chunk stands now.
    [[nodiscard]] Result<qint64> append(const RowChunk& chunk);
    [[nodiscard]] std::optional<Error> finish(
        const std::vector<ColumnInfo>& columns, Completeness completeness);

private:
    [[nodiscard]] std::optional<Error> writeAt(qint64 offset, std::span<const std::byte> bytes);

    QIODevice& m_device;
    ResultDirectory m_directory;
    // Everything before it is written.
    qint64 m_end = sizeof(ResultFileHeader);
};

} // namespace larder
