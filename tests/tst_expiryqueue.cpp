#include "cache/expiryqueue.h"

#include "tests/support/manualclock.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

class TestExpiryQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void givesOutWhatIsOverInOrder();
};

void TestExpiryQueue::givesOutWhatIsOverInOrder()
{
    const test::ManualClock clock;
    const Clock::TimePoint now = clock.now();
    ExpiryQueue queue;
    QVERIFY(!queue.takeOver(now));
    queue.add(EntryId(1), now + 3s);
    queue.add(EntryId(2), now + 1s);
    queue.add(EntryId(3), now + 2s);
    QVERIFY(!queue.takeOver(now + 1s - 1ns));
    QVERIFY(queue.takeOver(now + 2s) == std::optional(EntryId(2)));
    QVERIFY(queue.takeOver(now + 2s) == std::optional(EntryId(3)));
    QVERIFY(!queue.takeOver(now + 2s));
    QCOMPARE(queue.size(), 1U);
}

QTEST_APPLESS_MAIN(TestExpiryQueue)
#include "tst_expiryqueue.moc"
