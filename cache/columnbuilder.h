#pragma once

#include "cache/columnchunk.h"

#include <bit>
#include <vector>

namespace larder {

/// Collects the values of one column until they are put into a RowChunk. Its memory is used again for the
/// next chunk. Used by one thread.
class ColumnBuilder
{
public:
    void appendNull();
    void appendInteger(qint64 value)
    {
        appendNumber(ColumnStorage::Integer, CellType::Integer, std::bit_cast<quint64>(value));
    }
    void appendReal(double value)
    {
        appendNumber(ColumnStorage::Real, CellType::Real, std::bit_cast<quint64>(value));
    }
    void appendText(QByteArrayView utf8) { appendBytes(ColumnStorage::Text, utf8); }
    void appendBlob(QByteArrayView bytes) { appendBytes(ColumnStorage::Blob, bytes); }
    /// Forgets the values. Memory is kept, unless single values have made it very large.
    void clear();

    [[nodiscard]] qsizetype rowCount() const { return m_rows; }
    [[nodiscard]] ColumnShape shape() const;
    /// The values so far, until the next call that is not const.
    [[nodiscard]] ColumnChunk view() const;
    /// Bytes of text and BLOBs so far; the caller ends the chunk before 4 GiB.
    [[nodiscard]] qint64 arenaBytes() const { return qint64(m_arena.size()); }

private:
    void appendNumber(ColumnStorage storage, CellType type, quint64 word)
    {
        if (m_storage != storage) {
            appendOther(storage, type, word);
            return;
        }
        m_words.push_back(word);
        ++m_rows;
    }
    // Of a kind that the column has not had yet.
    void appendOther(ColumnStorage storage, CellType type, quint64 word);
    void appendBytes(ColumnStorage storage, QByteArrayView bytes);
    void appendMixed(CellType type, quint64 slot);
    void become(ColumnStorage storage);
    void becomeMixed();
    void markNull(qsizetype row);

    // As ColumnChunk::Data has them.
    ColumnStorage m_storage = ColumnStorage::Empty;
    qsizetype m_rows = 0;
    std::vector<quint64> m_words;
    std::vector<quint64> m_nulls;
    std::vector<quint32> m_offsets;
    std::vector<char> m_arena;
    std::vector<CellType> m_tags;
};

} // namespace larder
