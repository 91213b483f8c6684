#include "models/selectiontext.h"

#include "models/celltext.h"

#include <algorithm>

namespace larder {

namespace {

std::vector<CellRange> rangesOf(const ArrangedRows& rows, const CellSelection& selection)
{
    std::vector<CellRange> ranges;
    for (const CellRange& range : selection.ranges) {
        const qint64 bottom = qMin(range.bottom, rows.rowCount() - 1);
        const int right = qMin(range.right, int(selection.columns.size()) - 1);
        if (range.top <= bottom && range.left <= right)
            ranges.push_back({range.top, bottom, range.left, right});
    }
    std::sort(
        ranges.begin(), ranges.end(), [](const CellRange& a, const CellRange& b) { return a.top < b.top; });
    return ranges;
}

qint64 cellCount(const std::vector<CellRange>& ranges)
{
    return CellSelection{{}, ranges}.cellCount();
}

/// The places, among the columns that are shown, of those that hold a selected cell.
std::vector<int> usedPlaces(const std::vector<CellRange>& ranges, size_t columnCount)
{
    std::vector<bool> used(columnCount, false);
    for (const CellRange& range : ranges)
        std::fill(used.begin() + range.left, used.begin() + range.right + 1, true);
    std::vector<int> places;
    for (size_t place = 0; place < columnCount; ++place) {
        if (used[place])
            places.push_back(int(place));
    }
    return places;
}

QByteArray spreadsheetField(QByteArray text)
{
    const bool plain = !text.startsWith('"') && std::none_of(text.cbegin(), text.cend(), [](char c) {
        return c == '\t' || c == '\n' || c == '\r';
    });
    return plain ? text : text.replace("\"", "\"\"").prepend('"').append('"');
}

/// Writes the rows of ranges in order, going through the ranges once.
class TsvWriter
{
public:
    TsvWriter(const ArrangedRows& rows, const CellSelection& selection, std::vector<CellRange> ranges,
        qint64 limitBytes)
        : m_rows(rows)
        , m_columns(selection.columns)
        , m_ranges(std::move(ranges))
        , m_places(usedPlaces(m_ranges, m_columns.size()))
        , m_limitBytes(limitBytes)
    {
    }

    void writeHeader()
    {
        for (const int place : m_places)
            addField(place, spreadsheetField(m_rows.result->columns()[columnAt(place)].name.toUtf8()));
        m_text += '\n';
    }

    bool writeRows()
    {
        qint64 row = 0;
        while (!m_active.empty() || m_next < m_ranges.size()) {
            if (m_active.empty())
                row = m_ranges[m_next].top;
            for (; m_next < m_ranges.size() && m_ranges[m_next].top == row; ++m_next)
                m_active.push_back(m_ranges[m_next]);
            if (!writeRow(row))
                return false;
            std::erase_if(m_active, [row](const CellRange& range) { return range.bottom == row; });
            ++row;
        }
        return true;
    }

    /// Without the last line's end.
    [[nodiscard]] QByteArray text() const { return m_text.chopped(m_text.isEmpty() ? 0 : 1); }

private:
    bool writeRow(qint64 row)
    {
        for (const int place : m_places) {
            const Cell cell = isSelected(place) ? m_rows.cell(row, int(columnAt(place))) : Cell();
            if (m_text.size() + cell.bytes.size() > m_limitBytes)
                return false;
            addField(place, spreadsheetField(cellExactText(cell)));
        }
        m_text += '\n';
        return m_text.size() <= m_limitBytes;
    }

    [[nodiscard]] size_t columnAt(int place) const { return size_t(m_columns[size_t(place)]); }

    [[nodiscard]] bool isSelected(int place) const
    {
        return std::any_of(m_active.begin(), m_active.end(),
            [place](const CellRange& range) { return range.left <= place && place <= range.right; });
    }

    void addField(int place, const QByteArray& field)
    {
        if (place != m_places.front())
            m_text += '\t';
        m_text += field;
    }

    const ArrangedRows& m_rows;
    const std::vector<int>& m_columns;
    // By top; those before m_next have begun, and of these m_active holds the ones that have not ended.
    std::vector<CellRange> m_ranges;
    size_t m_next = 0;
    std::vector<CellRange> m_active;
    std::vector<int> m_places;
    qint64 m_limitBytes;
    QByteArray m_text;
};

} // namespace

std::optional<QByteArray> selectionTsv(
    const ArrangedRows& rows, const CellSelection& selection, CopyHeaders headers, qint64 limitBytes)
{
    std::vector<CellRange> ranges = rangesOf(rows, selection);
    if (ranges.empty())
        return QByteArray();
    if (cellCount(ranges) == 1 && headers == CopyHeaders::No) {
        const Cell cell = rows.cell(ranges.front().top, selection.columns[size_t(ranges.front().left)]);
        return cell.bytes.size() > limitBytes ? std::nullopt : std::optional(cellExactText(cell));
    }
    TsvWriter writer(rows, selection, std::move(ranges), limitBytes);
    if (headers == CopyHeaders::Yes)
        writer.writeHeader();
    if (!writer.writeRows())
        return std::nullopt;
    return writer.text();
}

} // namespace larder
