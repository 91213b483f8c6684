#include "models/inspector/cacheeventmodel.h"

#include "models/inspector/eventsaver.h"
#include "models/inspector/eventtext.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;

namespace {

using Column = CacheEventModel::Column;

constexpr auto kMost = quint64(EventLog::kMostEvents);

/// A list over a log that the test writes, watched by Qt's own checks.
struct Bench
{
    void append(EventKind kind = EventKind::Hit, const QByteArray& sql = "SELECT 1", quint64 entry = 0)
    {
        log.append({.kind = kind, .entry = EntryId(entry), .sql = sql});
    }
    void appendMany(quint64 count)
    {
        for (quint64 i = 0; i < count; ++i)
            append();
    }
    /// Until all is shown.
    void read(quint64 last)
    {
        model.readOn();
        QTRY_COMPARE(model.history().lastNumber(), last);
    }
    [[nodiscard]] std::vector<quint64> numbers() const
    {
        std::vector<quint64> shown;
        for (int row = 0; row < model.rowCount(); ++row)
            shown.push_back(model.eventAt(row).number);
        return shown;
    }

    EventLog log;
    CacheEventModel model{log};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

EventFilter::Kinds only(EventKind kind)
{
    return EventFilter::Kinds().set(size_t(kind));
}

} // namespace

class TestCacheEventModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsWhatTheLogHolds();
    void tellsEveryColumn();
    void appendsInOneRange();
    void dropsWhatTheLogForgets();
    void findsRowsByNumber();
    void filtersByWordsKindsAndEntry();
    void standsStillWhilePaused();
    void keepsOnScreenWhatTheLogForgetsMeanwhile();
    void countsWhatWasForgottenUnseen();
    void stopsAtTheChosenEvent();
    void doesNotStopAtWhatWasThereBefore();
    void equalsTheFilteredLogAfterRandomSteps();
    void savesWhatItShows();
    void tellsWhyItCouldNotSave();
};

void TestCacheEventModel::showsWhatTheLogHolds()
{
    Bench bench;
    bench.model.readOn();
    QCOMPARE(bench.model.rowCount(), 0);
    bench.appendMany(3);
    QCOMPARE(bench.model.rowCount(), 0);
    bench.model.readOn();
    QCOMPARE(bench.numbers(), (std::vector<quint64>{1, 2, 3}));
}

void TestCacheEventModel::tellsEveryColumn()
{
    Bench bench;
    bench.log.append({.kind = EventKind::Hit,
        .time = QDateTime(QDate(2024, 5, 1), QTime(14, 3, 21, 42)),
        .entry = EntryId(7),
        .key = "abc",
        .sql = "SELECT *\n  FROM orders",
        .reason = {ReasonCode::Partial, QStringLiteral("1 of 3")},
        .duration = std::chrono::microseconds(180),
        .bytes = 1258291,
        .database = QByteArray("sqlite") + '\0' + "1:2:/data/sh:op.db",
        .cause = 12,
        .hitClass = HitClass::Stale});
    bench.log.append({.kind = EventKind::Removed, .key = "abc"});
    bench.model.readOn();
    QStringList cells;
    for (int column = 0; column < CacheEventModel::kColumnCount; ++column)
        cells << bench.model.index(0, column).data().toString();
    QCOMPARE(cells,
        (QStringList{QStringLiteral("1"), QStringLiteral("2024-05-01 14:03:21.042"),
            QStringLiteral("Hit, stale"), QStringLiteral("SELECT * FROM orders"),
            QStringLiteral("rows are missing: 1 of 3"), QStringLiteral("180 µs"), QStringLiteral("1.2 MB"),
            QStringLiteral("sh:op.db"), QStringLiteral("12")}));
    QCOMPARE(bench.model.index(0, int(Column::Connection))
                 .data(Qt::ToolTipRole)
                 .toString()
                 .contains(QStringLiteral("/data/sh:op.db")),
        true);
    QCOMPARE(bench.model.index(1, int(Column::Sql)).data().toString(), QStringLiteral("abc"));
    QCOMPARE(bench.model.index(1, int(Column::Cause)).data().toString(), QString());
    const QJsonObject json = QJsonDocument::fromJson(eventJson(bench.model.eventAt(0))).object();
    QCOMPARE(json.value(QStringLiteral("reason")).toString(), QStringLiteral("Partial"));
    QCOMPARE(json.value(QStringLiteral("duration_ns")).toInt(), 180'000);
    QCOMPARE(json.value(QStringLiteral("class")).toString(), QStringLiteral("stale"));
}

void TestCacheEventModel::appendsInOneRange()
{
    Bench bench;
    bench.appendMany(5);
    bench.model.readOn();
    const QSignalSpy inserted(&bench.model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy resets(&bench.model, &QAbstractItemModel::modelReset);
    bench.appendMany(1'000);
    bench.model.readOn();
    bench.model.readOn();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.at(0).at(1).toInt(), 5);
    QCOMPARE(inserted.at(0).at(2).toInt(), 1'004);
    QCOMPARE(resets.size(), 0);
}

void TestCacheEventModel::dropsWhatTheLogForgets()
{
    Bench bench;
    bench.appendMany(kMost);
    bench.read(kMost);
    QCOMPARE(quint64(bench.model.rowCount()), kMost);
    const QPersistentModelIndex kept = bench.model.index(bench.model.rowOf(1'000), 0);
    const QSignalSpy removed(&bench.model, &QAbstractItemModel::rowsRemoved);
    bench.appendMany(250);
    bench.read(kMost + 250);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(quint64(bench.model.rowCount()), kMost);
    QCOMPARE(bench.model.eventAt(0).number, 251U);
    QCOMPARE(bench.model.eventAt(kept.row()).number, 1'000U);
    QCOMPARE(bench.model.standing().missed, 0U);
}

void TestCacheEventModel::findsRowsByNumber()
{
    Bench bench;
    for (int i = 0; i < 10; ++i)
        bench.append(i % 2 == 0 ? EventKind::Hit : EventKind::Miss);
    bench.model.setFilter(EventFilter(only(EventKind::Miss), {}));
    QCOMPARE(bench.model.rowOf(4), 1);
    QCOMPARE(bench.model.rowOf(5), -1);
    QCOMPARE(bench.model.rowOf(99), -1);
}

void TestCacheEventModel::filtersByWordsKindsAndEntry()
{
    Bench bench;
    bench.append(EventKind::Miss, "SELECT * FROM Orders", 0);
    bench.append(EventKind::Stored, "SELECT * FROM orders", 1);
    bench.append(EventKind::Hit, "SELECT * FROM customers", 2);
    bench.append(EventKind::Hit, "SELECT name FROM orders", 12);
    const auto shown = [&](const EventFilter& filter) {
        bench.model.setFilter(filter);
        return bench.numbers();
    };
    const EventFilter::Kinds all = EventFilter::Kinds().set();
    QCOMPARE(shown(EventFilter(all, QStringLiteral("orders"))), (std::vector<quint64>{1, 2, 4}));
    QCOMPARE(shown(EventFilter(all, QStringLiteral("ORDERS  name"))), (std::vector<quint64>{4}));
    QCOMPARE(shown(EventFilter(only(EventKind::Hit), {})), (std::vector<quint64>{3, 4}));
    QCOMPARE(shown(EventFilter(all, QStringLiteral("entry:1"))), (std::vector<quint64>{2}));
    QCOMPARE(shown(EventFilter(all, QStringLiteral("entry:12 orders"))), (std::vector<quint64>{4}));
    QCOMPARE(shown(EventFilter(all, QStringLiteral("entry:x"))), (std::vector<quint64>{}));
    QCOMPARE(shown(EventFilter()), (std::vector<quint64>{1, 2, 3, 4}));
    bench.model.setFilter(EventFilter(only(EventKind::Hit), {}));
    bench.append(EventKind::Miss);
    bench.append(EventKind::Hit);
    bench.model.readOn();
    QCOMPARE(bench.numbers(), (std::vector<quint64>{3, 4, 6}));
}

void TestCacheEventModel::standsStillWhilePaused()
{
    Bench bench;
    bench.appendMany(3);
    bench.model.readOn();
    bench.model.setPaused(true);
    const QSignalSpy changed(&bench.model, &CacheEventModel::standingChanged);
    bench.append(EventKind::Miss);
    bench.append(EventKind::Miss);
    bench.model.readOn();
    QCOMPARE(bench.model.rowCount(), 3);
    QCOMPARE(bench.model.standing().waiting, 2U);
    QCOMPARE(changed.size(), 1);
    bench.model.setFilter(EventFilter(only(EventKind::Hit), {}));
    QCOMPARE(bench.model.rowCount(), 3);
    bench.model.setFilter(EventFilter(only(EventKind::Miss), {}));
    QCOMPARE(bench.model.rowCount(), 0);
    bench.model.setFilter(EventFilter());
    bench.model.setPaused(false);
    QCOMPARE(bench.numbers(), (std::vector<quint64>{1, 2, 3, 4, 5}));
    QVERIFY(bench.model.standing() == CacheEventModel::Standing());
}

void TestCacheEventModel::keepsOnScreenWhatTheLogForgetsMeanwhile()
{
    Bench bench;
    bench.append(EventKind::Hit, "the first");
    bench.appendMany(9);
    bench.model.readOn();
    bench.model.setPaused(true);
    bench.appendMany(kMost);
    bench.model.readOn();
    QVERIFY(!bench.log.event(10));
    QCOMPARE(bench.model.standing().waiting, kMost);
    QCOMPARE(bench.model.eventAt(0).sql, QByteArray("the first"));
    bench.model.setFilter(EventFilter(EventFilter::Kinds().set(), QStringLiteral("first")));
    QCOMPARE(bench.numbers(), (std::vector<quint64>{1}));
    bench.model.setFilter(EventFilter());
    bench.model.setPaused(false);
    QTRY_COMPARE(bench.model.history().lastNumber(), kMost + 10);
    QCOMPARE(quint64(bench.model.rowCount()), kMost);
    QCOMPARE(bench.model.eventAt(0).number, 11U);
    QCOMPARE(bench.model.standing().missed, 0U);
}

void TestCacheEventModel::countsWhatWasForgottenUnseen()
{
    Bench bench;
    bench.appendMany(10);
    bench.model.readOn();
    bench.model.setPaused(true);
    bench.appendMany(kMost + 7);
    bench.model.setPaused(false);
    QTRY_COMPARE(bench.model.history().lastNumber(), kMost + 17);
    QCOMPARE(bench.model.standing().missed, 7U);
    QCOMPARE(bench.model.eventAt(0).number, 18U);
}

void TestCacheEventModel::stopsAtTheChosenEvent()
{
    Bench bench;
    bench.model.setStopRule(EventFilter(only(EventKind::Miss), QStringLiteral("orders")));
    bench.append(EventKind::Miss, "SELECT * FROM customers");
    bench.append(EventKind::Miss, "SELECT * FROM orders");
    bench.appendMany(4);
    bench.model.readOn();
    QCOMPARE(bench.numbers(), (std::vector<quint64>{1, 2}));
    QVERIFY(bench.model.standing()
        == (CacheEventModel::Standing{.paused = true, .stoppedAt = 2, .waiting = 4, .missed = 0}));
    bench.append();
    bench.model.readOn();
    QCOMPARE(bench.model.standing().waiting, 5U);
    // Another filter does not bring what the stop keeps back.
    bench.model.setFilter(EventFilter(only(EventKind::Hit), {}));
    QCOMPARE(bench.model.rowCount(), 0);
    bench.model.setFilter(EventFilter());
    bench.model.setPaused(false);
    QCOMPARE(bench.model.rowCount(), 7);
    QVERIFY(!bench.model.standing().paused);
    bench.append(EventKind::Miss, "SELECT * FROM orders");
    bench.append();
    bench.model.readOn();
    QCOMPARE(bench.model.standing().stoppedAt, 8U);
    QCOMPARE(bench.model.rowCount(), 8);
}

void TestCacheEventModel::doesNotStopAtWhatWasThereBefore()
{
    Bench bench;
    bench.append(EventKind::Miss);
    bench.model.readOn();
    bench.model.setStopRule(EventFilter(only(EventKind::Miss), {}));
    bench.model.setFilter(EventFilter(EventFilter::Kinds().set(), QStringLiteral("select")));
    QCOMPARE(bench.numbers(), (std::vector<quint64>{1}));
    QVERIFY(!bench.model.standing().paused);
}

void TestCacheEventModel::equalsTheFilteredLogAfterRandomSteps()
{
    QRandomGenerator random(42);
    Bench bench;
    EventFilter filter;
    bool paused = false;
    quint64 end = 0;
    for (int step = 0; step < 200; ++step) {
        for (int i = random.bounded(step == 150 ? 120'000 : 40); i > 0; --i)
            bench.append(EventKind(random.bounded(4)), "SELECT " + QByteArray::number(random.bounded(20)));
        if (random.bounded(5) == 0) {
            paused = !paused;
            bench.model.setPaused(paused);
        }
        if (random.bounded(3) == 0) {
            filter = EventFilter(EventFilter::Kinds(unsigned(random.bounded(1, 16))),
                random.bounded(2) == 0 ? QString() : QString::number(random.bounded(20)));
            bench.model.setFilter(filter);
        }
        bench.model.readOn();
        // Only as a list that goes on reads what came before it paused.
        if (!paused) {
            end = bench.log.lastNumber();
            std::vector<quint64> expected;
            for (quint64 number = bench.log.firstNumber(); number <= end; ++number) {
                if (filter.accepts(*bench.log.event(number)))
                    expected.push_back(number);
            }
            // A search through many events takes more than one turn.
            QTRY_VERIFY((bench.model.readOn(), bench.numbers() == expected));
        } else {
            QCOMPARE(bench.model.standing().waiting, bench.log.lastNumber() - end);
        }
    }
}

void TestCacheEventModel::savesWhatItShows()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.jsonl"));
    Bench bench;
    bench.appendMany(2'500);
    EventSaver saver;
    const QSignalSpy saved(&saver, &EventSaver::saved);
    std::vector<quint64> numbers;
    for (quint64 number = 2; number <= 2'500; ++number)
        numbers.push_back(number);
    saver.save(path, bench.log.history(), numbers);
    bench.appendMany(2 * kMost);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved.at(0).at(1).toInt(), 2'499);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (quint64 number = 2; number <= 2'500; ++number) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        QCOMPARE(line.value(QStringLiteral("number")).toInteger(), qint64(number));
        QCOMPARE(line.value(QStringLiteral("event")).toString(), QStringLiteral("Hit"));
    }
    QVERIFY(file.atEnd());
}

void TestCacheEventModel::tellsWhyItCouldNotSave()
{
    const QTemporaryDir folder;
    EventSaver saver;
    const QSignalSpy failed(&saver, &EventSaver::failed);
    saver.save(folder.filePath(QStringLiteral("missing/events.jsonl")), {}, {});
    QCOMPARE(failed.size(), 1);
    const auto error = failed.at(0).at(0).value<Error>();
    QVERIFY(error.what.contains(QStringLiteral("missing")));
    QVERIFY(!error.why.isEmpty());
}

QTEST_GUILESS_MAIN(TestCacheEventModel)
#include "tst_cacheeventmodel.moc"
