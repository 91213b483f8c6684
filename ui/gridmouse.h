#pragma once

#include "models/gridselection.h"

#include <QObject>
#include <QPoint>
#include <QTimer>

class QMouseEvent;

namespace larder {

class GridState;

/// Selects the cells of a grid by the mouse: a click selects a cell, on the number of a row the row, and
/// dragging goes on from there, also beyond the edge of the view; Shift extends, Ctrl adds and takes away.
class GridMouse final : public QObject
{
    Q_OBJECT

public:
    explicit GridMouse(GridState& state, QObject* parent);

    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release();

private:
    void dragTo(QPoint point);
    void scrollOn();

    GridState& m_state;
    SelectUnit m_unit = SelectUnit::Cells;
    bool m_dragging = false;
    QPoint m_point;
    // Runs while the button is held beyond an edge.
    QTimer m_beyond;
};

} // namespace larder
