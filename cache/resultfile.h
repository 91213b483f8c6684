#pragma once

#include "cache/resultset.h"

#include <QByteArray>

#include <array>
#include <optional>

namespace larder {

/// A result in a file, so that it can be mapped into memory and read where it lies:
///
/// | place | what |
/// |---|---|
/// | 0 | ResultFileHeader |
/// | each multiple of kResultFilePage | the block of a chunk, as RowChunk has it |
/// | behind them | the directory: columns, how the result ended, and of each chunk its place, hash and shapes
/// |
///
/// The header is written last; a file without it is no result. Numbers are little-endian.
constexpr qint64 kResultFilePage = 4096;
/// To be raised with every change of what stands in the file.
constexpr quint32 kResultFileVersion = 2;

/// XXH3, 128 bits (https://github.com/Cyan4973/xxHash).
using ContentHash = std::array<quint64, 2>;
[[nodiscard]] ContentHash contentHash(std::span<const std::byte> bytes);

struct ResultFileHeader
{
    std::array<char, 8> magic;
    quint32 version;
    quint32 reserved;
    qint64 directoryOffset;
    qint64 directoryBytes;
    ContentHash directoryHash;
    /// Of all that stands before it.
    ContentHash headerHash;

    [[nodiscard]] static ResultFileHeader forDirectory(qint64 offset, std::span<const std::byte> directory);
    /// Whether magic and hash are right.
    [[nodiscard]] bool isWhole() const;
};
static_assert(sizeof(ResultFileHeader) == 64);

struct ResultDirectory
{
    struct Chunk
    {
        qint64 offset = 0;
        qint64 rowCount = 0;
        ContentHash hash = {};
        std::vector<ColumnShape> shapes = {};
        bool operator==(const Chunk&) const = default;
    };

    std::vector<ColumnInfo> columns = {};
    Completeness completeness = Completeness::Complete;
    std::vector<Chunk> chunks = {};
    bool operator==(const ResultDirectory&) const = default;

    [[nodiscard]] QByteArray encoded() const;
    /// Nothing if @p bytes are not what encoded() writes. Takes memory in proportion to @p bytes only.
    [[nodiscard]] static std::optional<ResultDirectory> decoded(const QByteArray& bytes);
};

} // namespace larder
