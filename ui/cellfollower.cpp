#include "ui/cellfollower.h"

#include "ui/celldock.h"
#include "ui/resultpane.h"

#include <QMenu>

namespace larder {

CellFollower::CellFollower(CellDock& dock) : QObject(&dock), m_dock(dock)
{
    connect(&dock, &QDockWidget::visibilityChanged, this, &CellFollower::showCurrent);
}

void CellFollower::follow(ResultPane* pane)
{
    if (m_pane)
        disconnect(m_pane, nullptr, this, nullptr);
    m_pane = pane;
    if (pane) {
        connect(pane, &ResultPane::currentCellChanged, this, &CellFollower::showCurrent);
        connect(pane, &ResultPane::cellMenuRequested, this, &CellFollower::extendMenu);
        connect(pane, &ResultPane::cellActivated, this, [this] { m_dock.present(); });
        // It is no pane any more then, and nothing but forgetting it is allowed.
        connect(pane, &QObject::destroyed, this, [this] {
            m_pane.clear();
            showCurrent();
        });
    }
    showCurrent();
}

void CellFollower::showCurrent()
{
    const std::optional<CellPosition> current
        = m_pane && m_dock.isOnScreen() ? m_pane->currentCell() : std::nullopt;
    if (!current || current->row >= m_pane->rows().rowCount()) {
        m_dock.setValue({});
        return;
    }
    const ArrangedRows& rows = m_pane->rows();
    m_dock.setValue({rows.result, rows.resultRow(current->row), current->column});
}

void CellFollower::extendMenu(QMenu* menu)
{
    menu->addAction(
        tr("Show in cell &dock"), QKeySequence(Qt::CTRL | Qt::Key_E), &m_dock, &CellDock::present);
}

} // namespace larder
