#include "app/application.h"

#include "app/preferenceskeeper.h"
#include "app/sampledatabase.h"
#include "app/sql/databaseopener.h"
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
    connect(&m_window, &MainWindow::openFileRequested, this, [this](const QString& path) { open(path); });
    connect(&m_window, &MainWindow::openSampleRequested, this, &Application::openSample);
    connect(&m_window, &MainWindow::closeConnectionRequested, this, &Application::close);
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
            open(text.target, false);
    }
    for (const QString& connection : command.connections)
        open(connection);
    if (command.sample)
        openSample();
}

void Application::open(const QString& connection, bool show)
{
    const auto target = parseConnectionTarget(connection);
    if (!target) {
        fail(target.error());
        return;
    }
    const QString& address = target.value().address;
    if (show)
        m_toShow.insert(address);
    if (const auto [known, added] = m_open.emplace(address, ConnectionId()); !added) {
        showIfWanted(address, known->second);
        return;
    }
    openDatabase(target.value(), m_engine.storage(), this,
        [this, target = target.value()](
            Result<std::unique_ptr<DatabasePort>> port) { opened(target, std::move(port)); });
}

void Application::openSample()
{
    const auto path = privateSampleDatabase(m_dataFolder);
    if (path)
        open(path.value());
    else
        fail(path.error());
}

void Application::opened(const ConnectionTarget& target, Result<std::unique_ptr<DatabasePort>> port)
{
    if (!port) {
        m_open.erase(target.address);
        m_toShow.remove(target.address);
        fail(port.error());
        return;
    }
    const ConnectionId id = m_engine.service().addConnection(std::move(port.value()));
    m_open[target.address] = id;
    m_window.addConnection(
        {id, target.label, engineName(target.engine), target.address, dialectOf(target.engine)});
    showIfWanted(target.address, id);
    m_workspace.addRecentFile(target.address);
    m_window.setRecentFiles(m_workspace.recentFiles());
    Q_EMIT connectionOpened(id);
}

// Those that are still being opened come to the front when they are.
void Application::showIfWanted(const QString& address, ConnectionId id)
{
    if (id != ConnectionId() && m_toShow.remove(address))
        m_window.showConnection(id);
}

void Application::fail(const Error& error)
{
    m_window.showError(error);
    Q_EMIT openFailed(error);
}

void Application::close(ConnectionId connection)
{
    std::erase_if(m_open, [&](const auto& each) { return each.second == connection; });
    m_engine.service().removeConnection(connection);
    m_window.removeConnection(connection);
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
