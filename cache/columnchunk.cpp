#include "cache/columnchunk.h"

#include <algorithm>
#include <bit>

namespace larder {

Cell ColumnChunk::cell(qsizetype row) const
{
    const auto at = size_t(row);
    if (m_data.storage == ColumnStorage::Mixed)
        return mixedCell(row);
    if (isNull(row))
        return {};
    switch (m_data.storage) {
    case ColumnStorage::Integer:
        return {CellType::Integer, std::bit_cast<qint64>(m_data.words[at])};
    case ColumnStorage::Real:
        return {CellType::Real, 0, std::bit_cast<double>(m_data.words[at])};
    case ColumnStorage::Text:
        return bytesCell(CellType::Text, m_data.offsets[at], m_data.offsets[at + 1]);
    case ColumnStorage::Blob:
        return bytesCell(CellType::Blob, m_data.offsets[at], m_data.offsets[at + 1]);
    case ColumnStorage::Empty:
    case ColumnStorage::Mixed:
        break;
    }
    return {};
}

CellTypes ColumnChunk::types() const
{
    CellTypes types;
    for (const CellType type : m_data.tags)
        types |= type;
    if (!m_data.nulls.empty() || m_data.storage == ColumnStorage::Empty)
        types |= CellType::Null;
    if (m_data.storage == ColumnStorage::Integer)
        types |= CellType::Integer;
    else if (m_data.storage == ColumnStorage::Real)
        types |= CellType::Real;
    else if (m_data.storage == ColumnStorage::Text)
        types |= CellType::Text;
    else if (m_data.storage == ColumnStorage::Blob)
        types |= CellType::Blob;
    return types;
}

std::optional<TextArena> ColumnChunk::textArena() const
{
    if (m_data.storage != ColumnStorage::Text)
        return std::nullopt;
    return TextArena{m_data.offsets, QByteArrayView(m_data.arena.data(), qsizetype(m_data.arena.size()))};
}

bool ColumnChunk::isSound() const
{
    switch (m_data.storage) {
    case ColumnStorage::Text:
    case ColumnStorage::Blob:
        return m_data.offsets.front() == 0 && m_data.offsets.back() == m_data.arena.size()
            && std::is_sorted(m_data.offsets.begin(), m_data.offsets.end());
    case ColumnStorage::Mixed:
        return mixedIsSound();
    case ColumnStorage::Empty:
    case ColumnStorage::Integer:
    case ColumnStorage::Real:
        break;
    }
    return true;
}

bool ColumnChunk::isNull(qsizetype row) const
{
    const auto word = size_t(row) / 64;
    return m_data.storage == ColumnStorage::Empty
        || (word < m_data.nulls.size() && (m_data.nulls[word] >> (row % 64) & 1) != 0);
}

Cell ColumnChunk::bytesCell(CellType type, quint32 begin, quint32 end) const
{
    return {type, 0, 0, QByteArrayView(m_data.arena.data() + begin, qsizetype(end - begin))};
}

Cell ColumnChunk::mixedCell(qsizetype row) const
{
    const quint64 slot = m_data.words[size_t(row)];
    switch (const CellType type = m_data.tags[size_t(row)]) {
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

bool ColumnChunk::mixedIsSound() const
{
    for (size_t row = 0; row < m_data.tags.size(); ++row) {
        const CellType type = m_data.tags[row];
        if (type > CellType::Blob)
            return false;
        const auto begin = quint32(m_data.words[row] >> 32);
        const auto end = quint32(m_data.words[row]);
        const bool hasBytes = type == CellType::Text || type == CellType::Blob;
        if (hasBytes && (begin > end || end > m_data.arena.size()))
            return false;
    }
    return true;
}

} // namespace larder
