#include "ui/inspector/statisticsdesk.h"

#include "models/inspector/statisticstables.h"
#include "models/inspector/timetables.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/cachestatisticsdock.h"
#include "ui/inspector/statisticscontrols.h"
#include "ui/inspector/visibleticker.h"
#include "ui/panels.h"

#include <algorithm>

namespace larder {

using namespace std::chrono_literals;

namespace {

using Chart = StatisticsControls::Chart;
using Period = EventFigures::Period;

} // namespace

StatisticsDesk::StatisticsDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_dock(*new CacheStatisticsDock(panels.entries().parentWidget()))
    , m_figures(subject.cache.events())
{
    panels.add(m_dock, Qt::BottomDockWidgetArea, Qt::Key_8);
    m_goOn.setSingleShot(true);
    connect(&m_goOn, &QTimer::timeout, this, &StatisticsDesk::countOn);
    sample();
    auto* const sampler = new QTimer(this);
    connect(sampler, &QTimer::timeout, this, &StatisticsDesk::sample);
    sampler->start(1s);
    new VisibleTicker(m_dock, 1s, [this] { show(); });
    const StatisticsControls& controls = m_dock.controls();
    connect(&controls, &StatisticsControls::chosen, this, &StatisticsDesk::show);
    connect(&controls, &StatisticsControls::snapshotRequested, this, &StatisticsDesk::takeSnapshot);
    connect(&controls, &StatisticsControls::resetRequested, this, [this] {
        m_figures.reset(QDateTime::currentDateTimeUtc());
        show();
    });
}

void StatisticsDesk::countOn()
{
    if (m_figures.readSome(QDateTime::currentDateTimeUtc()))
        m_goOn.start(0);
}

void StatisticsDesk::sample()
{
    const CacheStore& store = m_subject.cache.store();
    countOn();
    m_sampler.add({QDateTime::currentDateTimeUtc(), m_subject.service.statistics(), store.usedBytes(),
        store.entryCount()});
}

void StatisticsDesk::show()
{
    countOn();
    showChoices();
    m_dock.showFigures(figures(), about());
    m_dock.showChart(chart());
}

void StatisticsDesk::showChoices()
{
    QByteArrayList databases;
    QByteArrayList tables;
    m_figures.forEach(Period::SinceStart, {}, [&](const EventFigures::Statement& statement, const auto&) {
        if (!databases.contains(statement.database))
            databases << statement.database;
        for (const QByteArray& table : statement.tables) {
            if (!tables.contains(table))
                tables << table;
        }
    });
    std::ranges::sort(tables);
    m_dock.controls().setChoices(databases, tables);
}

void StatisticsDesk::takeSnapshot(bool isSecond)
{
    countOn();
    (isSecond ? m_second : m_first) = figures();
    m_dock.controls().setChart(Chart::Comparison);
    show();
}

ChartTable StatisticsDesk::figures()
{
    const StatisticsControls& controls = m_dock.controls();
    return figuresTable(m_figures.total(controls.period(), controls.choice()));
}

// The engine's own counters reach further back where many statements take turns.
ChartTable StatisticsDesk::overTime(bool isRatio) const
{
    const StatisticsControls& controls = m_dock.controls();
    const TimeView view{controls.choice(), controls.split(), length()};
    const bool isChosen = view.choice != EventFigures::Choice() || view.split != TimeView::Split::None;
    ChartTable table = isRatio
        ? (isChosen ? hitRatioTable(m_figures, view) : hitRatioTable(m_sampler, view.length))
        : (isChosen ? requestsTable(m_figures, view) : requestsTable(m_sampler, view.length));
    if (view.split == TimeView::Split::Table)
        table.note = tr("A run that read several tables counts for each of them.");
    return table;
}

ChartTable StatisticsDesk::chart()
{
    const StatisticsControls& controls = m_dock.controls();
    switch (controls.chart()) {
    case Chart::Requests:
        return overTime(false);
    case Chart::HitRatio:
        return overTime(true);
    case Chart::Reasons:
        return reasonsTable(m_figures.total(controls.period(), controls.choice()));
    case Chart::Latency:
        return latencyTable(m_figures.total(controls.period(), controls.choice()));
    case Chart::Memory:
        return memoryTable(chosenEntries());
    case Chart::TtlLeft:
        return ttlTable(chosenEntries());
    case Chart::AgeHits:
        return ageHitsTable(chosenEntries());
    case Chart::TimeSaved:
        return timeSavedTable(m_figures, controls.period(), controls.choice());
    case Chart::Comparison:
        return comparison();
    }
    Q_UNREACHABLE();
}

ChartTable StatisticsDesk::comparison() const
{
    ChartTable table = comparisonTable(m_first, m_second);
    if (m_first.rows.empty() || m_second.rows.empty())
        table.note = tr("Take A, let something happen, and take B: the figures are compared here.");
    return table;
}

std::vector<EntryInfo> StatisticsDesk::chosenEntries()
{
    const EventFigures::Choice choice = m_dock.controls().choice();
    std::vector<EntryInfo> entries = m_subject.cache.entries();
    std::erase_if(entries, [&choice](const EntryInfo& entry) {
        const KeyComponents& components = entry.facts->components;
        return (choice.database && databaseOf(components.connection) != *choice.database)
            || (choice.table && !entry.facts->tables.contains(*choice.table))
            || (choice.technique && components.technique != *choice.technique);
    });
    return entries;
}

QString StatisticsDesk::about() const
{
    const QDateTime begin = m_figures.beginOf(m_dock.controls().period()).toLocalTime();
    const bool isToday = begin.date() == QDate::currentDate();
    QString text
        = tr("Counted since %1.").arg(begin.toString(isToday ? u"HH:mm:ss" : u"yyyy-MM-dd HH:mm:ss"));
    if (m_dock.controls().choice().table)
        text += u' ' + tr("What went around the cache told no tables, and is left out.");
    if (m_figures.pending() > 0)
        text += u' ' + tr("%1 events are still to be counted.").arg(m_figures.pending());
    if (m_figures.missed() > 0)
        text += u' ' + tr("%1 events came too fast to be counted.").arg(m_figures.missed());
    return text;
}

std::chrono::seconds StatisticsDesk::length() const
{
    switch (m_dock.controls().period()) {
    case Period::LastMinute:
        return 60s;
    case Period::Last5Minutes:
        return 300s;
    case Period::Last15Minutes:
        return 900s;
    default:
        break;
    }
    const Period period = m_dock.controls().period();
    const std::chrono::seconds passed(m_figures.beginOf(period).secsTo(QDateTime::currentDateTimeUtc()));
    // The second of the reset has runs from before it.
    return period == Period::SinceReset ? std::clamp(passed - 1s, 0s, 3'600s)
                                        : std::clamp(passed, 60s, 3'600s);
}

} // namespace larder
