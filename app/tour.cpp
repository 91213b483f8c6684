#include "app/tour.h"

#include "app/layoutfaults.h"
#include "app/paneltour.h"
#include "models/inspector/cacheentrymodel.h"
#include "models/provenancetext.h"
#include "ui/inspector/buttondelegate.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/panels.h"
#include "ui/querytab.h"
#include "ui/sqleditor.h"

#include <QDir>
#include <QScreen>
#include <QTableView>
#include <QToolBar>

#include <cstdio>

namespace larder {

namespace {

constexpr QSize kSize(1280, 800);

const QByteArray kQuery = "-- What sells best? Run it twice: the second answer comes from the cache.\n"
                          "SELECT p.name, sum(i.quantity) AS sold\n"
                          "FROM order_item AS i JOIN product AS p ON p.id = i.product_id\n"
                          "GROUP BY p.id\n"
                          "ORDER BY sold DESC\n"
                          "LIMIT 100;\n";

// Beside what the tree shows.
std::vector<EntryInfo> resultsIn(const ResultCache& cache)
{
    std::vector<EntryInfo> entries = cache.entries();
    std::erase_if(entries,
        [](const EntryInfo& entry) { return entry.facts->components.technique == Technique::Schema; });
    return entries;
}

QString provenanceOf(const QueryTab& tab)
{
    const auto& provenance = tab.status().provenance;
    return provenance ? provenanceText(*provenance, QDateTime::currentDateTimeUtc()) : tab.status().message;
}

} // namespace

Tour::Tour(const QString& folder) : m_folder(folder), m_application(m_data.path()) { }

Tour::~Tour() = default;

int Tour::run()
{
    if (!QDir().mkpath(m_folder)) {
        std::fprintf(stderr, "tour: cannot make the folder %s\n", qPrintable(m_folder));
        return 1;
    }
    bool all = step(QStringLiteral("open the sample database"), openSample())
        && step(QStringLiteral("run a query"), runFirst()) && step(QStringLiteral("run it again"), runAgain())
        && step(QStringLiteral("expire its entry with the button in the panel"), expireByButton())
        && step(QStringLiteral("run it after that"), runAfterExpire());
    PanelTour panels(m_application);
    for (const PanelTour::Step& next : all ? panels.steps() : std::vector<PanelTour::Step>())
        all = step(next.name, next.take()) && all;
    std::printf(
        "tour: %s, pictures in %s\n", all ? "every step as expected" : "FAILED", qPrintable(m_folder));
    return all ? 0 : 1;
}

TourStop Tour::openSample()
{
    bool opened = false;
    QObject::connect(
        &m_application.connections(), &ConnectionDesk::opened, &m_application, [&opened] { opened = true; });
    QString error;
    QObject::connect(&m_application.connections(), &ConnectionDesk::failed, &m_application,
        [&error](const Error& why) { error = errorText(why); });
    WindowCommand command;
    command.sample = true;
    m_application.start(command);
    MainWindow& window = m_application.window();
    window.resize(kSize.boundedTo(window.screen()->availableSize()));
    waitUntil([&] { return opened || !error.isEmpty(); });
    m_application.connections().disconnect();
    settle();
    return {opened, opened ? QStringLiteral("open") : error};
}

TourStop Tour::runFirst()
{
    QueryTab& tab = *m_application.window().tabs().currentQuery();
    tab.editor().setUtf8Text(kQuery);
    const TourStop check = runStatement();
    const auto& provenance = tab.status().provenance;
    const bool asExpected = check.asExpected && provenance && provenance->source == Source::Database
        && provenance->reason.code == ReasonCode::FirstSeen
        && resultsIn(m_application.engine().cache()).size() == 1;
    return {asExpected, check.seen};
}

TourStop Tour::runAgain()
{
    const TourStop check = runStatement();
    const auto& provenance = m_application.window().tabs().currentQuery()->status().provenance;
    const std::vector<EntryInfo> entries = resultsIn(m_application.engine().cache());
    const qint64 hits = entries.size() == 1 ? entries.front().hits : 0;
    const bool asExpected = check.asExpected && provenance && provenance->source == Source::Cache
        && provenance->freshness == Freshness::ProvenFresh && hits == 1;
    return {asExpected, QStringLiteral("%1; the entry has %2 hit").arg(check.seen).arg(hits)};
}

TourStop Tour::expireByButton()
{
    auto* const table = m_application.window().panels().entries().findChild<QTableView*>();
    const QAbstractItemModel& model = *table->model();
    const QModelIndexList rows = model.match(model.index(0, int(CacheEntryModel::Column::Sql)),
        Qt::DisplayRole, QStringLiteral("What sells best"), 1, Qt::MatchContains);
    const QModelIndex cell = rows.value(0).siblingAtColumn(int(CacheEntryModel::Column::Expire));
    const int before = model.rowCount();
    const QRect button = ButtonDelegate::buttonRect(table->visualRect(cell));
    const bool visible = cell.isValid() && table->viewport()->rect().contains(button);
    if (visible)
        click(*table->viewport(), button.center());
    const bool gone = waitUntil(
        [&] { return resultsIn(m_application.engine().cache()).empty() && model.rowCount() == before - 1; });
    settle();
    return {
        visible && gone, gone ? QStringLiteral("it is gone") : QStringLiteral("the entry is still there")};
}

TourStop Tour::runAfterExpire()
{
    const TourStop check = runStatement();
    const auto& provenance = m_application.window().tabs().currentQuery()->status().provenance;
    const bool asExpected = check.asExpected && provenance && provenance->source == Source::Database
        && provenance->reason.code == ReasonCode::ExpiredByUser;
    return {asExpected, check.seen};
}

TourStop Tour::runStatement()
{
    const QueryTab& tab = *m_application.window().tabs().currentQuery();
    auto* const bar = m_application.window().findChild<QToolBar*>(QStringLiteral("queryToolBar"));
    QWidget* const button = bar->widgetForAction(bar->actions().constFirst());
    click(*button, button->rect().center());
    const bool started = tab.status().busy;
    const bool ended = waitUntil([&] { return !tab.status().busy; });
    settle();
    return {started && ended && tab.status().provenance, provenanceOf(tab)};
}

bool Tour::step(const QString& name, const TourStop& stop)
{
    QWidget& window = stop.panel ? *stop.panel->window() : m_application.window();
    const QString file = QStringLiteral("%1-%2").arg(++m_number, 2, 10, QChar(u'0')).arg(name);
    const QStringList faults = stop.panel ? layoutFaults(*stop.panel) : QStringList();
    const bool good
        = window.grab().save(QStringLiteral("%1/%2.png").arg(m_folder, QString(file).replace(u' ', u'-')))
        && stop.asExpected && faults.isEmpty();
    std::printf("%s %2d %s: %s\n", good ? "ok    " : "not ok", m_number, qPrintable(name),
        qPrintable((QStringList(stop.seen) + faults).join(QStringLiteral("\n          "))));
    std::fflush(stdout);
    // A dialog has been shown.
    if (&window != &m_application.window())
        window.close();
    return good;
}

} // namespace larder
