#pragma once

#include "models/preferences.h"

#include <QAction>

namespace larder {

/// The preferences of a window and the menu entry that asks for others.
class PreferencesAction final : public QAction
{
    Q_OBJECT

public:
    explicit PreferencesAction(QWidget* window);

    [[nodiscard]] const Preferences& preferences() const { return m_preferences; }
    void setPreferences(const Preferences& preferences);

Q_SIGNALS:
    /// Others are in force from now on.
    void preferencesChanged(const larder::Preferences& preferences);

private:
    Preferences m_preferences;
};

} // namespace larder
