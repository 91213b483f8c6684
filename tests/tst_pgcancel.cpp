#include "tests/support/pgtest.h"
#include "tests/support/randomcancels.h"
#include "tests/support/startedrun.h"

#include <csignal>

using namespace larder;
using test::StartedRun;

namespace {

constexpr int kPatienceMilliseconds = 60'000;

} // namespace

/// Ending statements on a real PostgreSQL server.
class TestPgCancel : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void cancelsWhatWaits_data();
    void cancelsWhatWaits();
    void cancelsWhatTheServerHasNotReadYet();
    void cancelsAStatementThatStillWaitsForItsTurn();
    void survivesCancelsAtAnyMoment();
    void closesWhileAStatementRuns();

private:
    /// How many connections run @p sql.
    [[nodiscard]] QByteArray runsOn(const QByteArray& sql)
    {
        return value("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = $larder$" + sql
            + "$larder$ AND datname = current_database()");
    }
};

void TestPgCancel::cancelsWhatWaits_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("streams");
    QTest::newRow("sleeping") << QByteArray("SELECT pg_sleep(100)") << false;
    QTest::newRow("counting") << QByteArray(
        "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 1000000) b")
                              << false;
    QTest::newRow("streaming") << QByteArray(
        "SELECT a FROM generate_series(1, 100000) a, generate_series(1, 1000000) b")
                               << true;
    QTest::newRow("writing") << QByteArray("INSERT INTO t SELECT a FROM generate_series(1, 100000000) a")
                             << false;
}

void TestPgCancel::cancelsWhatWaits()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, streams);
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    StartedRun run(session, sql);
    if (streams)
        QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, kPatienceMilliseconds);
    else
        QTRY_COMPARE_WITH_TIMEOUT(runsOn(sql), QByteArray("1"), kPatienceMilliseconds);
    run.cancel();
    const RunOutcome outcome = run.wait();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QVERIFY(outcome.cancelled);
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
}

// A server forgets a cancel that comes while it waits for the next part of a statement.
void TestPgCancel::cancelsWhatTheServerHasNotReadYet()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(!session.run("BEGIN").error);
    const auto backend = pid_t(value("SELECT pid FROM pg_stat_activity WHERE application_name = 'Larder'"
                                     " AND state = 'idle in transaction'")
                                   .toInt());
    QVERIFY(backend > 0);
    QCOMPARE(::kill(backend, SIGSTOP), 0);
    StartedRun run(session, "INSERT INTO t SELECT 1 FROM pg_sleep(1000)");
    QTest::qWait(300);
    run.cancel();
    QTest::qWait(300);
    QCOMPARE(::kill(backend, SIGCONT), 0);
    const RunOutcome outcome = run.wait();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QVERIFY(outcome.cancelled);
    QVERIFY(!session.run("ROLLBACK").error);
}

void TestPgCancel::cancelsAStatementThatStillWaitsForItsTurn()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    StartedRun first(session, "SELECT pg_sleep(0.5)");
    StartedRun second(session, "INSERT INTO t VALUES (1)");
    StartedRun third(session, "SELECT 3");
    second.cancel();
    QVERIFY(second.wait().cancelled);
    QVERIFY(!first.wait().error);
    QCOMPARE(TestSession::rows(third.wait().result), QByteArray("3"));
    QCOMPARE(value("SELECT count(*) FROM t"), QByteArray("0"));
}

void TestPgCancel::survivesCancelsAtAnyMoment()
{
    TestSession session(address());
    (void)session.run("SELECT 1");
    test::RandomCancels(session, "SELECT i, repeat('x', 50) FROM generate_series(1, 20000) AS i").run();
}

void TestPgCancel::closesWhileAStatementRuns()
{
    const QByteArray sql = "SELECT pg_sleep(1000)";
    {
        TestSession session(address());
        const StartedRun run(session, sql);
        QTRY_COMPARE_WITH_TIMEOUT(runsOn(sql), QByteArray("1"), kPatienceMilliseconds);
    }
    QTRY_COMPARE_WITH_TIMEOUT(value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'Larder'"
                                    " AND datname = current_database()"),
        QByteArray("0"), kPatienceMilliseconds);
}

QTEST_GUILESS_MAIN(TestPgCancel)
#include "tst_pgcancel.moc"
