#include "tests/support/mytest.h"
#include "tests/support/randomcancels.h"
#include "tests/support/startedrun.h"

#include <QElapsedTimer>

using namespace larder;
using test::StartedRun;

namespace {

// The statements take a minute and more; a busy machine takes longer than the second that is promised.
constexpr qint64 kSoonMilliseconds = 5'000;

} // namespace

/// Ending statements on a real MariaDB server.
class TestMyCancel : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void endsWhatRunsSoon_data();
    void endsWhatRunsSoon();
    void neverHitsTheNextStatement();
    void survivesCancelsAtAnyMoment();
};

void TestMyCancel::endsWhatRunsSoon_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("before the first row") << QByteArray("SELECT SLEEP(60)");
    QTest::newRow("while rows arrive")
        << QByteArray("SELECT a.seq FROM seq_1_to_100000 a, seq_1_to_100000 b");
    QTest::newRow("between rows") << QByteArray("SELECT seq, SLEEP(seq) FROM seq_1_to_100");
    QTest::newRow("a write") << QByteArray(
        "INSERT INTO t SELECT a.seq FROM seq_1_to_100000 a, seq_1_to_100000 b");
}

void TestMyCancel::endsWhatRunsSoon()
{
    QFETCH(QByteArray, sql);
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    StartedRun run(session, sql);
    QTest::qWait(300);
    QVERIFY(!run.hasEnded());
    QElapsedTimer timer;
    timer.start();
    run.cancel();
    const RunOutcome outcome = run.wait();
    QVERIFY(outcome.cancelled);
    if (!sql.startsWith("INSERT"))
        QVERIFY2(timer.elapsed() < kSoonMilliseconds, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
}

void TestMyCancel::neverHitsTheNextStatement()
{
    TestSession session(address());
    for (int turn = 0; turn < 30; ++turn) {
        StartedRun first(
            session, "SELECT SLEEP(0.0" + QByteArray::number(turn % 10) + "), " + QByteArray::number(turn));
        StartedRun second(session, "SELECT SLEEP(0.02), " + QByteArray::number(turn));
        QTest::qWait(turn);
        first.cancel();
        const RunOutcome outcome = second.wait();
        QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
        QVERIFY(!outcome.cancelled);
        QCOMPARE(TestSession::rows(outcome.result), "0," + QByteArray::number(turn));
        (void)first.wait();
    }
}

void TestMyCancel::survivesCancelsAtAnyMoment()
{
    exec("CREATE TABLE t(i int PRIMARY KEY, x text); INSERT INTO t SELECT seq, repeat('x', 50)"
         " FROM seq_1_to_30000");
    TestSession session(address());
    // The server tidies up; until it has, nothing is kept.
    QTRY_VERIFY_WITH_TIMEOUT(session.run("SELECT count(*) FROM t").provenance.stored, 60'000);
    test::RandomCancels(session, "SELECT i, x FROM t WHERE i <= 20000").run();
}

QTEST_GUILESS_MAIN(TestMyCancel)
#include "tst_mycancel.moc"
