#include "tests/support/resultfiles.h"

#include "cache/resultfilewriter.h"

#include <QBuffer>

#include <cstring>

namespace larder::test {

namespace {

std::span<const std::byte> part(const QByteArray& bytes, qint64 offset, qint64 size)
{
    return std::as_bytes(std::span(bytes.constData() + offset, size_t(size)));
}

bool isInside(const QByteArray& bytes, qint64 offset, qint64 size)
{
    return offset >= 0 && size >= 0 && offset <= bytes.size() && size <= bytes.size() - offset;
}

} // namespace

QByteArray fileOf(const ResultSet& result)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadWrite);
    ResultFileWriter writer(buffer);
    for (size_t i = 0; i < result.chunkCount(); ++i) {
        if (!writer.append(result.chunk(i)))
            return {};
    }
    return writer.finish(result.columns(), result.completeness()) ? QByteArray() : bytes;
}

SharedBlock blockOf(QByteArrayView bytes)
{
    const auto size = size_t(bytes.size());
    std::shared_ptr<std::byte> copy(new std::byte[size], std::default_delete<std::byte[]>());
    std::memcpy(copy.get(), bytes.data(), size);
    return {std::move(copy), bytes.size(), true};
}

Result<ResultPtr> readWhole(const SharedBlock& file)
{
    auto reader = ResultFileReader::open(file);
    if (!reader)
        return reader.error();
    for (size_t i = 0; i < reader.value().chunkCount(); ++i) {
        if (auto error = reader.value().readChunk())
            return *error;
    }
    return reader.value().result();
}

void rehash(QByteArray& file)
{
    ResultFileHeader header{};
    if (file.size() < qsizetype(sizeof header))
        return;
    std::memcpy(&header, file.constData(), sizeof header);
    if (!isInside(file, header.directoryOffset, header.directoryBytes))
        return;
    const QByteArray old = file.mid(header.directoryOffset, header.directoryBytes);
    if (auto directory = ResultDirectory::decoded(old)) {
        for (ResultDirectory::Chunk& chunk : directory->chunks) {
            if (chunk.rowCount < 0 || chunk.rowCount > file.size())
                continue;
            const qint64 size = chunkBytes(chunk.rowCount, chunk.shapes);
            if (isInside(file, chunk.offset, size))
                chunk.hash = contentHash(part(file, chunk.offset, size));
        }
        const QByteArray encoded = directory->encoded();
        if (encoded.size() == old.size())
            std::memcpy(file.data() + header.directoryOffset, encoded.constData(), size_t(encoded.size()));
    }
    const auto right = ResultFileHeader::forDirectory(
        header.directoryOffset, part(file, header.directoryOffset, header.directoryBytes));
    std::memcpy(file.data(), &right, sizeof right);
}

} // namespace larder::test
