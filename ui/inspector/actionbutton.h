#pragma once

#include <QAction>
#include <QToolButton>

namespace larder {

/// A button that does what @p action does and says so, to be reached by Tab.
[[nodiscard]] inline QToolButton* actionButton(QAction* action, const QString& name)
{
    auto* const button = new QToolButton;
    button->setObjectName(name);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    button->setAccessibleDescription(action->toolTip());
    return button;
}

} // namespace larder
