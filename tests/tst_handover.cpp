#include "cache/handover.h"

#include <QRegularExpression>
#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

using namespace larder;

class TestHandOver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void runsLaterAndNotInsideTheCall();
    void keepsTheOrderOfTheCalls();
    void dropsWorkWhoseReceiverIsGone();
    void releasesWhatDroppedWorkCarried();
    void carriesWhatCanOnlyBeMoved();
    void runsInTheThreadOfTheReceiver();
    void keepsTheOrderOfEachThreadAcrossThreads();
    void sharesAnImmutableValueAcrossThreads();
    void handsOverFromInsideHandedWork();
};

void TestHandOver::runsLaterAndNotInsideTheCall()
{
    QObject receiver;
    bool ran = false;
    handOver(&receiver, [&] { ran = true; });
    QVERIFY(!ran);
    QTRY_VERIFY(ran);
}

void TestHandOver::keepsTheOrderOfTheCalls()
{
    QObject receiver;
    QObject other;
    std::vector<int> order;
    for (int i = 0; i < 1'000; ++i)
        handOver(i % 2 == 0 ? &receiver : &other, [&order, i] { order.push_back(i); });
    QTRY_COMPARE(order.size(), size_t(1'000));
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestHandOver::dropsWorkWhoseReceiverIsGone()
{
    auto receiver = std::make_unique<QObject>();
    QObject other;
    bool ran = false;
    bool ended = false;
    handOver(receiver.get(), [&] { ran = true; });
    handOver(&other, [&] { ended = true; });
    receiver.reset();
    QTRY_VERIFY(ended);
    QVERIFY(!ran);
}

void TestHandOver::releasesWhatDroppedWorkCarried()
{
    auto receiver = std::make_unique<QObject>();
    const auto carried = std::make_shared<const int>(7);
    handOver(receiver.get(), [carried] {});
    QVERIFY(carried.use_count() > 1);
    receiver.reset();
    QTRY_COMPARE(carried.use_count(), 1L);
}

void TestHandOver::carriesWhatCanOnlyBeMoved()
{
    QObject receiver;
    int arrived = 0;
    handOver(&receiver, [&arrived, value = std::make_unique<int>(42)]() mutable {
        const std::unique_ptr<int> taken = std::move(value);
        arrived = *taken;
    });
    QTRY_COMPARE(arrived, 42);
}

void TestHandOver::runsInTheThreadOfTheReceiver()
{
    QThread thread;
    QObject receiver;
    receiver.moveToThread(&thread);
    QObject home;
    Qt::HANDLE there = nullptr;
    handOver(&receiver, [&home, &there, &receiver, main = QThread::currentThread()] {
        const Qt::HANDLE id = QThread::currentThreadId();
        receiver.moveToThread(main);
        handOver(&home, [&there, id] { there = id; });
    });
    thread.start();
    QTRY_VERIFY(there != nullptr);
    QVERIFY(there != QThread::currentThreadId());
    thread.quit();
    QVERIFY(thread.wait());
}

void TestHandOver::keepsTheOrderOfEachThreadAcrossThreads()
{
    constexpr int kThreads = 3;
    constexpr int kCalls = 2'000;
    QObject home;
    std::array<std::vector<int>, kThreads> arrived;
    std::vector<std::unique_ptr<QThread>> threads;
    for (size_t t = 0; t < kThreads; ++t) {
        threads.emplace_back(QThread::create([&home, &arrived, t] {
            for (int i = 0; i < kCalls; ++i)
                handOver(&home, [&list = arrived.at(t), i] { list.push_back(i); });
        }));
        threads.back()->start();
    }
    for (const auto& thread : threads)
        QVERIFY(thread->wait());
    for (const std::vector<int>& list : arrived) {
        QTRY_COMPARE(list.size(), size_t(kCalls));
        QVERIFY(std::is_sorted(list.begin(), list.end()));
    }
}

// The value is written by one thread and read by another with nothing but handOver() between them.
void TestHandOver::sharesAnImmutableValueAcrossThreads()
{
    QObject home;
    qint64 sum = 0;
    int arrived = 0;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        for (int i = 1; i <= 200; ++i) {
            const auto values = std::make_shared<const std::vector<int>>(size_t(100), i);
            handOver(&home, [&sum, &arrived, values] {
                for (const int value : *values)
                    sum += value;
                ++arrived;
            });
        }
    }));
    thread->start();
    QTRY_COMPARE(arrived, 200);
    QCOMPARE(sum, 100 * 200 * 201 / 2);
    QVERIFY(thread->wait());
}

void TestHandOver::handsOverFromInsideHandedWork()
{
    QObject receiver;
    int depth = 0;
    std::function<void()> again = [&] {
        if (++depth < 100)
            handOver(&receiver, again);
    };
    handOver(&receiver, again);
    QTRY_COMPARE(depth, 100);
}

QTEST_GUILESS_MAIN(TestHandOver)
#include "tst_handover.moc"
