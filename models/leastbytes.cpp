#include "models/leastbytes.h"

#include <array>
#include <bit>

namespace larder {

namespace {

constexpr auto kPowersOfTen = [] {
    std::array<quint64, 20> powers{1};
    for (size_t i = 1; i < powers.size(); ++i)
        powers[i] = 10 * powers[i - 1];
    return powers;
}();

/// A word of zero is a NULL, which may be written as nothing, or a 0.
qint64 integerBytes(std::span<const quint64> words)
{
    qint64 bytes = 0;
    for (const quint64 word : words) {
        const quint64 size = qint64(word) < 0 ? ~word + 1 : word;
        // 1233 / 4096 is a little more than the decimal digits of a bit.
        const auto digits = size_t(std::bit_width(size)) * 1233 >> 12;
        bytes += qint64(digits) + (size >= kPowersOfTen[digits] ? 1 : 0);
    }
    return bytes;
}

qint64 realBytes(std::span<const quint64> words)
{
    constexpr qint64 kShortestReal = 3; // "0.5", "inf"
    qint64 bytes = 0;
    for (const quint64 word : words)
        bytes += word == 0 ? 0 : kShortestReal;
    return bytes;
}

/// Of the values of a column from row @p from to before @p to.
qint64 valueBytes(const RowChunk& chunk, int column, qsizetype from, qsizetype to)
{
    const ColumnChunk::Data& data = chunk.columns()[size_t(column)].data();
    const bool isRead = !chunk.block().inFile;
    switch (data.storage) {
    case ColumnStorage::Empty:
        return 0;
    case ColumnStorage::Integer:
        return isRead ? integerBytes(data.words.subspan(size_t(from), size_t(to - from))) : 0;
    case ColumnStorage::Real:
        return isRead ? realBytes(data.words.subspan(size_t(from), size_t(to - from))) : 0;
    case ColumnStorage::Text:
    case ColumnStorage::Blob:
        return qint64(data.offsets[size_t(to)]) - qint64(data.offsets[size_t(from)]);
    case ColumnStorage::Mixed:
        break;
    }
    return from == 0 && to == chunk.rowCount() ? qint64(data.arena.size()) : 0;
}

/// Whether the rows of @p range are consecutive ones of the result, or all of them in any order.
bool liesInARow(const ArrangedRows& rows, const CellRange& range)
{
    const qint64 all = rows.result->rowCount();
    return !rows.order || (rows.rowCount() == all && range.top == 0 && range.bottom == all - 1);
}

} // namespace

qint64 leastBytes(const RowsToWrite& rows, qint64 enough)
{
    qint64 bytes = CellSelection{{}, rows.ranges}.cellCount();
    for (const CellRange& range : rows.ranges) {
        const ResultSet& result = *rows.rows.result;
        for (size_t i = 0; i < result.chunkCount() && liesInARow(rows.rows, range); ++i) {
            const qint64 first = result.firstRow(i);
            const qsizetype from = qMax(range.top - first, qint64(0));
            const qsizetype to = qMin(range.bottom + 1 - first, qint64(result.chunk(i).rowCount()));
            for (int place = range.left; place <= range.right && from < to; ++place) {
                if (bytes > enough)
                    return bytes;
                bytes += valueBytes(result.chunk(i), rows.columns[size_t(place)], from, to);
            }
        }
    }
    return bytes;
}

} // namespace larder
