#include "ui/panels.h"

#include "ui/cacheentriesdock.h"
#include "ui/celldock.h"
#include "ui/cellfollower.h"
#include "ui/dockwidths.h"
#include "ui/messagesdock.h"
#include "ui/schemadock.h"

#include <QApplication>
#include <QMenu>

#include <array>

namespace larder {

Panels::Panels(QMainWindow& window)
    : QObject(&window)
    , m_window(window)
    , m_schema(new SchemaDock(&window))
    , m_entries(new CacheEntriesDock(&window))
    , m_messages(new MessagesDock(&window))
    , m_cell(new CellDock(&window))
    , m_follower(new CellFollower(*m_cell))
{
    window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    window.addDockWidget(Qt::LeftDockWidgetArea, m_schema);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_entries);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_messages);
    window.addDockWidget(Qt::RightDockWidgetArea, m_cell);
    new DockWidths(window, {m_schema, m_cell});
}

void Panels::fillMenu(QMenu& menu)
{
    const std::array<std::pair<QDockWidget*, Qt::Key>, 4> docks{
        std::pair<QDockWidget*, Qt::Key>{m_schema, Qt::Key_1}, {m_entries, Qt::Key_2},
        {m_messages, Qt::Key_3}, {m_cell, Qt::Key_4}};
    // The one that comes and goes while one reads.
    m_cell->toggleViewAction()->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    m_cell->toggleViewAction()->setToolTip(tr("Cell value (Ctrl+E)"));
    m_cell->toggleViewAction()->setStatusTip(tr("Show or hide the whole value of the current cell"));
    for (const auto& [dock, key] : docks)
        menu.addAction(dock->toggleViewAction());
    menu.addSeparator();
    for (const auto& [dock, key] : docks) {
        menu.addAction(tr("Go to %1").arg(dock->windowTitle()), QKeySequence(Qt::ALT | key), this,
            [this, dock = dock] { goTo(*dock); });
    }
    menu.addSeparator();
    menu.addAction(tr("&Reset layout"), this, &Panels::resetLayout);
}

void Panels::followCell(ResultPane* pane)
{
    m_follower->follow(pane);
}

void Panels::resetLayout()
{
    for (QDockWidget* const dock : m_window.findChildren<QDockWidget*>()) {
        dock->setFloating(false);
        dock->setVisible(dock != m_cell);
    }
    m_window.addDockWidget(Qt::LeftDockWidgetArea, m_schema);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_entries);
    m_window.tabifyDockWidget(m_entries, m_messages);
    m_window.addDockWidget(Qt::RightDockWidgetArea, m_cell);
    m_entries->raise();
    m_window.resizeDocks({m_schema, m_cell}, {m_window.width() / 5, m_window.width() / 4}, Qt::Horizontal);
    m_window.resizeDocks({m_entries}, {m_window.height() / 4}, Qt::Vertical);
}

void Panels::goTo(QDockWidget& dock)
{
    const QWidget* const focus = QApplication::focusWidget();
    if (focus && dock.isAncestorOf(focus)) {
        Q_EMIT leaveRequested();
        return;
    }
    dock.show();
    dock.raise();
    dock.setFocus(Qt::ShortcutFocusReason);
}

} // namespace larder
