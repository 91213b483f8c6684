#include "tests/support/heartbeat.h"
#include "tests/support/mytest.h"
#include "tests/support/startedrun.h"
#include "tests/support/stoppedserver.h"

using namespace larder;
using namespace std::chrono_literals;
using test::StartedRun;

namespace {

constexpr int kPatienceMilliseconds = 60'000;

const QByteArray kEndless = "SELECT a.seq FROM seq_1_to_100000 AS a, seq_1_to_1000000 AS b";
const QByteArray kCount = "SELECT count(*) FROM t";
const QByteArray kTable = "CREATE TABLE t(a int); INSERT INTO t VALUES (1);";
// Beyond the files that the server has from the beginning; no multiple of a page, so that the server sees the
// write that is cut short, as on a full disk.
constexpr qint64 kLargestFile = 17'000'000;

} // namespace

/// Larder and a MariaDB server to which something happens: it tells, keeps nothing of what broke off, answers
/// throughout and goes on when the server does.
class TestMyFailures : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnAfterALossInMidStream_data();
    void goesOnAfterALossInMidStream();
    void goesOnAfterAPauseOfTheServer();
    void closesAtOnceWhileTheServerDoesNotAnswer();
    void keepsNothingOfWhatTheServerHadNoRoomFor();
    void keepsWhatWasThereWhenTheDiskIsFull();

private:
    void killConnection()
    {
        exec("KILL CONNECTION "
            + value("SELECT id FROM information_schema.processlist WHERE info = '" + kEndless + "'"));
    }
    [[nodiscard]] static bool isFull(const Error& error)
    {
        return error.kind == ErrorKind::Other && error.advice.contains(QStringLiteral("no room"));
    }
    /// Runs kCount until it is kept: the server tidies up behind a write.
    [[nodiscard]] static bool isKept(TestSession& session)
    {
        return QTest::qWaitFor([&] { return session.run(kCount).provenance.stored; }, kPatienceMilliseconds);
    }
};

void TestMyFailures::goesOnAfterALossInMidStream_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("server killed") << 0;
    QTest::newRow("server restarted") << 1;
    QTest::newRow("its connection killed") << 2;
}

void TestMyFailures::goesOnAfterALossInMidStream()
{
    QFETCH(int, how);
    exec("SET GLOBAL innodb_flush_log_at_trx_commit = 1;" + kTable);
    TestSession session(address());
    QVERIFY(isKept(session));
    StartedRun run(session, kEndless);
    QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, kPatienceMilliseconds);
    switch (how) {
    case 0:
        server().kill();
        break;
    case 1:
        server().restart();
        break;
    default:
        killConnection();
    }
    const test::Heartbeat heartbeat;
    const RunOutcome lost = run.wait();
    QVERIFY(lost.error);
    QCOMPARE(int(lost.error->kind), int(ErrorKind::ConnectionLost));
    QVERIFY(!lost.error->why.isEmpty() && !lost.error->advice.isEmpty());
    QCOMPARE(int(lost.result->completeness()), int(Completeness::Failed));
    QVERIFY(lost.result->rowCount() >= run.rows()->rowCount());
    QCOMPARE(session.engine().cache().entries().size(), size_t(1));
    if (how == 0) {
        // What it has is not served as true while nobody can tell.
        const RunOutcome meanwhile = session.run(kCount);
        QVERIFY(meanwhile.error);
        QVERIFY(!meanwhile.error->advice.isEmpty());
        QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
        server().start();
    }
    exec("INSERT INTO t VALUES (2)");
    const test::Heartbeat afterwards;
    QTRY_VERIFY_WITH_TIMEOUT(!session.run(kCount).error, kPatienceMilliseconds);
    QCOMPARE(TestSession::rows(session.run(kCount).result), QByteArray("2"));
    QCOMPARE(TestSession::rows(firstHit(session, kCount).result), QByteArray("2"));
    QVERIFY2(afterwards.longest() < 1s, afterwards.text().constData());
}

void TestMyFailures::goesOnAfterAPauseOfTheServer()
{
    exec(kTable);
    TestSession session(address());
    QVERIFY(isKept(session));
    const test::Heartbeat heartbeat;
    // Wide enough that the server sends rows before the last.
    StartedRun run(session, "SELECT seq, SLEEP(0.001), REPEAT('x', 2000) FROM seq_1_to_500");
    QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, kPatienceMilliseconds);
    std::optional<StartedRun> checked;
    {
        const test::StoppedServer stopped(server());
        checked.emplace(session, kCount);
        QTest::qWait(10'000);
        QVERIFY(!run.hasEnded() && !checked->hasEnded());
    }
    const RunOutcome outcome = run.wait();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(outcome.result->rowCount(), 500);
    const RunOutcome answer = checked->wait();
    QVERIFY2(!answer.error, answer.error ? qPrintable(errorText(*answer.error)) : "");
    QCOMPARE(TestSession::rows(answer.result), QByteArray("1"));
    QVERIFY(answer.provenance.source != Source::Cache);
    QCOMPARE(TestSession::rows(firstHit(session, kCount).result), QByteArray("1"));
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

void TestMyFailures::closesAtOnceWhileTheServerDoesNotAnswer()
{
    exec(kTable);
    auto session = std::make_unique<TestSession>(address());
    QVERIFY(isKept(*session));
    auto run = std::make_unique<StartedRun>(*session, kEndless);
    QTRY_VERIFY_WITH_TIMEOUT(run->rows() != nullptr, kPatienceMilliseconds);
    const test::StoppedServer stopped(server());
    session->engine().service().check(session->connection());
    // Until the check waits for its answer.
    QTest::qWait(200);
    const test::Heartbeat heartbeat;
    run.reset();
    session.reset();
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

void TestMyFailures::keepsNothingOfWhatTheServerHadNoRoomFor()
{
    exec("CREATE TABLE t AS SELECT seq AS a FROM seq_1_to_200000; SET GLOBAL sort_buffer_size = 32768");
    TestSession session(address());
    server().limitFiles(kLargestFile);
    const test::Heartbeat heartbeat;
    const RunOutcome outcome
        = session.run("SELECT REPEAT('x', 1000) FROM seq_1_to_1000 UNION ALL"
                      " (SELECT REPEAT(a, 200) AS x FROM t ORDER BY x DESC LIMIT 1000000)");
    server().limitFiles({});
    QVERIFY(outcome.error);
    QVERIFY(isFull(*outcome.error));
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Failed));
    QVERIFY(outcome.result->rowCount() > 0);
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(TestSession::rows(session.run(kCount).result), QByteArray("200000"));
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

void TestMyFailures::keepsWhatWasThereWhenTheDiskIsFull()
{
    exec("CREATE TABLE t(a text); INSERT INTO t VALUES ('')");
    TestSession session(address());
    QVERIFY(isKept(session));
    const test::Heartbeat heartbeat;
    server().limitFiles(kLargestFile);
    const QByteArray much = "INSERT INTO t SELECT REPEAT('x', 1000) FROM seq_1_to_40000";
    const RunOutcome full = session.run(much);
    QVERIFY(full.error);
    QVERIFY(isFull(*full.error));
    QCOMPARE(TestSession::rows(session.run(kCount).result), QByteArray("1"));
    server().limitFiles({});
    QVERIFY(!session.run(much).error);
    QCOMPARE(TestSession::rows(session.run(kCount).result), QByteArray("40001"));
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

QTEST_GUILESS_MAIN(TestMyFailures)
#include "tst_myfailures.moc"
