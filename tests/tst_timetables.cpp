#include "models/inspector/timetables.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

namespace {

using Split = TimeView::Split;

const QDateTime kStart(QDate(2024, 5, 1), QTime(14, 0), Qt::UTC);

/// What happened to a statement that reads @p tables of @p database.
struct Statement
{
    QByteArray database = "d";
    QByteArray sql = "A";
    QByteArrayList tables = {"main.a"};
    Technique technique = Technique::All;
};

CacheEvent eventAt(int second, EventKind kind, const Statement& statement = {})
{
    return {.kind = kind,
        .time = kStart.addSecs(second),
        .sql = statement.sql,
        .reason = {kind == EventKind::Hit ? ReasonCode::None : ReasonCode::FirstSeen},
        .database = statement.database,
        .tables = kind == EventKind::Hit ? statement.tables : QByteArrayList(),
        .technique = statement.technique};
}

/// Events and the figures of them.
struct Bench
{
    void add(int second, EventKind kind, const Statement& statement = {}, int times = 1)
    {
        for (int i = 0; i < times; ++i)
            log.append(eventAt(second, kind, statement));
    }
    /// Of all time before @p second.
    void readUntil(int second) { figures.readOn(kStart.addSecs(second)); }

    EventLog log;
    EventFigures figures{log};
};

std::vector<double> valuesAt(const ChartTable& table, size_t row)
{
    return row < table.rows.size() ? table.rows[row].values : std::vector<double>();
}

} // namespace

class TestTimeTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void stacksRequestsPerSecondByTheirAnswer();
    void followsTheHitRatio();
    void tellsTheSameOfEventsAsOfCounters();
    void tellsOfChosenStatementsAlone();
    void splitsByConnection();
    void countsARunForEachTableThatItRead();
    void splitsTheHitRatioByTechnique();
    void putsThoseThatAskedLittleTogether();
    void joinsSecondsWhereTheTimeIsLong();
    void keepsAnHourOfFewStatementsAndLessOfMany();
};

void TestTimeTables::stacksRequestsPerSecondByTheirAnswer()
{
    StatisticsSampler sampler;
    CacheStatistics statistics;
    for (int second = 0; second <= 100; ++second) {
        sampler.add({kStart.addSecs(second), statistics});
        statistics.countHit(HitClass::Stale, 1ms);
        statistics.countMiss(ReasonCode::FirstSeen);
        statistics.countMiss(ReasonCode::FirstSeen);
        statistics.countJoined();
        statistics.countBypass(ReasonCode::Off);
    }
    const ChartTable table = requestsTable(sampler, 60s);
    QCOMPARE(table.rows.size(), size_t(60));
    for (const ChartTable::Row& row : table.rows)
        QCOMPARE(row.values, (std::vector<double>{0, 0, 1, 0, 1, 1, 1}));
    QCOMPARE(qint64(table.columns.size()), 8);
    QVERIFY(requestsTable(sampler, 3'600s).rows.size() <= 60);
    QVERIFY(requestsTable(StatisticsSampler(), 60s).rows.empty());
}

void TestTimeTables::followsTheHitRatio()
{
    StatisticsSampler sampler;
    CacheStatistics statistics;
    sampler.add({kStart, statistics});
    statistics.countHit(HitClass::ProvenFresh, 1ms);
    statistics.countMiss(ReasonCode::FirstSeen);
    sampler.add({kStart.addSecs(1), statistics});
    sampler.add({kStart.addSecs(2), statistics});
    statistics.countHit(HitClass::ProvenFresh, 1ms);
    sampler.add({kStart.addSecs(3), statistics});
    const ChartTable table = hitRatioTable(sampler, 60s);
    QCOMPARE(table.rows.size(), size_t(3));
    QCOMPARE(table.rows[0].values[0], 0.5);
    QCOMPARE(table.rows[1].values[0], ChartTable::kNothing);
    QCOMPARE(table.rows[2].values[0], 1.0);
}

void TestTimeTables::tellsTheSameOfEventsAsOfCounters()
{
    Bench bench;
    StatisticsSampler sampler;
    CacheStatistics statistics;
    bench.readUntil(0);
    for (int second = 0; second <= 20; ++second) {
        sampler.add({kStart.addSecs(second), statistics});
        bench.add(second, EventKind::Hit, {}, second);
        bench.add(second, EventKind::Miss);
        bench.add(second, EventKind::Joined);
        bench.add(second, EventKind::Bypass, {}, 2);
        for (int i = 0; i < second; ++i)
            statistics.countHit(HitClass::ProvenFresh, 1ms);
        statistics.countMiss(ReasonCode::FirstSeen);
        statistics.countJoined();
        statistics.countBypass(ReasonCode::Off);
        statistics.countBypass(ReasonCode::Off);
    }
    bench.readUntil(20);
    QCOMPARE(requestsTable(sampler, 60s).rows.size(), size_t(20));
    QVERIFY(requestsTable(bench.figures, {}) == requestsTable(sampler, 60s));
    QVERIFY(hitRatioTable(bench.figures, {}) == hitRatioTable(sampler, 60s));
}

void TestTimeTables::tellsOfChosenStatementsAlone()
{
    Bench bench;
    bench.readUntil(0);
    bench.add(0, EventKind::Hit, {.database = "d"}, 3);
    bench.add(0, EventKind::Hit, {.database = "e"}, 5);
    bench.readUntil(1);
    const ChartTable table = requestsTable(bench.figures, {.choice = {.database = "e"}});
    QCOMPARE(table.columns.size(), 8);
    QCOMPARE(valuesAt(table, 0), (std::vector<double>{5, 0, 0, 0, 0, 0, 0}));
    QVERIFY(requestsTable(bench.figures, {.choice = {.table = "main.b"}}).rows.front().values
        == std::vector<double>(7));
}

void TestTimeTables::splitsByConnection()
{
    Bench bench;
    bench.readUntil(0);
    bench.add(0, EventKind::Hit, {.database = "a.db"}, 1);
    bench.add(0, EventKind::Miss, {.database = "b.db"}, 4);
    bench.add(1, EventKind::Bypass, {.database = "b.db"}, 2);
    // The second that is not over yet is not told.
    bench.add(2, EventKind::Hit, {.database = "a.db"}, 9);
    bench.readUntil(2);
    const ChartTable table = requestsTable(bench.figures, {.split = Split::Connection});
    QVERIFY(table.shape == ChartTable::Shape::Line);
    // The one that asked most first.
    QCOMPARE(table.columns.size(), 3);
    QCOMPARE(table.rows.size(), size_t(2));
    QCOMPARE(valuesAt(table, 0), (std::vector<double>{4, 1}));
    QCOMPARE(valuesAt(table, 1), (std::vector<double>{2, 0}));
    QVERIFY(requestsTable(Bench().figures, {.split = Split::Connection}).rows.empty());
}

void TestTimeTables::countsARunForEachTableThatItRead()
{
    Bench bench;
    bench.readUntil(0);
    bench.add(0, EventKind::Hit, {.sql = "A", .tables = {"main.a"}}, 3);
    bench.add(0, EventKind::Hit, {.sql = "B", .tables = {"main.a", "main.b"}}, 2);
    bench.add(0, EventKind::Miss, {.sql = "C"});
    bench.readUntil(1);
    const ChartTable table = requestsTable(bench.figures, {.split = Split::Table});
    QCOMPARE(table.columns,
        (QStringList{QStringLiteral("Time"), QStringLiteral("main.a"), QStringLiteral("main.b"),
            QStringLiteral("(no table)")}));
    QCOMPARE(valuesAt(table, 0), (std::vector<double>{5, 2, 1}));
}

void TestTimeTables::splitsTheHitRatioByTechnique()
{
    Bench bench;
    bench.readUntil(0);
    const Statement all{.technique = Technique::All};
    const Statement individual{.technique = Technique::Individual};
    bench.add(0, EventKind::Hit, all, 1);
    bench.add(0, EventKind::Miss, all, 3);
    bench.add(1, EventKind::Hit, individual, 1);
    bench.readUntil(3);
    const ChartTable table = hitRatioTable(bench.figures, {.split = Split::Technique});
    QCOMPARE(table.columns,
        (QStringList{QStringLiteral("Time"), QStringLiteral("all"), QStringLiteral("individual")}));
    QCOMPARE(valuesAt(table, 0), (std::vector<double>{0.25, ChartTable::kNothing}));
    QCOMPARE(valuesAt(table, 1), (std::vector<double>{ChartTable::kNothing, 1}));
    QCOMPARE(valuesAt(table, 2), (std::vector<double>{ChartTable::kNothing, ChartTable::kNothing}));
}

void TestTimeTables::putsThoseThatAskedLittleTogether()
{
    Bench bench;
    bench.readUntil(0);
    for (int table = 1; table <= 10; ++table) {
        const QByteArray name = "t" + QByteArray::number(table);
        bench.add(0, EventKind::Hit, {.sql = name, .tables = {name}}, 20 - table);
    }
    // Two of the others, and one that has a line of its own: one run.
    bench.add(0, EventKind::Hit, {.sql = "J", .tables = {"t1", "t9", "t10"}});
    bench.readUntil(1);
    const ChartTable table = requestsTable(bench.figures, {.split = Split::Table});
    QCOMPARE(table.columns.size(), 8);
    QCOMPARE(table.columns.constLast(), QStringLiteral("(others)"));
    QCOMPARE(valuesAt(table, 0), (std::vector<double>{20, 18, 17, 16, 15, 14, 13 + 12 + 11 + 10 + 1}));
}

void TestTimeTables::joinsSecondsWhereTheTimeIsLong()
{
    Bench bench;
    bench.readUntil(0);
    for (int second = 0; second < 3'600; ++second)
        bench.add(second, EventKind::Hit, {}, 2);
    bench.readUntil(3'600);
    const ChartTable table = requestsTable(bench.figures, {.split = Split::Technique, .length = 3'600s});
    QCOMPARE(table.rows.size(), size_t(60));
    for (const ChartTable::Row& row : table.rows)
        QCOMPARE(row.values, std::vector<double>{2});
    // The same steps half a minute later, but for the first, which is shorter.
    bench.readUntil(3'630);
    const ChartTable later = requestsTable(bench.figures, {.split = Split::Technique, .length = 3'600s});
    QCOMPARE(later.rows.size(), size_t(60));
    QVERIFY(later.rows == table.rows);
}

void TestTimeTables::keepsAnHourOfFewStatementsAndLessOfMany()
{
    RequestTimeline timeline;
    for (int second = 0; second < 4'000; ++second)
        timeline.count(eventAt(second, EventKind::Hit), 0);
    QCOMPARE(timeline.begin(), kStart.addSecs(399).toSecsSinceEpoch());
    qint64 seconds = 0;
    timeline.forEach(0, kStart.addSecs(4'000).toSecsSinceEpoch(), [&](auto...) { ++seconds; });
    QCOMPARE(seconds, 3'601);
    for (size_t second = 4'000; second < 4'300; ++second) {
        for (size_t statement = 0; statement < 1'000; ++statement)
            timeline.count(eventAt(int(second), EventKind::Miss), statement);
    }
    qint64 cells = 0;
    timeline.forEach(timeline.begin(), kStart.addSecs(9'000).toSecsSinceEpoch(), [&](auto...) { ++cells; });
    QVERIFY(cells >= qint64(RequestTimeline::kMostCells));
    QVERIFY(cells <= qint64(RequestTimeline::kMostCells) + 1'000);
}

QTEST_GUILESS_MAIN(TestTimeTables)
#include "tst_timetables.moc"
