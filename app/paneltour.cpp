#include "app/paneltour.h"

#include "ui/inspector/cachedrowsdock.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/cacheeventsdock.h"
#include "ui/inspector/cachestatisticsdock.h"
#include "ui/inspector/comparisonwindow.h"
#include "ui/inspector/entrydetaildock.h"
#include "ui/inspector/facttable.h"
#include "ui/inspector/flightsdock.h"
#include "ui/inspector/reachdialog.h"
#include "ui/inspector/statisticscontrols.h"
#include "ui/inspector/whydock.h"
#include "ui/panels.h"
#include "ui/querytab.h"
#include "ui/sqleditor.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace larder {

namespace {

using namespace std::chrono_literals;

const QByteArray kProducts = "/* cache: individual */ SELECT id, sku, name, price_cents FROM product "
                             "WHERE id <= 40;\n";
const QByteArray kOneProduct
    = "/* cache: individual */ SELECT id, sku, name, price_cents FROM product WHERE id = 7;\n";
const QByteArray kWarehouses = "SELECT * FROM warehouse;\n";
const QByteArray kOrders = "/* cache: all ttl=60 */ SELECT status, count(*) AS orders, sum(shipping_cents) "
                           "FROM orders GROUP BY status;\n";
const QByteArray kCustomers = "SELECT id, given_name, family_name, language FROM customer "
                              "ORDER BY family_name LIMIT 500;\n";
const QByteArray kRatings = "SELECT p.name, avg(r.rating) AS rating, count(*) FROM review AS r "
                            "JOIN product AS p ON p.id = r.product_id GROUP BY p.id LIMIT 50;\n";
const QByteArray kVolatile = "SELECT datetime('now');\n";
const QByteArray kWrite = "UPDATE product SET price_cents = price_cents + 10 WHERE id = 7;\n";
/// Runs until it is cancelled.
const QByteArray kEndless = "-- The sum of all numbers\n"
                            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)\n"
                            "SELECT sum(i) FROM n;\n";

bool hasRows(const QAbstractItemView& view)
{
    return view.model()->rowCount() > 0;
}

} // namespace

std::vector<PanelTour::Step> PanelTour::steps()
{
    static const QStringList kTabs{QStringLiteral("overview"), QStringLiteral("rows"),
        QStringLiteral("dependencies"), QStringLiteral("key"), QStringLiteral("timeline")};
    static const QStringList kCharts{QStringLiteral("requests"), QStringLiteral("hit ratio"),
        QStringLiteral("reasons"), QStringLiteral("latency"), QStringLiteral("memory"),
        QStringLiteral("time to live"), QStringLiteral("age and hits"), QStringLiteral("time saved"),
        QStringLiteral("comparison")};
    std::vector<Step> steps{{QStringLiteral("cache entries"), [this] { return entries(); }}};
    for (int tab = 0; tab < kTabs.size(); ++tab)
        steps.push_back(
            {QStringLiteral("entry detail %1").arg(kTabs[tab]), [this, tab] { return detail(tab); }});
    steps.push_back({QStringLiteral("cached rows"), [this] { return rows(); }});
    for (int chart = 0; chart < kCharts.size(); ++chart)
        steps.push_back({QStringLiteral("cache statistics %1").arg(kCharts[chart]),
            [this, chart] { return statistics(chart, false); }});
    steps.push_back({QStringLiteral("cache statistics by table"), [this] {
                         part<QComboBox>("statisticsSplit").setCurrentIndex(int(TimeView::Split::Table));
                         return statistics(0, false);
                     }});
    steps.push_back({QStringLiteral("cache statistics numbers"), [this] { return statistics(0, true); }});
    steps.push_back({QStringLiteral("cache events"), [this] { return events(); }});
    steps.push_back({QStringLiteral("in flight"), [this] { return flights(); }});
    steps.push_back({QStringLiteral("why"), [this] { return why(); }});
    steps.push_back({QStringLiteral("compare with database"), [this] { return comparison(); }});
    steps.push_back({QStringLiteral("blast radius"), [this] { return reach(); }});
    steps.push_back({QStringLiteral("expire preview"), [this] { return expirePreview(); }});
    return steps;
}

TourStop PanelTour::entries()
{
    const bool filled = fill();
    auto& dock = goTo<CacheEntriesDock>();
    const auto entry = entryOf("FROM warehouse");
    if (entry)
        dock.selectEntry(*entry);
    const auto count = qsizetype(m_application.engine().cache().entries().size());
    const auto& table = *dock.findChild<QTableView*>();
    const bool shown = waitUntil([&] { return table.model()->rowCount() == count; });
    settle();
    return {filled && entry && shown, QStringLiteral("%1 entries").arg(count), &dock};
}

TourStop PanelTour::detail(int tab)
{
    auto& entries = goTo<CacheEntriesDock>();
    auto& dock = *m_application.window().findChild<EntryDetailDock*>();
    const auto entry = entryOf("FROM warehouse");
    if (!entry)
        return {false, QStringLiteral("the entry is not there")};
    entries.selectEntry(*entry);
    chooseOfEntry("showEntryDetails");
    auto& tabs = *dock.findChild<QTabWidget*>(QStringLiteral("entryTabs"));
    tabs.setCurrentIndex(tab);
    const bool shown = waitUntil([&] { return dock.isVisible() && dock.entry() == entry; });
    settle();
    return {shown && tabs.count() == 5, tabs.tabText(tab), &dock};
}

TourStop PanelTour::rows()
{
    m_application.window().findChild<EntryDetailDock*>()->close();
    auto& dock = goTo<CachedRowsDock>();
    const QList<FactTable*> tables = dock.findChildren<FactTable*>();
    const auto isFilled = [](const FactTable* table) { return hasRows(*table); };
    const bool shown = waitUntil([&] { return std::any_of(tables.begin(), tables.end(), isFilled); });
    for (FactTable* const table : tables) {
        if (table->selectionMode() != QAbstractItemView::NoSelection && hasRows(*table))
            table->selectRow(0);
    }
    settle();
    return {shown && std::ranges::all_of(tables, isFilled), QStringLiteral("tables, rows and lists"), &dock};
}

TourStop PanelTour::statistics(int chart, bool asNumbers)
{
    auto& dock = goTo<CacheStatisticsDock>();
    StatisticsControls& controls = dock.controls();
    const auto wanted = StatisticsControls::Chart(chart);
    if (wanted == StatisticsControls::Chart::Comparison) {
        part<QToolButton>("snapshotA").click();
        runAll(kWarehouses + kCustomers + kVolatile);
        part<QToolButton>("snapshotB").click();
    }
    controls.setChart(wanted);
    if (asNumbers)
        part<QToolButton>("showNumbers").click();
    const QTableView& numbers = part<QTableView>("chartNumbers");
    const bool shown = waitUntil([&] { return hasRows(numbers); });
    settle();
    return {shown, QStringLiteral("%1 lines of numbers").arg(numbers.model()->rowCount()), &dock};
}

TourStop PanelTour::events()
{
    auto& dock = goTo<CacheEventsDock>();
    const auto& table = *dock.findChild<QTableView*>();
    const quint64 last = m_application.engine().cache().events().lastNumber();
    const bool shown = waitUntil([&] { return quint64(table.model()->rowCount()) == last; });
    settle();
    return {shown, QStringLiteral("%1 events").arg(last), &dock};
}

TourStop PanelTour::flights()
{
    auto& dock = goTo<FlightsDock>();
    QueryTabs& tabs = m_application.window().tabs();
    const auto connection = tabs.currentQuery()->connection();
    QueryTab* const first = tabs.addTab(kEndless, connection);
    first->runStatement();
    QueryTab* const second = tabs.addTab(kEndless, connection);
    second->runStatement();
    const QueryService& service = m_application.engine().service();
    const auto& table = *dock.findChild<QTableView*>();
    const bool shown = waitUntil([&] {
        const std::vector<FlightInfo> flights = service.flights();
        return flights.size() == 1 && flights.front().followers == 1 && flights.front().waiting > 1s
            && hasRows(table);
    });
    settle();
    return {shown, QStringLiteral("one statement, for which two runs wait"), &dock};
}

TourStop PanelTour::why()
{
    auto& dock = goTo<WhyDock>();
    QueryTabs& tabs = m_application.window().tabs();
    for (int i = 0; i < 2; ++i) {
        tabs.currentQuery()->cancel();
        waitUntil([&] { return !tabs.currentQuery()->status().busy; });
        tabs.closeTab(tabs.currentIndex());
    }
    runAll(kWrite + kOneProduct);
    const bool shown = waitUntil(
        [&] { return dock.selectedRun() >= 0 && !dock.findChild<FactTable*>()->facts().empty(); });
    settle();
    const auto& facts = dock.findChild<FactTable*>()->facts();
    return {shown, QStringLiteral("%1 facts").arg(facts.size()), &dock};
}

TourStop PanelTour::comparison()
{
    auto& entries = goTo<CacheEntriesDock>();
    // What only this connection sees is no reason to drop the entry yet.
    runAll("BEGIN; UPDATE warehouse SET capacity = capacity + 5 WHERE id = 2;");
    const auto entry = entryOf("FROM warehouse");
    if (!entry)
        return {false, QStringLiteral("the entry is not there")};
    entries.selectEntry(*entry);
    chooseOfEntry("compareSelectedEntry");
    auto& dialog = part<ComparisonWindow>("comparisonWindow");
    const auto& table = *dialog.findChild<QTableView*>(QStringLiteral("comparisonTable"));
    const bool shown = waitUntil([&] { return dialog.isVisible() && hasRows(table); });
    settle();
    return {shown, QStringLiteral("%1 rows").arg(table.model()->rowCount()), &dialog};
}

TourStop PanelTour::reach()
{
    runAll("ROLLBACK;" + kProducts + kOneProduct + kRatings);
    m_application.window().tabs().currentQuery()->editor().setUtf8Text(kWrite);
    part<QAction>("blastRadius").trigger();
    auto* const dialog = m_application.window().findChild<ReachDialog*>();
    const bool shown = dialog && hasRows(*dialog->findChild<FactTable*>());
    settle();
    return {shown, QStringLiteral("what a write would end"), dialog};
}

TourStop PanelTour::expirePreview()
{
    auto& dock = goTo<CacheEntriesDock>();
    if (const auto entry = entryOf("id <= 40"))
        dock.selectEntry(*entry);
    QMenu& menu = part<QMenu>("expireMenu");
    Q_EMIT menu.aboutToShow();
    for (QAction* const action : menu.actions()) {
        if (action->text().contains(QStringLiteral("product"))) {
            action->trigger();
            break;
        }
    }
    auto* const dialog = dock.findChild<QDialog*>(QStringLiteral("expireDialog"));
    settle();
    return {
        dialog && hasRows(*dialog->findChild<QAbstractItemView*>()), QStringLiteral("a question"), dialog};
}

bool PanelTour::fill()
{
    runAll(kProducts + kOneProduct + kWarehouses + kOrders + kCustomers + kRatings + kVolatile);
    for (int i = 0; i < 3; ++i)
        runAll(kProducts + kWarehouses + kOrders + kOneProduct + kCustomers);
    runAll(kWrite + kProducts + kOneProduct + kRatings);
    runAll(kWarehouses + kRatings);
    const CacheStatistics& statistics = m_application.engine().service().statistics();
    return statistics.hits() > 0 && statistics.misses() > 0 && statistics.bypasses() > 0
        && statistics.byClass(HitClass::Rows) > 0;
}

void PanelTour::runAll(const QByteArray& script)
{
    QueryTab& tab = *m_application.window().tabs().currentQuery();
    tab.editor().setUtf8Text(script);
    tab.runAll();
    waitUntil([&] { return !tab.status().busy; });
}

std::optional<EntryId> PanelTour::entryOf(const QByteArray& part)
{
    for (const EntryInfo& entry : m_application.engine().cache().entries()) {
        if (entry.facts->sql.contains(part))
            return entry.id;
    }
    return std::nullopt;
}

void PanelTour::chooseOfEntry(const char* name)
{
    for (QAction* const action : part<QMenu>("entryMenu").actions()) {
        if (action->objectName() == QString::fromLatin1(name))
            action->trigger();
    }
}

template <typename Panel>
Panel& PanelTour::goTo()
{
    auto* const dock = m_application.window().findChild<Panel*>();
    m_application.window().panels().goTo(*dock);
    return *dock;
}

template <typename Part>
Part& PanelTour::part(const char* name)
{
    return *m_application.window().findChild<Part*>(QString::fromLatin1(name));
}

} // namespace larder
