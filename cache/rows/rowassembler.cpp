#include "cache/rows/rowassembler.h"

#include "cache/chunkcursor.h"
#include "cache/resultbuilder.h"
#include "cache/rows/rowkey.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace larder {

namespace {

// Small, so that the memory of one chunk serves for the next: fresh memory costs more than the copying.
constexpr qsizetype kChunkRows = 1'024;
// As a ResultBuilder has it.
constexpr qint64 kChunkArenaLimitBytes = qint64(16) << 20;
// The bytes of a column within a chunk are counted in 32 bits. Where all sources together are smaller, rows
// can be copied in batches.
constexpr qint64 kBatchLimitBytes = qint64(1) << 30;
constexpr size_t kBatchRows = kChunkRows;

void append(ColumnBuilder& column, const Cell& cell)
{
    switch (cell.type) {
    case CellType::Null:
        column.appendNull();
        break;
    case CellType::Integer:
        column.appendInteger(cell.integer);
        break;
    case CellType::Real:
        column.appendReal(cell.real);
        break;
    case CellType::Text:
        column.appendText(cell.bytes);
        break;
    case CellType::Blob:
        column.appendBlob(cell.bytes);
        break;
    }
}

std::vector<ColumnInfo> columnsOf(const RowSet& rows)
{
    const RowSet::Layout& layout = rows.layouts.front();
    std::vector<ColumnInfo> columns;
    columns.reserve(layout.places.size());
    for (size_t i = 0; i < layout.places.size(); ++i) {
        const auto [part, column] = layout.places[i];
        ColumnInfo& info = columns.emplace_back(layout.parts[part]->columns()[size_t(column)]);
        if (i < rows.labels.size() && rows.labels[i])
            info.name = QString::fromUtf8(*rows.labels[i]);
        else
            info.name = info.originColumn;
    }
    return columns;
}

/// Whether @p rows are all rows of one result, in their order and with its columns.
bool isWholeResult(const RowSet& rows, const std::vector<ColumnInfo>& columns)
{
    const RowSet::Layout& layout = rows.layouts.front();
    const ResultSet& result = *layout.parts.front();
    if (rows.layouts.size() > 1 || layout.parts.size() > 1 || result.completeness() != Completeness::Complete
        || result.rowCount() != qint64(rows.rows.size()) || result.columns() != columns)
        return false;
    for (size_t i = 0; i < layout.places.size(); ++i) {
        if (layout.places[i].column != int(i))
            return false;
    }
    for (size_t i = 0; i < rows.rowNumbers.size(); ++i) {
        if (rows.rowNumbers[i] != i)
            return false;
    }
    return true;
}

/// Copies rows, each from where its layout says, column by column: values of one column lie together.
class RowCopier
{
public:
    explicit RowCopier(const RowSet& rows) : m_rows(rows), m_open(rows.layouts.front().places.size())
    {
        findPlaces();
    }

    std::vector<ChunkPtr> run()
    {
        const size_t count = m_rows.rows.size();
        for (size_t begin = 0; begin < count;) {
            const size_t end = std::min(begin + m_batch, count);
            for (size_t column = 0; column < m_open.size(); ++column)
                copyColumn(column, begin, end);
            m_openRows += qsizetype(end - begin);
            begin = end;
            if (begin == count || isFull())
                closeChunk();
        }
        return std::move(m_chunks);
    }

private:
    struct Place
    {
        const std::vector<ColumnChunk>* columns = nullptr;
        qsizetype row = 0;
    };

    void findPlaces()
    {
        std::vector<std::vector<ChunkCursor>> readers(m_rows.layouts.size());
        qint64 bytes = 0;
        m_places.resize(m_rows.rowNumbers.size());
        for (const RowSet::Row& row : m_rows.rows) {
            std::vector<ChunkCursor>& parts = readers[row.layout];
            if (parts.empty()) {
                for (const ResultPtr& part : m_rows.layouts[row.layout].parts) {
                    parts.emplace_back(part.get());
                    bytes += part->byteSize() + part->fileBytes();
                }
            }
            for (size_t i = 0; i < parts.size(); ++i) {
                const size_t number = row.firstNumber + i;
                parts[i].seek(m_rows.rowNumbers[number]);
                m_places[number] = {&parts[i].columns(), parts[i].rowInChunk()};
            }
        }
        m_batch = bytes < kBatchLimitBytes ? kBatchRows : 1;
    }

    void copyColumn(size_t column, size_t begin, size_t end)
    {
        ColumnBuilder& target = m_open[column];
        for (size_t i = begin; i < end; ++i) {
            const RowSet::Row& row = m_rows.rows[i];
            const auto [part, source] = m_rows.layouts[row.layout].places[column];
            const Place& place = m_places[row.firstNumber + part];
            append(target, (*place.columns)[size_t(source)].cell(place.row));
        }
    }

    [[nodiscard]] bool isFull() const
    {
        return m_openRows >= kChunkRows
            || std::any_of(m_open.begin(), m_open.end(),
                [](const ColumnBuilder& each) { return each.arenaBytes() >= kChunkArenaLimitBytes; });
    }

    void closeChunk()
    {
        m_chunks.push_back(chunkOf(m_open, m_openRows));
        for (ColumnBuilder& column : m_open)
            column.clear();
        m_openRows = 0;
    }

    const RowSet& m_rows;
    // For each number of a row.
    std::vector<Place> m_places;
    size_t m_batch = 1;
    std::vector<ColumnBuilder> m_open;
    qsizetype m_openRows = 0;
    std::vector<ChunkPtr> m_chunks;
};

bool haveSameColumns(const ResultSet& a, const ResultSet& b)
{
    return std::equal(a.columns().begin(), a.columns().end(), b.columns().begin(), b.columns().end(),
        [](const ColumnInfo& here, const ColumnInfo& there) {
            return here.originTable == there.originTable && here.originColumn == there.originColumn;
        });
}

/// Where the rows of a result are, by their keys.
class KeyNumbers
{
public:
    KeyNumbers(const ResultSet& result, const std::vector<int>& keyColumns) : m_keyColumns(keyColumns)
    {
        ChunkCursor reader(&result);
        for (qint64 row = 0; row < result.rowCount(); ++row) {
            reader.seek(row);
            m_numbers.emplace(key(reader), row);
        }
    }

    /// The row that has the key of the one at @p reader, or -1.
    [[nodiscard]] qint64 find(const ChunkCursor& reader) const
    {
        const auto found = m_numbers.find(key(reader));
        return found == m_numbers.end() ? -1 : found->second;
    }

private:
    [[nodiscard]] std::string key(const ChunkCursor& reader) const
    {
        std::string key;
        for (const int column : m_keyColumns)
            appendToKey(key, reader.cell(column));
        return key;
    }

    const std::vector<int>& m_keyColumns;
    std::unordered_map<std::string, qint64> m_numbers;
};

} // namespace

ResultPtr assembledRows(const RowSet& rows)
{
    std::vector<ColumnInfo> columns = columnsOf(rows);
    if (isWholeResult(rows, columns))
        return rows.layouts.front().parts.front();
    return std::make_shared<const ResultSet>(
        std::make_shared<const std::vector<ColumnInfo>>(std::move(columns)), RowCopier(rows).run(),
        Completeness::Complete);
}

RefillVerdict refillVerdict(const ResultSet& list, const std::vector<qint64>& numbers,
    const std::vector<int>& keyColumns, const ResultSet& refill)
{
    if (!haveSameColumns(list, refill))
        return RefillVerdict::Gone;
    const KeyNumbers refilled(refill, keyColumns);
    ChunkCursor old(&list);
    ChunkCursor fresh(&refill);
    RefillVerdict verdict = RefillVerdict::Same;
    for (const qint64 row : numbers) {
        old.seek(row);
        const qint64 number = refilled.find(old);
        if (number < 0)
            return RefillVerdict::Gone;
        fresh.seek(number);
        for (int column = 0; column < list.columnCount(); ++column) {
            if (!isSameValue(old.cell(column), fresh.cell(column)))
                verdict = RefillVerdict::Changed;
        }
    }
    return verdict;
}

} // namespace larder
