#include "cache/columnchunk.h"

#include <bit>

namespace larder {

namespace {

quint64 packedRange(quint32 begin, quint32 end)
{
    return quint64(begin) << 32 | end;
}

template <typename T>
qint64 heldBytes(const std::vector<T>& values)
{
    return qint64(values.capacity() * sizeof(T));
}

} // namespace

void ColumnChunk::appendNull()
{
    if (m_storage == Storage::Mixed) {
        appendMixed(CellType::Null, 0);
        return;
    }
    markNull(m_rows);
    if (m_storage == Storage::Text || m_storage == Storage::Blob)
        m_offsets.push_back(quint32(m_arena.size()));
    else if (m_storage != Storage::Empty)
        m_words.push_back(0);
    ++m_rows;
}

void ColumnChunk::appendInteger(qint64 value)
{
    if (m_storage == Storage::Empty)
        become(Storage::Integer);
    if (m_storage == Storage::Integer) {
        m_words.push_back(std::bit_cast<quint64>(value));
        ++m_rows;
        return;
    }
    becomeMixed();
    appendMixed(CellType::Integer, std::bit_cast<quint64>(value));
}

void ColumnChunk::appendReal(double value)
{
    if (m_storage == Storage::Empty)
        become(Storage::Real);
    if (m_storage == Storage::Real) {
        m_words.push_back(std::bit_cast<quint64>(value));
        ++m_rows;
        return;
    }
    becomeMixed();
    appendMixed(CellType::Real, std::bit_cast<quint64>(value));
}

void ColumnChunk::appendBytes(Storage storage, QByteArrayView bytes)
{
    if (m_storage == Storage::Empty)
        become(storage);
    const auto begin = quint32(m_arena.size());
    m_arena.insert(m_arena.end(), bytes.begin(), bytes.end());
    const auto end = quint32(m_arena.size());
    if (m_storage == storage) {
        m_offsets.push_back(end);
        ++m_rows;
        return;
    }
    becomeMixed();
    appendMixed(storage == Storage::Text ? CellType::Text : CellType::Blob, packedRange(begin, end));
}

void ColumnChunk::seal()
{
    m_words.shrink_to_fit();
    m_offsets.shrink_to_fit();
    m_arena.shrink_to_fit();
    m_tags.shrink_to_fit();
    m_nulls.shrink_to_fit();
}

Cell ColumnChunk::cell(qsizetype row) const
{
    Q_ASSERT(row >= 0 && row < m_rows);
    const auto at = size_t(row);
    if (m_storage == Storage::Mixed)
        return mixedCell(row);
    if (isNull(row))
        return {};
    switch (m_storage) {
    case Storage::Integer:
        return {CellType::Integer, std::bit_cast<qint64>(m_words[at])};
    case Storage::Real:
        return {CellType::Real, 0, std::bit_cast<double>(m_words[at])};
    case Storage::Text:
        return bytesCell(CellType::Text, m_offsets[at], m_offsets[at + 1]);
    case Storage::Blob:
        return bytesCell(CellType::Blob, m_offsets[at], m_offsets[at + 1]);
    case Storage::Empty:
    case Storage::Mixed:
        break;
    }
    return {};
}

CellTypes ColumnChunk::types() const
{
    CellTypes types;
    for (const CellType type : m_tags)
        types |= type;
    if (!m_nulls.empty() || (m_storage == Storage::Empty && m_rows > 0))
        types |= CellType::Null;
    if (m_storage == Storage::Integer)
        types |= CellType::Integer;
    else if (m_storage == Storage::Real)
        types |= CellType::Real;
    else if (m_storage == Storage::Text)
        types |= CellType::Text;
    else if (m_storage == Storage::Blob)
        types |= CellType::Blob;
    return types;
}

qint64 ColumnChunk::byteSize() const
{
    return heldBytes(m_words) + heldBytes(m_offsets) + heldBytes(m_arena) + heldBytes(m_tags)
        + heldBytes(m_nulls);
}

void ColumnChunk::appendMixed(CellType type, quint64 slot)
{
    m_tags.push_back(type);
    m_words.push_back(slot);
    ++m_rows;
}

// Rows so far are all NULL: give each its place in the new form.
void ColumnChunk::become(Storage storage)
{
    m_storage = storage;
    if (storage == Storage::Text || storage == Storage::Blob)
        m_offsets.assign(size_t(m_rows) + 1, 0);
    else
        m_words.assign(size_t(m_rows), 0);
}

void ColumnChunk::becomeMixed()
{
    if (m_storage == Storage::Mixed)
        return;
    std::vector<CellType> tags(size_t(m_rows), CellType::Null);
    std::vector<quint64> words(size_t(m_rows), 0);
    for (qsizetype row = 0; row < m_rows; ++row) {
        const auto at = size_t(row);
        const CellType type = cell(row).type;
        tags[at] = type;
        if (isNumber(type))
            words[at] = m_words[at];
        else if (type != CellType::Null)
            words[at] = packedRange(m_offsets[at], m_offsets[at + 1]);
    }
    m_storage = Storage::Mixed;
    m_tags = std::move(tags);
    m_words = std::move(words);
    m_offsets.clear();
    m_nulls.clear();
}

void ColumnChunk::markNull(qsizetype row)
{
    const auto word = size_t(row) / 64;
    if (m_nulls.size() <= word)
        m_nulls.resize(word + 1, 0);
    m_nulls[word] |= quint64(1) << (row % 64);
}

bool ColumnChunk::isNull(qsizetype row) const
{
    const auto word = size_t(row) / 64;
    return m_storage == Storage::Empty || (word < m_nulls.size() && (m_nulls[word] >> (row % 64) & 1) != 0);
}

Cell ColumnChunk::bytesCell(CellType type, quint32 begin, quint32 end) const
{
    return {type, 0, 0, QByteArrayView(m_arena.data() + begin, qsizetype(end - begin))};
}

Cell ColumnChunk::mixedCell(qsizetype row) const
{
    const quint64 slot = m_words[size_t(row)];
    switch (const CellType type = m_tags[size_t(row)]) {
    case CellType::Null:
        break;
    case CellType::Integer:
        return {CellType::Integer, std::bit_cast<qint64>(slot)};
    case CellType::Real:
        return {CellType::Real, 0, std::bit_cast<double>(slot)};
    case CellType::Text:
    case CellType::Blob:
        return bytesCell(type, quint32(slot >> 32), quint32(slot));
    }
    return {};
}

} // namespace larder
