#pragma once

#include "cache/cell.h"

#include <vector>

namespace larder {

/// The values of one column for some thousand rows, in the densest form that their types allow: 8 bytes a
/// number, 4 bytes and its bytes a text, and a tagged form where the types differ from cell to cell (SQLite).
/// Immutable once it stands in a RowChunk; built by one thread.
class ColumnChunk
{
public:
    void appendNull();
    void appendInteger(qint64 value);
    void appendReal(double value);
    void appendText(QByteArrayView utf8) { appendBytes(Storage::Text, utf8); }
    void appendBlob(QByteArrayView bytes) { appendBytes(Storage::Blob, bytes); }
    /// Gives unused capacity back.
    void seal();

    [[nodiscard]] Cell cell(qsizetype row) const;
    /// The types of the values.
    [[nodiscard]] CellTypes types() const;
    /// Bytes that the allocator holds for the values.
    [[nodiscard]] qint64 byteSize() const;
    /// Bytes of text and BLOBs so far; the caller ends the chunk before 4 GiB.
    [[nodiscard]] qint64 arenaBytes() const { return qint64(m_arena.size()); }

private:
    enum class Storage : quint8 { Empty, Integer, Real, Text, Blob, Mixed };

    void appendBytes(Storage storage, QByteArrayView bytes);
    void appendMixed(CellType type, quint64 slot);
    void become(Storage storage);
    void becomeMixed();
    void markNull(qsizetype row);
    [[nodiscard]] bool isNull(qsizetype row) const;
    [[nodiscard]] Cell bytesCell(CellType type, quint32 begin, quint32 end) const;
    [[nodiscard]] Cell mixedCell(qsizetype row) const;

    // Integer, Real: m_words holds the bits. Text, Blob: row r is m_arena[m_offsets[r], m_offsets[r + 1]).
    // Mixed: m_tags holds the CellType, m_words the bits or (begin << 32 | end). Empty: only NULLs so far.
    // A NULL row has a zero word or an empty range, and its bit in m_nulls, which reaches only to the last
    // NULL.
    Storage m_storage = Storage::Empty;
    qsizetype m_rows = 0;
    std::vector<quint64> m_words;
    std::vector<quint32> m_offsets;
    std::vector<char> m_arena;
    std::vector<CellType> m_tags;
    std::vector<quint64> m_nulls;
};

} // namespace larder
