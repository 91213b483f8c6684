#include "ui/columnfitter.h"

#include "ui/gridpainter.h"
#include "ui/gridstate.h"
#include "ui/resultheader.h"

namespace larder {

namespace {

constexpr qint64 kPageRows = 200;
constexpr int kSampledColumns = 500;
constexpr int kShortestCharacters = 5;
constexpr int kLongestCharacters = 45;

} // namespace

ColumnFitter::ColumnFitter(GridState& state, const ResultHeader& header)
    : m_state(state)
    , m_header(header) { }

void ColumnFitter::start(const GridPainter& painter)
{
    m_painter = &painter;
    m_widths.clear();
    m_widths.reserve(size_t(m_state.columns().count()));
    for (int column = 0; column < m_state.columns().count(); ++column)
        m_widths.push_back(startWidth(column));
    m_state.columns().fitWidths(m_widths);
}

void ColumnFitter::changeFont(const GridPainter& painter)
{
    const double before = m_painter->metrics().averageCharWidth();
    GridColumns& columns = m_state.columns();
    for (int column = 0; column < columns.count(); ++column) {
        if (columns.isSizedByUser(column))
            columns.setWidthByUser(
                column, int(columns.width(column) * painter.metrics().averageCharWidth() / before));
    }
    start(painter);
}

void ColumnFitter::fitFirstPage()
{
    widenAll(0, kPageRows);
}

void ColumnFitter::fitLastPage()
{
    widenAll(m_state.lines().count() - kPageRows, m_state.lines().count());
}

void ColumnFitter::fitVisibleIntegers()
{
    const GridColumns& columns = m_state.columns();
    const QSize view = m_state.viewSize();
    for (int place = 0; place < int(columns.shown().size()); ++place) {
        const int left = m_state.gutter() + columns.leftInView(place, m_state.scroll());
        const int column = columns.shown()[size_t(place)];
        if (left < view.width() && left + columns.width(column) > m_state.gutter())
            widen(column, m_state.lines().top(), m_state.lines().last() + 1, true);
    }
    m_state.columns().fitWidths(m_widths);
}

void ColumnFitter::fitColumn(int column)
{
    m_state.columns().releaseWidth(column);
    m_widths[size_t(column)] = startWidth(column);
    widen(column, 0, kPageRows);
    widen(column, m_state.lines().count() - kPageRows, m_state.lines().count());
    widen(column, m_state.lines().top(), m_state.lines().last() + 1);
    m_state.columns().fitWidths(m_widths);
}

void ColumnFitter::widenAll(qint64 firstRow, qint64 endRow)
{
    const int columns = qMin(m_state.columns().count(), kSampledColumns);
    for (int column = 0; column < columns; ++column)
        widen(column, firstRow, endRow);
    m_state.columns().fitWidths(m_widths);
}

void ColumnFitter::widen(int column, qint64 firstRow, qint64 endRow, bool integersOnly)
{
    int& width = m_widths[size_t(column)];
    const qint64 end = qMin(endRow, m_state.rows().rowCount());
    for (qint64 row = qMax<qint64>(0, firstRow); row < end; ++row) {
        const Cell cell = m_state.rows().cell(row, column);
        if (!integersOnly || cell.type == CellType::Integer)
            width = qMax(width, widthOf(cell));
    }
}

int ColumnFitter::startWidth(int column) const
{
    const int shortest
        = m_painter->metrics().averageCharWidth() * kShortestCharacters + 2 * GridPainter::kPadding;
    return qBound(shortest, m_header.widthOf(column), longestWidth());
}

int ColumnFitter::widthOf(const Cell& cell) const
{
    const int width = m_painter->widthOf(cell);
    return cell.type == CellType::Integer ? width : qMin(width, longestWidth());
}

int ColumnFitter::longestWidth() const
{
    return m_painter->metrics().averageCharWidth() * kLongestCharacters;
}

} // namespace larder
