#pragma once

#include <QObject>

namespace larder {

class Engine;
class MainWindow;
class Workspace;

/// Gives a window and an engine the preferences that the workspace holds, and lets the workspace hold what is
/// set in the window.
class PreferencesKeeper final : public QObject
{
    Q_OBJECT

public:
    PreferencesKeeper(
        const Workspace& workspace, Engine& engine, MainWindow& window, QObject* parent = nullptr);
};

} // namespace larder
