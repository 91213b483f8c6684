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

QString realText(double number)
{
    return QString::fromLatin1(shortestReal(number));
}

/// Adds up numbers; integers exactly for as long as their sum fits into 64 bits.
class Sum
{
public:
    void add(const Cell& cell)
    {
        if (!isNumber(cell.type))
            return;
        const bool integer = cell.type == CellType::Integer;
        const double real = integer ? double(cell.integer) : cell.real;
        if (m_count++ == 0) {
            m_leastReal = m_mostReal = real;
            m_least = m_most = cell.integer;
        }
        m_real += real;
        m_leastReal = std::min(m_leastReal, real);
        m_mostReal = std::max(m_mostReal, real);
        m_integers = m_integers && integer;
        m_exact = m_exact && integer && !qAddOverflow(m_sum, cell.integer, &m_sum);
        if (integer) {
            m_least = std::min(m_least, cell.integer);
            m_most = std::max(m_most, cell.integer);
        }
    }

    void writeTo(SelectionFigures& figures) const
    {
        figures.numbers = m_count;
        if (m_count == 0)
            return;
        figures.sum = m_exact ? QString::number(m_sum) : QString::number(m_real, 'g', 15);
        figures.average = averageText();
        figures.least = m_integers ? QString::number(m_least) : realText(m_leastReal);
        figures.most = m_integers ? QString::number(m_most) : realText(m_mostReal);
    }

private:
    [[nodiscard]] QString averageText() const
    {
        const double average = m_real / double(m_count);
        const double size = std::abs(average);
        if (!(size >= 10 && size < 1e15))
            return QString::number(average, 'g', 3);
        QString text = QString::number(average, 'f', 1);
        return text.endsWith(QStringLiteral(".0")) ? text.chopped(2) : text;
    }

    qint64 m_count = 0;
    qint64 m_sum = 0;
    qint64 m_least = 0;
    qint64 m_most = 0;
    double m_real = 0;
    double m_leastReal = 0;
    double m_mostReal = 0;
    bool m_integers = true;
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
