#include "ui/inspector/reachdesk.h"

#include "ui/inspector/reachdialog.h"
#include "ui/querytab.h"
#include "ui/querytabs.h"
#include "ui/sqleditor.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QStatusBar>

namespace larder {

ReachDesk::ReachDesk(const Inspector::Subject& subject, QMainWindow& window, QueryTabs& tabs, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_window(window)
    , m_tabs(tabs)
{
    auto* const menu = window.findChild<QMenu*>(QStringLiteral("queryMenu"));
    Q_ASSERT(menu);
    menu->addSeparator();
    QAction* const action = menu->addAction(tr("&Blast radius…"), this, &ReachDesk::show);
    action->setObjectName(QStringLiteral("blastRadius"));
    action->setStatusTip(tr("Show which cache entries the statement at the cursor would end"));
}

void ReachDesk::show()
{
    QueryTab* const tab = m_tabs.currentQuery();
    const auto statement = tab ? tab->editor().statementToRun() : std::nullopt;
    const auto database
        = tab && tab->connection() ? m_subject.service.identity(tab->connection()->id) : std::nullopt;
    if (!statement || !database) {
        m_window.statusBar()->showMessage(
            tr("There is no statement at the cursor, or the tab has no open connection."), 5'000);
        return;
    }
    const WriteReach reach = writeReach(statement->sql, *database, m_subject.cache.entries());
    auto* const dialog = new ReachDialog(statement->sql, tab->dialect(), reach, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace larder
