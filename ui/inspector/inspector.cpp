#include "ui/inspector/inspector.h"

#include "ui/inspector/cachedrowsdesk.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/comparisondesk.h"
#include "ui/inspector/entriesdesk.h"
#include "ui/inspector/entrydetaildesk.h"
#include "ui/inspector/eventsdesk.h"
#include "ui/inspector/flightsdesk.h"
#include "ui/inspector/reachdesk.h"
#include "ui/inspector/statisticsdesk.h"
#include "ui/inspector/undobar.h"
#include "ui/inspector/whydesk.h"
#include "ui/panels.h"

namespace larder {

Inspector::Inspector(const Subject& subject, Panels& panels, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_panels(panels)
    , m_entries(new EntriesDesk(subject, panels.entries(), this))
    , m_detail(new EntryDetailDesk(subject, panels, this))
    , m_why(new WhyDesk(subject, panels, this))
    , m_comparison(new ComparisonDesk(subject, panels, this))
    , m_rows(new CachedRowsDesk(subject, panels, this))
{
    // Also while the panel stands aside or is behind another.
    panels.window().addAction(panels.entries().notice().undoAction());
    new EventsDesk(subject, panels, this);
    new StatisticsDesk(subject, panels, this);
    new FlightsDesk(subject, panels, this);
    connect(&panels.entries(), &CacheEntriesDock::exportRequested, this, &Inspector::exportRequested);
    connect(m_entries, &EntriesDesk::openRequested, this, &Inspector::openRequested);
    connect(m_why, &WhyDesk::entryWanted, m_detail, &EntryDetailDesk::open);
    connect(m_rows, &CachedRowsDesk::entryWanted, m_detail, &EntryDetailDesk::open);
    m_detail->offer(m_comparison->action());
    connect(m_detail, &EntryDetailDesk::actionChosen, m_comparison, &ComparisonDesk::compare);
}

void Inspector::setConnections(const std::vector<ConnectionInfo>& connections)
{
    m_entries->setConnections(connections);
}

void Inspector::follow(QueryTabs& tabs)
{
    m_why->follow(tabs);
    new ReachDesk(m_subject, m_panels.window(), tabs, this);
}

} // namespace larder
