#include "app/preferenceskeeper.h"

#include "app/workspace.h"
#include "ui/mainwindow.h"
#include "ui/preferencesaction.h"

#include <QStatusBar>

namespace larder {

PreferencesKeeper::PreferencesKeeper(const Workspace& workspace, MainWindow& window, QObject* parent)
    : QObject(parent)
{
    const CheckedPreferences loaded = workspace.loadPreferences();
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
