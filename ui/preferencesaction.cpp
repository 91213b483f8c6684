#include "ui/preferencesaction.h"

#include "ui/preferencesdialog.h"

#include <QWidget>

namespace larder {

PreferencesAction::PreferencesAction(QWidget* window) : QAction(tr("&Preferences…"), window)
{
    setObjectName(QStringLiteral("preferencesAction"));
    setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    setMenuRole(QAction::PreferencesRole);
    setStatusTip(tr("Row limit, memory for results, order of NULLs and texts"));
    connect(this, &QAction::triggered, this, [this, window] {
        if (const auto chosen = PreferencesDialog::ask(m_preferences, window))
            setPreferences(*chosen);
    });
}

void PreferencesAction::setPreferences(const Preferences& preferences)
{
    if (preferences == m_preferences)
        return;
    m_preferences = preferences;
    Q_EMIT preferencesChanged(m_preferences);
}

} // namespace larder
