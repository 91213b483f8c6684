#include "ui/gridmouse.h"

#include "ui/gridstate.h"

#include <QMouseEvent>

namespace larder {

namespace {

constexpr auto kScrollPause = std::chrono::milliseconds(40);
constexpr int kPixelsForOneRowMore = 20;

} // namespace

GridMouse::GridMouse(GridState& state, QObject* parent) : QObject(parent), m_state(state)
{
    m_beyond.setInterval(kScrollPause);
    connect(&m_beyond, &QTimer::timeout, this, &GridMouse::scrollOn);
}

void GridMouse::press(const QMouseEvent& event)
{
    const QPoint point = event.position().toPoint();
    const bool onNumber = m_state.mirrored(point).x() < m_state.gutter();
    const std::optional<GridPlace> at
        = onNumber && m_state.lines().rowAt(point.y()) >= 0 ? m_state.nearest(point) : m_state.placeAt(point);
    if (!at || m_state.isEmpty())
        return;
    m_unit = onNumber ? SelectUnit::Rows : SelectUnit::Cells;
    SelectMode mode = SelectMode::Replace;
    if (event.modifiers().testFlag(Qt::ShiftModifier))
        mode = SelectMode::Extend;
    else if (event.modifiers().testFlag(Qt::ControlModifier))
        mode = SelectMode::Toggle;
    m_dragging = true;
    m_state.select(*at, m_unit, mode);
}

void GridMouse::move(const QMouseEvent& event)
{
    if (!m_dragging || m_state.isEmpty())
        return;
    m_point = event.position().toPoint();
    const QSize gutter(m_state.gutter(), 0);
    const QRect cells = m_state.mirrored(QRect(QPoint(gutter.width(), 0), m_state.viewSize() - gutter));
    const bool inside = m_unit == SelectUnit::Rows
        ? m_point.y() >= 0 && m_point.y() < m_state.viewSize().height()
        : cells.contains(m_point);
    if (inside)
        m_beyond.stop();
    else if (!m_beyond.isActive())
        m_beyond.start();
    dragTo(m_point);
}

void GridMouse::release()
{
    m_dragging = false;
    m_beyond.stop();
}

void GridMouse::dragTo(QPoint point)
{
    const GridPlace to = m_state.nearest(point);
    if (to != m_state.selection().current())
        m_state.select(to, m_unit, SelectMode::Extend);
}

void GridMouse::scrollOn()
{
    if (m_state.isEmpty()) {
        release();
        return;
    }
    const QSize size = m_state.viewSize();
    const int above = qMin(0, m_point.y());
    const int below = qMax(0, m_point.y() - size.height() + 1);
    if (above != 0 || below != 0) {
        const int rows = (above + below) / kPixelsForOneRowMore + (above < 0 ? -1 : 1);
        m_state.scrollToRow(m_state.lines().top() + rows);
    }
    if (m_unit == SelectUnit::Cells) {
        const int x = m_state.mirrored(m_point).x();
        const int before = qMin(0, x - m_state.gutter());
        const int behind = qMax(0, x - size.width() + 1);
        m_state.scrollToPixel(m_state.scroll() + before + behind);
    }
    dragTo(m_point);
}

} // namespace larder
