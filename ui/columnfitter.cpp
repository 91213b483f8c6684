#include "ui/columnfitter.h"

#include "models/celltext.h"
#include "ui/celldelegate.h"

#include <QHeaderView>

namespace larder {

namespace {

constexpr int kSampledRows = 200;
constexpr int kSampledColumns = 500;
constexpr int kShortestCharacters = 5;
constexpr int kLongestCharacters = 45;

} // namespace

ColumnFitter::ColumnFitter(QTableView& view) : QObject(&view), m_view(view)
{
    connect(view.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_applying && size_t(column) < m_fits.size())
            m_fits[size_t(column)] = {width, true};
    });
}

void ColumnFitter::fit(const ArrangedRows& rows)
{
    if (m_columns != rows.result->columns())
        startColumns(rows);
    const qint64 sampled = qMin<qint64>(rows.rowCount(), kSampledRows);
    const int columns = qMin(rows.result->columnCount(), kSampledColumns);
    for (int column = 0; column < columns; ++column) {
        for (qint64 row = 0; row < sampled; ++row)
            widenBy(rows, column, row);
    }
    apply();
}

void ColumnFitter::widen(const ArrangedRows& rows)
{
    if (m_columns != rows.result->columns() || rows.rowCount() <= kSampledRows)
        return;
    const int columns = qMin(rows.result->columnCount(), kSampledColumns);
    for (int column = 0; column < columns; ++column) {
        for (int sample = 0; sample < kSampledRows; ++sample)
            widenBy(rows, column, (rows.rowCount() - 1) * sample / (kSampledRows - 1));
    }
    apply();
}

void ColumnFitter::widenForVisibleIntegers(const ArrangedRows& rows)
{
    const QSize size = m_view.viewport()->size();
    const int firstRow = m_view.rowAt(0);
    const int firstColumn = m_view.columnAt(0);
    if (m_columns != rows.result->columns() || firstRow < 0 || firstColumn < 0)
        return;
    const int bottom = m_view.rowAt(size.height() - 1);
    const int right = m_view.columnAt(size.width() - 1);
    const qint64 lastRow = bottom < 0 ? rows.rowCount() - 1 : bottom;
    const int lastColumn = right < 0 ? rows.result->columnCount() - 1 : right;
    for (int column = firstColumn; column <= lastColumn; ++column) {
        for (qint64 row = firstRow; row <= lastRow; ++row) {
            if (rows.cell(row, column).type == CellType::Integer)
                widenBy(rows, column, row);
        }
    }
    apply();
}

void ColumnFitter::startColumns(const ArrangedRows& rows)
{
    m_columns = rows.result->columns();
    m_fits.assign(m_columns.size(), {});
    const int shortest
        = m_view.fontMetrics().averageCharWidth() * kShortestCharacters + 2 * CellDelegate::kPadding;
    for (size_t column = 0; column < m_fits.size(); ++column) {
        const int header = m_view.horizontalHeader()->sectionSizeHint(int(column));
        m_fits[column].width = qBound(shortest, header, longestWidth());
    }
}

void ColumnFitter::widenBy(const ArrangedRows& rows, int column, qint64 row)
{
    Fit& fit = m_fits[size_t(column)];
    if (!fit.byUser)
        fit.width = qMax(fit.width, widthOf(rows.cell(row, column)));
}

int ColumnFitter::widthOf(const Cell& cell) const
{
    // One pixel for the grid line, one for rounding.
    const int width = m_view.fontMetrics().horizontalAdvance(cellText(cell)) + 2 * CellDelegate::kPadding + 2;
    return cell.type == CellType::Integer ? width : qMin(width, longestWidth());
}

int ColumnFitter::longestWidth() const
{
    return m_view.fontMetrics().averageCharWidth() * kLongestCharacters;
}

void ColumnFitter::apply()
{
    m_applying = true;
    for (size_t column = 0; column < m_fits.size(); ++column) {
        if (m_view.columnWidth(int(column)) != m_fits[column].width)
            m_view.setColumnWidth(int(column), m_fits[column].width);
    }
    m_applying = false;
}

} // namespace larder
