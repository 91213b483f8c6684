#include "ui/inspector/inspector.h"

#include "models/inspector/cachetotals.h"
#include "ui/inspector/cachedrowsdesk.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/eventsdesk.h"
#include "ui/inspector/flightsdesk.h"
#include "ui/inspector/statisticsdesk.h"
#include "ui/inspector/comparisondesk.h"
#include "ui/inspector/entrydetaildesk.h"
#include "ui/inspector/reachdesk.h"
#include "ui/inspector/whydesk.h"
#include "ui/panels.h"

namespace larder {

using namespace std::chrono_literals;

Inspector::Inspector(const Subject& subject, Panels& panels, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_panels(panels)
    , m_throttle([this] { showEntries(); })
    , m_detail(new EntryDetailDesk(subject, panels, this))
    , m_why(new WhyDesk(subject, panels, this))
    , m_comparison(new ComparisonDesk(subject, panels, this))
    , m_rows(new CachedRowsDesk(subject, panels, this))
{
    connectEntries();
    new EventsDesk(subject, panels, this);
    new StatisticsDesk(subject, panels, this);
    new FlightsDesk(subject, panels, this);
    connect(m_why, &WhyDesk::entryWanted, m_detail, &EntryDetailDesk::open);
    connect(m_rows, &CachedRowsDesk::entryWanted, m_detail, &EntryDetailDesk::open);
    m_detail->offer(m_comparison->action());
    connect(m_detail, &EntryDetailDesk::actionChosen, m_comparison, &ComparisonDesk::compare);
    m_throttle.trigger();
}

void Inspector::follow(QueryTabs& tabs)
{
    m_why->follow(tabs);
    new ReachDesk(m_subject, m_panels.window(), tabs, this);
}

void Inspector::connectEntries()
{
    const ResultCache& cache = m_subject.cache;
    for (const auto signal : {&ResultCache::entryStored, &ResultCache::entryChanged})
        connect(&cache, signal, &m_throttle, &Throttle::trigger);
    connect(&cache, &ResultCache::entryRemoved, &m_throttle, &Throttle::trigger);
    connect(&cache, &ResultCache::entriesDoubted, &m_throttle, &Throttle::trigger);
    connect(&m_subject.service, &QueryService::statisticsChanged, &m_throttle, &Throttle::trigger);
    // Ages go on by themselves.
    auto* const ticker = new QTimer(this);
    connect(ticker, &QTimer::timeout, &m_throttle, &Throttle::trigger);
    ticker->start(1s);
    const CacheEntriesDock& entries = m_panels.entries();
    const CacheControl& control = m_subject.control;
    connect(&entries, &CacheEntriesDock::expireRequested, &control, &CacheControl::expireEntries);
    connect(&entries, &CacheEntriesDock::expireAllRequested, &control, &CacheControl::expireEverything);
}

void Inspector::showEntries()
{
    const ResultCache& cache = m_subject.cache;
    std::vector<EntryInfo> entries = cache.entries(std::move(m_entriesRoom));
    const CacheTotals totals{qint64(entries.size()), cache.store().usedBytes(), cache.store().budgetBytes(),
        m_subject.service.statistics()};
    m_entriesRoom = m_panels.entries().showEntries(std::move(entries));
    m_panels.entries().showTotals(totals);
}

} // namespace larder
