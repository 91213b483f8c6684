#include "ui/inspector/entrydetaildesk.h"

#include "cache/cacheinspection.h"
#include "models/inspector/entrydetailtext.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/entrydetaildock.h"
#include "ui/inspector/visibleticker.h"
#include "ui/panels.h"

#include <QAction>
#include <QIcon>

namespace larder {

namespace {

constexpr size_t kMostEventsShown = 300;

} // namespace

EntryDetailDesk::EntryDetailDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_panels(panels)
    , m_dock(new EntryDetailDock(&panels.window()))
    , m_throttle([this] { update(); })
{
    panels.add(*m_dock, Qt::RightDockWidgetArea, Qt::Key_7);
    m_dock->hide();
    connectEntries();
    const ResultCache& cache = m_subject.cache;
    const auto changed = [this](EntryId id) {
        if (m_id == id)
            m_throttle.trigger();
    };
    connect(&cache, &ResultCache::entryChanged, this, changed);
    connect(&cache, &ResultCache::entryStored, this, [this] {
        if (m_onScreen)
            m_throttle.trigger();
    });
    connect(&cache, &ResultCache::entryRemoved, this, changed);
    connect(&cache, &ResultCache::entriesDoubted, &m_throttle, &Throttle::trigger);
    // Its age goes on by itself.
    new VisibleTicker(*m_dock, std::chrono::seconds(1), [this] { m_throttle.trigger(); });
    connect(m_dock, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        m_onScreen = visible;
        if (visible)
            follow();
    });
}

void EntryDetailDesk::connectEntries()
{
    CacheEntriesDock& entries = m_panels.entries();
    auto* const show = new QAction(tr("Show details") + QStringLiteral("\tReturn"), this);
    show->setObjectName(QStringLiteral("showEntryDetails"));
    entries.addEntryAction(show);
    connect(show, &QAction::triggered, this, [this, &entries] {
        if (const auto selected = entries.selectedEntries(); !selected.empty())
            open(selected.front());
    });
    connect(&entries, &CacheEntriesDock::entryActivated, this, &EntryDetailDesk::open);
    connect(&entries, &CacheEntriesDock::selectionChanged, this, [this] {
        if (m_onScreen)
            follow();
    });
    auto* const expire = new QAction(QIcon(QStringLiteral(":/larder/icons/expire.svg")), tr("Expire"), this);
    expire->setObjectName(QStringLiteral("expireShownEntry"));
    expire->setToolTip(tr("Drop this entry: the next run asks the database"));
    m_dock->addEntryAction(expire);
    connect(expire, &QAction::triggered, this, [this] {
        if (const auto shown = m_dock->entry())
            m_subject.control.expireEntries({*shown});
    });
}

void EntryDetailDesk::open(EntryId id)
{
    show(id);
    m_panels.goTo(*m_dock);
}

void EntryDetailDesk::offer(QAction* action)
{
    m_dock->addEntryAction(action);
    connect(action, &QAction::triggered, this, [this] {
        if (const auto shown = m_dock->entry())
            Q_EMIT actionChosen(*shown);
    });
}

// What is on screen stays where nothing is selected, as when the selected entry has gone.
void EntryDetailDesk::follow()
{
    const std::vector<EntryId> selected = m_panels.entries().selectedEntries();
    if (!selected.empty())
        show(selected.front());
    else
        m_throttle.trigger();
}

void EntryDetailDesk::show(EntryId id)
{
    if (m_id != id) {
        m_id = id;
        m_facts.reset();
        m_timeline.clear();
        m_lastEvent = 0;
    }
    m_throttle.trigger();
}

void EntryDetailDesk::update()
{
    if (!m_id || !m_dock->isVisible())
        return;
    if (const auto detail = CacheInspection(m_subject.cache).detail(*m_id)) {
        m_facts = detail->info.facts;
        m_dock->showDetail(*detail);
        readTimeline();
    } else if (m_facts) {
        showGone();
    } else {
        m_dock->clear();
    }
}

// What was stored for the same request since takes its place.
void EntryDetailDesk::showGone()
{
    const CacheInspection look(m_subject.cache);
    if (const auto other = look.nearest(m_facts->components); other && other->difference.isEmpty()) {
        show(other->entry);
        return;
    }
    readTimeline();
    const CacheEvent* const end = look.removal(m_facts->key, look.events().lastNumber() + 1);
    m_dock->showGone(end && end->reason ? reasonText(end->reason) : tr("it went"));
}

void EntryDetailDesk::readTimeline()
{
    const EventLog& log = CacheInspection(m_subject.cache).events();
    const bool isFirst = m_lastEvent == 0;
    for (quint64 number = std::max(m_lastEvent + 1, log.firstNumber()); number <= log.lastNumber();
         ++number) {
        const CacheEvent& event = *log.event(number);
        if (event.entry != *m_id && event.key != m_facts->key)
            continue;
        m_timeline.push_back(eventFact(event));
        if (m_timeline.size() > kMostEventsShown)
            m_timeline.pop_front();
    }
    const bool isNews = isFirst || m_lastEvent != log.lastNumber();
    m_lastEvent = log.lastNumber();
    if (isNews)
        m_dock->showTimeline({m_timeline.begin(), m_timeline.end()});
}

} // namespace larder
