#include "tests/support/pgtest.h"

#include <QSignalSpy>

using namespace larder;

namespace {

const QByteArray kShop
    = "CREATE TABLE item(id int PRIMARY KEY, name text); INSERT INTO item VALUES (1, 'tea'), (2, 'milk');"
      "CREATE TABLE part(id int PRIMARY KEY, item int REFERENCES item ON DELETE CASCADE);"
      "INSERT INTO part VALUES (10, 1);"
      "CREATE TABLE log(what text); CREATE TABLE aside(x int);"
      "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
      " 'BEGIN INSERT INTO log VALUES (''new''); RETURN NEW; END';"
      "CREATE TRIGGER item_note AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION note();"
      "CREATE VIEW cheap AS SELECT id FROM item WHERE id < 2;"
      "CREATE VIEW chance AS SELECT id, random() AS r FROM item;"
      "CREATE VIEW tables AS SELECT relname FROM pg_class;"
      "CREATE SEQUENCE numbers;"
      "CREATE TABLE secret(x int); ALTER TABLE secret ENABLE ROW LEVEL SECURITY;"
      "CREATE TABLE parted(x int) PARTITION BY LIST (x); CREATE TABLE parted1 PARTITION OF parted FOR VALUES "
      "IN (1);"
      "CREATE MATERIALIZED VIEW kept AS SELECT count(*) FROM item;"
      "CREATE FUNCTION forty() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 40';"
      "CREATE FUNCTION add_log() RETURNS int LANGUAGE plpgsql AS"
      " 'BEGIN INSERT INTO log VALUES (''f''); RETURN 1; END';";

} // namespace

/// What of a real PostgreSQL server's answers is kept, and until when.
class TestPgCache : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void provesAHitFresh_data();
    void provesAHitFresh();
    void doesNotKeepWhatMayDiffer_data();
    void doesNotKeepWhatMayDiffer();
    void tellsWhatInAViewForbidsIt();
    void seesTheWriteOfAnotherProgram_data();
    void seesTheWriteOfAnotherProgram();
    void rolledBackWriteOfAnotherLeavesTheAnswer();
    void ownWriteTakesExactlyWhatItChanged_data();
    void ownWriteTakesExactlyWhatItChanged();
    void ownWriteLeavesTheRestProven();
    void failedAndEmptyWritesTakeNothing();
    void definitionTakesEverything();
    void goesAroundTheCacheInATransaction();
    void rollbackTakesNothing();
    void commitOfAFailedTransactionIsARollback();
    void preparedTransactionCountsWhenItIsCommitted();
    void readsItsOwnUncommittedRows();
    void changedSessionGoesAroundTheCache_data();
    void changedSessionGoesAroundTheCache();
    void seesSettingsThatTheServerChanged();
    void runsAReadThatWritesOnTheWriter();

private:
    [[nodiscard]] static Source sourceOf(TestSession& session, const QByteArray& sql)
    {
        return session.run(sql).provenance.source;
    }
};

void TestPgCache::provesAHitFresh_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char* sql :
        {"SELECT * FROM item", "SELECT * FROM cheap", "SELECT * FROM parted", "SELECT * FROM kept",
            "WITH i AS (SELECT id FROM item) SELECT i.id FROM i JOIN part ON part.item = i.id", "TABLE item",
            "VALUES (1), (2)", "SELECT count(*) FROM item WHERE false"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TestPgCache::provesAHitFresh()
{
    QFETCH(QByteArray, sql);
    exec(kShop);
    TestSession session(address());
    const RunOutcome miss = session.run(sql);
    QCOMPARE(int(miss.provenance.source), int(Source::Database));
    QVERIFY2(miss.provenance.stored, qPrintable(reasonText(miss.provenance.notStored)));
    const RunOutcome hit = session.run(sql);
    QCOMPARE(int(hit.provenance.source), int(Source::Cache));
    QCOMPARE(int(hit.provenance.freshness), int(Freshness::ProvenFresh));
    QCOMPARE(TestSession::rows(hit.result), TestSession::rows(miss.result));
}

void TestPgCache::doesNotKeepWhatMayDiffer_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char* sql : {"SELECT * FROM chance", "SELECT now()", "SELECT random()", "SELECT * FROM secret",
             "SELECT last_value FROM numbers", "SELECT nextval('numbers')", "SELECT * FROM tables",
             "SELECT relname FROM pg_catalog.pg_class", "SELECT table_name FROM information_schema.tables",
             "SELECT forty()", "SELECT * FROM item FOR UPDATE", "EXPLAIN SELECT * FROM item",
             "SHOW search_path", "SELECT * FROM item TABLESAMPLE system (50)"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TestPgCache::tellsWhatInAViewForbidsIt()
{
    exec(kShop);
    TestSession session(address());
    const Reason reason = session.run("SELECT * FROM chance").provenance.notStored;
    QCOMPARE(reason.code, ReasonCode::Uncacheable);
    QVERIFY2(reason.detail.startsWith(QStringLiteral(
                 "of the view public.chance: it may give another answer each time (\"random\"")),
        qPrintable(reason.detail));
}

void TestPgCache::doesNotKeepWhatMayDiffer()
{
    QFETCH(QByteArray, sql);
    exec(kShop);
    TestSession session(address());
    for (int turn = 0; turn < 2; ++turn) {
        const RunOutcome outcome = session.run(sql);
        QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
        QCOMPARE(int(outcome.provenance.source), int(Source::Database));
        QVERIFY(!outcome.provenance.stored);
        QVERIFY(!outcome.basis || !outcome.basis->mark);
    }
    QVERIFY(session.engine().cache().entries().empty());
    // The session goes on as it was.
    QVERIFY(session.run("SELECT id FROM item").provenance.stored);
}

void TestPgCache::seesTheWriteOfAnotherProgram_data()
{
    QTest::addColumn<QByteArray>("write");
    for (const char* write : {"INSERT INTO item VALUES (3, 'rum')", "UPDATE item SET name = 'x'",
             "TRUNCATE item CASCADE", "ALTER TABLE item RENAME name TO title",
             "BEGIN; SAVEPOINT s; DELETE FROM item; RELEASE s; COMMIT"})
        QTest::newRow(write) << QByteArray(write);
}

void TestPgCache::seesTheWriteOfAnotherProgram()
{
    QFETCH(QByteArray, write);
    exec(kShop);
    TestSession session(address());
    const QByteArray before = TestSession::rows(session.run("SELECT * FROM item").result);
    exec(write);
    const RunOutcome outcome = session.run("SELECT * FROM item");
    QCOMPARE(int(outcome.provenance.source), int(Source::Database));
    QVERIFY(TestSession::rows(outcome.result) != before || write.startsWith("ALTER"));
    QCOMPARE(outcome.result->columns()[1].name,
        write.startsWith("ALTER") ? QStringLiteral("title") : QStringLiteral("name"));
}

void TestPgCache::rolledBackWriteOfAnotherLeavesTheAnswer()
{
    exec(kShop);
    TestSession session(address());
    const QByteArray before = TestSession::rows(session.run("SELECT * FROM item").result);
    exec("BEGIN; DELETE FROM item; ROLLBACK");
    QCOMPARE(TestSession::rows(session.run("SELECT * FROM item").result), before);
}

void TestPgCache::ownWriteTakesExactlyWhatItChanged_data()
{
    QTest::addColumn<QByteArray>("write");
    QTest::addColumn<QByteArrayList>("changed");
    const auto row = [](const char* write, const QByteArrayList& changed) {
        QTest::newRow(write) << QByteArray(write) << changed;
    };
    row("INSERT INTO item VALUES (5, 'x')", {"item", "cheap", "log"});
    row("DELETE FROM item WHERE id = 1", {"item", "cheap", "part"});
    row("UPDATE part SET id = 11", {"part"});
    row("INSERT INTO parted VALUES (1)", {"parted", "parted1"});
    row("INSERT INTO parted1 VALUES (1)", {"parted", "parted1"});
    row("TRUNCATE aside", {"aside"});
    row("WITH d AS (INSERT INTO aside VALUES (1) RETURNING x) SELECT count(*) FROM d", {"aside"});
    row("SELECT add_log()", {"log"});
    row("INSERT INTO aside VALUES (1) RETURNING x", {"aside"});
}

void TestPgCache::ownWriteTakesExactlyWhatItChanged()
{
    QFETCH(QByteArray, write);
    QFETCH(QByteArrayList, changed);
    exec(kShop);
    TestSession session(address());
    const QByteArrayList tables{"item", "cheap", "part", "log", "aside", "parted", "parted1"};
    const auto ask = [&](const QByteArray& table) {
        QueryRequest request = session.request("SELECT * FROM " + table);
        // Only what Larder itself knows counts.
        request.policy = FreshnessPolicy::Ttl;
        return session.run(request).provenance.source;
    };
    for (const QByteArray& table : tables)
        QCOMPARE(int(ask(table)), int(Source::Database));
    const RunOutcome written = session.run(write);
    QVERIFY2(!written.error, written.error ? qPrintable(errorText(*written.error)) : "");
    for (const QByteArray& table : tables) {
        const Source source = ask(table);
        QVERIFY2((source == Source::Database) == changed.contains(table), table.constData());
    }
}

void TestPgCache::ownWriteLeavesTheRestProven()
{
    exec(kShop);
    TestSession session(address());
    (void)session.run("SELECT * FROM item");
    (void)session.run("SELECT * FROM aside");
    QCOMPARE(session.run("INSERT INTO aside VALUES (7)").rowsAffected, 1);
    const RunOutcome item = session.run("SELECT * FROM item");
    QCOMPARE(int(item.provenance.source), int(Source::Cache));
    QCOMPARE(int(item.provenance.freshness), int(Freshness::ProvenFresh));
    QCOMPARE(TestSession::rows(session.run("SELECT * FROM aside").result), QByteArray("7"));
    // Another's write beside the own one leaves nothing proven.
    exec("UPDATE item SET name = 'other' WHERE id = 1");
    (void)session.run("INSERT INTO aside VALUES (8)");
    QCOMPARE(int(sourceOf(session, "SELECT * FROM item")), int(Source::Database));
}

void TestPgCache::failedAndEmptyWritesTakeNothing()
{
    exec(kShop);
    TestSession session(address());
    QueryRequest request = session.request("SELECT * FROM item");
    request.policy = FreshnessPolicy::Ttl;
    (void)session.run(request);
    QVERIFY(session.run("INSERT INTO item VALUES (1, 'twice')").error);
    QVERIFY(!session.run("DELETE FROM item WHERE id = 99").error);
    QVERIFY(session.run("CREATE TABLE item(x int)").error);
    QVERIFY(session.run("NO SUCH STATEMENT").error);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Cache));
}

void TestPgCache::definitionTakesEverything()
{
    exec(kShop);
    TestSession session(address());
    QueryRequest request = session.request("SELECT * FROM item");
    request.policy = FreshnessPolicy::Ttl;
    (void)session.run(request);
    QSignalSpy changed(&session.engine().service(), &QueryService::schemaChanged);
    QVERIFY(!session.run("ALTER TABLE aside ADD y int").error);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Database));
    QVERIFY(!session.run("VACUUM aside").error);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Database));
}

void TestPgCache::goesAroundTheCacheInATransaction()
{
    exec(kShop);
    TestSession session(address());
    (void)session.run("SELECT * FROM item");
    QVERIFY(!session.run("BEGIN").error);
    QVERIFY(session.engine().service().session(session.connection()).inTransaction);
    const RunOutcome inside = session.run("SELECT * FROM item");
    QCOMPARE(int(inside.provenance.source), int(Source::Database));
    QCOMPARE(int(inside.provenance.freshness), int(Freshness::Snapshot));
    QVERIFY(!inside.provenance.stored);
    QVERIFY(!session.run("UPDATE item SET name = 'changed'").error);
    QVERIFY(!session.run("COMMIT").error);
    QVERIFY(!session.engine().service().session(session.connection()).inTransaction);
    const RunOutcome after = session.run("SELECT name FROM item");
    QCOMPARE(TestSession::rows(after.result), QByteArray("'changed'\n'changed'"));
    QueryRequest request = session.request("SELECT * FROM item");
    request.policy = FreshnessPolicy::Ttl;
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Database));
}

void TestPgCache::rollbackTakesNothing()
{
    exec(kShop);
    TestSession session(address());
    QueryRequest request = session.request("SELECT * FROM item");
    request.policy = FreshnessPolicy::Ttl;
    (void)session.run(request);
    for (const char* sql : {"BEGIN", "DELETE FROM item", "ROLLBACK", "BEGIN", "SAVEPOINT s",
             "DELETE FROM item", "ROLLBACK TO s", "COMMIT"})
        QVERIFY2(!session.run(sql).error, sql);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Cache));
}

void TestPgCache::commitOfAFailedTransactionIsARollback()
{
    exec(kShop);
    TestSession session(address());
    QueryRequest request = session.request("SELECT * FROM item");
    request.policy = FreshnessPolicy::Ttl;
    (void)session.run(request);
    (void)session.run("BEGIN");
    (void)session.run("DELETE FROM item");
    QVERIFY(session.run("SELECT 1 / 0").error);
    QVERIFY(session.engine().service().session(session.connection()).inTransaction);
    QVERIFY(session.run("DELETE FROM item").error->advice.contains(QStringLiteral("back to a savepoint")));
    QVERIFY(session.engine().service().session(session.connection()).transactionFailed);
    const RunOutcome commit = session.run("COMMIT");
    QVERIFY(commit.error);
    QVERIFY(!session.engine().service().session(session.connection()).transactionFailed);
    QCOMPARE(commit.error->what, QStringLiteral("Nothing was committed"));
    QVERIFY(!session.engine().service().session(session.connection()).inTransaction);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Cache));
    QCOMPARE(value("SELECT count(*) FROM item"), QByteArray("2"));
}

void TestPgCache::preparedTransactionCountsWhenItIsCommitted()
{
    exec(kShop);
    TestSession session(address());
    QueryRequest request = session.request("SELECT * FROM item");
    request.policy = FreshnessPolicy::Ttl;
    (void)session.run(request);
    const QByteArray name = '\'' + database().toUtf8() + '\'';
    for (const QByteArray& sql :
        {QByteArray("BEGIN"), QByteArray("UPDATE item SET name = 'p'"), "PREPARE TRANSACTION " + name})
        QVERIFY2(!session.run(sql).error, sql.constData());
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Cache));
    QVERIFY(!session.run("COMMIT PREPARED " + name).error);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Database));
}

void TestPgCache::readsItsOwnUncommittedRows()
{
    exec(kShop);
    TestSession session(address());
    (void)session.run("SELECT count(*) FROM item");
    (void)session.run("BEGIN");
    (void)session.run("DELETE FROM item");
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), QByteArray("0"));
    (void)session.run("ROLLBACK");
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), QByteArray("2"));
}

void TestPgCache::changedSessionGoesAroundTheCache_data()
{
    QTest::addColumn<QByteArray>("change");
    for (const char* change : {"SET search_path TO pg_catalog, public", "SET TimeZone TO 'Asia/Tokyo'",
             "CREATE TEMP TABLE item(id int)", "PREPARE p AS SELECT 1", "LISTEN x", "DISCARD PLANS",
             "SELECT set_config('TimeZone', 'Asia/Tokyo', false)",
             "DO $$ BEGIN PERFORM set_config('DateStyle', 'German', false); END $$",
             "SELECT 1 AS a INTO TEMP made"})
        QTest::newRow(change) << QByteArray(change);
}

void TestPgCache::changedSessionGoesAroundTheCache()
{
    QFETCH(QByteArray, change);
    exec(kShop);
    TestSession session(address());
    (void)session.run("SELECT count(*) FROM item");
    const RunOutcome changed = session.run(change);
    QVERIFY2(!changed.error, changed.error ? qPrintable(errorText(*changed.error)) : "");
    QVERIFY(!session.engine().service().session(session.connection()).peculiarity.isEmpty());
    const RunOutcome outcome = session.run("SELECT count(*) FROM item");
    QCOMPARE(int(outcome.provenance.source), int(Source::Database));
    QVERIFY(!outcome.provenance.stored);
    // What hides the table is seen.
    QCOMPARE(
        TestSession::rows(outcome.result), change.contains("TEMP TABLE") ? QByteArray("0") : QByteArray("2"));
}

void TestPgCache::seesSettingsThatTheServerChanged()
{
    exec("CREATE TABLE t AS SELECT '2024-01-01 12:00+00'::timestamptz AS at");
    TestSession session(address());
    (void)session.run("SELECT at FROM t");
    QCOMPARE(int(sourceOf(session, "SELECT at FROM t")), int(Source::Cache));
    server().exec("ALTER SYSTEM SET TimeZone = 'Asia/Tokyo'");
    server().exec("SELECT pg_reload_conf()");
    QTRY_COMPARE(
        TestSession::rows(session.run("SELECT at FROM t").result), QByteArray("'2024-01-01 21:00:00+09'"));
    QTRY_COMPARE(int(sourceOf(session, "SELECT at FROM t")), int(Source::Cache));
    QCOMPARE(
        TestSession::rows(session.run("SELECT at FROM t").result), QByteArray("'2024-01-01 21:00:00+09'"));
    server().exec("ALTER SYSTEM RESET TimeZone");
    server().exec("SELECT pg_reload_conf()");
}

// A built-in name may hide a function that writes: the server says so, and the statement runs where it may.
void TestPgCache::runsAReadThatWritesOnTheWriter()
{
    exec("CREATE TABLE log(x int);"
         "CREATE TYPE odd AS (a int);"
         "CREATE FUNCTION abs(odd) RETURNS int LANGUAGE sql AS 'INSERT INTO public.log VALUES (1) RETURNING "
         "1'");
    TestSession session(address());
    (void)session.run("SELECT count(*) FROM log");
    const RunOutcome outcome = session.run("SELECT abs(ROW(1)::odd)");
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QVERIFY(!outcome.provenance.stored);
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM log").result), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestPgCache)
#include "tst_pgcache.moc"
