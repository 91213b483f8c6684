#include "ui/transactionactions.h"

#include "ui/lardericon.h"
#include "ui/plainmenutext.h"

#include <QAction>
#include <QIcon>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

#include <algorithm>

namespace larder {

TransactionActions::TransactionActions(QMainWindow* window, QueryService& service)
    : QObject(window)
    , m_service(service)
    , m_begin(add(nullptr, tr("&Begin"), "BEGIN", tr("Open a transaction: changes are kept by its commit")))
    , m_commit(add("commit", tr("&Commit"), "COMMIT", tr("Keep what was changed in the open transaction")))
    , m_rollback(add(
          "rollback", tr("Roll bac&k"), "ROLLBACK", tr("Take back what was changed in the open transaction")))
    , m_savepoint(new QAction(tr("Set &savepoint"), this))
    , m_manual(new QAction(tr("Commit by &hand"), this))
    , m_rollbackTo(addSavepoints(window, tr("Roll back &to"), "ROLLBACK TO SAVEPOINT ",
          tr("Take back what was changed after a savepoint; the transaction goes on")))
    , m_release(addSavepoints(window, tr("&Release"), "RELEASE SAVEPOINT ",
          tr("Forget a savepoint and those after it; what was changed stays")))
{
    m_savepoint->setStatusTip(tr("Name this point of the open transaction, so that you can come back to it"));
    connect(m_savepoint, &QAction::triggered, this, &TransactionActions::setSavepoint);
    m_manual->setCheckable(true);
    m_manual->setStatusTip(tr("A statement that may write opens a transaction, if none is open"));
    QMenu* const menu = window->menuBar()->addMenu(tr("T&ransaction"));
    menu->addActions({m_begin, m_commit, m_rollback});
    menu->addSeparator();
    menu->addActions({m_savepoint, m_rollbackTo->menuAction(), m_release->menuAction()});
    menu->addSeparator();
    menu->addAction(m_manual);
    createToolBar(window);
    connect(m_manual, &QAction::triggered, this,
        [this](bool on) { m_service.setManualCommit(m_connection->id, on); });
    showConnection(std::nullopt);
}

void TransactionActions::createToolBar(QMainWindow* window)
{
    QToolBar* const bar = window->addToolBar(tr("Transaction"));
    bar->setObjectName(QStringLiteral("transactionToolBar"));
    bar->setIconSize(QSize(16, 16));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({m_commit, m_rollback});
}

QAction* TransactionActions::add(
    const char* icon, const QString& text, const char* sql, const QString& meaning)
{
    auto* const action = new QAction(text, this);
    if (icon)
        action->setIcon(larderIcon(icon));
    action->setStatusTip(meaning);
    action->setToolTip(meaning);
    connect(action, &QAction::triggered, this, [this, sql] { run(sql); });
    return action;
}

// Listed when it opens, the newest first.
QMenu* TransactionActions::addSavepoints(
    QMainWindow* window, const QString& title, const QByteArray& verb, const QString& meaning)
{
    auto* const menu = new QMenu(title, window);
    menu->menuAction()->setStatusTip(meaning);
    connect(menu, &QMenu::aboutToShow, this, [this, menu, verb] { listSavepoints(*menu, verb); });
    return menu;
}

void TransactionActions::listSavepoints(QMenu& menu, const QByteArray& verb)
{
    menu.clear();
    std::vector<QByteArray> names = m_service.savepoints(m_connection->id).names();
    std::reverse(names.begin(), names.end());
    for (const QByteArray& name : names) {
        menu.addAction(plainMenuText(QString::fromUtf8(name)), this, [this, sql = verb + name] { run(sql); });
    }
}

void TransactionActions::setSavepoint()
{
    run("SAVEPOINT " + m_service.savepoints(m_connection->id).freeName());
}

void TransactionActions::showConnection(const std::optional<ConnectionInfo>& connection)
{
    m_connection = connection;
    const SessionState session = connection ? m_service.session(connection->id) : SessionState();
    const bool isOpen = session.inTransaction;
    const bool isSound = isOpen && !session.transactionFailed && !session.lost;
    m_begin->setEnabled(connection && !isOpen);
    m_commit->setEnabled(isSound);
    m_rollback->setEnabled(isOpen);
    m_savepoint->setEnabled(isSound);
    const bool hasSavepoints = isOpen && !m_service.savepoints(connection->id).names().empty();
    m_rollbackTo->menuAction()->setEnabled(hasSavepoints);
    m_release->menuAction()->setEnabled(hasSavepoints && isSound);
    m_manual->setEnabled(connection.has_value());
    m_manual->setChecked(connection && m_service.isManualCommit(connection->id));
}

// Not in a tab, whose rows stay as they are.
void TransactionActions::run(const QByteArray& sql)
{
    QueryRequest request;
    request.connection = m_connection->id;
    request.sql = sql;
    RunCallbacks callbacks;
    callbacks.finished = [this, label = m_connection->label, sql](const RunOutcome& outcome) {
        const QString line = QStringLiteral("%1 | %2").arg(QString::fromUtf8(sql), label);
        if (outcome.error) {
            Q_EMIT failed(*outcome.error);
            return;
        }
        Q_EMIT reported(outcome.cancelled ? tr("%1 | cancelled").arg(line) : line);
    };
    (void)m_service.start(std::move(request), this, std::move(callbacks));
}

} // namespace larder
