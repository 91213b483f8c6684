#include "models/selectionfigures.h"

#include "cache/value.h"

#include <QCoreApplication>
#include <QLocale>
#include <QtNumeric>

#include <algorithm>
#include <cmath>

namespace larder {

namespace {

constexpr qint64 kCellsBetweenLooks = 8'192;
const QString kBetween = QStringLiteral(" · ");

QString tr(const char* text)
{
    return QCoreApplication::translate("SelectionFigures", text);
}

QString numberText(const Cell& cell)
{
    return cell.type == CellType::Integer ? QString::number(cell.integer)
                                          : QString::fromLatin1(shortestReal(cell.real));
}

double realOf(const Cell& cell)
{
    return cell.type == CellType::Integer ? double(cell.integer) : cell.real;
}

bool isLess(const Cell& one, const Cell& other)
{
    const bool integers = one.type == CellType::Integer && other.type == CellType::Integer;
    return integers ? one.integer < other.integer : realOf(one) < realOf(other);
}

/// @p number in @p digits, without zeros at the end; marked if that is not all of it.
QString roundedText(double number, int digits)
{
    constexpr double kLeastPlain = 1e-5;
    constexpr double kMostPlain = 1e15;
    const double size = std::abs(number);
    QString text = QString::number(number, 'g', digits);
    if (size >= kLeastPlain && size < kMostPlain) {
        const int decimals = std::max(1, digits - 1 - int(std::floor(std::log10(size))));
        text = QString::number(number, 'f', decimals);
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text.toDouble() == number || !std::isfinite(number) ? text : QStringLiteral("≈ ") + text;
}

/// Adds up numbers; integers exactly for as long as their sum fits into 64 bits.
class Sum
{
public:
    void add(const Cell& cell)
    {
        if (!isNumber(cell.type))
            return;
        if (m_count++ == 0)
            m_least = m_most = cell;
        m_real += realOf(cell);
        m_exact = m_exact && cell.type == CellType::Integer && !qAddOverflow(m_sum, cell.integer, &m_sum);
        if (isLess(cell, m_least))
            m_least = cell;
        if (isLess(m_most, cell))
            m_most = cell;
    }

    void writeTo(SelectionFigures& figures) const
    {
        constexpr int kSumDigits = 15;
        constexpr int kAverageDigits = 10;
        figures.numbers = m_count;
        if (m_count == 0)
            return;
        const double sum = m_exact ? double(m_sum) : m_real;
        figures.sum = m_exact ? QString::number(m_sum) : roundedText(m_real, kSumDigits);
        figures.average = roundedText(sum / double(m_count), kAverageDigits);
        figures.least = numberText(m_least);
        figures.most = numberText(m_most);
    }

private:
    qint64 m_count = 0;
    qint64 m_sum = 0;
    double m_real = 0;
    Cell m_least;
    Cell m_most;
    bool m_exact = true;
};

} // namespace

std::optional<SelectionFigures> selectionFigures(
    const ArrangedRows& rows, const CellSelection& selection, const RowTask& task)
{
    SelectionFigures figures;
    Sum sum;
    const double all = double(selection.cellCount());
    for (const CellRange& range : selection.ranges) {
        const qint64 bottom = std::min(range.bottom, rows.rowCount() - 1);
        const int right = std::min(range.right, int(selection.columns.size()) - 1);
        for (int place = range.left; place <= right; ++place) {
            const int column = selection.columns[size_t(place)];
            for (qint64 row = range.top; row <= bottom; ++row) {
                if (figures.cells++ % kCellsBetweenLooks == 0) {
                    if (task.stopped())
                        return std::nullopt;
                    task.tell(double(figures.cells) / all);
                }
                sum.add(rows.cell(row, column));
            }
        }
    }
    sum.writeTo(figures);
    return figures;
}

QString figuresText(const SelectionFigures& figures)
{
    if (figures.cells <= 1)
        return {};
    QString text = tr("%1 cells").arg(QLocale().toString(figures.cells));
    if (figures.numbers == 0)
        return text;
    return text + kBetween + tr("sum %1").arg(figures.sum) + kBetween + tr("avg %1").arg(figures.average)
        + kBetween + tr("min %1").arg(figures.least) + kBetween + tr("max %1").arg(figures.most);
}

} // namespace larder
