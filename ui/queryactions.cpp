#include "ui/queryactions.h"

#include "ui/lardericon.h"
#include "ui/querytab.h"
#include "ui/querytabs.h"
#include "ui/sqleditor.h"

#include <QAction>
#include <QActionGroup>
#include <QIcon>
#include <QMainWindow>
#include <QMenuBar>
#include <QToolBar>

namespace larder {

QueryActions::QueryActions(QMainWindow* window, QueryTabs* tabs, QAction* expireAll)
    : QObject(window)
    , m_tabs(tabs)
{
    createTabMenu(window);
    createQueryMenu(window);
    createCacheMenu(window, expireAll);
    createToolBar(window);
    showStatus({});
}

void QueryActions::showStatus(const RunStatus& status)
{
    for (QAction* const action : {m_run, m_runAll, m_refresh, m_runFresh})
        action->setEnabled(!status.busy);
    for (QAction* const action : {m_fetchNext, m_fetchAll})
        action->setEnabled(status.hasMore);
    m_cancel->setEnabled(status.busy);
}

QAction* QueryActions::add(const char* icon, const QString& text, const QList<QKeySequence>& keys)
{
    auto* const action = new QAction(text, this);
    if (icon)
        action->setIcon(larderIcon(icon));
    action->setShortcuts(keys);
    if (!keys.isEmpty()) {
        const QString name = QString(text).remove(u'&');
        action->setToolTip(
            QStringLiteral("%1 (%2)").arg(name, keys.first().toString(QKeySequence::NativeText)));
    }
    return action;
}

void QueryActions::createTabMenu(QMainWindow* window)
{
    QMenu* const menu = window->menuBar()->addMenu(tr("&Tab"));
    QAction* const newTab = add("new-tab", tr("&New tab"), {QKeySequence(Qt::CTRL | Qt::Key_T)});
    QAction* const closeTab = add(nullptr, tr("&Close tab"), {QKeySequence(Qt::CTRL | Qt::Key_W)});
    QAction* const reopen
        = add(nullptr, tr("&Reopen closed tab"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)});
    menu->addActions({newTab, closeTab, reopen});
    connect(newTab, &QAction::triggered, m_tabs, &QueryTabs::addEmptyTab);
    connect(closeTab, &QAction::triggered, m_tabs, [this] { m_tabs->closeTab(m_tabs->currentIndex()); });
    connect(reopen, &QAction::triggered, m_tabs, &QueryTabs::reopenTab);
}

void QueryActions::createQueryMenu(QMainWindow* window)
{
    QMenu* const menu = window->menuBar()->addMenu(tr("&Query"));
    menu->setObjectName(QStringLiteral("queryMenu"));
    m_run = add("run", tr("&Run statement"),
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    m_runAll = add("run-all", tr("Run &all"),
        {QKeySequence(Qt::Key_F9), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return)});
    m_refresh = add("refresh", tr("Re&fresh"), {QKeySequence(Qt::Key_F5)});
    m_runFresh = add("run-fresh", tr("Run fre&sh"), {QKeySequence(Qt::CTRL | Qt::Key_F5)});
    m_cancel = add("stop", tr("&Cancel"), {QKeySequence(Qt::Key_Escape)});
    m_run->setStatusTip(tr("Run the selection or the statement at the cursor; the cache may answer"));
    m_refresh->setStatusTip(tr("Run the last statement again; the cache may answer"));
    m_runFresh->setStatusTip(tr("Ask the database, and replace what the cache holds"));
    m_fetchNext = add(nullptr, tr("Fetch &next rows"), {QKeySequence(Qt::CTRL | Qt::Key_M)});
    m_fetchAll = add(nullptr, tr("Fetch a&ll rows"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)});
    m_fetchNext->setStatusTip(tr("Run the statement again for the rows behind its row limit"));
    m_fetchAll->setStatusTip(tr("Run the statement again without a row limit"));
    menu->addActions({m_run, m_runAll, m_refresh, m_runFresh, m_cancel});
    menu->addSeparator();
    QAction* const follow
        = add(nullptr, tr("&Go to the referenced row"), {QKeySequence(Qt::CTRL | Qt::Key_J)});
    follow->setStatusTip(tr("Show the row that the current cell refers to by a foreign key"));
    menu->addActions({m_fetchNext, m_fetchAll, follow});
    connect(follow, &QAction::triggered, m_tabs, [this] { m_tabs->current()->followLink(); });
    connect(m_fetchNext, &QAction::triggered, m_tabs, [this] { m_tabs->current()->fetchNext(); });
    connect(m_fetchAll, &QAction::triggered, m_tabs, [this] { m_tabs->current()->fetchAll(); });
    connect(m_run, &QAction::triggered, m_tabs, [this] { m_tabs->current()->runStatement(); });
    connect(m_runAll, &QAction::triggered, m_tabs, [this] { m_tabs->current()->runAll(); });
    connect(m_refresh, &QAction::triggered, m_tabs, [this] { m_tabs->current()->refresh(); });
    connect(m_runFresh, &QAction::triggered, m_tabs, [this] { m_tabs->current()->runFresh(); });
    connect(m_cancel, &QAction::triggered, m_tabs, [this] { m_tabs->current()->cancel(); });
}

void QueryActions::createCacheMenu(QMainWindow* window, QAction* expireAll)
{
    QMenu* const menu = window->menuBar()->addMenu(tr("&Cache"));
    auto* const policies = new QActionGroup(this);
    const auto addPolicy = [&](const QString& text, const QString& meaning, FreshnessPolicy policy) {
        QAction* const action = add(nullptr, text, {});
        action->setCheckable(true);
        action->setChecked(policy == FreshnessPolicy::Verify);
        action->setStatusTip(meaning);
        policies->addAction(action);
        menu->addAction(action);
        connect(action, &QAction::triggered, m_tabs, [this, policy] {
            m_wish.policy = policy;
            m_tabs->setCacheWish(m_wish);
        });
    };
    addPolicy(tr("&Verify, then serve"), tr("A stored result is shown after the database confirmed it"),
        FreshnessPolicy::Verify);
    addPolicy(tr("&Instant, verify behind"),
        tr("A stored result is shown at once and confirmed or replaced behind"), FreshnessPolicy::Instant);
    addPolicy(tr("&Trust for 60 s"), tr("A stored result is shown unconfirmed until it is 60 seconds old"),
        FreshnessPolicy::Ttl);
    addPolicy(tr("&Off"), tr("Nothing is stored and nothing is served from the cache"), FreshnessPolicy::Off);
    menu->addSeparator();
    QAction* const byRow = add(nullptr, tr("Find rows by their &keys"), {});
    byRow->setCheckable(true);
    byRow->setStatusTip(tr("Stored results also answer for their single rows, by the primary key"));
    connect(byRow, &QAction::toggled, m_tabs, [this](bool on) {
        m_wish.technique = on ? Technique::Individual : Technique::All;
        m_tabs->setCacheWish(m_wish);
    });
    menu->addAction(byRow);
    menu->addSeparator();
    menu->addAction(expireAll);
}

void QueryActions::createToolBar(QMainWindow* window)
{
    QToolBar* const bar = window->addToolBar(tr("Query"));
    bar->setObjectName(QStringLiteral("queryToolBar"));
    bar->setIconSize(QSize(16, 16));
    bar->addActions({m_run, m_runAll, m_runFresh, m_refresh, m_cancel});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

} // namespace larder
