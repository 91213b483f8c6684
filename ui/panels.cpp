#include "ui/panels.h"

#include "ui/celldock.h"
#include "ui/cellfollower.h"
#include "ui/dockwidths.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/messagesdock.h"
#include "ui/schemadock.h"

#include <QApplication>
#include <QMenu>

#include <algorithm>
#include <map>

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
    add(*m_schema, Qt::LeftDockWidgetArea, Qt::Key_1);
    add(*m_entries, Qt::BottomDockWidgetArea, Qt::Key_2);
    add(*m_messages, Qt::BottomDockWidgetArea, Qt::Key_3);
    add(*m_cell, Qt::RightDockWidgetArea, Qt::Key_4);
    // The one that comes and goes while one reads.
    m_cell->toggleViewAction()->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    m_cell->toggleViewAction()->setToolTip(tr("Cell value (Ctrl+E)"));
    m_cell->toggleViewAction()->setStatusTip(tr("Show or hide the whole value of the current cell"));
    new DockWidths(window, {m_schema, m_cell});
}

void Panels::add(QDockWidget& dock, Qt::DockWidgetArea area, Qt::Key key)
{
    const auto first = std::ranges::find(m_panels, area, &Panel::area);
    m_window.addDockWidget(area, &dock);
    // Side by side they would want more width than a small screen has.
    if (first != m_panels.end())
        m_window.tabifyDockWidget(first->dock, &dock);
    m_panels.push_back({&dock, area, key});
    if (m_menu)
        addActions(m_panels.back());
}

void Panels::fillMenu(QMenu& menu)
{
    m_menu = &menu;
    m_endOfShows = menu.addSeparator();
    m_endOfGoes = menu.addSeparator();
    menu.addAction(tr("&Reset layout"), this, &Panels::resetLayout);
    for (const Panel& panel : m_panels)
        addActions(panel);
}

void Panels::addActions(const Panel& panel)
{
    m_menu->insertAction(m_endOfShows, panel.dock->toggleViewAction());
    auto* const go = new QAction(tr("Go to %1").arg(panel.dock->windowTitle()), m_menu);
    go->setShortcut(QKeySequence(Qt::ALT | panel.key));
    connect(go, &QAction::triggered, this, [this, dock = panel.dock] { goToOrLeave(*dock); });
    m_menu->insertAction(m_endOfGoes, go);
}

void Panels::followCell(ResultPane* pane)
{
    m_follower->follow(pane);
}

void Panels::resetLayout()
{
    std::map<Qt::DockWidgetArea, QDockWidget*> firsts;
    // Side by side for a moment, they would widen the window.
    for (const Panel& panel : m_panels) {
        panel.dock->setFloating(false);
        panel.dock->hide();
    }
    for (const Panel& panel : m_panels) {
        m_window.addDockWidget(panel.area, panel.dock);
        if (const auto [first, isNew] = firsts.emplace(panel.area, panel.dock); !isNew)
            m_window.tabifyDockWidget(first->second, panel.dock);
        panel.dock->setVisible(panel.area != Qt::RightDockWidgetArea);
    }
    m_entries->raise();
    // Those at the right are hidden, but this is what they open with: facts with their values want it.
    const int right = m_window.width() * 3 / 10;
    m_window.resizeDocks({m_schema, m_cell}, {m_window.width() / 5, right}, Qt::Horizontal);
    m_window.resizeDocks({m_entries}, {m_window.height() / 3}, Qt::Vertical);
}

void Panels::goTo(QDockWidget& dock)
{
    dock.show();
    dock.raise();
    dock.setFocus(Qt::ShortcutFocusReason);
}

void Panels::goToOrLeave(QDockWidget& dock)
{
    const QWidget* const focus = QApplication::focusWidget();
    if (focus && dock.isAncestorOf(focus))
        Q_EMIT leaveRequested();
    else
        goTo(dock);
}

} // namespace larder
