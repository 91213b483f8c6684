#include "models/inspector/statisticstables.h"

#include "tests/support/entries.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

const QDateTime kStart(QDate(2024, 5, 1), QTime(14, 0), Qt::UTC);

double valueOf(const ChartTable& table, const QString& label, size_t column = 0)
{
    for (const ChartTable::Row& row : table.rows) {
        if (row.label == label)
            return row.values.at(column);
    }
    return -1;
}

QStringList labelsOf(const ChartTable& table)
{
    QStringList labels;
    for (const ChartTable::Row& row : table.rows)
        labels << row.label;
    return labels;
}

} // namespace

class TestStatisticsTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void tellsAllFigures();
    void hasNoValueWhereNothingRan();
    void ordersReasonsByTheirNumber();
    void sortsLatenciesIntoClasses();
    void showsWhatWasSavedAndLost();
    void addsMemoryUpByTables();
    void sortsTimesToLive();
    void comparesTwoMoments();
};

void TestStatisticsTables::tellsAllFigures()
{
    CacheFigures figures;
    figures.hits = {5, 1, 0, 2};
    figures.misses[size_t(ReasonCode::FirstSeen)] = 2;
    figures.bypasses[size_t(ReasonCode::Off)] = 3;
    figures.joined = 1;
    figures.timeSaved = -4ms;
    const ChartTable table = figuresTable(figures);
    QCOMPARE(valueOf(table, QStringLiteral("Requests")), 13.0);
    QCOMPARE(valueOf(table, QStringLiteral("Hit ratio")), 0.8);
    QCOMPARE(valueOf(table, QStringLiteral("Hits, proven fresh")), 5.0);
    QCOMPARE(valueOf(table, QStringLiteral("Hits, rows")), 2.0);
    QCOMPARE(valueOf(table, QStringLiteral("Misses that joined")), 1.0);
    QCOMPARE(valueOf(table, QStringLiteral("Time saved")), -4e6);
    QVERIFY(table.note.startsWith(QStringLiteral("Time saved is below zero where")));
    figures.timeSaved = 4ms;
    QVERIFY(figuresTable(figures).note.isEmpty());
}

void TestStatisticsTables::hasNoValueWhereNothingRan()
{
    const ChartTable nothing = figuresTable({});
    for (const char* const label : {"Hit ratio", "Hit latency, p50", "Database latency, p99"})
        QCOMPARE(valueOf(nothing, QString::fromLatin1(label)), ChartTable::kNothing);
    QCOMPARE(valueOf(nothing, QStringLiteral("Requests")), 0.0);
    QVERIFY2(latencyTable({}).note.startsWith(QStringLiteral("Hits: p50 –, p95 –, p99 –.")),
        qPrintable(latencyTable({}).note));
    CacheFigures figures;
    figures.hits = {1, 0, 0, 0};
    figures.misses[size_t(ReasonCode::FirstSeen)] = 1;
    const ChartTable some = figuresTable(figures);
    const ChartTable difference = comparisonTable(nothing, some);
    for (const ChartTable::Row& row : difference.rows) {
        if (row.label == QStringLiteral("Hit ratio"))
            QCOMPARE(row.values, (std::vector<double>{ChartTable::kNothing, 0.5, ChartTable::kNothing}));
    }
}

void TestStatisticsTables::ordersReasonsByTheirNumber()
{
    CacheFigures figures;
    figures.misses[size_t(ReasonCode::FirstSeen)] = 2;
    figures.misses[size_t(ReasonCode::Ttl)] = 7;
    figures.bypasses[size_t(ReasonCode::Off)] = 3;
    const ChartTable table = reasonsTable(figures);
    QCOMPARE(labelsOf(table),
        (QStringList{QStringLiteral("time to live is over"), QStringLiteral("caching is off"),
            QStringLiteral("first time seen")}));
    QCOMPARE(table.rows[1].values, (std::vector<double>{0, 3}));
}

void TestStatisticsTables::sortsLatenciesIntoClasses()
{
    CacheFigures figures;
    figures.hitLatency.add(3us, 5);
    figures.missLatency.add(100us, 2);
    const ChartTable table = latencyTable(figures);
    double hits = 0;
    double misses = 0;
    for (const ChartTable::Row& row : table.rows) {
        hits += row.values[0];
        misses += row.values[1];
    }
    QCOMPARE(hits, 5.0);
    QCOMPARE(misses, 2.0);
    QCOMPARE(table.rows.front().values[0], 5.0);
    QCOMPARE(table.rows.back().values[1], 2.0);
    QVERIFY(table.note.contains(QStringLiteral("p99")));
    QVERIFY(latencyTable({}).rows.empty());
}

void TestStatisticsTables::showsWhatWasSavedAndLost()
{
    EventLog log;
    EventFigures figures(log);
    for (int i = 0; i < 30; ++i)
        log.append({.kind = EventKind::Hit,
            .time = kStart,
            .sql = "SELECT " + QByteArray::number(i),
            .timeSaved = std::chrono::milliseconds(i - 10)});
    figures.readOn(kStart);
    const ChartTable table = timeSavedTable(figures, EventFigures::Period::SinceStart, {});
    QCOMPARE(table.rows.size(), size_t(20));
    QCOMPARE(table.rows.front().label, QStringLiteral("SELECT 29"));
    QCOMPARE(table.rows.front().values[0], 19e6);
    QCOMPARE(table.rows.back().label, QStringLiteral("SELECT 0"));
    QCOMPARE(table.rows.back().values[0], -10e6);
}

void TestStatisticsTables::addsMemoryUpByTables()
{
    std::vector<EntryInfo> entries{entryOf(1, "A", {"main.a"}), entryOf(2, "B", {"main.b"}),
        entryOf(3, "C", {"main.a"}), entryOf(4, "D", {})};
    entries[0].bytes = 100;
    entries[1].bytes = 300;
    entries[2].bytes = 250;
    entries[3].bytes = 1;
    const ChartTable table = memoryTable(entries);
    QCOMPARE(labelsOf(table),
        (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("(no table)")}));
    QCOMPARE(table.rows[0].values, (std::vector<double>{350, 2}));
}

void TestStatisticsTables::sortsTimesToLive()
{
    std::vector<EntryInfo> entries = entriesOf({1, 2, 3, 4});
    entries[0].ttlLeft = 10s;
    entries[1].ttlLeft = 10'001ms;
    entries[2].ttlLeft = 2h;
    const ChartTable table = ttlTable(entries);
    QCOMPARE(valueOf(table, QStringLiteral("10 s")), 1.0);
    QCOMPARE(valueOf(table, QStringLiteral("30 s")), 1.0);
    QCOMPARE(valueOf(table, QStringLiteral("longer")), 1.0);
    QCOMPARE(valueOf(table, QStringLiteral("no end")), 1.0);
    const ChartTable points = ageHitsTable(entries);
    QCOMPARE(points.rows.size(), size_t(4));
    QCOMPARE(points.rows[0].values, (std::vector<double>{12, 0}));
}

void TestStatisticsTables::comparesTwoMoments()
{
    CacheFigures before;
    before.hits = {1, 0, 0, 0};
    CacheFigures after = before;
    after.hits = {4, 0, 0, 0};
    const ChartTable table = comparisonTable(figuresTable(before), figuresTable(after));
    QCOMPARE(valueOf(table, QStringLiteral("Hits"), 0), 1.0);
    QCOMPARE(valueOf(table, QStringLiteral("Hits"), 1), 4.0);
    QCOMPARE(valueOf(table, QStringLiteral("Hits"), 2), 3.0);
    QVERIFY(comparisonTable({}, figuresTable(after)).rows.empty());
}

QTEST_GUILESS_MAIN(TestStatisticsTables)
#include "tst_statisticstables.moc"
