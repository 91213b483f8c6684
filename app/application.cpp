#include "app/application.h"

#include "app/preferenceskeeper.h"
#include "app/sampledatabase.h"
#include "models/cachetotals.h"
#include "ui/cacheentriesdock.h"

#include <QStatusBar>
#include <QTimer>

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
    , m_cacheThrottle([this] { showCache(); })
    , m_saveThrottle([this] { saveTexts(); }, 2s)
{
    connectCache();
    connectWindow();
    new PreferencesKeeper(m_workspace, m_engine, m_window, this);
}

Application::~Application() = default;

void Application::connectCache()
{
    const ResultCache& cache = m_engine.cache();
    for (const auto signal : {&ResultCache::entryStored, &ResultCache::entryChanged})
        connect(&cache, signal, &m_cacheThrottle, &Throttle::trigger);
    connect(&cache, &ResultCache::entryRemoved, &m_cacheThrottle, &Throttle::trigger);
    connect(&cache, &ResultCache::entriesDoubted, &m_cacheThrottle, &Throttle::trigger);
    connect(&m_engine.service(), &QueryService::statisticsChanged, &m_cacheThrottle, &Throttle::trigger);
    // Ages go on by themselves.
    auto* const ticker = new QTimer(this);
    connect(ticker, &QTimer::timeout, &m_cacheThrottle, &Throttle::trigger);
    ticker->start(1s);
    m_cacheThrottle.trigger();
}

void Application::connectWindow()
{
    connect(&m_window, &MainWindow::openSampleRequested, this, &Application::openSample);
    connect(&m_window, &MainWindow::aboutToClose, this, &Application::saveAll);
    connect(&m_window.tabs(), &QueryTabs::textsChanged, &m_saveThrottle, &Throttle::trigger);
    const CacheEntriesDock& entries = m_window.entriesDock();
    const CacheControl& control = m_engine.control();
    connect(&entries, &CacheEntriesDock::expireRequested, &control, &CacheControl::expireEntries);
    connect(&entries, &CacheEntriesDock::expireAllRequested, &control, &CacheControl::expireEverything);
}

void Application::start(const WindowCommand& command)
{
    const Workspace::Layout layout = m_workspace.loadLayout();
    m_window.restoreLayout(layout.geometry, layout.docks);
    m_window.entriesDock().restoreState(layout.entriesHeader);
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

void Application::showCache()
{
    const ResultCache& cache = m_engine.cache();
    std::vector<EntryInfo> entries = cache.entries(std::move(m_entriesRoom));
    const CacheTotals totals{qint64(entries.size()), cache.store().usedBytes(), cache.store().budgetBytes(),
        m_engine.service().statistics()};
    m_entriesRoom = m_window.entriesDock().showEntries(std::move(entries));
    m_window.entriesDock().showTotals(totals);
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
        {m_window.saveGeometry(), m_window.layoutState(), m_window.entriesDock().saveState()});
}

} // namespace larder
