#include "cache/resultfilewriter.h"

#include <QCoreApplication>
#include <QIODevice>

namespace larder {

Result<qint64> ResultFileWriter::append(const RowChunk& chunk)
{
    const std::span<const std::byte> bytes(chunk.block().bytes.get(), size_t(chunk.block().size));
    const qint64 offset = (m_end + kResultFilePage - 1) / kResultFilePage * kResultFilePage;
    if (auto error = writeAt(offset, bytes))
        return std::move(*error);
    m_directory.chunks.push_back({offset, chunk.rowCount(), contentHash(bytes), chunk.shapes()});
    return offset;
}

std::optional<Error> ResultFileWriter::finish(
    const std::vector<ColumnInfo>& columns, Completeness completeness)
{
    m_directory.columns = columns;
    m_directory.completeness = completeness;
    const QByteArray directory = m_directory.encoded();
    const auto bytes = std::as_bytes(std::span(directory.constData(), size_t(directory.size())));
    const qint64 offset = m_end;
    if (auto error = writeAt(offset, bytes))
        return error;
    const ResultFileHeader header = ResultFileHeader::forDirectory(offset, bytes);
    return writeAt(0, std::as_bytes(std::span(&header, 1)));
}

std::optional<Error> ResultFileWriter::writeAt(qint64 offset, std::span<const std::byte> bytes)
{
    const auto size = qint64(bytes.size());
    if (m_device.seek(offset) && m_device.write(reinterpret_cast<const char*>(bytes.data()), size) == size) {
        m_end = std::max(m_end, offset + size);
        return std::nullopt;
    }
    return Error{QCoreApplication::translate("ResultFile",
                     "The rows don't fit into the memory for results, and "
                     "can't be written to a file"),
        m_device.errorString(),
        QCoreApplication::translate(
            "ResultFile", "Free space on the disk, or allow more memory for results in the preferences.")};
}

} // namespace larder
