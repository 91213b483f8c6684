#include "cache/resultfilereader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace larder {

namespace {

constexpr qint64 kMostRowsInChunk = qint64(1) << 31;

QString tr(const char* text)
{
    return QCoreApplication::translate("ResultFile", text);
}

Error refusal(const QString& why)
{
    return {tr("The stored rows can't be used"), why, tr("Run the statement again.")};
}

} // namespace

Result<ResultFileReader> ResultFileReader::open(SharedBlock file)
{
    ResultFileHeader header{};
    if (file.size < qint64(sizeof header))
        return refusal(tr("the file is shorter than its header"));
    std::memcpy(&header, file.bytes.get(), sizeof header);
    if (!header.isWhole())
        return refusal(tr("the file has no valid header"));
    if (header.version != kResultFileVersion)
        return refusal(tr("the file is of version %1, not %2").arg(header.version).arg(kResultFileVersion));
    const qint64 offset = header.directoryOffset;
    if (offset < 0 || header.directoryBytes < 0 || offset > file.size
        || header.directoryBytes > file.size - offset)
        return refusal(tr("the file is shorter than when it was written"));
    const std::span<const std::byte> bytes(file.bytes.get() + offset, size_t(header.directoryBytes));
    if (contentHash(bytes) != header.directoryHash)
        return refusal(tr("the directory of the file is damaged"));
    auto directory = ResultDirectory::decoded(QByteArray::fromRawData(
        reinterpret_cast<const char*>(bytes.data()), qsizetype(header.directoryBytes)));
    if (!directory)
        return refusal(tr("the directory of the file can't be read"));
    ResultFileReader reader(std::move(file), std::move(*directory));
    if (const auto error = reader.directoryError(offset))
        return *error;
    for (const ResultDirectory::Chunk& chunk : reader.m_directory.chunks)
        reader.m_rowCount += chunk.rowCount;
    return reader;
}

ResultFileReader::ResultFileReader(SharedBlock file, ResultDirectory directory)
    : m_file(std::move(file))
    , m_directory(std::move(directory))
    , m_columns(std::make_shared<const std::vector<ColumnInfo>>(m_directory.columns))
{
}

std::optional<Error> ResultFileReader::directoryError(qint64 directoryOffset) const
{
    const bool fits = std::all_of(
        m_directory.chunks.begin(), m_directory.chunks.end(), [&](const ResultDirectory::Chunk& chunk) {
            const bool counts = chunk.rowCount > 0 && chunk.rowCount < kMostRowsInChunk
                && std::all_of(chunk.shapes.begin(), chunk.shapes.end(),
                    [&](const ColumnShape& shape) { return shape.nullWords <= (chunk.rowCount + 63) / 64; });
            return counts && chunk.offset >= 0 && chunk.offset <= directoryOffset
                && chunk.offset % kResultFilePage == 0
                && chunkBytes(chunk.rowCount, chunk.shapes) <= directoryOffset - chunk.offset;
        });
    return fits ? std::nullopt : std::optional(refusal(tr("the directory of the file contradicts itself")));
}

std::optional<Error> ResultFileReader::readChunk()
{
    const ResultDirectory::Chunk& entry = m_directory.chunks[m_chunks.size()];
    const std::byte* const bytes = m_file.bytes.get() + entry.offset;
    const qint64 size = chunkBytes(entry.rowCount, entry.shapes);
    const auto number = m_chunks.size() + 1;
    if (contentHash({bytes, size_t(size)}) != entry.hash)
        return refusal(tr("part %1 of the file is damaged").arg(number));
    auto chunk = std::make_shared<const RowChunk>(
        entry.rowCount, entry.shapes, SharedBlock{{m_file.bytes, bytes}, size, m_file.inFile});
    if (!chunk->isSound())
        return refusal(tr("part %1 of the file contradicts itself").arg(number));
    m_chunks.push_back(std::move(chunk));
    return std::nullopt;
}

ResultPtr ResultFileReader::result() const
{
    const bool whole = m_chunks.size() == m_directory.chunks.size();
    return std::make_shared<const ResultSet>(
        m_columns, m_chunks, whole ? m_directory.completeness : Completeness::Streaming);
}

} // namespace larder
