#include "ui/mainwindow.h"

#include "ui/cacheentriesdock.h"
#include "ui/messagesdock.h"
#include "ui/queryactions.h"
#include "ui/querytab.h"
#include "ui/recentfilesmenu.h"
#include "ui/schemadock.h"
#include "ui/sqleditor.h"
#include "ui/statusstrip.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QTimer>

namespace larder {

namespace {

// Raised when docks come or go, so that a state saved before does not hide them.
constexpr int kLayoutVersion = 1;
constexpr QSize kFirstSize(1280, 800);

QString quotedName(const QString& name)
{
    return u'"' + QString(name).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

MainWindow::MainWindow(QueryService& service, QWidget* parent)
    : QMainWindow(parent)
    , m_service(service)
    , m_tabs(new QueryTabs(service, this))
    , m_strip(new StatusStrip(this))
{
    setWindowTitle(QStringLiteral("Larder"));
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setCentralWidget(m_tabs);
    setStatusBar(m_strip);
    createDocks();
    createMenus();
    connectTabs();
    connectSchema();
    auto* const ticker = new QTimer(this);
    connect(ticker, &QTimer::timeout, m_strip, &StatusStrip::tick);
    ticker->start(std::chrono::seconds(1));
    m_tabs->addEmptyTab();
    restoreLayout({}, {});
}

MainWindow::~MainWindow() = default;

void MainWindow::createDocks()
{
    m_schema = new SchemaDock(this);
    m_entries = new CacheEntriesDock(this);
    m_messages = new MessagesDock(this);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, m_schema);
    addDockWidget(Qt::BottomDockWidgetArea, m_entries);
    addDockWidget(Qt::BottomDockWidgetArea, m_messages);
}

void MainWindow::createMenus()
{
    QMenu* const file = menuBar()->addMenu(tr("&File"));
    QAction* const open = file->addAction(QIcon(QStringLiteral(":/larder/icons/open.svg")),
        tr("&Open database…"), QKeySequence(Qt::CTRL | Qt::Key_O), this, &MainWindow::chooseFile);
    m_recent = new RecentFilesMenu(this);
    file->addMenu(m_recent);
    file->addAction(QIcon(QStringLiteral(":/larder/icons/sample.svg")), tr("Open &sample database"), this,
        &MainWindow::openSampleRequested);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
    open->setStatusTip(tr("Open a SQLite database file"));
    m_actions = new QueryActions(this, m_tabs, m_entries->expireAllAction());
    createViewMenu();
    connect(m_recent, &RecentFilesMenu::chosen, this, &MainWindow::openFileRequested);
}

void MainWindow::createViewMenu()
{
    QMenu* const view = menuBar()->addMenu(tr("&View"));
    const std::array<std::pair<QDockWidget*, Qt::Key>, 3> docks{
        std::pair<QDockWidget*, Qt::Key>{m_schema, Qt::Key_1}, {m_entries, Qt::Key_2},
        {m_messages, Qt::Key_3}};
    for (const auto& [dock, key] : docks) {
        QAction* const action = dock->toggleViewAction();
        action->setShortcut(QKeySequence(Qt::ALT | key));
        view->addAction(action);
    }
    view->addSeparator();
    view->addAction(tr("&Reset layout"), this, &MainWindow::resetLayout);
}

void MainWindow::connectTabs()
{
    connect(m_strip, &StatusStrip::cancelRequested, this, [this] { m_tabs->current()->cancel(); });
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::showStatus);
    connect(m_tabs, &QueryTabs::reported, m_messages, &MessagesDock::append);
    connect(m_tabs, &QueryTabs::tabAdded, this,
        [this](QueryTab* tab) { connect(tab, &QueryTab::statusChanged, this, &MainWindow::showStatus); });
    connect(&m_service, &QueryService::sessionChanged, this, &MainWindow::showStatus);
    connect(&m_service, &QueryService::schemaChanged, this, &MainWindow::loadSchema);
}

void MainWindow::connectSchema()
{
    connect(m_schema, &SchemaDock::tableActivated, this, &MainWindow::openTable);
    connect(m_schema, &SchemaDock::connectionSelected, this, &MainWindow::selectConnection);
    connect(m_schema, &SchemaDock::refreshRequested, this, &MainWindow::loadSchema);
    connect(m_schema, &SchemaDock::closeRequested, this, &MainWindow::closeConnectionRequested);
}

void MainWindow::addConnection(const ConnectionInfo& connection)
{
    m_connections[connection.id] = connection;
    m_tabs->connectionAdded(connection);
    m_schema->addConnection(connection.id, connection.label, connection.target);
    loadSchema(connection.id);
    showStatus();
}

void MainWindow::removeConnection(ConnectionId connection)
{
    m_connections.erase(connection);
    m_tabs->connectionRemoved(connection);
    m_schema->removeConnection(connection);
}

void MainWindow::showError(const Error& error)
{
    m_messages->append(errorText(error));
    auto* const box
        = new QMessageBox(QMessageBox::Warning, QStringLiteral("Larder"), error.what, QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("errorBox"));
    box->setInformativeText(QStringLiteral("%1\n%2").arg(error.why, error.advice).trimmed());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::setRecentFiles(const QStringList& paths)
{
    m_recent->setPaths(paths);
}

void MainWindow::restoreLayout(const QByteArray& geometry, const QByteArray& state)
{
    if (!restoreGeometry(geometry))
        resize(kFirstSize);
    if (!restoreState(state, kLayoutVersion))
        resetLayout();
}

QByteArray MainWindow::layoutState() const
{
    return saveState(kLayoutVersion);
}

void MainWindow::resetLayout()
{
    for (QDockWidget* const dock : {static_cast<QDockWidget*>(m_schema), static_cast<QDockWidget*>(m_entries),
             static_cast<QDockWidget*>(m_messages)}) {
        dock->setFloating(false);
        dock->show();
    }
    addDockWidget(Qt::LeftDockWidgetArea, m_schema);
    addDockWidget(Qt::BottomDockWidgetArea, m_entries);
    tabifyDockWidget(m_entries, m_messages);
    m_entries->raise();
    resizeDocks({m_schema}, {kFirstSize.width() / 5}, Qt::Horizontal);
    resizeDocks({m_entries}, {kFirstSize.height() / 4}, Qt::Vertical);
}

void MainWindow::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a database"), {},
        tr("SQLite databases (*.sqlite *.sqlite3 *.db *.db3 *.s3db *.sl3);;All files (*)"));
    if (!path.isEmpty())
        Q_EMIT openFileRequested(path);
}

void MainWindow::openTable(ConnectionId connection, const QString& table)
{
    const QString sql = QStringLiteral("SELECT * FROM %1;").arg(quotedName(table));
    m_tabs->addTab(sql.toUtf8(), m_connections.at(connection))->runStatement();
}

// A tab with text keeps its database: what was written for one must not run on another by a click in the
// tree.
void MainWindow::selectConnection(ConnectionId connection)
{
    m_tabs->setDefaultConnection(m_connections.at(connection));
    if (m_tabs->current()->editor().utf8Text().trimmed().isEmpty())
        m_tabs->current()->setConnection(m_connections.at(connection));
}

void MainWindow::loadSchema(ConnectionId connection)
{
    m_service.loadSchema(connection, this, [this, connection](const Result<Schema>& schema) {
        if (schema)
            m_schema->showSchema(connection, schema.value());
        else
            m_schema->showSchemaError(connection, errorText(schema.error()));
    });
}

void MainWindow::showStatus()
{
    const QueryTab* const tab = m_tabs->current();
    if (!tab)
        return;
    m_strip->showRun(tab->status());
    m_actions->setBusy(tab->status().busy);
    const std::optional<ConnectionInfo>& connection = tab->connection();
    m_strip->showConnection(connection, connection ? m_service.session(connection->id) : SessionState());
    setWindowTitle(
        connection ? QStringLiteral("%1 — Larder").arg(connection->label) : QStringLiteral("Larder"));
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
    Q_EMIT aboutToClose();
    event->accept();
}

} // namespace larder
