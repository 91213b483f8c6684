#include "ui/inspector/eventsdesk.h"

#include "models/throttle.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/cacheeventsdock.h"
#include "ui/inspector/visibleticker.h"
#include "ui/panels.h"

namespace larder {

EventsDesk::EventsDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent) : QObject(parent)
{
    auto* const dock = new CacheEventsDock(subject.cache.events(), panels.entries().parentWidget());
    panels.add(*dock, Qt::BottomDockWidgetArea, Qt::Key_5);
    new VisibleTicker(*dock, Throttle::kDefaultInterval, [dock] { dock->readOn(); });
    connect(dock, &CacheEventsDock::entryRequested, &panels, [&panels](EntryId id) {
        panels.goTo(panels.entries());
        panels.entries().selectEntry(id);
    });
}

} // namespace larder
