#include "tests/support/odbctest.h"
#include "tests/support/startedrun.h"

#include <QSignalSpy>

using namespace larder;
using test::errorOf;
using test::StartedRun;

using namespace std::chrono_literals;

/// What is kept of answers by ODBC, and what is said of them.
class TestOdbcCache : public test::OdbcTest
{
    Q_OBJECT

private Q_SLOTS:
    void asksTheDatabaseUnderVerifyAndSaysWhy_data() { addDrivers(); }
    void asksTheDatabaseUnderVerifyAndSaysWhy();
    void showsTheWriteOfAnotherProgramUnderVerify();
    void servesWithItsAgeUnderTtl_data() { addDrivers(); }
    void servesWithItsAgeUnderTtl();
    void saysThatValuesAreAsDelivered_data() { addDrivers(); }
    void saysThatValuesAreAsDelivered();
    void servesNothingThatIsPastItsTtl();
    void replacesBehindUnderInstant();
    void ownWriteDropsEverything_data();
    void ownWriteDropsEverything();
    void readDropsNothing();
    void goesAroundTheCacheInATransaction_data() { addDrivers(); }
    void goesAroundTheCacheInATransaction();
    void commitDropsWhatWasReadMeanwhile();
    void commitsByHand_data() { addDrivers(); }
    void commitsByHand();
    void changedSessionGoesAroundTheCache();

private:
    static RunOutcome trusted(TestSession& session, const QByteArray& sql)
    {
        return session.run(sql, FreshnessPolicy::Ttl);
    }
    static void makeTable(TestSession& session)
    {
        QCOMPARE(errorOf(session.run("CREATE TABLE t(a int)")), QByteArray());
        QCOMPARE(errorOf(session.run("INSERT INTO t VALUES (1)")), QByteArray());
    }
};

void TestOdbcCache::asksTheDatabaseUnderVerifyAndSaysWhy()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    makeTable(session);
    for (int i = 0; i < 3; ++i) {
        const RunOutcome outcome = session.run("SELECT a FROM t");
        QCOMPARE(int(outcome.provenance.source), int(Source::Database));
        QCOMPARE(int(outcome.provenance.freshness), int(Freshness::Live));
        QVERIFY(!outcome.provenance.provenAt.isValid());
        if (i == 0)
            continue;
        QCOMPARE(int(outcome.provenance.reason.code), int(ReasonCode::ValidatorUnknown));
        QVERIFY2(outcome.provenance.reason.detail.contains(QStringLiteral("cannot prove freshness")),
            qPrintable(outcome.provenance.reason.detail));
    }
}

void TestOdbcCache::showsTheWriteOfAnotherProgramUnderVerify()
{
    TestSession session(pg());
    makeTable(session);
    for (const QByteArray number : {"2", "3", "4"}) {
        exec("UPDATE t SET a = " + number);
        const RunOutcome outcome = session.run("SELECT a FROM t");
        QCOMPARE(TestSession::rows(outcome.result), number);
        QCOMPARE(int(outcome.provenance.freshness), int(Freshness::Live));
    }
}

void TestOdbcCache::servesWithItsAgeUnderTtl()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    makeTable(session);
    QCOMPARE(int(trusted(session, "SELECT a FROM t").provenance.source), int(Source::Database));
    QTest::qWait(20);
    const RunOutcome hit = trusted(session, "SELECT a FROM t");
    QCOMPARE(int(hit.provenance.source), int(Source::Cache));
    QCOMPARE(int(hit.provenance.freshness), int(Freshness::NotVerified));
    QVERIFY(hit.provenance.age >= 20ms);
    QVERIFY(!hit.provenance.provenAt.isValid());
}

void TestOdbcCache::saysThatValuesAreAsDelivered()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    makeTable(session);
    for (const Source source : {Source::Database, Source::Cache}) {
        const Provenance provenance = trusted(session, "SELECT a FROM t").provenance;
        QCOMPARE(int(provenance.source), int(source));
        QCOMPARE(int(provenance.fidelity), int(Fidelity::AsDelivered));
    }
    // The same server by its own protocol.
    TestSession direct(server().address(database()));
    QCOMPARE(int(direct.run("SELECT 1").provenance.fidelity), int(Fidelity::Exact));
}

void TestOdbcCache::servesNothingThatIsPastItsTtl()
{
    TestSession session(pg());
    makeTable(session);
    QueryRequest request = session.request("SELECT a FROM t");
    request.policy = FreshnessPolicy::Ttl;
    request.ttl = 0ms;
    (void)session.run(request);
    exec("UPDATE t SET a = 2");
    const RunOutcome outcome = session.run(request);
    QCOMPARE(int(outcome.provenance.source), int(Source::Database));
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("2"));
}

void TestOdbcCache::replacesBehindUnderInstant()
{
    TestSession session(pg());
    makeTable(session);
    (void)session.run("SELECT a FROM t");
    exec("UPDATE t SET a = 2");
    QObject context;
    std::vector<RunOutcome> finished;
    std::vector<RunOutcome> refreshed;
    RunCallbacks callbacks;
    callbacks.finished = [&](RunOutcome outcome) { finished.push_back(std::move(outcome)); };
    callbacks.refreshed = [&](RunOutcome outcome) { refreshed.push_back(std::move(outcome)); };
    QueryRequest request = session.request("SELECT a FROM t");
    request.policy = FreshnessPolicy::Instant;
    session.engine().service().start(request, &context, std::move(callbacks));
    QTRY_COMPARE(refreshed.size(), size_t(1));
    QCOMPARE(finished.size(), size_t(1));
    QCOMPARE(int(finished[0].provenance.freshness), int(Freshness::NotVerified));
    QCOMPARE(TestSession::rows(finished[0].result), QByteArray("1"));
    QCOMPARE(errorOf(refreshed[0]), QByteArray());
    QCOMPARE(int(refreshed[0].provenance.freshness), int(Freshness::Live));
    QCOMPARE(int(refreshed[0].provenance.reason.code), int(ReasonCode::ValidatorUnknown));
    QCOMPARE(TestSession::rows(refreshed[0].result), QByteArray("2"));
    QCOMPARE(TestSession::rows(trusted(session, "SELECT a FROM t").result), QByteArray("2"));
}

void TestOdbcCache::ownWriteDropsEverything_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char* const sql :
        {"INSERT INTO t VALUES (2)", "UPDATE t SET a = 5", "DELETE FROM t WHERE a = 77",
            "CREATE TABLE u(x int)", "TRUNCATE other", "SELECT change()", "CALL changing()",
            "INSERT INTO t VALUES ('no number')", "WITH w AS (DELETE FROM t RETURNING a) SELECT * FROM w"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TestOdbcCache::ownWriteDropsEverything()
{
    QFETCH(QByteArray, sql);
    exec("CREATE TABLE other(x int);"
         "CREATE FUNCTION change() RETURNS int LANGUAGE plpgsql AS 'BEGIN UPDATE t SET a = 9; RETURN 1; END';"
         "CREATE PROCEDURE changing() LANGUAGE plpgsql AS 'BEGIN UPDATE t SET a = 9; END'");
    TestSession session(pg());
    makeTable(session);
    (void)trusted(session, "SELECT a FROM t");
    (void)trusted(session, "SELECT x FROM other");
    QCOMPARE(int(trusted(session, "SELECT x FROM other").provenance.source), int(Source::Cache));
    (void)session.run(sql);
    QCOMPARE(int(trusted(session, "SELECT a FROM t").provenance.source), int(Source::Database));
    QCOMPARE(int(trusted(session, "SELECT x FROM other").provenance.source), int(Source::Database));
}

void TestOdbcCache::readDropsNothing()
{
    TestSession session(pg());
    makeTable(session);
    (void)trusted(session, "SELECT a FROM t");
    for (const char* const sql : {"SELECT 1", "SELECT now()", "SELECT a FROM t", "SELECT nothing"})
        (void)session.run(sql);
    QCOMPARE(int(trusted(session, "SELECT a FROM t").provenance.source), int(Source::Cache));
}

void TestOdbcCache::goesAroundTheCacheInATransaction()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    makeTable(session);
    const QByteArray sql = "SELECT a FROM t ORDER BY a";
    (void)trusted(session, sql);
    QCOMPARE(errorOf(session.run("BEGIN")), QByteArray());
    QVERIFY(session.engine().service().session(session.connection()).inTransaction);
    QCOMPARE(errorOf(session.run("INSERT INTO t VALUES (2)")), QByteArray());
    const RunOutcome inside = trusted(session, sql);
    QCOMPARE(int(inside.provenance.source), int(Source::Database));
    QCOMPARE(int(inside.provenance.freshness), int(Freshness::Snapshot));
    QCOMPARE(TestSession::rows(inside.result), QByteArray("1\n2"));
    QVERIFY(!inside.provenance.stored);
    QCOMPARE(errorOf(session.run("ROLLBACK")), QByteArray());
    QVERIFY(!session.engine().service().session(session.connection()).inTransaction);
    QCOMPARE(TestSession::rows(trusted(session, sql).result), QByteArray("1"));
}

// Another session of the same address may store what it sees until the COMMIT.
void TestOdbcCache::commitDropsWhatWasReadMeanwhile()
{
    TestSession session(pg());
    makeTable(session);
    QSignalSpy standings(&session.engine().service(), &QueryService::standingsChanged);
    QCOMPARE(errorOf(session.run("BEGIN")), QByteArray());
    QCOMPARE(errorOf(session.run("INSERT INTO t VALUES (2)")), QByteArray());
    const auto before = session.engine().cache().dataChangeCount();
    QCOMPARE(errorOf(session.run("COMMIT")), QByteArray());
    QVERIFY(session.engine().cache().dataChangeCount() > before);
    QCOMPARE(value("SELECT count(*) FROM t"), QByteArray("2"));
}

void TestOdbcCache::commitsByHand()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    makeTable(session);
    QueryService& service = session.engine().service();
    service.setManualCommit(session.connection(), true);
    QCOMPARE(errorOf(session.run("INSERT INTO t VALUES (2)")), QByteArray());
    QVERIFY(service.session(session.connection()).inTransaction);
    QCOMPARE(errorOf(session.run("ROLLBACK")), QByteArray());
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("1"));
    QCOMPARE(errorOf(session.run("INSERT INTO t VALUES (3)")), QByteArray());
    QCOMPARE(errorOf(session.run("COMMIT")), QByteArray());
    QVERIFY(!service.session(session.connection()).inTransaction);
    TestSession other(address(isPg));
    QCOMPARE(TestSession::rows(other.run("SELECT count(*) FROM t").result), QByteArray("2"));
}

void TestOdbcCache::changedSessionGoesAroundTheCache()
{
    exec("CREATE SCHEMA aside; CREATE TABLE aside.t(a int); INSERT INTO aside.t VALUES (7)");
    TestSession session(pg());
    makeTable(session);
    (void)trusted(session, "SELECT a FROM t");
    QCOMPARE(errorOf(session.run("SET search_path TO aside")), QByteArray());
    const RunOutcome outcome = trusted(session, "SELECT a FROM t");
    QCOMPARE(int(outcome.provenance.source), int(Source::Database));
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("7"));
    QVERIFY(!outcome.provenance.stored);
}

QTEST_GUILESS_MAIN(TestOdbcCache)
#include "tst_odbccache.moc"
