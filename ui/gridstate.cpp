#include "ui/gridstate.h"

#include <QStyle>

namespace larder {

GridState::GridState(QObject* parent) : QObject(parent)
{
    connect(&m_columns, &GridColumns::placesChanged, this, &GridState::movePlaces);
    connect(&m_columns, &GridColumns::changed, this, [this] { scrollToPixel(m_scroll); });
}

void GridState::setRows(ArrangedRows rows)
{
    const bool continues = continuesWith(rows);
    m_rows = std::move(rows);
    m_lines.setCount(m_rows.rowCount());
    if (!continues) {
        m_selection.clear();
        m_lines.setTop(0);
    }
    const bool otherColumns = m_rows.result && m_rows.result->columns() != m_infos;
    if (otherColumns) {
        m_infos = m_rows.result->columns();
        m_columns.reset(int(m_infos.size()));
        m_scroll = 0;
    }
    m_selection.resize(m_lines.count(), int(m_columns.shown().size()));
    if (otherColumns)
        Q_EMIT columnsReset();
    Q_EMIT rowsChanged();
    if (continues)
        return;
    Q_EMIT scrolled();
    Q_EMIT selectionChanged();
    Q_EMIT currentChanged();
}

void GridState::setView(QSize size, int rowHeight, int gutter)
{
    const std::optional<GridPlace>& current = m_selection.current();
    const bool inView = current && m_lines.topToShow(current->row) == m_lines.top();
    m_viewSize = size;
    m_gutter = gutter;
    m_lines.setHeights(rowHeight, size.height());
    if (inView)
        m_lines.setTop(m_lines.topToShow(current->row));
    m_scroll = qBound(0, m_scroll, lastScroll());
    Q_EMIT scrolled();
}

void GridState::setMirrored(bool mirrored)
{
    if (mirrored == m_mirrored)
        return;
    m_mirrored = mirrored;
    Q_EMIT scrolled();
}

QPoint GridState::mirrored(QPoint point) const
{
    return m_mirrored ? QPoint(m_viewSize.width() - 1 - point.x(), point.y()) : point;
}

QRect GridState::mirrored(const QRect& area) const
{
    return QStyle::visualRect(m_mirrored ? Qt::RightToLeft : Qt::LeftToRight, QRect({}, m_viewSize), area);
}

int GridState::lastScroll() const
{
    return qMax(0, m_columns.totalWidth() - (m_viewSize.width() - m_gutter));
}

void GridState::scrollToRow(qint64 top)
{
    const qint64 before = m_lines.top();
    m_lines.setTop(top);
    if (m_lines.top() != before)
        Q_EMIT scrolled();
}

void GridState::scrollToPixel(int x)
{
    const int bounded = qBound(0, x, lastScroll());
    if (bounded == m_scroll)
        return;
    m_scroll = bounded;
    Q_EMIT scrolled();
}

void GridState::show(GridPlace at)
{
    scrollToRow(m_lines.topToShow(at.row));
    if (at.place < m_columns.frozen())
        return;
    const int left = m_columns.left(at.place) - m_columns.frozenWidth();
    const int right = m_columns.left(at.place + 1) - (m_viewSize.width() - m_gutter);
    // The left edge of a column that is wider than the view.
    scrollToPixel(qMin(left, qMax(right, m_scroll)));
}

void GridState::select(GridPlace at, SelectUnit unit, SelectMode mode)
{
    const std::optional<GridPlace> before = m_selection.current();
    m_selection.select(at, unit, mode);
    GridPlace seen = at;
    if (unit == SelectUnit::Columns)
        seen.row = m_lines.top();
    if (unit != SelectUnit::Rows)
        show(seen);
    else
        scrollToRow(m_lines.topToShow(at.row));
    Q_EMIT selectionChanged();
    if (m_selection.current() != before)
        Q_EMIT currentChanged();
}

void GridState::selectAll()
{
    const std::optional<GridPlace> before = m_selection.current();
    m_selection.selectAll();
    Q_EMIT selectionChanged();
    if (m_selection.current() != before)
        Q_EMIT currentChanged();
}

std::optional<GridPlace> GridState::placeAt(QPoint point) const
{
    const qint64 row = m_lines.rowAt(point.y());
    const int x = mirrored(point).x() - m_gutter;
    const int place = x < 0 ? -1 : m_columns.placeAt(x, m_scroll);
    return row < 0 || place < 0 ? std::nullopt : std::optional(GridPlace{row, place});
}

GridPlace GridState::nearest(QPoint point) const
{
    const int inside = qBound(0, point.y(), qMax(0, m_viewSize.height() - 1));
    const qint64 row = m_lines.rowAt(inside);
    const int x = qBound(0, mirrored(point).x() - m_gutter, m_viewSize.width() - m_gutter - 1);
    const int place = m_columns.placeAt(x, m_scroll);
    return {row < 0 ? m_lines.count() - 1 : row, place < 0 ? int(m_columns.shown().size()) - 1 : place};
}

QRect GridState::area(GridPlace at) const
{
    const int left = m_gutter + m_columns.leftInView(at.place, m_scroll);
    const int width = m_columns.left(at.place + 1) - m_columns.left(at.place);
    return mirrored(QRect(left, m_lines.y(at.row), width - 1, m_lines.rowHeight() - 1));
}

CellPosition GridState::position(GridPlace at) const
{
    return {at.row, m_columns.shown()[size_t(at.place)]};
}

std::optional<GridPlace> GridState::place(CellPosition position) const
{
    const int place = m_columns.placeOf(position.column);
    return place < 0 ? std::nullopt : std::optional(GridPlace{position.row, place});
}

void GridState::movePlaces(const std::vector<int>& places)
{
    m_selection.movePlaces(places, int(m_columns.shown().size()));
    Q_EMIT selectionChanged();
    Q_EMIT currentChanged();
}

bool GridState::continuesWith(const ArrangedRows& next) const
{
    // Snapshots of one run share their columns, and no other result does.
    return m_rows.result && next.result && &m_rows.result->columns() == &next.result->columns()
        && m_rows.order == next.order && next.rowCount() >= m_rows.rowCount();
}

} // namespace larder
