#pragma once

#include <QAction>
#include <QKeyEvent>
#include <QWidget>

namespace larder {

/// Gives the shortcuts of the actions of a widget to that widget while it has the focus, also those that the
/// window has for something else: Qt calls such keys ambiguous, and does nothing. Where the action is
/// disabled the key does nothing, and least of all what it does elsewhere, as to run a statement.
class OwnShortcuts final : public QObject
{
    Q_OBJECT

public:
    explicit OwnShortcuts(QWidget* widget) : QObject(widget) { widget->installEventFilter(this); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
            return false;
        const QKeySequence pressed(static_cast<QKeyEvent*>(event)->keyCombination());
        for (QAction* const action : static_cast<QWidget*>(watched)->actions()) {
            if (!action->shortcuts().contains(pressed))
                continue;
            event->accept();
            // Does nothing where it is disabled.
            if (event->type() == QEvent::KeyPress)
                action->trigger();
            return true;
        }
        return false;
    }
};

} // namespace larder
