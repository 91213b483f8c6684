#pragma once

#include "cache/rowchunk.h"

#include <QString>

namespace larder {

/// Whether the column that values come from was declared to hold NULL; an outer join may bring one anyway.
enum class Nullability : quint8 { Unknown, Nullable, NotNull };

/// What is known of a column of a result. Empty texts stand for "the engine did not tell".
struct ColumnInfo
{
    QString name;
    QString declaredType = {};
    QString originTable = {};
    QString originColumn = {};
    Nullability nullability = Nullability::Unknown;
    /// The origin column is part of its table's primary key.
    bool inPrimaryKey = false;
    /// That of the origin table; empty too where the engine has none.
    QString originSchema = {};
    bool operator==(const ColumnInfo&) const = default;
};

/// How a result ended, or that it has not ended yet.
enum class Completeness { Streaming, Complete, LimitReached, Cancelled, Failed };

/// The rows of one execution: immutable, columnar, shared by cache, grid and export. A result that still
/// arrives is a row of growing snapshots that share their chunks. Safe to read from any thread.
class ResultSet
{
public:
    ResultSet(std::shared_ptr<const std::vector<ColumnInfo>> columns, std::vector<ChunkPtr> chunks,
        Completeness completeness);

    [[nodiscard]] const std::vector<ColumnInfo>& columns() const { return *m_columns; }
    [[nodiscard]] int columnCount() const { return int(m_columns->size()); }
    [[nodiscard]] qint64 rowCount() const { return m_firstRows.back(); }
    [[nodiscard]] Completeness completeness() const { return m_completeness; }
    /// The rows in pieces, for work that goes through many of them.
    [[nodiscard]] size_t chunkCount() const { return m_chunks.size(); }
    [[nodiscard]] const RowChunk& chunk(size_t index) const { return *m_chunks[index]; }
    [[nodiscard]] qint64 firstRow(size_t chunk) const { return m_firstRows[chunk]; }
    /// The value at @p row, @p column (both from 0, in range). O(log chunks).
    [[nodiscard]] Cell cell(qint64 row, int column) const;
    /// Bytes of memory that values and metadata hold.
    [[nodiscard]] qint64 byteSize() const { return m_byteSize; }
    /// Bytes of values that lie in files instead.
    [[nodiscard]] qint64 fileBytes() const { return m_fileBytes; }
    /// Which types the values of @p column have. Looks at no value but where types differ within a chunk, and
    /// there at a byte a row.
    [[nodiscard]] CellTypes columnTypes(int column) const;

private:
    std::shared_ptr<const std::vector<ColumnInfo>> m_columns;
    std::vector<ChunkPtr> m_chunks;
    // m_firstRows[i] is the first row of chunk i; one more element holds the number of rows.
    std::vector<qint64> m_firstRows;
    qint64 m_byteSize = 0;
    qint64 m_fileBytes = 0;
    Completeness m_completeness;
};

using ResultPtr = std::shared_ptr<const ResultSet>;

} // namespace larder
