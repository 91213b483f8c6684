#pragma once

#include "app/commandline.h"
#include "app/connectiontarget.h"
#include "app/engine.h"
#include "app/exportdesk.h"
#include "app/workspace.h"
#include "models/throttle.h"
#include "ui/mainwindow.h"

#include <QSet>

#include <map>

namespace larder {

/// The program with a window: wires the cache, the databases, the disk and the window to each other.
class Application final : public QObject
{
    Q_OBJECT

public:
    /// Keeps settings, texts and the sample copy in @p dataFolder.
    explicit Application(const QString& dataFolder, QObject* parent = nullptr);
    ~Application() override;

    /// Shows the window with what @p command names and what the last run left.
    void start(const WindowCommand& command);
    /// Opens what @p connection names, or shows why not. A file that is open already is not opened twice.
    /// With
    /// @p show it comes to the front.
    void open(const QString& connection, bool show = true);
    void openSample();
    [[nodiscard]] MainWindow& window() { return m_window; }
    [[nodiscard]] Engine& engine() { return m_engine; }

Q_SIGNALS:
    void connectionOpened(larder::ConnectionId connection);
    void openFailed(const larder::Error& error);

private:
    void connectCache();
    void connectWindow();
    void opened(const ConnectionTarget& target, Result<std::unique_ptr<DatabasePort>> port);
    void showIfWanted(const QString& address, ConnectionId id);
    void fail(const Error& error);
    void close(ConnectionId connection);
    void showCache();
    void saveTexts();
    void saveAll();

    const QString m_dataFolder;
    Engine m_engine;
    Workspace m_workspace;
    MainWindow m_window;
    ExportDesk m_exports;
    Throttle m_cacheThrottle;
    Throttle m_saveThrottle;
    // By address; an id of 0 while it is being opened.
    std::map<QString, ConnectionId> m_open;
    QSet<QString> m_toShow;
    // What the panel showed before, for its memory.
    std::vector<EntryInfo> m_entriesRoom;
};

} // namespace larder
