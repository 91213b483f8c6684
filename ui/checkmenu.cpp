#include "ui/checkmenu.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace larder {

namespace {

/// Ticks @p action, if it can be ticked.
bool tick(QAction* action)
{
    if (!action || !action->isCheckable() || !action->isEnabled())
        return false;
    action->trigger();
    return true;
}

} // namespace

void CheckMenu::mousePressEvent(QMouseEvent* event)
{
    m_isPressed = true;
    QMenu::mousePressEvent(event);
}

void CheckMenu::mouseReleaseEvent(QMouseEvent* event)
{
    if (!std::exchange(m_isPressed, false) || !tick(actionAt(event->position().toPoint())))
        QMenu::mouseReleaseEvent(event);
}

void CheckMenu::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || !tick(activeAction()))
        QMenu::keyPressEvent(event);
}

} // namespace larder
