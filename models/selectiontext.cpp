#include "models/selectiontext.h"

#include "models/celltext.h"
#include "models/rowcursor.h"

#include <QCoreApplication>
#include <QtNumeric>

#include <algorithm>
#include <cmath>

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

QByteArray spreadsheetField(QByteArray text)
{
    const bool plain = !text.startsWith('"') && std::none_of(text.cbegin(), text.cend(), [](char c) {
        return c == '\t' || c == '\n' || c == '\r';
    });
    return plain ? text : text.replace("\"", "\"\"").prepend('"').append('"');
}

/// Adds a line of fields; false, with a part of it, if @p text would need more than @p limitBytes.
bool addLine(QByteArray& text, std::span<const Cell> cells, qint64 limitBytes)
{
    for (const Cell& cell : cells) {
        if (text.size() + cell.bytes.size() > limitBytes)
            return false;
        text += spreadsheetField(cellExactText(cell)) + '\t';
    }
    text.back() = '\n';
    return text.size() <= limitBytes;
}

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

Sum sumOf(const ArrangedRows& rows, const std::vector<int>& columns, const std::vector<CellRange>& ranges)
{
    Sum sum;
    qint64 left = kMostInspectedCells;
    for (const CellRange& range : ranges) {
        for (qint64 row = range.top; row <= range.bottom; ++row) {
            for (int place = range.left; place <= range.right; ++place) {
                if (left-- == 0)
                    return sum;
                sum.add(rows.cell(row, columns[size_t(place)]));
            }
        }
    }
    return sum;
}

} // namespace

std::optional<QByteArray> selectionTsv(
    const ArrangedRows& rows, const CellSelection& selection, CopyHeaders headers, qint64 limitBytes)
{
    const RowsToWrite chosen = selectedOf(rows, selection);
    if (chosen.ranges.empty())
        return QByteArray();
    RowCursor cursor(chosen);
    if (cellCount(chosen.ranges) == 1 && headers == CopyHeaders::No) {
        const Cell cell = cursor.next().front();
        return cell.bytes.size() > limitBytes ? std::nullopt : std::optional(cellExactText(cell));
    }
    QByteArray text;
    if (headers == CopyHeaders::Yes) {
        for (const ColumnInfo& column : chosen.columnInfos())
            text += spreadsheetField(column.name.toUtf8()) + '\t';
        text.back() = '\n';
    }
    for (std::span<const Cell> cells = cursor.next(); !cells.empty(); cells = cursor.next()) {
        if (!addLine(text, cells, limitBytes))
            return std::nullopt;
    }
    return text.chopped(1);
}

QString selectionSummary(const ArrangedRows& rows, const CellSelection& selection)
{
    const std::vector<CellRange> ranges = rangesOf(rows, selection);
    const qint64 cells = cellCount(ranges);
    if (cells <= 1)
        return {};
    const Sum sum = sumOf(rows, selection.columns, ranges);
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
