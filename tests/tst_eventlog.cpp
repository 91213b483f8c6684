#include "cache/eventlog.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace larder;

class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void numbersEventsFromOneOn();
    void forgetsTheOldestAndKeepsTheNumbers();
    void aCopyKeepsWhatTheLogForgets();
    void namesEveryKind();
};

void TestEventLog::numbersEventsFromOneOn()
{
    EventLog log;
    QCOMPARE(log.lastNumber(), 0U);
    QCOMPARE(log.firstNumber(), 1U);
    QVERIFY(!log.event(0));
    QVERIFY(!log.event(1));
    QCOMPARE(log.append({.kind = EventKind::Hit}), 1U);
    QCOMPARE(log.append({.kind = EventKind::Miss, .cause = 1}), 2U);
    QCOMPARE(log.firstNumber(), 1U);
    QCOMPARE(log.event(2)->kind, EventKind::Miss);
    QCOMPARE(log.event(2)->number, 2U);
    QCOMPARE(log.event(2)->cause, 1U);
    QVERIFY(!log.event(0));
    QVERIFY(!log.event(3));
}

void TestEventLog::forgetsTheOldestAndKeepsTheNumbers()
{
    EventLog log;
    for (size_t i = 0; i < EventLog::kMostEvents + 5; ++i)
        log.append({.bytes = qint64(i)});
    QCOMPARE(log.firstNumber(), 6U);
    QCOMPARE(log.lastNumber(), quint64(EventLog::kMostEvents + 5));
    QVERIFY(!log.event(5));
    QCOMPARE(log.event(6)->bytes, 5);
    QCOMPARE(log.event(log.lastNumber())->bytes, qint64(EventLog::kMostEvents + 4));
}

void TestEventLog::aCopyKeepsWhatTheLogForgets()
{
    EventLog log;
    for (int i = 1; i <= 1'500; ++i)
        log.append({.bytes = i});
    const EventHistory before = log.history();
    for (size_t i = 0; i < 2 * EventLog::kMostEvents; ++i)
        log.append({.kind = EventKind::Miss});
    QVERIFY(!log.event(1'500));
    QCOMPARE(before.firstNumber(), 1U);
    QCOMPARE(before.lastNumber(), 1'500U);
    for (quint64 number = 1; number <= 1'500; ++number) {
        QCOMPARE(before.event(number)->number, number);
        QCOMPARE(before.event(number)->bytes, qint64(number));
    }
    QVERIFY(!before.event(1'501));
    QVERIFY(!before.event(0));
}

void TestEventLog::namesEveryKind()
{
    QSet<QString> names;
    for (int kind = 0; kind <= int(EventKind::StoreFailed); ++kind)
        names << eventName(EventKind(kind));
    QCOMPARE(names.size(), int(EventKind::StoreFailed) + 1);
    QCOMPARE(eventName(EventKind::Hit), QStringLiteral("Hit"));
    QCOMPARE(eventName(EventKind::StoreFailed), QStringLiteral("StoreFailed"));
}

QTEST_APPLESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
