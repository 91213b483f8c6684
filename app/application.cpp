#include "app/application.h"

#include "app/preferenceskeeper.h"
#include "app/sampledatabase.h"
#include "ui/exportactions.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/panels.h"

#include <QStatusBar>

namespace larder {

namespace {

using namespace std::chrono_literals;

} // namespace

Application::Application(const QString& dataFolder, QObject* parent)
    : QObject(parent)
    , m_dataFolder(dataFolder)
    , m_workspace(dataFolder)
    , m_window(m_engine.service())
    , m_connections(
          m_engine, m_workspace, m_window, ConnectionStore(dataFolder + QStringLiteral("/connections.json")))
    , m_exports(m_window)
    , m_inspector({m_engine.service(), m_engine.cache(), m_engine.control()}, m_window.panels())
    , m_saveThrottle([this] { saveTexts(); }, 2s)
{
    connectWindow();
    m_inspector.follow(m_window.tabs());
    new PreferencesKeeper(m_workspace, m_engine, m_window, this);
}

Application::~Application() = default;

void Application::connectWindow()
{
    connect(&m_window, &MainWindow::openSampleRequested, this, &Application::openSample);
    connect(&m_inspector, &Inspector::exportRequested, &m_window.exportActions(),
        &ExportActions::exportRequested);
    connect(&m_inspector, &Inspector::openRequested, &m_window, &MainWindow::openStatement);
    connect(&m_window, &MainWindow::connectionsChanged, &m_inspector, &Inspector::setConnections);
    connect(&m_window, &MainWindow::aboutToClose, this, &Application::saveAll);
    connect(&m_window.tabs(), &QueryTabs::textsChanged, &m_saveThrottle, &Throttle::trigger);
}

void Application::start(const WindowCommand& command)
{
    const Workspace::Layout layout = m_workspace.loadLayout();
    m_window.restoreLayout(layout.geometry, layout.docks);
    m_window.panels().entries().restoreState(layout.entriesHeader);
    m_window.setRecentFiles(m_workspace.recentFiles());
    const std::vector<TabText> texts = m_workspace.loadTexts();
    m_window.tabs().restore(texts);
    m_window.show();
    for (const TabText& text : texts) {
        if (!text.target.isEmpty())
            m_connections.open(text.target, false);
    }
    for (const QString& connection : command.connections)
        m_connections.open(connection);
    if (command.sample)
        openSample();
}

void Application::openSample()
{
    const auto path = privateSampleDatabase(m_dataFolder);
    if (path)
        m_connections.open(path.value());
    else
        m_window.showError(path.error());
}

void Application::saveTexts()
{
    if (!m_workspace.saveTexts(m_window.tabs().texts()))
        m_window.statusBar()->showMessage(
            tr("The texts of the tabs could not be saved in %1").arg(m_dataFolder));
}

void Application::saveAll()
{
    saveTexts();
    m_workspace.saveLayout(
        {m_window.saveGeometry(), m_window.layoutState(), m_window.panels().entries().saveState()});
}

} // namespace larder
