#include "app/sql/pgconnection.h"
#include "models/connectiontarget.h"
#include "tests/support/heartbeat.h"
#include "tests/support/losses.h"
#include "tests/support/opening.h"
#include "tests/support/pgtest.h"
#include "tests/support/socketoptions.h"
#include "tests/support/stoppedserver.h"

#include <QTimer>

#include <libpq-fe.h>

#include <cerrno>
#include <csignal>

using namespace larder;
using test::StoppedServer;
using namespace std::chrono_literals;

/// Larder and a PostgreSQL server that goes away, refuses it, or does not answer.
class TestPgLoss : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void looksForAServerThatVanishedWithoutAWord();
    void connectsAnewAndTellsIt();
    void namesTypesBehindALoss();
    void followsTheFirstReadBehindALoss();
    void doesNotCallLostWhatWasReadBehindALoss();
    void namesTypesWhereOnlyTheConnectionForThemWasLost();
    void tellsThatWhatWasSetIsLostToo();
    void tellsThatTheConnectionIsLostInMidStream();
    void tellsThatTheTransactionIsLostToo();
    void tellsThatAnIdleTransactionIsLost();
    void doesNotCallALossAChange();
    void doesNotBelieveTokensFromBeforeTheLoss();
    void goesOnWhileTheServerDoesNotAnswer();
    void endsACancelledRunOnAServerThatDoesNotAnswer();
    void wantsAPassword();
    void advisesWhereItCannotConnect_data();
    void advisesWhereItCannotConnect();

private:
    void endConnections()
    {
        const QByteArray ids = server().value("SELECT string_agg(pid::text, ',') FROM pg_stat_activity"
                                              " WHERE application_name = 'Larder' AND datname = '"
            + database().toUtf8() + '\'');
        server().exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid IN (" + ids + ')');
        // The socket of a process is closed behind its end, and not where the server ceases to list it.
        for (const QByteArray& id : ids.split(','))
            QTRY_VERIFY(::kill(id.toInt(), 0) != 0 && errno == ESRCH);
    }
};

void TestPgLoss::looksForAServerThatVanishedWithoutAWord()
{
    const auto connection = PgConnection::open({parseConnectionTarget(address()).value()});
    QVERIFY(connection);
    test::watchesItsPeer(PQsocket(connection.value()->handle()));
}

void TestPgLoss::connectsAnewAndTellsIt()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    test::connectsAnewAndTellsIt(session, [this] { endConnections(); });
}

void TestPgLoss::namesTypesBehindALoss()
{
    exec("CREATE TABLE t(a numeric(5,2)); INSERT INTO t VALUES (1)");
    TestSession session(address());
    QVERIFY(!session.run("SELECT a FROM t").error);
    endConnections();
    const RunOutcome read = session.run("SELECT a AS b FROM t");
    QVERIFY2(!read.error, read.error ? qPrintable(errorText(*read.error)) : "");
    QCOMPARE(read.result->columns()[0].declaredType, QStringLiteral("numeric(5,2)"));
}

void TestPgLoss::followsTheFirstReadBehindALoss()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(!session.run("SELECT a FROM t").error);
    endConnections();
    // Not for the cache, so where the database stands is not asked.
    QVERIFY(!session.run("SELECT random() FROM t").error);
    const RunOutcome read = session.run("SELECT a FROM t WHERE a = 1");
    QVERIFY(read.basis && read.basis->mark);
    QVERIFY(read.provenance.stored);
}

// The checks have noticed the loss before the statement is sent, and it was one loss.
void TestPgLoss::doesNotCallLostWhatWasReadBehindALoss()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(!session.run("SELECT a FROM t").error);
    endConnections();
    QueryRequest fresh = session.request("SELECT a FROM t");
    fresh.mode = RunMode::Fresh;
    const RunOutcome outcome = session.run(fresh);
    QVERIFY(outcome.basis && outcome.basis->mark);
    QueryService& service = session.engine().service();
    bool isChecked = false;
    service.check(
        session.connection(), [&isChecked](const Result<DatabaseMark>& mark) { isChecked = bool(mark); });
    QTRY_VERIFY(isChecked);
    QCOMPARE(int(service.standing(*outcome.basis).state), int(Standing::State::Holds));
}

// Of the connection for the types of columns nobody hears.
void TestPgLoss::namesTypesWhereOnlyTheConnectionForThemWasLost()
{
    exec("CREATE TABLE t(a numeric(5,2))");
    TestSession session(address());
    QVERIFY(!session.run("SELECT a FROM t").error);
    server().exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
        + database().toUtf8() + "' AND query LIKE '%pg_attribute%' AND pid <> pg_backend_pid()");
    QTRY_COMPARE(server().value("SELECT count(*) FROM pg_stat_activity WHERE datname = '"
                     + database().toUtf8() + "' AND query LIKE '%pg_attribute%' AND pid <> pg_backend_pid()"),
        QByteArray("0"));
    const RunOutcome read = session.run("SELECT a AS b FROM t");
    QVERIFY2(!read.error, read.error ? qPrintable(errorText(*read.error)) : "");
    QCOMPARE(read.result->columns()[0].declaredType, QStringLiteral("numeric(5,2)"));
}

void TestPgLoss::tellsThatWhatWasSetIsLostToo()
{
    TestSession session(address());
    QVERIFY(!session.run("SET search_path = pg_catalog").error);
    endConnections();
    const RunOutcome lost = session.run("SELECT 1");
    QVERIFY(lost.error);
    QVERIFY2(lost.error->advice.contains(QStringLiteral("(SET was used)")), qPrintable(lost.error->advice));
}

void TestPgLoss::tellsThatTheConnectionIsLostInMidStream()
{
    TestSession session(address());
    QObject context;
    ResultPtr rows;
    std::optional<RunOutcome> ended;
    RunCallbacks callbacks;
    callbacks.progressed = [&](const ResultPtr& arrived) { rows = arrived; };
    callbacks.finished = [&](const RunOutcome& outcome) { ended = outcome; };
    session.engine().service().start(
        session.request("SELECT a FROM generate_series(1, 100000) a, generate_series(1, 100000) b"), &context,
        std::move(callbacks));
    QTRY_VERIFY(rows != nullptr);
    endConnections();
    QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), 60'000);
    QVERIFY(ended->error);
    QCOMPARE(int(ended->error->kind), int(ErrorKind::ConnectionLost));
    QVERIFY(ended->result->rowCount() >= rows->rowCount());
    QCOMPARE(int(ended->result->completeness()), int(Completeness::Failed));
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(TestSession::rows(session.run("SELECT 2").result), QByteArray("2"));
}

void TestPgLoss::tellsThatTheTransactionIsLostToo()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(!session.run("BEGIN").error);
    QVERIFY(!session.run("INSERT INTO t VALUES (1)").error);
    endConnections();
    const RunOutcome lost = session.run("INSERT INTO t VALUES (2)");
    QVERIFY(lost.error);
    QCOMPARE(int(lost.error->kind), int(ErrorKind::ConnectionLost));
    QVERIFY2(lost.error->advice.contains(QStringLiteral("transaction")), qPrintable(lost.error->advice));
    QVERIFY(!session.engine().service().session(session.connection()).inTransaction);
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
}

void TestPgLoss::tellsThatAnIdleTransactionIsLost()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    test::tellsThatAnIdleTransactionIsLost(session, [this] { endConnections(); });
}

void TestPgLoss::doesNotCallALossAChange()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    (void)session.run("SELECT a FROM t");
    RunOutcome lost;
    test::doesNotCallALossAChange(
        session, session.run("SELECT a FROM t"), [this] { endConnections(); }, lost);
    QCOMPARE(lost.provenance.reason.detail, QStringLiteral("the connection was lost or silent since"));
}

void TestPgLoss::doesNotBelieveTokensFromBeforeTheLoss()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(session.run("SELECT count(*) FROM t").provenance.stored);
    QCOMPARE(int(session.run("SELECT count(*) FROM t").provenance.source), int(Source::Cache));
    endConnections();
    QVERIFY(session.run("SELECT count(*) FROM t").provenance.source != Source::Cache);
    (void)session.run("SELECT count(*) FROM t");
    QCOMPARE(int(session.run("SELECT count(*) FROM t").provenance.source), int(Source::Cache));
}

// The rows are asked for as well, but the check gives up by itself and the window never waits.
void TestPgLoss::goesOnWhileTheServerDoesNotAnswer()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(session.run("SELECT count(*) FROM t").provenance.stored);
    QObject context;
    std::optional<RunOutcome> served;
    std::optional<RunOutcome> checked;
    const test::Heartbeat heartbeat;
    {
        const StoppedServer stopped(server());
        QueryRequest request = session.request("SELECT count(*) FROM t");
        request.policy = FreshnessPolicy::Instant;
        RunCallbacks callbacks;
        callbacks.finished = [&](const RunOutcome& outcome) { served = outcome; };
        callbacks.refreshed = [&](const RunOutcome& outcome) { checked = outcome; };
        session.engine().service().start(request, &context, std::move(callbacks));
        QTRY_VERIFY_WITH_TIMEOUT(served.has_value(), 60'000);
        QCOMPARE(int(served->provenance.source), int(Source::Cache));
        QCOMPARE(int(served->provenance.freshness), int(Freshness::NotVerified));
        QTRY_VERIFY_WITH_TIMEOUT(checked.has_value(), 60'000);
        QVERIFY(checked->provenance.freshness != Freshness::ProvenFresh);
    }
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
    QTRY_VERIFY(!session.run("SELECT count(*) FROM t").error);
}

void TestPgLoss::endsACancelledRunOnAServerThatDoesNotAnswer()
{
    TestSession session(address());
    QVERIFY(!session.run("SELECT 1").error);
    QObject context;
    std::optional<RunOutcome> ended;
    {
        const StoppedServer stopped(server());
        QueryRequest request = session.request("SELECT 2");
        request.policy = FreshnessPolicy::Off;
        RunCallbacks callbacks;
        callbacks.finished = [&](const RunOutcome& outcome) { ended = outcome; };
        const RunId run = session.engine().service().start(request, &context, std::move(callbacks));
        QTimer::singleShot(100, &context, [&] { session.engine().service().cancel(run); });
        QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), 60'000);
    }
    QVERIFY(ended->cancelled || ended->error);
    QCOMPARE(TestSession::rows(session.run("SELECT 3").result), QByteArray("3"));
}

void TestPgLoss::wantsAPassword()
{
    server().exec("CREATE ROLE guarded LOGIN PASSWORD 'right'");
    server().demandPassword(QStringLiteral("guarded"));
    const QString guarded = server().address(database(), QStringLiteral("guarded"));
    qunsetenv("PGPASSWORD");
    const std::optional<Error> without = test::errorOfOpening(guarded, {});
    QVERIFY(without);
    QCOMPARE(int(without->kind), int(ErrorKind::PasswordNeeded));
    QCOMPARE(without->why, QStringLiteral("the server wants a password, and none was given"));
    QVERIFY2(without->advice.contains(QStringLiteral("PGPASSWORD")), qPrintable(without->advice));
    const std::optional<Error> wrong = test::errorOfOpening(guarded, QStringLiteral("wrong"));
    QVERIFY(wrong);
    QCOMPARE(int(wrong->kind), int(ErrorKind::PasswordNeeded));
    QVERIFY(!wrong->why.contains(QStringLiteral("wrong\"")));
    const std::optional<Error> right = test::errorOfOpening(guarded, QStringLiteral("right"));
    QVERIFY2(!right, right ? qPrintable(errorText(*right)) : "");
}

void TestPgLoss::advisesWhereItCannotConnect_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("advice");
    QTest::newRow("database") << QStringLiteral("postgresql://postgres@127.0.0.1:%1/nosuch?sslmode=disable")
                              << QStringLiteral("name of the database");
    QTest::newRow("user") << QStringLiteral("postgresql://nobody@127.0.0.1:%1/postgres?sslmode=disable")
                          << QStringLiteral("user");
    QTest::newRow("TLS") << QStringLiteral("postgresql://postgres@127.0.0.1:%1/postgres?sslmode=require")
                         << QStringLiteral("sslmode");
    QTest::newRow("refused") << QStringLiteral("postgresql://postgres@127.0.0.1:1/postgres")
                             << QStringLiteral("No server listens");
    QTest::newRow("socket") << QStringLiteral("postgresql:///postgres?host=/nosuch/folder")
                            << QStringLiteral("No server runs");
    QTest::newRow("host") << QStringLiteral("postgresql://postgres@nosuch.invalid/postgres")
                          << QStringLiteral("name of the host");
}

void TestPgLoss::advisesWhereItCannotConnect()
{
    QFETCH(QString, address);
    QFETCH(QString, advice);
    const QString there = address.contains(u'%') ? address.arg(server().port()) : address;
    const std::optional<Error> error = test::errorOfOpening(there, {});
    QVERIFY(error);
    QCOMPARE(int(error->kind), int(ErrorKind::Other));
    QVERIFY2(error->advice.contains(advice), qPrintable(errorText(*error)));
}

QTEST_GUILESS_MAIN(TestPgLoss)
#include "tst_pgloss.moc"
