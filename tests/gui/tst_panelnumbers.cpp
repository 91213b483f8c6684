#include "cache/cacheinspection.h"
#include "models/inspector/flightmodel.h"
#include "models/inspector/rowtext.h"
#include "models/quantitytext.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/inspector/cachedrowsdock.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/cacheentryproxy.h"
#include "ui/inspector/cacheeventsdock.h"
#include "ui/inspector/cachestatisticsdock.h"
#include "ui/inspector/facttable.h"
#include "ui/inspector/flightsdock.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/statisticscontrols.h"
#include "ui/mainwindow.h"
#include "ui/panels.h"

#include <QLabel>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>

using namespace larder;

namespace {

/// Small enough that entries have to go for others.
constexpr qint64 kCacheBytes = 40'000;

const QByteArray kTables
    = "CREATE TABLE a(id INTEGER PRIMARY KEY, v, w TEXT); CREATE TABLE b(id INTEGER PRIMARY KEY, v, w TEXT);"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
      "INSERT INTO a SELECT i, i, hex(zeroblob(40)) FROM n; INSERT INTO b SELECT * FROM a";

/// Runs until it is cancelled.
const QByteArray kEndless
    = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n";

struct Happening
{
    EventKind kind = EventKind::Hit;
    ReasonCode reason = ReasonCode::None;
};

/// What has to happen in all sequences together.
constexpr std::array<Happening, 9> kHappenings{
    {{EventKind::Hit}, {EventKind::Miss}, {EventKind::Joined}, {EventKind::Bypass},
        {EventKind::Removed, ReasonCode::Evicted}, {EventKind::Removed, ReasonCode::ExpiredByUser},
        {EventKind::TableChanged}, {EventKind::Validated}, {EventKind::Pinned}}};

int number(const char* variable, int standard)
{
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue(variable, &isGiven);
    return isGiven ? given : standard;
}

/// What differs: what the panel shows, and what the engine says. Empty if nothing does.
QString difference(const QString& what, const QString& shown, const QString& counted)
{
    return shown == counted ? QString()
                            : QStringLiteral("%1: shown %2, counted %3; ").arg(what, shown, counted);
}

QString difference(const QString& what, qint64 shown, qint64 counted)
{
    return difference(what, QString::number(shown), QString::number(counted));
}

/// The panels on a cache, and a database that anything happens to.
class World
{
public:
    explicit World(quint32 seed)
        : m_random(seed)
        , m_file(kTables)
        , m_session(m_file.path(), kCacheBytes)
        , m_window(service())
        , m_inspector({service(), cache(), control()}, m_window.panels())
    {
        m_window.show();
    }

    [[nodiscard]] ResultCache& cache() { return m_session.engine().cache(); }
    [[nodiscard]] QueryService& service() { return m_session.engine().service(); }
    [[nodiscard]] CacheControl& control() { return m_session.engine().control(); }

    void step();
    /// Starts statements that don't end; endFlights() cancels them.
    void startFlights();
    void endFlights();

    /// What differs between each panel and the engine; empty once all panels have caught up.
    [[nodiscard]] QString differences();
    /// How often each kind of event happened.
    [[nodiscard]] qint64 happened(EventKind kind, ReasonCode reason = ReasonCode::None);

private:
    void runRepeatedly(const QueryRequest& request);
    void runTwice(const QueryRequest& request);
    void cancelOne();
    void expire();
    void handleEntries();
    void validate();
    [[nodiscard]] QueryRequest randomRequest();
    [[nodiscard]] std::vector<EntryId> someEntries();

    [[nodiscard]] QString entriesDifference();
    [[nodiscard]] QString statisticsDifference();
    [[nodiscard]] QString eventsDifference();
    [[nodiscard]] QString rowsDifference();
    [[nodiscard]] QString flightsDifference();

    template <typename Panel>
    Panel& inView()
    {
        auto* const panel = m_window.findChild<Panel*>();
        m_window.panels().goTo(*panel);
        return *panel;
    }

    QRandomGenerator m_random;
    // Another one, so that the steps are the same however often somebody looks.
    QRandomGenerator m_flightRandom{1};
    SqliteFixture m_file;
    TestSession m_session;
    MainWindow m_window;
    Inspector m_inspector;
    QObject m_context;
    std::vector<RunId> m_endless;
};

void World::step()
{
    const bool isOpen = service().session(m_session.connection()).inTransaction;
    if (isOpen && m_random.bounded(2) == 0) {
        m_session.run(m_random.bounded(2) == 0 ? "COMMIT" : "ROLLBACK");
        return;
    }
    switch (m_random.bounded(14)) {
    case 0:
        m_session.run("UPDATE a SET v = v + 1 WHERE id = " + QByteArray::number(m_random.bounded(1, 200)));
        break;
    case 1:
        if (!isOpen)
            m_file.exec("UPDATE b SET v = v + 1 WHERE id = 3");
        break;
    case 2:
        m_session.run("BEGIN");
        break;
    case 3:
        cancelOne();
        break;
    case 4:
        expire();
        break;
    case 5:
        handleEntries();
        break;
    case 6:
        validate();
        break;
    case 7:
        runTwice(randomRequest());
        break;
    default:
        runRepeatedly(randomRequest());
    }
}

QueryRequest World::randomRequest()
{
    const QByteArray id = QByteArray::number(m_random.bounded(1, 50));
    const QByteArrayList texts{"SELECT * FROM a", "SELECT * FROM b WHERE id < " + id, "SELECT v FROM b",
        "SELECT id, v FROM a WHERE id = " + id, "SELECT id, v FROM a WHERE id IN (1, 3, " + id + ")",
        "SELECT id, v FROM a WHERE id < 40", "SELECT random()", "SELECT * FROM missing",
        "SELECT a.v FROM a JOIN b USING (id) WHERE a.id > " + id, "SELECT count(*) FROM a"};
    QueryRequest request = m_session.request(texts.at(m_random.bounded(int(texts.size()))));
    request.policy = m_random.bounded(3) > 0 ? FreshnessPolicy::Verify : FreshnessPolicy(m_random.bounded(4));
    const int technique = m_random.bounded(8);
    request.technique = technique == 0 ? Technique::Off
        : technique < 3                ? Technique::All
                                       : Technique::Individual;
    request.mode = m_random.bounded(5) > 0 ? RunMode::Cached : RunMode(m_random.bounded(4));
    if (m_random.bounded(4) == 0)
        request.ttl = std::chrono::milliseconds(m_random.bounded(1, 20));
    if (m_random.bounded(4) == 0)
        request.rowLimit = m_random.bounded(1, 50);
    return request;
}

void World::runRepeatedly(const QueryRequest& request)
{
    for (int times = m_random.bounded(1, 4); times > 0; --times)
        m_session.run(request);
}

// The second joins where it may.
void World::runTwice(const QueryRequest& request)
{
    int finished = 0;
    for (int i = 0; i < 2; ++i)
        service().start(request, &m_context, {.finished = [&finished](const RunOutcome&) { ++finished; }});
    QTRY_COMPARE(finished, 2);
}

void World::cancelOne()
{
    bool cancelled = false;
    const RunId run = service().start(m_session.request(kEndless), &m_context,
        {.finished = [&cancelled](const RunOutcome& outcome) { cancelled = outcome.cancelled; }});
    if (m_random.bounded(2) == 0)
        QTRY_VERIFY(!service().flights().empty());
    service().cancel(run);
    QTRY_VERIFY(cancelled && service().flights().empty());
}

std::vector<EntryId> World::someEntries()
{
    std::vector<EntryInfo> entries = cache().entries();
    std::ranges::sort(entries, {}, &EntryInfo::id);
    std::vector<EntryId> ids;
    for (const EntryInfo& entry : entries) {
        if (m_random.bounded(4) == 0)
            ids.push_back(entry.id);
    }
    return ids;
}

void World::expire()
{
    const ConnectionIdentity database = *service().identity(m_session.connection());
    switch (m_random.bounded(8)) {
    case 0:
        control().expireEverything();
        break;
    case 1:
        control().expireTable(database, "main.b");
        break;
    case 2:
        control().expireDatabase(database);
        break;
    case 3:
        control().expireSql(database, "SELECT * FROM a");
        break;
    case 4:
        control().expireSoftly(someEntries());
        break;
    case 5:
        control().expireRow(database, "main.a", {Value(qint64(m_random.bounded(1, 40)))});
        break;
    default:
        control().expireEntries(someEntries());
    }
}

void World::handleEntries()
{
    switch (m_random.bounded(3)) {
    case 0:
        control().setPinned(someEntries(), m_random.bounded(3) == 0);
        break;
    case 1:
        control().setTags(someEntries(), {"daily"});
        break;
    default:
        control().undo();
    }
}

void World::validate()
{
    bool checked = false;
    service().check(m_session.connection(), [&](const Result<DatabaseMark>& mark) {
        checked = true;
        if (mark)
            control().noteCheck(someEntries(), mark.value());
    });
    QTRY_VERIFY(checked);
}

void World::startFlights()
{
    const int count = m_flightRandom.bounded(4);
    for (int i = 0; i < count; ++i) {
        // Those with the same text wait for one statement.
        const QByteArray sql = kEndless + " WHERE i > " + QByteArray::number(m_flightRandom.bounded(2));
        m_endless.push_back(service().start(m_session.request(sql), &m_context, {}));
    }
    QTest::qWait(20);
}

void World::endFlights()
{
    for (const RunId run : std::exchange(m_endless, {}))
        service().cancel(run);
    QTRY_VERIFY(service().flights().empty());
}

QString World::differences()
{
    QString all;
    const auto catchUp = [&all](const std::function<QString()>& look) {
        QString found;
        (void)QTest::qWaitFor([&] { return (found = look()).isEmpty(); });
        all += found;
    };
    catchUp([this] { return flightsDifference(); });
    endFlights();
    catchUp([this] { return entriesDifference(); });
    catchUp([this] { return statisticsDifference(); });
    catchUp([this] { return eventsDifference(); });
    catchUp([this] { return rowsDifference(); });
    return all;
}

QString World::entriesDifference()
{
    const auto& dock = inView<CacheEntriesDock>();
    const auto& shown = *dock.findChild<CacheEntryProxy*>();
    const std::vector<EntryInfo> entries = cache().entries();
    const auto raw = [&shown](EntryId id, EntryColumn column) {
        return shown.indexOf(id, column).data(CacheEntryModel::SortRole).toLongLong();
    };
    QString text = difference(QStringLiteral("entries"), shown.rowCount(), qint64(entries.size()));
    qint64 bytes = 0;
    for (const EntryInfo& entry : entries) {
        const QString name = QStringLiteral("entry %1 ").arg(quint64(entry.id));
        text += difference(name + QStringLiteral("hits"), raw(entry.id, EntryColumn::Hits), entry.hits)
            + difference(name + QStringLiteral("misses"), raw(entry.id, EntryColumn::Misses), entry.misses)
            + difference(name + QStringLiteral("bytes"), raw(entry.id, EntryColumn::Bytes), entry.bytes)
            + difference(name + QStringLiteral("rows"), raw(entry.id, EntryColumn::Rows), entry.facts->rows)
            + difference(name + QStringLiteral("saved"), raw(entry.id, EntryColumn::TimeSaved),
                entry.timeSaved.count())
            + difference(
                name + QStringLiteral("cost"), raw(entry.id, EntryColumn::FillCost), entry.fillCost.count());
        bytes += entry.bytes;
    }
    const CacheStore& store = cache().store();
    text += difference(QStringLiteral("bytes of the entries"), bytes, store.usedBytes())
        + difference(QStringLiteral("number of entries"), qint64(entries.size()), store.entryCount());
    const CacheStatistics& statistics = service().statistics();
    const QStringList expected{
        countedText(store.entryCount(), QStringLiteral("1 entry"), QStringLiteral("%1 entries")),
        bytesText(store.usedBytes()) + QStringLiteral(" of ") + bytesText(kCacheBytes),
        QStringLiteral("hit ratio %1 %").arg(100 * statistics.hitRatio(), 0, 'f', 0),
        countedText(statistics.hits(), QStringLiteral("1 hit"), QStringLiteral("%1 hits")),
        countedText(statistics.misses(), QStringLiteral("1 miss"), QStringLiteral("%1 misses")),
        countedText(statistics.bypasses(), QStringLiteral("1 bypass"), QStringLiteral("%1 bypasses"))};
    const QString totals = dock.findChild<QLabel*>(QStringLiteral("cacheTotals"))->text();
    for (const QString& part : expected) {
        if (!totals.contains(part))
            text += QStringLiteral("totals: shown %1, counted %2; ").arg(totals, part);
    }
    return text;
}

QString World::statisticsDifference()
{
    auto& dock = inView<CacheStatisticsDock>();
    const CacheStatistics& statistics = service().statistics();
    const auto valueIn = [&dock](const char* table, const QString& label, int column) {
        const QAbstractItemModel& model = *dock.findChild<QTableView*>(QString::fromLatin1(table))->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == label)
                return model.index(row, column).data().toString();
        }
        return QStringLiteral("0");
    };
    QString text;
    const auto compare = [&](const char* label, qint64 counted) {
        const QString name = QString::fromLatin1(label);
        text += difference(name, valueIn("cacheFigures", name, 1), QString::number(counted));
    };
    compare("Requests", statistics.requests());
    compare("Hits", statistics.hits());
    compare("Hits, proven fresh", statistics.byClass(HitClass::ProvenFresh));
    compare("Hits, not verified", statistics.byClass(HitClass::NotVerified));
    compare("Hits, stale", statistics.byClass(HitClass::Stale));
    compare("Hits, rows", statistics.byClass(HitClass::Rows));
    compare("Misses", statistics.misses());
    compare("Misses that joined", statistics.joined());
    compare("Bypasses", statistics.bypasses());
    dock.controls().setChart(StatisticsControls::Chart::Reasons);
    for (int code = 0; code <= int(ReasonCode::ConnectionClosed); ++code) {
        const QString reason = reasonText({ReasonCode(code)});
        text += difference(reason,
            valueIn("chartNumbers", reason, 1).toLongLong() + valueIn("chartNumbers", reason, 2).toLongLong(),
            statistics.byReason(ReasonCode(code)));
    }
    return text;
}

QString World::eventsDifference()
{
    const auto& dock = inView<CacheEventsDock>();
    const auto& model = *qobject_cast<const CacheEventModel*>(dock.findChild<QTableView*>()->model());
    std::array<qint64, size_t(EventKind::StoreFailed) + 1> counts{};
    for (int row = 0; row < model.rowCount(); ++row)
        ++counts.at(size_t(model.eventAt(row).kind));
    const auto count = [&counts](EventKind kind) { return counts.at(size_t(kind)); };
    const CacheStatistics& statistics = service().statistics();
    return difference(QStringLiteral("events"), model.rowCount(), qint64(cache().events().lastNumber()))
        + difference(QStringLiteral("hit events"), count(EventKind::Hit), statistics.hits())
        + difference(QStringLiteral("miss events"), count(EventKind::Miss), statistics.misses())
        + difference(QStringLiteral("bypass events"), count(EventKind::Bypass), statistics.bypasses())
        + difference(QStringLiteral("join events"), count(EventKind::Joined), statistics.joined())
        + difference(QStringLiteral("stored less removed"),
            count(EventKind::Stored) - count(EventKind::Removed), cache().store().entryCount());
}

QString World::rowsDifference()
{
    const auto& dock = inView<CachedRowsDock>();
    const auto facts = [&dock](const char* name) {
        return dock.findChild<FactTable*>(QString::fromLatin1(name))->facts();
    };
    const std::vector<RowScopeInfo> tables = CacheInspection(cache()).rows().tables();
    const std::vector<Fact> shown = facts("cachedTables");
    QString text
        = difference(QStringLiteral("tables with rows"), qint64(shown.size()), qint64(tables.size()));
    for (const RowScopeInfo& table : tables) {
        const Fact fact = rowTableFact(table);
        const auto found = std::ranges::find(shown, fact.name, &Fact::name);
        text += difference(QStringLiteral("rows of ") + fact.name,
            found == shown.end() ? QString() : found->value, fact.value);
    }
    if (tables.size() == 1)
        text += difference(QStringLiteral("rows"), qint64(facts("cachedRows").size()),
            tables.front().rows + tables.front().absentRows);
    return text;
}

QString World::flightsDifference()
{
    const auto& table = *inView<FlightsDock>().findChild<QTableView*>();
    const auto& model = *qobject_cast<const FlightModel*>(table.model());
    const std::vector<FlightInfo> flights = service().flights();
    QString text = difference(QStringLiteral("flights"), model.rowCount(), qint64(flights.size()));
    for (int row = 0; row < std::min(model.rowCount(), int(flights.size())); ++row) {
        const FlightInfo& shown = model.flightAt(row);
        const FlightInfo& flight = flights[size_t(row)];
        text += difference(
                    QStringLiteral("flight"), QString::fromUtf8(shown.sql), QString::fromUtf8(flight.sql))
            + difference(QStringLiteral("leader"), qint64(shown.leader), qint64(flight.leader))
            + difference(QStringLiteral("followers"), shown.followers, flight.followers);
    }
    return text;
}

qint64 World::happened(EventKind kind, ReasonCode reason)
{
    const EventLog& log = cache().events();
    qint64 count = 0;
    for (quint64 number = log.firstNumber(); number <= log.lastNumber(); ++number) {
        const CacheEvent& event = *log.event(number);
        if (event.kind == kind && (reason == ReasonCode::None || event.reason.code == reason))
            ++count;
    }
    return count;
}

} // namespace

/// After any sequence of what can happen, the numbers in the panels are those of the engine.
/// LARDER_PANEL_SEED and LARDER_PANEL_STEPS run one sequence, and LARDER_PANEL_EVERY looks after each so many
/// steps: 1 finds the step that made the difference.
class TestPanelNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void equalTheCountersOfTheEngine_data();
    void equalTheCountersOfTheEngine();
    void cleanupTestCase();

private:
    std::array<qint64, kHappenings.size()> m_happened{};
    qint64 m_rowHits = 0;
};

void TestPanelNumbers::equalTheCountersOfTheEngine_data()
{
    QTest::addColumn<int>("seed");
    const int first = number("LARDER_PANEL_SEED", 0);
    for (int seed = std::max(1, first); seed <= (first > 0 ? first : 3); ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestPanelNumbers::equalTheCountersOfTheEngine()
{
    QFETCH(int, seed);
    const int steps = number("LARDER_PANEL_STEPS", 240);
    const int every = number("LARDER_PANEL_EVERY", 40);
    World world{quint32(seed)};
    for (int step = 1; step <= steps; ++step) {
        world.step();
        if (step % every != 0 && step != steps)
            continue;
        world.startFlights();
        const QString differences = world.differences();
        QVERIFY2(differences.isEmpty(),
            qPrintable(QStringLiteral("LARDER_PANEL_SEED=%1 LARDER_PANEL_STEPS=%2: %3")
                           .arg(seed)
                           .arg(step)
                           .arg(differences)));
    }
    for (size_t i = 0; i < kHappenings.size(); ++i)
        m_happened.at(i) += world.happened(kHappenings.at(i).kind, kHappenings.at(i).reason);
    m_rowHits += world.service().statistics().byClass(HitClass::Rows);
}

void TestPanelNumbers::cleanupTestCase()
{
    // Who looks for a step has chosen what happens.
    if (qEnvironmentVariableIsSet("LARDER_PANEL_SEED") || qEnvironmentVariableIsSet("LARDER_PANEL_STEPS"))
        return;
    // Of each kind, or little was tested.
    for (size_t i = 0; i < kHappenings.size(); ++i)
        QVERIFY2(m_happened.at(i) > 0, qPrintable(eventName(kHappenings.at(i).kind)));
    QVERIFY(m_rowHits > 0);
}

QTEST_MAIN(TestPanelNumbers)
#include "tst_panelnumbers.moc"
