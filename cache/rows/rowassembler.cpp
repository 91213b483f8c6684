#include "cache/rows/rowassembler.h"

#include "cache/resultbuilder.h"
#include "cache/rows/chunkreader.h"
#include "cache/rows/rowkey.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace larder {

namespace {

using Place = RowSet::Layout::Place;

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

/// Reads rows of one layout.
class LayoutReader
{
public:
    explicit LayoutReader(const RowSet::Layout& layout) : m_layout(layout)
    {
        for (const ResultPtr& part : layout.parts)
            m_parts.emplace_back(*part);
    }

    void copyTo(ResultBuilder& builder, const quint32* rowNumbers)
    {
        for (size_t part = 0; part < m_parts.size(); ++part)
            m_parts[part].moveTo(rowNumbers[part]);
        for (size_t i = 0; i < m_layout.places.size(); ++i) {
            const auto [part, column] = m_layout.places[i];
            append(builder.column(int(i)), m_parts[part].cell(column));
        }
        builder.endRow();
    }

private:
    const RowSet::Layout& m_layout;
    std::vector<ChunkReader> m_parts;
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
        ChunkReader reader(result);
        for (qint64 row = 0; row < result.rowCount(); ++row) {
            reader.moveTo(row);
            m_numbers.emplace(key(reader), row);
        }
    }

    /// The row that has the key of the one at @p reader, or -1.
    [[nodiscard]] qint64 find(const ChunkReader& reader) const
    {
        const auto found = m_numbers.find(key(reader));
        return found == m_numbers.end() ? -1 : found->second;
    }

private:
    [[nodiscard]] std::string key(const ChunkReader& reader) const
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
    ResultBuilder builder(std::move(columns));
    std::optional<LayoutReader> reader;
    quint32 current = 0;
    for (const RowSet::Row& row : rows.rows) {
        if (!reader || row.layout != current)
            reader.emplace(rows.layouts[row.layout]);
        current = row.layout;
        reader->copyTo(builder, rows.rowNumbers.data() + row.firstNumber);
    }
    return builder.snapshot(Completeness::Complete);
}

MergedRows mergedRows(const ResultSet& list, const std::vector<qint64>& numbers,
    const std::vector<int>& keyColumns, const ResultSet& refill)
{
    if (!haveSameColumns(list, refill))
        return {};
    const KeyNumbers refilled(refill, keyColumns);
    ChunkReader old(list);
    ChunkReader fresh(refill);
    ResultBuilder builder(list.columns());
    MergedRows merged;
    auto next = numbers.begin();
    for (qint64 row = 0; row < list.rowCount(); ++row) {
        old.moveTo(row);
        const bool replaced = next != numbers.end() && *next == row;
        if (replaced) {
            ++next;
            const qint64 number = refilled.find(old);
            if (number < 0)
                return {};
            fresh.moveTo(number);
        }
        for (int column = 0; column < list.columnCount(); ++column) {
            const Cell cell = (replaced ? fresh : old).cell(column);
            merged.differs = merged.differs || (replaced && !isSameValue(cell, old.cell(column)));
            append(builder.column(column), cell);
        }
        builder.endRow();
    }
    merged.result = builder.snapshot(list.completeness());
    return merged;
}

} // namespace larder
