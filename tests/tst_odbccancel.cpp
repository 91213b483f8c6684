#include "tests/support/odbctest.h"
#include "tests/support/randomcancels.h"
#include "tests/support/startedrun.h"

#include <QElapsedTimer>

using namespace larder;
using test::errorOf;
using test::StartedRun;

namespace {

constexpr int kPatienceMilliseconds = 60'000;

} // namespace

/// Ending statements by ODBC.
class TestOdbcCancel : public test::OdbcTest
{
    Q_OBJECT

private Q_SLOTS:
    void cancelsOnAServer_data();
    void cancelsOnAServer();
    void cancelsInAFile_data();
    void cancelsInAFile();
    void cancelsAStatementThatStillWaitsForItsTurn();
    void survivesCancelsAtAnyMoment_data() { addDrivers(); }
    void survivesCancelsAtAnyMoment();
    void closesWhileAStatementRuns();
};

void TestOdbcCancel::cancelsOnAServer_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("options");
    QTest::newRow("sleeping") << QByteArray("SELECT pg_sleep(60)") << QString();
    QTest::newRow("writing") << QByteArray("INSERT INTO t SELECT a FROM generate_series(1, 100000000) a")
                             << QString();
    QTest::newRow("streaming") << QByteArray("SELECT a FROM generate_series(1, 100000000) a")
                               << QStringLiteral("UseDeclareFetch=1");
}

void TestOdbcCancel::cancelsOnAServer()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, options);
    exec("CREATE TABLE t(a int)");
    TestSession session(pg(options));
    StartedRun run(session, sql);
    if (options.isEmpty()) {
        const QByteArray active = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND datname ="
                                  " current_database() AND pid <> pg_backend_pid()";
        QTRY_COMPARE_WITH_TIMEOUT(value(active), QByteArray("1"), kPatienceMilliseconds);
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, kPatienceMilliseconds);
    }
    QElapsedTimer timer;
    timer.start();
    run.cancel();
    const RunOutcome outcome = run.wait();
    QCOMPARE(errorOf(outcome), QByteArray());
    QVERIFY(outcome.cancelled);
    QVERIFY(timer.elapsed() < 30'000);
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
}

void TestOdbcCancel::cancelsInAFile_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("options");
    QTest::newRow("counting") << QByteArray("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c)"
                                            " SELECT count(*) FROM c LIMIT 1")
                              << QString();
    QTest::newRow("streaming") << QByteArray("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c)"
                                             " SELECT i FROM c")
                               << QStringLiteral("StepAPI=1");
}

void TestOdbcCancel::cancelsInAFile()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, options);
    TestSession session(sqlite(options));
    StartedRun run(session, sql);
    if (options.isEmpty())
        QTest::qWait(100);
    else
        QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, kPatienceMilliseconds);
    QVERIFY(!run.hasEnded());
    run.cancel();
    const RunOutcome outcome = run.wait();
    QCOMPARE(errorOf(outcome), QByteArray());
    QVERIFY(outcome.cancelled);
    // Which the driver takes for a text where it steps through the rows.
    QVERIFY(TestSession::rows(session.run("SELECT 42").result).contains("42"));
}

void TestOdbcCancel::cancelsAStatementThatStillWaitsForItsTurn()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(pg());
    StartedRun first(session, "SELECT pg_sleep(0.5)");
    StartedRun second(session, "INSERT INTO t VALUES (1)");
    StartedRun third(session, "SELECT 3");
    second.cancel();
    QVERIFY(second.wait().cancelled);
    QCOMPARE(errorOf(first.wait()), QByteArray());
    QCOMPARE(TestSession::rows(third.wait().result), QByteArray("3"));
    QCOMPARE(value("SELECT count(*) FROM t"), QByteArray("0"));
}

void TestOdbcCancel::survivesCancelsAtAnyMoment()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    const QByteArray sql = isPg
        ? QByteArray("SELECT i, repeat('x', 50) FROM generate_series(1, 20000) AS i")
        : QByteArray("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 20000)"
                     " SELECT i, 'x' FROM c");
    test::RandomCancels(session, sql).run();
}

void TestOdbcCancel::closesWhileAStatementRuns()
{
    QElapsedTimer timer;
    {
        TestSession session(pg());
        StartedRun run(session, "SELECT pg_sleep(60)");
        QTest::qWait(200);
        timer.start();
    }
    QVERIFY(timer.elapsed() < 30'000);
}

QTEST_GUILESS_MAIN(TestOdbcCancel)
#include "tst_odbccancel.moc"
