#include "app/sql/databaseopener.h"
#include "tests/support/heartbeat.h"
#include "tests/support/memorystorage.h"
#include "tests/support/pgtest.h"
#include "tests/support/startedrun.h"
#include "tests/support/stoppedserver.h"

#include <libpq-fe.h>

#include <csignal>

using namespace larder;
using namespace std::chrono_literals;
using test::StartedRun;

namespace {

const QByteArray kEndless = "SELECT a FROM generate_series(1, 100000) a, generate_series(1, 1000000) b";
const QByteArray kCount = "SELECT count(*) FROM t";
// Beyond a segment of the log, which a server can't do without; no multiple of a page, so that the server
// sees the write that is cut short, as on a full disk.
const auto kLargestFile = QStringLiteral("17000000");

} // namespace

/// Larder and a PostgreSQL server to which something happens: it tells, keeps nothing of what broke off,
/// answers throughout and goes on when the server does.
class TestPgFailures : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnAfterALossInMidStream_data();
    void goesOnAfterALossInMidStream();
    void goesOnAfterAPauseOfTheServer();
    void answersAllChecksTogetherWhenTheServerDoesNot();
    void closesAtOnceWhileTheServerDoesNotAnswer();
    void closesAtOnceWhileItConnectsAnew();
    void keepsNothingOfWhatTheServerHadNoRoomFor();
    void keepsWhatWasThereWhenTheDiskIsFull();

private:
    /// Lets the processes of the server that serve Larder write no file beyond @p bytes.
    void limitFiles(const QString& bytes)
    {
        const QByteArray ids = value("SELECT string_agg(pid::text, ',') FROM pg_stat_activity"
                                     " WHERE application_name = 'Larder' AND datname = current_database()");
        for (const QByteArray& id : ids.split(',')) {
            QVERIFY(server().run({QStringLiteral("prlimit"), QStringLiteral("--pid"), QString::fromLatin1(id),
                QStringLiteral("--fsize=%1:").arg(bytes)}));
        }
    }
    void killBackend()
    {
        const QByteArray id = value("SELECT pid FROM pg_stat_activity WHERE state = 'active'"
                                    " AND query = '"
            + kEndless + "' AND datname = current_database()");
        ::kill(pid_t(id.toInt()), SIGKILL);
    }
    [[nodiscard]] bool isUp()
    {
        const QByteArray to
            = "host=127.0.0.1 dbname=postgres user=postgres port=" + QByteArray::number(server().port());
        return PQping(to.constData()) == PQPING_OK;
    }
};

void TestPgFailures::goesOnAfterALossInMidStream_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("server killed") << 0;
    QTest::newRow("server restarted at once") << 1;
    QTest::newRow("its process killed") << 2;
}

void TestPgFailures::goesOnAfterALossInMidStream()
{
    QFETCH(int, how);
    exec("CREATE TABLE t(a int); INSERT INTO t VALUES (1)");
    // A server that is killed may lose what it has not written.
    exec("CHECKPOINT");
    TestSession session(address());
    QVERIFY(session.run(kCount).provenance.stored);
    StartedRun run(session, kEndless);
    QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, 60'000);
    switch (how) {
    case 0:
        server().kill();
        break;
    case 1:
        server().restartAtOnce();
        break;
    default:
        killBackend();
    }
    const test::Heartbeat heartbeat;
    const RunOutcome lost = run.wait();
    QVERIFY(lost.error);
    QCOMPARE(int(lost.error->kind), int(ErrorKind::ConnectionLost));
    QVERIFY(!lost.error->why.isEmpty() && !lost.error->advice.isEmpty());
    // libpq writes several lines, with tabs.
    QVERIFY2(!lost.error->why.contains(u'\n') && !lost.error->why.contains(QStringLiteral("  ")),
        qPrintable(lost.error->why));
    QCOMPARE(int(lost.result->completeness()), int(Completeness::Failed));
    QVERIFY(lost.result->rowCount() >= run.rows()->rowCount());
    QCOMPARE(session.engine().cache().entries().size(), size_t(1));
    if (how == 0) {
        // What it has is not served as true while nobody can tell.
        const RunOutcome meanwhile = session.run(kCount);
        QVERIFY(meanwhile.error);
        QVERIFY(!meanwhile.error->advice.isEmpty());
        server().start();
    }
    QTRY_VERIFY_WITH_TIMEOUT(isUp(), 60'000);
    exec("INSERT INTO t VALUES (2)");
    QTRY_VERIFY_WITH_TIMEOUT(!session.run(kCount).error, 60'000);
    QCOMPARE(TestSession::rows(session.run(kCount).result), QByteArray("2"));
    QCOMPARE(int(session.run(kCount).provenance.source), int(Source::Cache));
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

void TestPgFailures::goesOnAfterAPauseOfTheServer()
{
    exec("CREATE TABLE t(a int); INSERT INTO t VALUES (1)");
    TestSession session(address());
    QVERIFY(session.run(kCount).provenance.stored);
    const test::Heartbeat heartbeat;
    StartedRun run(session, "SELECT a, pg_sleep(0.001) FROM generate_series(1, 500) AS a");
    QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, 60'000);
    std::optional<StartedRun> checked;
    {
        const test::StoppedServer stopped(server());
        QueryRequest request = session.request(kCount);
        request.policy = FreshnessPolicy::Verify;
        checked.emplace(session, request);
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
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

// One after the other they would take minutes.
void TestPgFailures::answersAllChecksTogetherWhenTheServerDoesNot()
{
    QObject context;
    std::unique_ptr<DatabasePort> port;
    openDatabase(parseConnectionTarget(address()).value(), std::make_shared<test::MemoryStorage>(), &context,
        [&](Result<std::unique_ptr<DatabasePort>> opened) { port = std::move(opened.value()); });
    QTRY_VERIFY_WITH_TIMEOUT(port != nullptr, 60'000);
    int failed = 0;
    int succeeded = 0;
    const auto count = [&](const Result<ValidatorToken>& token) { ++(token ? succeeded : failed); };
    const test::Heartbeat heartbeat;
    {
        const test::StoppedServer stopped(server());
        for (int i = 0; i < 100; ++i) {
            port->readToken(count);
            QTest::qWait(10);
        }
        QTRY_COMPARE_WITH_TIMEOUT(failed, 100, 60'000);
    }
    port->readToken(count);
    QTRY_COMPARE_WITH_TIMEOUT(succeeded, 1, 60'000);
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

void TestPgFailures::closesAtOnceWhileTheServerDoesNotAnswer()
{
    exec("CREATE TABLE t(a int)");
    auto session = std::make_unique<TestSession>(address());
    QVERIFY(session->run(kCount).provenance.stored);
    auto run = std::make_unique<StartedRun>(*session, kEndless);
    QTRY_VERIFY_WITH_TIMEOUT(run->rows() != nullptr, 60'000);
    const test::StoppedServer stopped(server());
    session->engine().service().check(session->connection());
    // Until the check waits for its answer.
    QTest::qWait(200);
    const test::Heartbeat heartbeat;
    run.reset();
    session.reset();
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

void TestPgFailures::closesAtOnceWhileItConnectsAnew()
{
    auto session = std::make_unique<TestSession>(address());
    QVERIFY(!session->run("SELECT 1").error);
    exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'Larder'");
    QTRY_COMPARE(
        value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'Larder'"), QByteArray("0"));
    const test::StoppedServer stopped(server());
    QueryRequest request = session->request("SELECT 3");
    request.policy = FreshnessPolicy::Off;
    auto run = std::make_unique<StartedRun>(*session, request);
    session->engine().service().check(session->connection());
    // Until both wait for the server.
    QTest::qWait(300);
    QVERIFY(!run->hasEnded());
    const test::Heartbeat heartbeat;
    run.reset();
    session.reset();
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

void TestPgFailures::keepsNothingOfWhatTheServerHadNoRoomFor()
{
    exec("CREATE TABLE t AS SELECT a FROM generate_series(1, 200000) AS a;"
         "ALTER DATABASE "
        + database().toUtf8()
        + " SET temp_file_limit = '1MB';"
          "ALTER DATABASE "
        + database().toUtf8() + " SET work_mem = '64kB'");
    TestSession session(address());
    const RunOutcome outcome = session.run("SELECT 0 UNION ALL (SELECT a FROM t ORDER BY a DESC)");
    QVERIFY(outcome.error);
    QVERIFY2(outcome.error->why.contains(QStringLiteral("53400")), qPrintable(errorText(*outcome.error)));
    QVERIFY(!outcome.error->advice.isEmpty());
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Failed));
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(TestSession::rows(session.run(kCount).result), QByteArray("200000"));
}

void TestPgFailures::keepsWhatWasThereWhenTheDiskIsFull()
{
    exec("CREATE TABLE t(a text)");
    TestSession session(address());
    QVERIFY(!session.run("INSERT INTO t VALUES ('')").error);
    QVERIFY(session.run(kCount).provenance.stored);
    limitFiles(kLargestFile);
    const QByteArray much = "INSERT INTO t SELECT repeat('x', 1000) FROM generate_series(1, 40000)";
    const RunOutcome full = session.run(much);
    QVERIFY(full.error);
    QVERIFY2(full.error->why.contains(QStringLiteral("53100")), qPrintable(errorText(*full.error)));
    QVERIFY(!full.error->advice.isEmpty());
    QCOMPARE(TestSession::rows(session.run(kCount).result), QByteArray("1"));
    limitFiles(QStringLiteral("unlimited"));
    QVERIFY(!session.run(much).error);
    QCOMPARE(TestSession::rows(session.run(kCount).result), QByteArray("40001"));
}

QTEST_GUILESS_MAIN(TestPgFailures)
#include "tst_pgfailures.moc"
