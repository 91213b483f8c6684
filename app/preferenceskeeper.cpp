#include "app/preferenceskeeper.h"

#include "app/engine.h"
#include "app/workspace.h"
#include "ui/mainwindow.h"
#include "ui/preferencesaction.h"

#include <QStatusBar>

namespace larder {

PreferencesKeeper::PreferencesKeeper(
    const Workspace& workspace, Engine& engine, MainWindow& window, QObject* parent)
    : QObject(parent)
{
    connect(&window.preferences(), &PreferencesAction::preferencesChanged, this,
        [&engine](const Preferences& preferences) {
            engine.storage()->setBudgetBytes(preferences.resultMemoryBytes);
        });
    const CheckedPreferences loaded = workspace.loadPreferences();
    engine.storage()->setBudgetBytes(loaded.preferences.resultMemoryBytes);
    window.preferences().setPreferences(loaded.preferences);
    if (!loaded.notes.isEmpty())
        window.statusBar()->showMessage(loaded.notes.join(u' '));
    connect(&window.preferences(), &PreferencesAction::preferencesChanged, this,
        [&workspace, &window](const Preferences& preferences) {
            if (!workspace.savePreferences(preferences))
                window.statusBar()->showMessage(
                    tr("The preferences could not be written; they hold until the program ends"));
        });
}

} // namespace larder
