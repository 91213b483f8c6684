#include "ui/inspector/whydesk.h"

#include "models/inspector/whytext.h"
#include "ui/inspector/whydock.h"
#include "ui/panels.h"
#include "ui/querytabs.h"
#include "ui/resulttab.h"

#include <utility>

namespace larder {

namespace {

std::optional<CacheEvent> eventWithNumber(const EventLog& log, quint64 number)
{
    const CacheEvent* const event = log.event(number);
    return event ? std::optional(*event) : std::nullopt;
}

WhyContext contextOf(const CacheInspection& look, const RunRecord& run)
{
    WhyContext context;
    context.isEntryThere = look.detail(run.entry).has_value();
    if (run.provenance.source != Source::Database || run.provenance.key.isEmpty())
        return context;
    context.nearest = look.nearest(run.components, run.entry);
    // What was seen for the first time, or asked for otherwise, has no older answer that went.
    const ReasonCode code = run.provenance.reason.code;
    const bool hadOne
        = code != ReasonCode::FirstSeen && code != ReasonCode::KeyDiffers && code != ReasonCode::Bypass;
    const CacheEvent* const removal = hadOne ? look.removal(run.provenance.key, run.lastEvent + 1) : nullptr;
    if (removal) {
        context.removal = *removal;
        context.cause = eventWithNumber(look.events(), removal->cause);
    }
    return context;
}

} // namespace

WhyDesk::WhyDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_dock(new WhyDock(&panels.window()))
    , m_throttle([this] { publish(); })
{
    panels.add(*m_dock, Qt::BottomDockWidgetArea, Qt::Key_6);
    connect(&m_subject.service, &QueryService::runEnded, this, [this](const RunRecord& run) {
        m_new.push_back(run);
        if (m_new.size() > 2 * RunListModel::kMostRuns)
            m_new.erase(m_new.begin(), m_new.end() - qsizetype(RunListModel::kMostRuns));
        m_throttle.trigger();
    });
    connect(m_dock, &WhyDock::runSelected, this, &WhyDesk::tell);
    connect(m_dock, &WhyDock::followingChanged, this, &WhyDesk::selectCurrent);
    connect(m_dock, &QDockWidget::visibilityChanged, &m_throttle, &Throttle::trigger);
    connect(m_dock, &WhyDock::showEntryRequested, this, [this] {
        if (const int row = m_dock->selectedRun(); row >= 0)
            Q_EMIT entryWanted(m_dock->runs().runAt(row).entry);
    });
}

void WhyDesk::follow(QueryTabs& tabs)
{
    m_tabs = &tabs;
    connect(&tabs, &QTabWidget::currentChanged, this, &WhyDesk::selectCurrent);
}

void WhyDesk::publish()
{
    m_dock->runs().add(std::exchange(m_new, {}));
    selectCurrent();
    tell();
}

void WhyDesk::selectCurrent()
{
    const ResultTab* const tab = m_tabs ? m_tabs->current() : nullptr;
    if (!m_dock->isFollowing() || !tab || !tab->connection())
        return;
    if (const int row = m_dock->runs().rowOf(tab->connection()->id, tab->sql()); row >= 0)
        m_dock->selectRun(row);
}

void WhyDesk::tell()
{
    const int row = m_dock->selectedRun();
    if (row < 0 || !m_dock->isVisible())
        return;
    const RunRecord& run = m_dock->runs().runAt(row);
    const WhyContext context = contextOf(CacheInspection(m_subject.cache), run);
    m_dock->showSql(run.request.sql, run.dialect, tellingToken(run));
    m_dock->showStory(whyHeadline(run), whyFacts(run, context));
    m_dock->enableShowEntry(context.isEntryThere);
}

} // namespace larder
