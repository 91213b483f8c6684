#include "models/rowworker.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

/// Work that ends only when it is stopped.
std::optional<int> untilStopped(const RowTask& task)
{
    while (!task.stopped())
        task.tell(0.5);
    return std::nullopt;
}

} // namespace

class TestRowWorker final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void bringsTheOutcomeBack();
    void onlyTheLastRequestCounts();
    void cancelEndsTheWork();
    void tellsHowFarItIs();
    void endsItsWorkWithItself();
};

void TestRowWorker::bringsTheOutcomeBack()
{
    RowWorker worker;
    const QSignalSpy busy(&worker, &RowWorker::busyChanged);
    int outcome = 0;
    const QThread* workedIn = nullptr;
    worker.start([](const RowTask&) { return std::optional(std::pair(42, QThread::currentThread())); },
        [&](const std::pair<int, QThread*>& result) {
            outcome = result.first;
            workedIn = result.second;
        });
    QVERIFY(worker.isBusy());
    QTRY_COMPARE(outcome, 42);
    QVERIFY(workedIn != QThread::currentThread());
    QVERIFY(!worker.isBusy());
    QCOMPARE(busy.size(), 2);
}

void TestRowWorker::onlyTheLastRequestCounts()
{
    RowWorker worker;
    std::vector<int> outcomes;
    const auto keep = [&outcomes](int outcome) { outcomes.push_back(outcome); };
    worker.start(untilStopped, keep);
    worker.start([](const RowTask&) { return std::optional(1); }, keep);
    worker.start([](const RowTask&) { return std::optional(2); }, keep);
    QTRY_COMPARE(outcomes, std::vector<int>{2});
}

void TestRowWorker::cancelEndsTheWork()
{
    RowWorker worker;
    std::vector<int> outcomes;
    const auto keep = [&outcomes](int outcome) { outcomes.push_back(outcome); };
    worker.start(untilStopped, keep);
    worker.cancel();
    QVERIFY(!worker.isBusy());
    worker.start([](const RowTask&) { return std::optional(3); }, keep);
    QTRY_COMPARE(outcomes, std::vector<int>{3});
}

void TestRowWorker::tellsHowFarItIs()
{
    RowWorker worker;
    QSignalSpy told(&worker, &RowWorker::progressed);
    worker.start(untilStopped, [](int) {});
    QTRY_VERIFY(told.size() >= 2);
    QCOMPARE(told[0][0].toDouble(), 0.5);
}

void TestRowWorker::endsItsWorkWithItself()
{
    RowWorker worker;
    worker.start(untilStopped, [](int) {});
    QVERIFY(worker.isBusy());
}

QTEST_GUILESS_MAIN(TestRowWorker)
#include "tst_rowworker.moc"
