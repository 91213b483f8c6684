#include "ui/mainwindow.h"

#include "ui/celldock.h"
#include "ui/definitiondesk.h"
#include "ui/exportactions.h"
#include "ui/freshnesswatch.h"
#include "ui/helpmenu.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/messagesdock.h"
#include "ui/openactions.h"
#include "ui/panels.h"
#include "ui/preferencesaction.h"
#include "ui/queryactions.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/schemadock.h"
#include "ui/schemareader.h"
#include "ui/sessionguard.h"
#include "ui/statusstrip.h"
#include "ui/transactionactions.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDataStream>
#include <QDragEnterEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QStatusTipEvent>
#include <QTimer>

namespace larder {

namespace {

// Raised when docks come or go, so that a state saved before does not hide them.
constexpr int kLayoutVersion = 4;
constexpr QSize kFirstSize(1280, 800);
// What window managers put around a window at most.
constexpr QSize kFrameSize(16, 48);

} // namespace

MainWindow::MainWindow(QueryService& service, QWidget* parent)
    : QMainWindow(parent)
    , m_service(service)
    , m_tabs(new QueryTabs(service, this))
    , m_strip(new StatusStrip(this))
    , m_panels(new Panels(*this))
    , m_schemas(new SchemaReader(service, m_panels->schema(), this))
    , m_guard(new SessionGuard(service, m_connections, m_panels->schema(), this))
{
    setWindowTitle(QStringLiteral("Larder"));
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setStatusBar(m_strip);
    createMenus();
    setCentralWidget(m_open->createCentre(m_tabs));
    connectTabs();
    connectSchema();
    auto* const ticker = new QTimer(this);
    connect(ticker, &QTimer::timeout, m_strip, &StatusStrip::tick);
    ticker->start(std::chrono::seconds(1));
    m_tabs->addEmptyTab();
    restoreLayout({}, {});
}

MainWindow::~MainWindow() = default;

void MainWindow::createMenus()
{
    QMenu* const file = menuBar()->addMenu(tr("&File"));
    m_open = new OpenActions(*file, this);
    file->addSeparator();
    m_exports = new ExportActions(this, m_tabs, file);
    m_preferences = new PreferencesAction(this);
    file->addAction(m_preferences);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
    m_actions = new QueryActions(this, m_tabs, m_panels->entries().expireAllAction());
    m_transactions = new TransactionActions(this, m_service);
    QMenu* const view = menuBar()->addMenu(tr("&View"));
    m_panels->fillMenu(*view);
    view->addAction(tr("Switch between editor and &results"), QKeySequence(Qt::Key_F6), this,
        [this] { m_tabs->current()->switchFocus(); });
    addHelpMenu(*this);
    connect(m_open, &OpenActions::fileRequested, this, &MainWindow::openFileRequested);
    connect(m_open, &OpenActions::connectionsRequested, this, &MainWindow::connectionsRequested);
    connect(m_open, &OpenActions::sampleRequested, this, &MainWindow::openSampleRequested);
    connect(m_preferences, &PreferencesAction::preferencesChanged, m_tabs, &QueryTabs::setPreferences);
    auto* const watch = new FreshnessWatch(m_service, *m_tabs, this);
    connect(m_preferences, &PreferencesAction::preferencesChanged, watch,
        [this, watch](const Preferences& preferences) {
            watch->setInterval(preferences.checkEvery);
            m_schemas->setInterval(preferences.checkEvery);
        });
}

void MainWindow::connectTabs()
{
    connect(m_panels, &Panels::leaveRequested, this, [this] { m_tabs->current()->setFocus(); });
    connect(m_strip, &StatusStrip::cancelRequested, this, [this] { m_tabs->current()->cancel(); });
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::showStatus);
    connect(m_tabs, &QTabWidget::currentChanged, m_panels,
        [this] { m_panels->followCell(m_tabs->current() ? &m_tabs->current()->pane() : nullptr); });
    connect(m_tabs, &QueryTabs::reported, &m_panels->messages(), &MessagesDock::append);
    connect(m_tabs, &QueryTabs::tabAdded, this,
        [this](ResultTab* tab) { connect(tab, &ResultTab::statusChanged, this, &MainWindow::showStatus); });
    connect(m_transactions, &TransactionActions::reported, &m_panels->messages(), &MessagesDock::append);
    connect(m_transactions, &TransactionActions::failed, this, &MainWindow::showError);
    connect(&m_service, &QueryService::sessionChanged, this, &MainWindow::showStatus);
    connect(m_guard, &SessionGuard::lost, this, &MainWindow::showError);
    connect(&m_service, &QueryService::schemaChanged, m_schemas, &SchemaReader::read);
}

void MainWindow::connectSchema()
{
    connect(&m_panels->schema(), &SchemaDock::tableActivated, this, &MainWindow::openTable);
    connect(&m_panels->schema(), &SchemaDock::queryRequested, this,
        [this](ConnectionId connection) { m_tabs->addTab({}, m_connections.at(connection)); });
    connect(&m_panels->schema(), &SchemaDock::databaseActivated, this, &MainWindow::openBesideRequested);
    connect(&m_panels->schema(), &SchemaDock::connectionSelected, this, &MainWindow::selectConnection);
    connect(&m_panels->schema(), &SchemaDock::refreshRequested, m_schemas, &SchemaReader::read);
    connect(m_schemas, &SchemaReader::arrived, m_tabs,
        [this](ConnectionId connection, const Result<SchemaPtr>& schema) {
            m_tabs->setSchema(connection, schema ? schema.value() : std::make_shared<Schema>());
        });
    auto* const definitions = new DefinitionDesk(m_service, m_panels->schema(), this);
    connect(definitions, &DefinitionDesk::failed, this, &MainWindow::showError);
    connect(definitions, &DefinitionDesk::arrived, this, [this](ConnectionId id, const QString& text) {
        m_tabs->addTab(text.toUtf8(), m_connections.at(id));
    });
    connect(&m_panels->schema(), &SchemaDock::closeRequested, this, [this](ConnectionId connection) {
        if (m_guard->mayLose(connection))
            Q_EMIT closeConnectionRequested(connection);
    });
}

void MainWindow::addConnection(const ConnectionInfo& connection)
{
    m_connections[connection.id] = connection;
    m_tabs->connectionAdded(connection);
    m_panels->schema().addConnection(connection);
    m_schemas->read(connection.id);
    tellConnections();
}

void MainWindow::showConnection(ConnectionId connection)
{
    m_tabs->showConnection(m_connections.at(connection));
    m_panels->schema().select(connection);
}

void MainWindow::removeConnection(ConnectionId connection)
{
    m_connections.erase(connection);
    m_schemas->forget(connection);
    m_tabs->connectionRemoved(connection);
    m_panels->schema().removeConnection(connection);
    tellConnections();
}

void MainWindow::openStatement(ConnectionId connection, const QByteArray& sql)
{
    QueryTab* const tab = m_tabs->addTab(sql, m_connections.at(connection));
    tab->runStatement();
}

void MainWindow::tellConnections()
{
    std::vector<ConnectionInfo> open;
    open.reserve(m_connections.size());
    for (const auto& [id, connection] : m_connections)
        open.push_back(connection);
    Q_EMIT connectionsChanged(open);
    showStatus();
}

void MainWindow::showError(const Error& error)
{
    m_panels->messages().append(errorText(error));
    auto* const box
        = new QMessageBox(QMessageBox::Warning, QStringLiteral("Larder"), error.what, QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("errorBox"));
    box->setInformativeText(QStringLiteral("%1\n%2").arg(error.why, error.advice).trimmed());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::setRecentFiles(const QStringList& paths)
{
    m_open->setRecentFiles(paths);
}

void MainWindow::restoreLayout(const QByteArray& geometry, const QByteArray& state)
{
    if (!restoreGeometry(geometry))
        resize(kFirstSize.boundedTo(screen()->availableSize() - kFrameSize));
    QByteArray docks;
    QByteArray cell;
    QDataStream in(state);
    in >> docks >> cell;
    m_panels->cell().restoreState(cell);
    if (!restoreState(docks, kLayoutVersion))
        m_panels->resetLayout();
}

QByteArray MainWindow::layoutState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << saveState(kLayoutVersion) << m_panels->cell().saveState();
    return state;
}

void MainWindow::openTable(ConnectionId connection, const TableName& table)
{
    m_tabs->openTable(table, m_connections.at(connection));
}

// A tab with text keeps its database: what was written for one must not run on another by a click in the
// tree.
void MainWindow::selectConnection(ConnectionId connection)
{
    m_tabs->setDefaultConnection(m_connections.at(connection));
    if (m_tabs->current()->isEmpty())
        m_tabs->current()->setConnection(m_connections.at(connection));
}

void MainWindow::showStatus()
{
    const ResultTab* const tab = m_tabs->current();
    if (!tab)
        return;
    // What is about to be opened again has a target.
    m_open->showBar(m_connections.empty() && tab->target().isEmpty());
    m_strip->showRun(tab->status());
    m_actions->showStatus(tab->status());
    m_exports->showStatus(tab->status());
    const std::optional<ConnectionInfo>& connection = tab->connection();
    m_strip->showConnection(connection, connection ? m_service.session(connection->id) : SessionState(),
        connection && m_service.isManualCommit(connection->id));
    m_transactions->showConnection(connection);
    setWindowTitle(
        connection ? QStringLiteral("%1 — Larder").arg(connection->label) : QStringLiteral("Larder"));
}

// The bar is for what is known of the rows: a tip takes its place only while somebody looks through a menu.
bool MainWindow::event(QEvent* event)
{
    const bool isTip
        = event->type() == QEvent::StatusTip && !static_cast<QStatusTipEvent*>(event)->tip().isEmpty();
    if (isTip && !QApplication::activePopupWidget() && !menuBar()->activeAction())
        return true;
    return QMainWindow::event(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            Q_EMIT openFileRequested(url.toLocalFile());
    }
    event->acceptProposedAction();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_guard->mayLose()) {
        event->ignore();
        return;
    }
    Q_EMIT aboutToClose();
    event->accept();
}

} // namespace larder
