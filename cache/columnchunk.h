#pragma once

#include "cache/cell.h"
#include "cache/textarena.h"

#include <optional>
#include <span>

namespace larder {

/// The form in which the values of a column lie, the densest that their types allow.
enum class ColumnStorage : quint8 {
    Empty, ///< only NULLs
    Integer, ///< 8 bytes a row
    Real, ///< 8 bytes a row
    Text, ///< 4 bytes a row, and the bytes of the texts one after the other
    Blob, ///< the same
    Mixed, ///< 9 bytes a row, and the bytes: the types differ from cell to cell (SQLite)
};

/// What decides how many bytes the values of a column take, besides their number of rows.
struct ColumnShape
{
    ColumnStorage storage = ColumnStorage::Empty;
    /// 64 NULL marks each, up to the last NULL.
    quint32 nullWords = 0;
    quint32 arenaBytes = 0;
    bool operator==(const ColumnShape&) const = default;
};

/// The values of one column for some thousand rows: a view of memory that the RowChunk around it holds.
/// Immutable; safe to read from any thread.
class ColumnChunk
{
public:
    // Integer, Real: words holds the bits. Text, Blob: row r is arena[offsets[r], offsets[r + 1]). Mixed:
    // tags holds the CellType, words the bits or (begin << 32 | end). A NULL row has a zero word or an empty
    // range, and its bit in nulls, which reaches only to the last NULL; in Mixed its tag is all that marks
    // it.
    struct Data
    {
        ColumnStorage storage = ColumnStorage::Empty;
        std::span<const quint64> words = {};
        std::span<const quint64> nulls = {};
        std::span<const quint32> offsets = {};
        std::span<const char> arena = {};
        std::span<const CellType> tags = {};
    };

    explicit ColumnChunk(const Data& data) : m_data(data) { }

    [[nodiscard]] const Data& data() const { return m_data; }
    [[nodiscard]] ColumnStorage storage() const { return m_data.storage; }
    /// The value at @p row, which must be in range.
    [[nodiscard]] Cell cell(qsizetype row) const;
    /// The types of the values, of which there is one at least.
    [[nodiscard]] CellTypes types() const;
    /// All values at once where they are nothing but texts and NULLs; nothing where they are anything else.
    [[nodiscard]] std::optional<TextArena> textArena() const;
    /// Whether no row reaches outside of the data: true for all that a ColumnBuilder has made, to be asked of
    /// what comes from a file.
    [[nodiscard]] bool isSound() const;

private:
    [[nodiscard]] bool isNull(qsizetype row) const;
    [[nodiscard]] Cell bytesCell(CellType type, quint32 begin, quint32 end) const;
    [[nodiscard]] Cell mixedCell(qsizetype row) const;
    [[nodiscard]] bool mixedIsSound() const;

    Data m_data;
};

} // namespace larder
