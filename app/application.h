#pragma once

#include "app/commandline.h"
#include "app/connectiondesk.h"
#include "app/engine.h"
#include "app/exportdesk.h"
#include "app/workspace.h"
#include "models/throttle.h"
#include "ui/inspector/inspector.h"
#include "ui/mainwindow.h"

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
    void openSample();
    [[nodiscard]] ConnectionDesk& connections() { return m_connections; }
    [[nodiscard]] MainWindow& window() { return m_window; }
    [[nodiscard]] Engine& engine() { return m_engine; }

private:
    void connectWindow();
    void saveTexts();
    void saveAll();

    const QString m_dataFolder;
    Engine m_engine;
    Workspace m_workspace;
    MainWindow m_window;
    ConnectionDesk m_connections;
    ExportDesk m_exports;
    Inspector m_inspector;
    Throttle m_saveThrottle;
};

} // namespace larder
