#include "ui/inspector/entriesfeed.h"

#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/followcache.h"

#include <algorithm>

namespace larder {

using namespace std::chrono_literals;

namespace {

// Between taking 100,000 entries and showing them, so that the window answers in between.
constexpr auto kPause = 1ms;

} // namespace

EntriesFeed::EntriesFeed(const Inspector::Subject& subject, CacheEntriesDock& dock, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_dock(dock)
    , m_throttle([this] { takeEntries(); })
{
    m_taken.setSingleShot(true);
    connect(&m_taken, &QTimer::timeout, this, &EntriesFeed::showEntries);
    connectCache();
    m_throttle.trigger();
}

void EntriesFeed::setConnections(const std::vector<ConnectionInfo>& connections)
{
    m_connections = connections;
    m_throttle.trigger();
}

void EntriesFeed::connectCache()
{
    followCache(m_subject.cache, m_throttle);
    connect(&m_subject.service, &QueryService::statisticsChanged, &m_throttle, &Throttle::trigger);
    // Ages go on by themselves.
    auto* const ticker = new QTimer(this);
    connect(ticker, &QTimer::timeout, &m_throttle, &Throttle::trigger);
    ticker->start(1s);
}

void EntriesFeed::takeEntries()
{
    const ResultCache& cache = m_subject.cache;
    m_entries = cache.entries(std::move(m_entries));
    if (m_dock.showsEvictionRank())
        rank(m_entries);
    m_totals = {qint64(m_entries.size()), cache.store().usedBytes(), cache.store().budgetBytes(),
        m_subject.service.statistics()};
    m_taken.start(kPause);
}

void EntriesFeed::showEntries()
{
    // A file that was replaced is another database under the same name.
    ConnectionNames names;
    for (const ConnectionInfo& each : m_connections) {
        if (const auto identity = m_subject.service.identity(each.id))
            names.add(*identity, each.label);
    }
    m_dock.showConnections(names);
    m_entries = m_dock.showEntries(std::move(m_entries));
    m_dock.showTotals(m_totals);
}

void EntriesFeed::rank(std::vector<EntryInfo>& entries)
{
    if (!m_sinceRanked.isValid() || m_sinceRanked.hasExpired(1000)) {
        m_sinceRanked.start();
        const std::vector<EntryId> order = m_subject.cache.store().evictionOrder();
        m_ranks.clear();
        m_ranks.reserve(order.size());
        for (const EntryId id : order)
            m_ranks.emplace_back(id, int(m_ranks.size()) + 1);
        std::ranges::sort(m_ranks);
    }
    for (EntryInfo& entry : entries) {
        const auto found = std::ranges::lower_bound(m_ranks, entry.id, {}, &std::pair<EntryId, int>::first);
        if (found != m_ranks.end() && found->first == entry.id)
            entry.evictionRank = found->second;
    }
}

} // namespace larder
