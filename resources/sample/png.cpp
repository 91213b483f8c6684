#include "resources/sample/png.h"

#include <string_view>

namespace larder {

namespace {

void appendBigEndian(Bytes& bytes, std::uint32_t number)
{
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

void appendLittleEndian16(Bytes& bytes, std::size_t number)
{
    bytes.push_back(static_cast<std::uint8_t>(number));
    bytes.push_back(static_cast<std::uint8_t>(number >> 8U));
}

std::uint32_t crc32(const Bytes& bytes)
{
    std::uint32_t crc = 0xffffffffU;
    for (const std::uint8_t byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0xedb88320U : crc >> 1U;
    }
    return ~crc;
}

std::uint32_t adler32(const Bytes& bytes)
{
    std::uint32_t sum = 1;
    std::uint32_t sumOfSums = 0;
    for (const std::uint8_t byte : bytes) {
        sum = (sum + byte) % 65521U;
        sumOfSums = (sumOfSums + sum) % 65521U;
    }
    return (sumOfSums << 16U) | sum;
}

void appendChunk(Bytes& file, std::string_view type, const Bytes& content)
{
    Bytes checked(type.begin(), type.end());
    checked.insert(checked.end(), content.begin(), content.end());
    appendBigEndian(file, static_cast<std::uint32_t>(content.size()));
    file.insert(file.end(), checked.begin(), checked.end());
    appendBigEndian(file, crc32(checked));
}

Bytes header(const IndexedPicture& picture)
{
    Bytes bytes;
    appendBigEndian(bytes, picture.width);
    appendBigEndian(bytes, picture.height);
    constexpr std::uint8_t kBitsPerPixel = 4;
    constexpr std::uint8_t kIndexed = 3;
    bytes.insert(bytes.end(), {kBitsPerPixel, kIndexed, 0, 0, 0});
    return bytes;
}

/// Each row begins with its filter, which is "none"; two pixels share a byte.
Bytes packedRows(const IndexedPicture& picture)
{
    Bytes bytes;
    for (std::size_t y = 0; y < picture.height; ++y) {
        bytes.push_back(0);
        for (std::size_t x = 0; x < picture.width; x += 2) {
            const std::size_t at = y * picture.width + x;
            const unsigned left = picture.pixels[at];
            const unsigned right = x + 1 < picture.width ? picture.pixels[at + 1] : 0U;
            bytes.push_back(static_cast<std::uint8_t>((left << 4U) | right));
        }
    }
    return bytes;
}

/// A zlib stream (RFC 1950) of one stored block (RFC 1951, 3.2.4).
Bytes stored(const Bytes& content)
{
    Bytes bytes{0x78, 0x01, 0x01};
    appendLittleEndian16(bytes, content.size());
    appendLittleEndian16(bytes, ~content.size());
    bytes.insert(bytes.end(), content.begin(), content.end());
    appendBigEndian(bytes, adler32(content));
    return bytes;
}

} // namespace

Bytes pngOf(const IndexedPicture& picture)
{
    Bytes palette;
    for (const Rgb& colour : picture.palette)
        palette.insert(palette.end(), colour.begin(), colour.end());

    Bytes file{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    appendChunk(file, "IHDR", header(picture));
    appendChunk(file, "PLTE", palette);
    appendChunk(file, "IDAT", stored(packedRows(picture)));
    appendChunk(file, "IEND", {});
    return file;
}

} // namespace larder
