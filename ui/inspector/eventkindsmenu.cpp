#include "ui/inspector/eventkindsmenu.h"

#include "models/inspector/eventtext.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace larder {

EventKindsMenu::EventKindsMenu(QWidget* parent) : QMenu(tr("Kinds"), parent)
{
    setObjectName(QStringLiteral("eventKindsMenu"));
    setAccessibleName(tr("Kinds of events"));
    addAction(tr("All"), this, [this] { setKinds(EventFilter::Kinds().set()); });
    addAction(tr("None"), this, [this] { setKinds({}); });
    addAction(tr("Runs only"), this, [this] {
        EventFilter::Kinds runs;
        for (const EventKind kind : {EventKind::Hit, EventKind::Miss, EventKind::Bypass, EventKind::Joined})
            runs.set(size_t(kind));
        setKinds(runs);
    });
    addSeparator();
    for (size_t kind = 0; kind < m_kinds.size(); ++kind) {
        m_kinds[kind] = addAction(eventKindText(EventKind(kind)));
        m_kinds[kind]->setCheckable(true);
        m_kinds[kind]->setChecked(true);
        connect(m_kinds[kind], &QAction::triggered, this, &EventKindsMenu::kindsChanged);
    }
}

EventFilter::Kinds EventKindsMenu::kinds() const
{
    EventFilter::Kinds kinds;
    for (size_t kind = 0; kind < m_kinds.size(); ++kind)
        kinds.set(kind, m_kinds[kind]->isChecked());
    return kinds;
}

void EventKindsMenu::setKinds(EventFilter::Kinds kinds)
{
    if (kinds == this->kinds())
        return;
    for (size_t kind = 0; kind < m_kinds.size(); ++kind)
        m_kinds[kind]->setChecked(kinds.test(kind));
    Q_EMIT kindsChanged();
}

void EventKindsMenu::mouseReleaseEvent(QMouseEvent* event)
{
    if (!tick(actionAt(event->position().toPoint())))
        QMenu::mouseReleaseEvent(event);
}

void EventKindsMenu::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || !tick(activeAction()))
        QMenu::keyPressEvent(event);
}

bool EventKindsMenu::tick(QAction* action)
{
    if (!action || !action->isCheckable())
        return false;
    action->trigger();
    return true;
}

} // namespace larder
