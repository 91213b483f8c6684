#include "ui/inspector/eventkindsmenu.h"

#include "models/inspector/eventtext.h"

namespace larder {

EventKindsMenu::EventKindsMenu(QWidget* parent) : CheckMenu(tr("Kinds"), parent)
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

} // namespace larder
