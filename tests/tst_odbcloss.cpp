#include "app/sql/odbcerror.h"
#include "tests/support/heartbeat.h"
#include "tests/support/odbctest.h"
#include "tests/support/opening.h"
#include "tests/support/silentlistener.h"
#include "tests/support/startedrun.h"
#include "tests/support/stoppedserver.h"

using namespace larder;
using test::errorOf;
using test::StartedRun;
using namespace std::chrono_literals;

/// Larder and a server behind ODBC that goes away or refuses it.
class TestOdbcLoss : public test::OdbcTest
{
    Q_OBJECT

private Q_SLOTS:
    void tellsThatAnIdleConnectionIsLost();
    void tellsThatTheConnectionIsLostInMidStream();
    void tellsThatTheTransactionIsLostToo();
    void lossOfAWriteDropsEverything();
    void leavesADriverThatDoesNotAnswerToItself();
    void givesUpOpeningWhatDoesNotAnswer();
    void cancelsAStatementThatWaitsForItsConnection();
    void closesWhileAStatementWaitsForItsConnection();
    void wantsAPassword();
    void wantsAPasswordInOtherLanguages_data();
    void wantsAPasswordInOtherLanguages();
    void saysWhyItCannotConnect_data();
    void saysWhyItCannotConnect();

private:
    void endConnections()
    {
        exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
             " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        // Each question is a connection itself, which may still be there for the next one.
        const auto nobodyElse = [this] {
            return value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                         " AND pid <> pg_backend_pid()")
                == "0";
        };
        QVERIFY(QTest::qWaitFor(nobodyElse, 60'000));
    }
    /// The next run has to connect anew.
    void loseConnection(TestSession& session)
    {
        QCOMPARE(errorOf(session.run("SELECT 1")), QByteArray());
        endConnections();
        QVERIFY(session.run("SELECT 1 + 1").error);
    }
};

void TestOdbcLoss::tellsThatAnIdleConnectionIsLost()
{
    TestSession session(pg());
    QCOMPARE(errorOf(session.run("SELECT 1")), QByteArray());
    endConnections();
    const RunOutcome lost = session.run("SELECT 2");
    QVERIFY(lost.error);
    QCOMPARE(int(lost.error->kind), int(ErrorKind::ConnectionLost));
    QVERIFY(!lost.error->advice.isEmpty());
    QCOMPARE(TestSession::rows(session.run("SELECT 2").result), QByteArray("2"));
}

void TestOdbcLoss::tellsThatTheConnectionIsLostInMidStream()
{
    TestSession session(pg(QStringLiteral("UseDeclareFetch=1")));
    StartedRun run(session, "SELECT a FROM generate_series(1, 100000000) a");
    QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, 60'000);
    endConnections();
    const RunOutcome outcome = run.wait();
    QVERIFY(outcome.error);
    QCOMPARE(int(outcome.error->kind), int(ErrorKind::ConnectionLost));
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(TestSession::rows(session.run("SELECT 2").result), QByteArray("2"));
}

void TestOdbcLoss::tellsThatTheTransactionIsLostToo()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(pg());
    QCOMPARE(errorOf(session.run("BEGIN")), QByteArray());
    QCOMPARE(errorOf(session.run("INSERT INTO t VALUES (1)")), QByteArray());
    endConnections();
    const RunOutcome lost = session.run("INSERT INTO t VALUES (2)");
    QVERIFY(lost.error);
    QCOMPARE(int(lost.error->kind), int(ErrorKind::ConnectionLost));
    QVERIFY2(lost.error->advice.contains(QStringLiteral("transaction")), qPrintable(lost.error->advice));
    QVERIFY(!session.engine().service().session(session.connection()).inTransaction);
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
}

void TestOdbcLoss::lossOfAWriteDropsEverything()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(pg());
    (void)session.run("SELECT a FROM t", FreshnessPolicy::Ttl);
    QCOMPARE(int(session.run("SELECT a FROM t", FreshnessPolicy::Ttl).provenance.source), int(Source::Cache));
    endConnections();
    QVERIFY(session.run("INSERT INTO t VALUES (1)").error);
    QCOMPARE(
        int(session.run("SELECT a FROM t", FreshnessPolicy::Ttl).provenance.source), int(Source::Database));
}

// Its server stands still, and so would whoever waited for it.
void TestOdbcLoss::leavesADriverThatDoesNotAnswerToItself()
{
    TestSession session(pg());
    QCOMPARE(errorOf(session.run("SELECT 1")), QByteArray());
    {
        const test::StoppedServer stopped(server());
        StartedRun run(session, "SELECT 2");
        QTest::qWait(100);
        run.cancel();
        const RunOutcome outcome = run.wait();
        QVERIFY(outcome.cancelled || outcome.error);
    }
    QCOMPARE(TestSession::rows(session.run("SELECT 3").result), QByteArray("3"));
}

// By itself the driver waits 15 s.
void TestOdbcLoss::givesUpOpeningWhatDoesNotAnswer()
{
    const test::SilentListener listener;
    const QString address = test::pgOdbcAddress(listener.port(), database());
    const test::Heartbeat heartbeat;
    {
        QObject context;
        openDatabase(parseConnectionTarget(address).value(), std::make_shared<test::MemoryStorage>(),
            &context, [](const Result<std::unique_ptr<DatabasePort>>&) { QFAIL("nobody answers"); });
        QVERIFY(listener.hasCaller());
    }
    QVERIFY2(heartbeat.longest() < 5s, heartbeat.text().constData());
    // What is opened too late is closed.
    QVERIFY(listener.passOn(server().port()));
}

void TestOdbcLoss::cancelsAStatementThatWaitsForItsConnection()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(pg());
    loseConnection(session);
    {
        const test::StoppedServer stopped(server());
        StartedRun run(session, "INSERT INTO t VALUES (1)");
        QTest::qWait(200);
        QVERIFY(!run.hasEnded());
        const test::Heartbeat heartbeat;
        QElapsedTimer timer;
        timer.start();
        run.cancel();
        const RunOutcome outcome = run.wait();
        QVERIFY(timer.elapsed() < 5'000);
        QVERIFY(outcome.cancelled);
        QCOMPARE(errorOf(outcome), QByteArray());
        QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
    }
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
}

void TestOdbcLoss::closesWhileAStatementWaitsForItsConnection()
{
    auto session = std::make_unique<TestSession>(pg());
    loseConnection(*session);
    const test::StoppedServer stopped(server());
    const auto run = std::make_unique<StartedRun>(*session, "SELECT 1");
    QTest::qWait(200);
    QVERIFY(!run->hasEnded());
    QElapsedTimer timer;
    timer.start();
    session.reset();
    QVERIFY(timer.elapsed() < 5'000);
}

void TestOdbcLoss::wantsAPassword()
{
    server().exec("CREATE ROLE guarded LOGIN PASSWORD 'a;b}c {d'");
    server().demandPassword(QStringLiteral("guarded"));
    const QString guarded = test::pgOdbcAddress(server().port(), database(), QStringLiteral("guarded"));
    qunsetenv("PGPASSWORD");
    for (const QString& wrong : {QString(), QStringLiteral("wr0ng"), QStringLiteral("x;UID=postgres")}) {
        const std::optional<Error> error = test::errorOfOpening(guarded, wrong);
        QVERIFY(error);
        QVERIFY2(error->kind == ErrorKind::PasswordNeeded, qPrintable(errorText(*error)));
        QVERIFY(wrong.isEmpty() || !errorText(*error).contains(wrong));
    }
    const std::optional<Error> right = test::errorOfOpening(guarded, QStringLiteral("a;b}c {d"));
    QVERIFY2(!right, right ? qPrintable(errorText(*right)) : "");
}

// As the server's own translations put it.
void TestOdbcLoss::wantsAPasswordInOtherLanguages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("wants");
    QTest::newRow("German") << QStringLiteral("Passwort-Authentifizierung für Benutzer »x« fehlgeschlagen")
                            << true;
    QTest::newRow("French") << QStringLiteral("authentification par mot de passe échouée pour l'utilisateur")
                            << true;
    QTest::newRow("Russian") << QStringLiteral(
        "пользователь \"x\" не прошёл проверку подлинности (по паролю)")
                             << true;
    QTest::newRow("SQLSTATE") << QStringLiteral("(28P01)") << true;
    QTest::newRow("another reason") << QStringLiteral("Datenbank »x« existiert nicht") << false;
}

void TestOdbcLoss::wantsAPasswordInOtherLanguages()
{
    QFETCH(QString, text);
    QFETCH(bool, wants);
    QCOMPARE(odbcConnectError({}, text).kind == ErrorKind::PasswordNeeded, wants);
}

void TestOdbcLoss::saysWhyItCannotConnect_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("why");
    QTest::newRow("source") << QStringLiteral("odbc://NoSuchSource")
                            << QStringLiteral("NoSuchSource|not found");
    QTest::newRow("driver") << QStringLiteral("odbc:///?Driver=/nonexistent.so;Server=x")
                            << QStringLiteral("nonexistent");
    QTest::newRow("server") << test::pgOdbcAddress(1, QStringLiteral("x")) << QStringLiteral("refused");
    QTest::newRow("file of a source")
        << QStringLiteral("odbc:///?FILEDSN=/x/y.dsn") << QStringLiteral(".dsn");
}

void TestOdbcLoss::saysWhyItCannotConnect()
{
    QFETCH(QString, address);
    QFETCH(QString, why);
    const std::optional<Error> error = test::errorOfOpening(address, {});
    QVERIFY(error);
    QCOMPARE(int(error->kind), int(ErrorKind::Other));
    QVERIFY2(error->why.contains(QRegularExpression(why)), qPrintable(error->why));
    QVERIFY(!error->advice.isEmpty());
}

QTEST_GUILESS_MAIN(TestOdbcLoss)
#include "tst_odbcloss.moc"
