#include "models/selectiontext.h"

#include "models/celltext.h"

#include <QCoreApplication>
#include <QtNumeric>

#include <algorithm>
#include <cmath>

namespace larder {

namespace {

struct Range
{
    int top;
    int bottom;
    int left;
    int right;
};

std::vector<Range> rangesOf(const ArrangedRows& rows, const QItemSelection& selection)
{
    std::vector<Range> ranges;
    for (const QItemSelectionRange& range : selection) {
        const qint64 bottom = qMin<qint64>(range.bottom(), rows.rowCount() - 1);
        const int right = qMin(range.right(), rows.result->columnCount() - 1);
        if (range.isValid() && range.top() <= bottom && range.left() <= right)
            ranges.push_back({range.top(), int(bottom), range.left(), right});
    }
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.top < b.top; });
    return ranges;
}

qint64 cellCount(const std::vector<Range>& ranges)
{
    qint64 cells = 0;
    for (const Range& range : ranges)
        cells += (qint64(range.bottom) - range.top + 1) * (range.right - range.left + 1);
    return cells;
}

std::vector<int> columnsOf(const std::vector<Range>& ranges, int columnCount)
{
    std::vector<bool> used(size_t(columnCount), false);
    for (const Range& range : ranges)
        std::fill(used.begin() + range.left, used.begin() + range.right + 1, true);
    std::vector<int> columns;
    for (int column = 0; column < columnCount; ++column) {
        if (used[size_t(column)])
            columns.push_back(column);
    }
    return columns;
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
    TsvWriter(const ArrangedRows& rows, std::vector<Range> ranges, qint64 limitBytes)
        : m_rows(rows)
        , m_ranges(std::move(ranges))
        , m_columns(columnsOf(m_ranges, rows.result->columnCount()))
        , m_limitBytes(limitBytes)
    {
    }

    void writeHeader()
    {
        for (const int column : m_columns)
            addField(column, spreadsheetField(m_rows.result->columns()[size_t(column)].name.toUtf8()));
        m_text += '\n';
    }

    bool writeRows()
    {
        int row = 0;
        while (!m_active.empty() || m_next < m_ranges.size()) {
            if (m_active.empty())
                row = m_ranges[m_next].top;
            for (; m_next < m_ranges.size() && m_ranges[m_next].top == row; ++m_next)
                m_active.push_back(m_ranges[m_next]);
            if (!writeRow(row))
                return false;
            std::erase_if(m_active, [row](const Range& range) { return range.bottom == row; });
            ++row;
        }
        return true;
    }

    /// Without the last line's end.
    [[nodiscard]] QByteArray text() const { return m_text.chopped(m_text.isEmpty() ? 0 : 1); }

private:
    bool writeRow(int row)
    {
        for (const int column : m_columns) {
            const Cell cell = isSelected(column) ? m_rows.cell(row, column) : Cell();
            if (m_text.size() + cell.bytes.size() > m_limitBytes)
                return false;
            addField(column, spreadsheetField(cellExactText(cell)));
        }
        m_text += '\n';
        return m_text.size() <= m_limitBytes;
    }

    [[nodiscard]] bool isSelected(int column) const
    {
        return std::any_of(m_active.begin(), m_active.end(),
            [column](const Range& range) { return range.left <= column && column <= range.right; });
    }

    void addField(int column, const QByteArray& field)
    {
        if (column != m_columns.front())
            m_text += '\t';
        m_text += field;
    }

    const ArrangedRows& m_rows;
    // By top; those before m_next have begun, and of these m_active holds the ones that have not ended.
    std::vector<Range> m_ranges;
    size_t m_next = 0;
    std::vector<Range> m_active;
    std::vector<int> m_columns;
    qint64 m_limitBytes;
    QByteArray m_text;
};

/// Adds numbers; integers exactly for as long as their sum fits into 64 bits.
class Sum
{
public:
    void add(const Cell& cell)
    {
        if (!isNumber(cell.type))
            return;
        ++m_count;
        const bool integer = cell.type == CellType::Integer;
        m_real += integer ? double(cell.integer) : cell.real;
        m_exact = m_exact && integer && !qAddOverflow(m_integer, cell.integer, &m_integer);
    }

    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] QString sumText() const
    {
        return m_exact ? QString::number(m_integer) : QString::number(m_real, 'g', 15);
    }

    [[nodiscard]] QString averageText() const
    {
        const double average = m_real / double(m_count);
        const double size = std::abs(average);
        if (!(size >= 10 && size < 1e15))
            return QString::number(average, 'g', 3);
        QString text = QString::number(average, 'f', 1);
        return text.endsWith(QStringLiteral(".0")) ? text.chopped(2) : text;
    }

private:
    qint64 m_count = 0;
    qint64 m_integer = 0;
    double m_real = 0;
    bool m_exact = true;
};

constexpr qint64 kMostInspectedCells = 100'000;

Sum sumOf(const ArrangedRows& rows, const std::vector<Range>& ranges)
{
    Sum sum;
    qint64 left = kMostInspectedCells;
    for (const Range& range : ranges) {
        for (int row = range.top; row <= range.bottom; ++row) {
            for (int column = range.left; column <= range.right; ++column) {
                if (left-- == 0)
                    return sum;
                sum.add(rows.cell(row, column));
            }
        }
    }
    return sum;
}

} // namespace

std::optional<QByteArray> selectionTsv(
    const ArrangedRows& rows, const QItemSelection& selection, CopyHeaders headers, qint64 limitBytes)
{
    std::vector<Range> ranges = rangesOf(rows, selection);
    if (ranges.empty())
        return QByteArray();
    if (cellCount(ranges) == 1 && headers == CopyHeaders::No) {
        const Cell cell = rows.cell(ranges.front().top, ranges.front().left);
        return cell.bytes.size() > limitBytes ? std::nullopt : std::optional(cellExactText(cell));
    }
    TsvWriter writer(rows, std::move(ranges), limitBytes);
    if (headers == CopyHeaders::Yes)
        writer.writeHeader();
    if (!writer.writeRows())
        return std::nullopt;
    return writer.text();
}

QString selectionSummary(const ArrangedRows& rows, const QItemSelection& selection)
{
    const std::vector<Range> ranges = rangesOf(rows, selection);
    const qint64 cells = cellCount(ranges);
    if (cells <= 1)
        return {};
    const Sum sum = sumOf(rows, ranges);
    QString count = QCoreApplication::translate("SelectionText", "%1 cells").arg(cells);
    if (sum.isEmpty())
        return count;
    const QString numbers = QCoreApplication::translate("SelectionText", "sum %1 · avg %2");
    if (cells <= kMostInspectedCells)
        return count + QStringLiteral(" · ") + numbers.arg(sum.sumText(), sum.averageText());
    return count + QStringLiteral(" · ")
        + QCoreApplication::translate("SelectionText", "first %1: %2 …")
              .arg(kMostInspectedCells)
              .arg(numbers.arg(sum.sumText(), sum.averageText()));
}

} // namespace larder
