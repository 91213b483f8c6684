#include "cache/resultfile.h"

#include <QDataStream>
#include <QIODevice>

#include <xxhash.h>

#include <bit>

namespace larder {

namespace {

static_assert(std::endian::native == std::endian::little, "the blocks of chunks are written as they are");

constexpr std::array<char, 8> kMagic{'L', 'A', 'R', 'D', 'R', 'O', 'W', 'S'};

void prepare(QDataStream& stream)
{
    stream.setVersion(QDataStream::Qt_6_0);
    stream.setByteOrder(QDataStream::LittleEndian);
}

ContentHash hashOfHeader(const ResultFileHeader& header)
{
    return contentHash(std::as_bytes(std::span(&header, 1)).first(offsetof(ResultFileHeader, headerHash)));
}

void write(QDataStream& stream, const ColumnInfo& column)
{
    stream << column.name << column.declaredType << column.originTable << column.originColumn
           << column.originSchema << quint8(column.nullability) << column.inPrimaryKey;
}

void read(QDataStream& stream, ColumnInfo& column)
{
    quint8 nullability = 0;
    stream >> column.name >> column.declaredType >> column.originTable >> column.originColumn
        >> column.originSchema >> nullability >> column.inPrimaryKey;
    if (nullability > quint8(Nullability::NotNull))
        stream.setStatus(QDataStream::ReadCorruptData);
    column.nullability = Nullability(nullability);
}

void write(QDataStream& stream, const ColumnShape& shape)
{
    stream << quint8(shape.storage) << shape.nullWords << shape.arenaBytes;
}

void read(QDataStream& stream, ColumnShape& shape)
{
    quint8 storage = 0;
    stream >> storage >> shape.nullWords >> shape.arenaBytes;
    if (storage > quint8(ColumnStorage::Mixed))
        stream.setStatus(QDataStream::ReadCorruptData);
    shape.storage = ColumnStorage(storage);
}

void write(QDataStream& stream, const ResultDirectory::Chunk& chunk)
{
    stream << chunk.offset << chunk.rowCount << chunk.hash[0] << chunk.hash[1];
    for (const ColumnShape& shape : chunk.shapes)
        write(stream, shape);
}

void read(QDataStream& stream, ResultDirectory::Chunk& chunk, size_t columns)
{
    stream >> chunk.offset >> chunk.rowCount >> chunk.hash[0] >> chunk.hash[1];
    while (chunk.shapes.size() < columns && stream.status() == QDataStream::Ok)
        read(stream, chunk.shapes.emplace_back());
}

} // namespace

ContentHash contentHash(std::span<const std::byte> bytes)
{
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return {hash.low64, hash.high64};
}

ResultFileHeader ResultFileHeader::forDirectory(qint64 offset, std::span<const std::byte> directory)
{
    ResultFileHeader header{
        kMagic, kResultFileVersion, 0, offset, qint64(directory.size()), contentHash(directory), {}};
    header.headerHash = hashOfHeader(header);
    return header;
}

bool ResultFileHeader::isWhole() const
{
    return magic == kMagic && headerHash == hashOfHeader(*this);
}

QByteArray ResultDirectory::encoded() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    prepare(stream);
    stream << quint8(completeness) << quint32(columns.size()) << quint32(chunks.size());
    for (const ColumnInfo& column : columns)
        write(stream, column);
    for (const Chunk& chunk : chunks)
        write(stream, chunk);
    return bytes;
}

std::optional<ResultDirectory> ResultDirectory::decoded(const QByteArray& bytes)
{
    QDataStream stream(bytes);
    prepare(stream);
    quint8 completeness = 0;
    quint32 columnCount = 0;
    quint32 chunkCount = 0;
    stream >> completeness >> columnCount >> chunkCount;
    if (completeness > quint8(Completeness::Failed))
        return std::nullopt;
    ResultDirectory directory;
    directory.completeness = Completeness(completeness);
    // Nothing is reserved: the counts may be wrong.
    while (directory.columns.size() < columnCount && stream.status() == QDataStream::Ok)
        read(stream, directory.columns.emplace_back());
    while (directory.chunks.size() < chunkCount && stream.status() == QDataStream::Ok)
        read(stream, directory.chunks.emplace_back(), columnCount);
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return std::nullopt;
    return directory;
}

} // namespace larder
