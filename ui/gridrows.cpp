#include "ui/gridrows.h"

#include <limits>

namespace larder {

namespace {

constexpr int kFarPixels = 1 << 20;
constexpr qint64 kMostBarSteps = std::numeric_limits<int>::max() / 2;

} // namespace

void GridRows::setCount(qint64 count)
{
    m_count = count;
    setTop(m_top);
}

void GridRows::setHeights(int rowHeight, int viewHeight)
{
    Q_ASSERT(rowHeight > 0);
    m_rowHeight = rowHeight;
    m_viewHeight = qMax(0, viewHeight);
    setTop(m_top);
}

void GridRows::setTop(qint64 row)
{
    m_top = qBound<qint64>(0, row, lastTop());
}

qint64 GridRows::last() const
{
    const qint64 rows = (m_viewHeight + m_rowHeight - 1) / m_rowHeight;
    return qMin(m_count, m_top + rows) - 1;
}

qint64 GridRows::page() const
{
    return qMax(1, m_viewHeight / m_rowHeight);
}

qint64 GridRows::rowAt(int y) const
{
    if (y < 0)
        return -1;
    const qint64 row = m_top + y / m_rowHeight;
    return row < m_count ? row : -1;
}

int GridRows::y(qint64 row) const
{
    const qint64 limit = kFarPixels / m_rowHeight;
    return int(qBound(-limit, row - m_top, limit)) * m_rowHeight;
}

qint64 GridRows::topToShow(qint64 row) const
{
    if (row < m_top)
        return row;
    return qMax(m_top, row - page() + 1);
}

int GridRows::barMaximum() const
{
    const qint64 step = rowsOfBarStep();
    return int((lastTop() + step - 1) / step);
}

int GridRows::barValue() const
{
    return m_top == lastTop() ? barMaximum() : int(m_top / rowsOfBarStep());
}

int GridRows::barPage() const
{
    return int(qMax<qint64>(1, page() / rowsOfBarStep()));
}

qint64 GridRows::topOfBar(int value) const
{
    return value >= barMaximum() ? lastTop() : value * rowsOfBarStep();
}

qint64 GridRows::rowsOfBarStep() const
{
    return 1 + lastTop() / kMostBarSteps;
}

} // namespace larder
