#include "cache/rows/rowkey.h"

#include <bit>
#include <cstring>

namespace larder {

namespace {

void appendBits(std::string& key, CellType type, quint64 bits)
{
    char bytes[1 + sizeof(bits)];
    bytes[0] = char(type);
    std::memcpy(bytes + 1, &bits, sizeof(bits));
    key.append(bytes, sizeof(bytes));
}

} // namespace

bool isSameValue(const Cell& a, const Cell& b)
{
    return a.type == b.type && a.integer == b.integer
        && std::bit_cast<quint64>(a.real) == std::bit_cast<quint64>(b.real) && a.bytes == b.bytes;
}

void appendToKey(std::string& key, const Cell& value)
{
    switch (value.type) {
    case CellType::Null:
        key.push_back(char(value.type));
        break;
    case CellType::Integer:
        appendBits(key, value.type, std::bit_cast<quint64>(value.integer));
        break;
    case CellType::Real:
        appendBits(key, value.type, std::bit_cast<quint64>(value.real));
        break;
    case CellType::Text:
    case CellType::Blob:
        appendBits(key, value.type, quint64(value.bytes.size()));
        key.append(value.bytes.data(), size_t(value.bytes.size()));
        break;
    }
}

std::vector<Value> keyValues(std::string_view key)
{
    std::vector<Value> values;
    const auto takeBits = [&key] {
        quint64 bits = 0;
        std::memcpy(&bits, key.data(), sizeof(bits));
        key.remove_prefix(sizeof(bits));
        return bits;
    };
    const auto takeBytes = [&] {
        const quint64 size = takeBits();
        const QByteArray bytes(key.data(), qsizetype(size));
        key.remove_prefix(size);
        return bytes;
    };
    while (!key.empty()) {
        const auto type = CellType(key.front());
        key.remove_prefix(1);
        switch (type) {
        case CellType::Null:
            values.emplace_back();
            break;
        case CellType::Integer:
            values.emplace_back(std::bit_cast<qint64>(takeBits()));
            break;
        case CellType::Real:
            values.emplace_back(std::bit_cast<double>(takeBits()));
            break;
        case CellType::Text:
            values.emplace_back(Text{takeBytes()});
            break;
        case CellType::Blob:
            values.emplace_back(Blob{takeBytes()});
            break;
        }
    }
    return values;
}

} // namespace larder
