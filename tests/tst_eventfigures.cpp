#include "models/inspector/eventfigures.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

namespace {

using Period = EventFigures::Period;

const QDateTime kStart(QDate(2024, 5, 1), QTime(14, 0), Qt::UTC);

CacheEvent hitAt(const QDateTime& time, const QByteArray& sql, const QByteArrayList& tables = {})
{
    return {.kind = EventKind::Hit,
        .time = time,
        .sql = sql,
        .duration = 10us,
        .database = "d",
        .tables = tables,
        .technique = Technique::All,
        .timeSaved = 5ms};
}

/// Whether the figures say what the engine has counted.
void compare(const CacheFigures& figures, const CacheStatistics& statistics)
{
    for (const HitClass hitClass : kHitClasses)
        QCOMPARE(figures.hits.at(size_t(hitClass)), statistics.byClass(hitClass));
    QCOMPARE(figures.requests(), statistics.requests());
    QCOMPARE(figures.allHits(), statistics.hits());
    QCOMPARE(figures.allMisses(), statistics.misses());
    QCOMPARE(figures.allBypasses(), statistics.bypasses());
    QCOMPARE(figures.joined, statistics.joined());
    for (size_t code = 0; code < figures.misses.size(); ++code)
        QCOMPARE(figures.misses[code] + figures.bypasses[code], statistics.byReason(ReasonCode(code)));
    QVERIFY(figures.timeSaved == statistics.timeSaved());
    QCOMPARE(figures.hitRatio(), statistics.hitRatio());
    QCOMPARE(figures.hitLatency.count(), statistics.hits());
}

/// Runs requests of all kinds at random, some at the same time, on a database that changes.
class RandomRuns
{
public:
    explicit RandomRuns(quint32 seed)
        : m_random(seed)
        , m_file("CREATE TABLE a(id INTEGER PRIMARY KEY, v); CREATE TABLE b(id INTEGER PRIMARY KEY, v);"
                 "INSERT INTO a VALUES (1, 1), (2, 2), (3, 3); INSERT INTO b SELECT * FROM a")
        , m_session(m_file.path())
    {
    }

    [[nodiscard]] Engine& engine() { return m_session.engine(); }

    void step()
    {
        static const QByteArrayList kTexts{"SELECT * FROM a", "SELECT v FROM b",
            "SELECT * FROM a WHERE id = 2", "SELECT * FROM b", "SELECT * FROM b WHERE id IN (1, 3)",
            "SELECT random()", "SELECT * FROM missing", "SELECT * FROM a WHERE id = 2",
            "SELECT * FROM b WHERE id IN (1, 3)", "UPDATE a SET v = v + 1 WHERE id = 2", "BEGIN",
            "SELECT a.v FROM a JOIN b USING (id)"};
        const bool isOpen = engine().service().session(m_session.connection()).inTransaction;
        if (isOpen && m_random.bounded(2) == 0)
            m_session.run("COMMIT");
        else if (!isOpen && m_random.bounded(12) == 0)
            m_file.exec("UPDATE b SET v = v + 1");
        if (m_random.bounded(20) == 0)
            engine().control().expireEverything();
        QueryRequest request = m_session.request(kTexts.at(m_random.bounded(int(kTexts.size()))));
        request.policy = FreshnessPolicy(m_random.bounded(4));
        request.technique = m_random.bounded(2) == 0 ? Technique::Individual : Technique(m_random.bounded(2));
        request.mode = m_random.bounded(2) == 0 ? RunMode::Cached : RunMode(m_random.bounded(4));
        if (m_random.bounded(3) == 0)
            request.ttl = std::chrono::milliseconds(m_random.bounded(1, 20));
        if (m_random.bounded(3) == 0)
            startTwice(request);
        else
            m_session.run(request);
    }

private:
    // The second joins where it may.
    void startTwice(const QueryRequest& request)
    {
        int finished = 0;
        QObject context;
        for (int i = 0; i < 2; ++i)
            engine().service().start(request, &context, {.finished = [&](const RunOutcome&) { ++finished; }});
        QTRY_COMPARE(finished, 2);
    }

    QRandomGenerator m_random;
    SqliteFixture m_file;
    TestSession m_session;
};

} // namespace

class TestEventFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void equalsTheCountersOfTheEngine_data();
    void equalsTheCountersOfTheEngine();
    void choosesByConnectionTableAndTechnique();
    void resetsWithoutTheEngine();
    void countsTheLastMinutes();
    void equalsACountFromTheStartOverRandomPeriods();
    void keepsTotalsWithManyStatements();
    void countsWhatItMissed();
    void countsABacklogInPiecesWithoutLosingAny();
    void aResetWaitsForTheBacklogBeforeIt();
    void findsPercentilesWithinATenth();
    void noPercentileIsAboveTheLongest();
};

void TestEventFigures::equalsTheCountersOfTheEngine_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 3; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestEventFigures::equalsTheCountersOfTheEngine()
{
    QFETCH(quint32, seed);
    RandomRuns runs(seed);
    EventFigures figures(runs.engine().cache().events());
    for (int step = 0; step < 200; ++step) {
        runs.step();
        if (step % 10 != 0)
            continue;
        figures.readOn(QDateTime::currentDateTimeUtc());
        compare(figures.total(Period::SinceStart, {}), runs.engine().service().statistics());
        compare(figures.total(Period::Last15Minutes, {}), runs.engine().service().statistics());
    }
    const CacheStatistics& statistics = runs.engine().service().statistics();
    QVERIFY(statistics.hits() > 0 && statistics.bypasses() > 0);
    QVERIFY(statistics.byClass(HitClass::Rows) > 0);
    QVERIFY(statistics.joined() > 0);
}

void TestEventFigures::choosesByConnectionTableAndTechnique()
{
    EventLog log;
    EventFigures figures(log);
    // A miss does not know its tables; what is stored for it tells them.
    log.append({.kind = EventKind::Miss,
        .time = kStart,
        .sql = "A",
        .reason = {ReasonCode::FirstSeen},
        .database = "d",
        .technique = Technique::All});
    log.append({.kind = EventKind::Stored,
        .time = kStart,
        .sql = "A",
        .duration = 3ms,
        .database = "d",
        .tables = {"main.a"},
        .technique = Technique::All});
    log.append(hitAt(kStart, "B", {"main.b"}));
    CacheEvent other = hitAt(kStart, "A", {"main.a"});
    other.database = "e";
    other.technique = Technique::Individual;
    log.append(other);
    figures.readOn(kStart);
    QCOMPARE(figures.total(Period::SinceStart, {}).requests(), 3);
    QCOMPARE(figures.total(Period::SinceStart, {.database = "d"}).requests(), 2);
    const CacheFigures ofA = figures.total(Period::SinceStart, {.database = "d", .table = "main.a"});
    QCOMPARE(ofA.allMisses(), 1);
    QCOMPARE(ofA.allHits(), 0);
    QCOMPARE(ofA.missLatency.count(), 1);
    QCOMPARE(figures.total(Period::SinceStart, {.technique = Technique::Individual}).allHits(), 1);
    QCOMPARE(figures.total(Period::SinceStart, {.table = "main.c"}).requests(), 0);
}

void TestEventFigures::resetsWithoutTheEngine()
{
    EventLog log;
    EventFigures figures(log);
    log.append(hitAt(kStart, "A"));
    figures.readOn(kStart);
    QCOMPARE(figures.total(Period::SinceReset, {}).allHits(), 1);
    QCOMPARE(figures.beginOf(Period::SinceReset), kStart);
    figures.reset(kStart.addSecs(9));
    QCOMPARE(figures.total(Period::SinceReset, {}).allHits(), 0);
    QCOMPARE(figures.beginOf(Period::SinceReset), kStart.addSecs(9));
    log.append(hitAt(kStart.addSecs(10), "A"));
    log.append(hitAt(kStart.addSecs(10), "B"));
    figures.readOn(kStart.addSecs(10));
    QCOMPARE(figures.total(Period::SinceReset, {}).allHits(), 2);
    QVERIFY(figures.total(Period::SinceReset, {}).timeSaved == 10ms);
    QCOMPARE(figures.total(Period::SinceStart, {}).allHits(), 3);
}

void TestEventFigures::countsTheLastMinutes()
{
    EventLog log;
    EventFigures figures(log);
    for (int minute = 0; minute < 20; ++minute) {
        log.append(hitAt(kStart.addSecs(60 * minute + 30), "A"));
        figures.readOn(kStart.addSecs(60 * (minute + 1)));
    }
    QCOMPARE(figures.total(Period::LastMinute, {}).allHits(), 1);
    QCOMPARE(figures.total(Period::Last5Minutes, {}).allHits(), 5);
    QCOMPARE(figures.total(Period::Last15Minutes, {}).allHits(), 15);
    QCOMPARE(figures.total(Period::SinceStart, {}).allHits(), 20);
    QCOMPARE(figures.beginOf(Period::Last5Minutes), kStart.addSecs(60 * 15));
    figures.readOn(kStart.addSecs(3'600));
    QVERIFY(figures.total(Period::Last15Minutes, {}) == CacheFigures());
}

void TestEventFigures::equalsACountFromTheStartOverRandomPeriods()
{
    QRandomGenerator random(5);
    EventLog log;
    EventFigures figures(log);
    std::vector<CacheEvent> all;
    QDateTime now = kStart;
    for (int step = 0; step < 500; ++step) {
        now = now.addMSecs(random.bounded(20'000));
        for (int i = random.bounded(6); i > 0; --i) {
            CacheEvent event = hitAt(now, "S" + QByteArray::number(random.bounded(9)));
            event.kind = EventKind(random.bounded(6));
            event.reason.code = ReasonCode(random.bounded(20));
            event.duration = std::chrono::microseconds(random.bounded(1, 90'000));
            all.push_back(event);
            log.append(event);
        }
        figures.readOn(now);
        const auto period = Period(random.bounded(2, 5));
        const int minutes = period == Period::LastMinute ? 1 : period == Period::Last5Minutes ? 5 : 15;
        CacheFigures expected;
        for (const CacheEvent& event : all) {
            if (event.time >= now.addSecs(-60 * minutes))
                expected.count(event);
        }
        QVERIFY(figures.total(period, {}) == expected);
    }
}

void TestEventFigures::keepsTotalsWithManyStatements()
{
    EventLog log;
    EventFigures figures(log);
    for (int i = 0; i < 3'000; ++i)
        log.append(hitAt(kStart, "SELECT " + QByteArray::number(i)));
    figures.readOn(kStart);
    int statements = 0;
    figures.forEach(Period::SinceStart, {}, [&](const auto&, const auto&) { ++statements; });
    QCOMPARE(statements, 2'001);
    QCOMPARE(figures.total(Period::SinceStart, {}).allHits(), 3'000);
}

void TestEventFigures::countsWhatItMissed()
{
    EventLog log;
    EventFigures figures(log);
    log.append(hitAt(kStart, "A"));
    figures.readOn(kStart);
    for (size_t i = 0; i < EventLog::kMostEvents + 7; ++i)
        log.append(hitAt(kStart, "A"));
    figures.readOn(kStart);
    QCOMPARE(figures.missed(), 7U);
    QCOMPARE(figures.total(Period::SinceStart, {}).allHits(), qint64(EventLog::kMostEvents) + 1);
}

void TestEventFigures::countsABacklogInPiecesWithoutLosingAny()
{
    EventLog log;
    EventFigures figures(log);
    const auto append = [&log](size_t count) {
        for (size_t i = 0; i < count; ++i)
            log.append(hitAt(kStart, "SELECT " + QByteArray::number(qulonglong(i % 3'000))));
    };
    append(EventLog::kMostEvents);
    QVERIFY(figures.readSome(kStart));
    QCOMPARE(figures.pending(), EventLog::kMostEvents - EventFigures::kMostAtOnce);
    // What the log forgets meanwhile is counted all the same.
    append(EventLog::kMostEvents);
    QVERIFY(figures.readSome(kStart));
    append(7);
    qint64 counted = figures.total(Period::SinceStart, {}).allHits();
    bool goesOn = true;
    while (goesOn) {
        goesOn = figures.readSome(kStart);
        const qint64 now = figures.total(Period::SinceStart, {}).allHits();
        QVERIFY(now > counted && now - counted <= qint64(EventFigures::kMostAtOnce));
        counted = now;
    }
    QCOMPARE(figures.missed(), 0U);
    QCOMPARE(figures.pending(), 0U);
    QCOMPARE(counted, 2 * qint64(EventLog::kMostEvents) + 7);
}

void TestEventFigures::aResetWaitsForTheBacklogBeforeIt()
{
    EventLog log;
    EventFigures figures(log);
    for (quint64 i = 0; i < EventFigures::kMostAtOnce + 5; ++i)
        log.append(hitAt(kStart, "A"));
    QVERIFY(figures.readSome(kStart));
    figures.reset(kStart.addSecs(1));
    log.append(hitAt(kStart.addSecs(2), "A"));
    figures.readOn(kStart.addSecs(2));
    QCOMPARE(figures.total(Period::SinceReset, {}).allHits(), 1);
    QCOMPARE(figures.total(Period::SinceStart, {}).allHits(), qint64(EventFigures::kMostAtOnce) + 6);
}

void TestEventFigures::findsPercentilesWithinATenth()
{
    LatencyHistogram histogram;
    QVERIFY(histogram.percentile(0.5) == 0ns);
    for (int i = 1; i <= 10'000; ++i)
        histogram.add(std::chrono::microseconds(i));
    for (const double share : {0.5, 0.95, 0.99}) {
        const double found = double(histogram.percentile(share).count()) / 1'000;
        QVERIFY2(std::abs(found / (10'000 * share) - 1) < 0.1, qPrintable(QString::number(found)));
    }
}

void TestEventFigures::noPercentileIsAboveTheLongest()
{
    LatencyHistogram histogram;
    for (const auto duration : {1'100us, 1'150us, 1'150us})
        histogram.add(duration);
    QVERIFY(histogram.percentile(0.99) <= 1'150us);
    QVERIFY(histogram.percentile(0.5) >= 1'100us);
    LatencyHistogram one;
    one.add(3'333us);
    QVERIFY(one.percentile(0.5) == 3'333us && one.percentile(0.99) == 3'333us);
    // What is taken back leaves nothing.
    one.add(7s);
    one.add(7s, -1);
    QVERIFY(one.percentile(0.99) == 3'333us);
}

QTEST_GUILESS_MAIN(TestEventFigures)
#include "tst_eventfigures.moc"
