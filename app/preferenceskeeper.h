#pragma once

#include <QObject>

namespace larder {

class MainWindow;
class Workspace;

/// Gives a window the preferences that its workspace holds, and lets the workspace hold what is set in the
/// window.
class PreferencesKeeper final : public QObject
{
    Q_OBJECT

public:
    PreferencesKeeper(const Workspace& workspace, MainWindow& window, QObject* parent = nullptr);
};

} // namespace larder
