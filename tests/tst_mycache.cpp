#include "tests/support/mytest.h"

#include <QSignalSpy>

using namespace larder;

namespace {

const QByteArray kShop
    = "CREATE TABLE item(id int PRIMARY KEY, name text); INSERT INTO item VALUES (1, 'tea'), (2, 'milk');"
      "CREATE TABLE part(id int PRIMARY KEY, item int REFERENCES item(id) ON DELETE CASCADE);"
      "INSERT INTO part VALUES (10, 1);"
      "CREATE TABLE log(what text);"
      "CREATE TRIGGER item_note AFTER INSERT ON item FOR EACH ROW INSERT INTO log VALUES ('new');"
      "CREATE VIEW cheap AS SELECT id FROM item WHERE id < 2;"
      "CREATE VIEW cheapest AS SELECT * FROM cheap;"
      "CREATE VIEW chance AS SELECT id, RAND() AS r FROM item;"
      "CREATE VIEW tables AS SELECT table_name FROM information_schema.tables;"
      "CREATE TABLE old(x int) ENGINE = MyISAM; INSERT INTO old VALUES (1);"
      "CREATE TABLE aria(x int) ENGINE = Aria; CREATE TABLE mem(x int) ENGINE = MEMORY;"
      "CREATE VIEW old_view AS SELECT x FROM old;"
      "CREATE TABLE `item.x`(x int) ENGINE = MyISAM;"
      "CREATE SEQUENCE numbers;"
      "CREATE TABLE clock(a int, t datetime AS (NOW()) VIRTUAL); INSERT INTO clock(a) VALUES (1);"
      "CREATE FUNCTION forty() RETURNS int DETERMINISTIC RETURN 40;"
      "CREATE VIEW with_function AS SELECT forty() AS f FROM item;"
      "CREATE FUNCTION add_log() RETURNS int BEGIN INSERT INTO log VALUES ('f'); RETURN 1; END;";

} // namespace

/// What of a real MariaDB server's answers is kept, and until when.
class TestMyCache : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void provesAHitFresh_data();
    void provesAHitFresh();
    void doesNotKeepWhatMayDiffer_data();
    void doesNotKeepWhatMayDiffer();
    void seesTheWriteOfAnotherProgram_data();
    void seesTheWriteOfAnotherProgram();
    void seesAViewThatWasReplacedByAProgramOnTheServer();
    void seesItsOwnWrite_data();
    void seesItsOwnWrite();
    void failedWritesTakeNothing();
    void definitionTakesEverything();
    void goesAroundTheCacheInATransaction();
    void rollbackTakesNothing();
    void implicitCommitTakesWhatWasWritten();
    void readsItsOwnUncommittedRows();
    void changedSessionGoesAroundTheCache_data();
    void changedSessionGoesAroundTheCache();
    void answersQuestionsAboutOwnWrites();
    void neverStoresWhatAServerWithOpenTransactionsWouldRepeat();

private:
    [[nodiscard]] static Source sourceOf(TestSession& session, const QByteArray& sql)
    {
        return session.run(sql).provenance.source;
    }
    /// Only what Larder itself knows counts.
    [[nodiscard]] static QueryRequest trusting(TestSession& session, const QByteArray& sql)
    {
        QueryRequest request = session.request(sql);
        request.policy = FreshnessPolicy::Ttl;
        return request;
    }
};

void TestMyCache::provesAHitFresh_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char* sql : {"SELECT * FROM item",
             "WITH i AS (SELECT id FROM item) SELECT i.id FROM i JOIN part ON part.item = i.id", "SELECT 1",
             "SELECT count(*) FROM item WHERE false", "SELECT max(id) FROM `item`"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TestMyCache::provesAHitFresh()
{
    QFETCH(QByteArray, sql);
    exec(kShop);
    TestSession session(address());
    const RunOutcome miss = session.run(sql);
    QVERIFY2(!miss.error, miss.error ? qPrintable(errorText(*miss.error)) : "");
    QCOMPARE(int(miss.provenance.source), int(Source::Database));
    QVERIFY2(miss.provenance.stored, qPrintable(reasonText(miss.provenance.notStored)));
    const RunOutcome hit = firstHit(session, sql);
    QCOMPARE(int(hit.provenance.source), int(Source::Cache));
    QCOMPARE(int(hit.provenance.freshness), int(Freshness::ProvenFresh));
    QCOMPARE(TestSession::rows(hit.result), TestSession::rows(miss.result));
}

void TestMyCache::doesNotKeepWhatMayDiffer_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char* sql :
        {"SELECT * FROM chance", "SELECT NOW()", "SELECT RAND()", "SELECT * FROM old", "SELECT * FROM aria",
            "SELECT * FROM mem", "SELECT * FROM old_view", "SELECT * FROM cheap", "SELECT * FROM cheapest",
            "SELECT * FROM `item.x`", "SELECT * FROM numbers", "SELECT NEXTVAL(numbers)",
            "SELECT * FROM tables", "SELECT table_name FROM information_schema.tables",
            "SELECT user FROM mysql.user", "SELECT * FROM clock", "SELECT * FROM with_function",
            "SELECT * FROM item FOR UPDATE", "EXPLAIN SELECT * FROM item", "SHOW TABLES",
            "SELECT @@autocommit", "SELECT item.id FROM item, old"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TestMyCache::doesNotKeepWhatMayDiffer()
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

void TestMyCache::seesTheWriteOfAnotherProgram_data()
{
    QTest::addColumn<QByteArray>("write");
    for (const char* write : {"INSERT INTO item VALUES (3, 'rum')", "UPDATE item SET name = 'x' WHERE id = 1",
             "DELETE FROM item WHERE id = 1", "SET foreign_key_checks = 0; TRUNCATE item",
             "START TRANSACTION; SAVEPOINT s; DELETE FROM item; RELEASE SAVEPOINT s; COMMIT",
             "RENAME TABLE item TO other, log TO item; ALTER TABLE item ADD id int, ADD name text"})
        QTest::newRow(write) << QByteArray(write);
}

void TestMyCache::seesTheWriteOfAnotherProgram()
{
    QFETCH(QByteArray, write);
    exec(kShop);
    TestSession session(address());
    const QByteArray sql = "SELECT id, name FROM item";
    const QByteArray before = TestSession::rows(session.run(sql).result);
    QCOMPARE(int(firstHit(session, sql).provenance.source), int(Source::Cache));
    exec(write);
    const RunOutcome outcome = session.run(sql);
    QCOMPARE(int(outcome.provenance.source), int(Source::Database));
    QVERIFY(TestSession::rows(outcome.result) != before);
}

void TestMyCache::seesAViewThatWasReplacedByAProgramOnTheServer()
{
    exec(kShop
        + "CREATE PROCEDURE swap() EXECUTE IMMEDIATE 'CREATE OR REPLACE VIEW cheap AS SELECT 77 AS id'");
    TestSession session(address());
    (void)session.run("SELECT * FROM cheap");
    exec("CALL swap()");
    QCOMPARE(TestSession::rows(session.run("SELECT * FROM cheap").result), QByteArray("77"));
}

void TestMyCache::seesItsOwnWrite_data()
{
    QTest::addColumn<QByteArray>("write");
    QTest::addColumn<QByteArray>("read");
    const auto row = [](const char* write, const char* read) {
        QTest::newRow(write) << QByteArray(write) << QByteArray(read);
    };
    row("INSERT INTO item VALUES (5, 'x')", "SELECT * FROM log");
    row("DELETE FROM item WHERE id = 1", "SELECT * FROM part");
    row("SELECT add_log()", "SELECT * FROM log");
    row("TRUNCATE part", "SELECT * FROM part");
    row("INSERT INTO part VALUES (11, 2) RETURNING id", "SELECT * FROM part");
}

void TestMyCache::seesItsOwnWrite()
{
    QFETCH(QByteArray, write);
    QFETCH(QByteArray, read);
    exec(kShop);
    TestSession session(address());
    const QueryRequest request = trusting(session, read);
    const QByteArray before = TestSession::rows(session.run(request).result);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Cache));
    const RunOutcome written = session.run(write);
    QVERIFY2(!written.error, written.error ? qPrintable(errorText(*written.error)) : "");
    const RunOutcome after = session.run(request);
    QCOMPARE(int(after.provenance.source), int(Source::Database));
    QVERIFY(TestSession::rows(after.result) != before);
}

void TestMyCache::failedWritesTakeNothing()
{
    exec(kShop);
    TestSession session(address());
    const QueryRequest request = trusting(session, "SELECT * FROM item");
    (void)session.run(request);
    QVERIFY(session.run("INSERT INTO item VALUES (1, 'twice')").error);
    QVERIFY(session.run("UPDATE item SET nosuch = 1").error);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Cache));
}

void TestMyCache::definitionTakesEverything()
{
    exec(kShop);
    TestSession session(address());
    const QueryRequest request = trusting(session, "SELECT * FROM item");
    (void)session.run(request);
    QSignalSpy changed(&session.engine().service(), &QueryService::schemaChanged);
    QVERIFY(!session.run("ALTER TABLE log ADD y int").error);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Database));
}

void TestMyCache::goesAroundTheCacheInATransaction()
{
    exec(kShop);
    TestSession session(address());
    const QueryRequest request = trusting(session, "SELECT * FROM item");
    (void)session.run(request);
    QVERIFY(!session.run("START TRANSACTION").error);
    QVERIFY(session.engine().service().session(session.connection()).inTransaction);
    const RunOutcome inside = session.run("SELECT * FROM item");
    QCOMPARE(int(inside.provenance.source), int(Source::Database));
    QCOMPARE(int(inside.provenance.freshness), int(Freshness::Snapshot));
    QVERIFY(!inside.provenance.stored);
    QVERIFY(!session.run("UPDATE item SET name = 'changed'").error);
    QVERIFY(!session.run("COMMIT").error);
    QVERIFY(!session.engine().service().session(session.connection()).inTransaction);
    QCOMPARE(
        TestSession::rows(session.run("SELECT name FROM item").result), QByteArray("'changed'\n'changed'"));
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Database));
}

void TestMyCache::rollbackTakesNothing()
{
    exec(kShop);
    TestSession session(address());
    const QueryRequest request = trusting(session, "SELECT * FROM item");
    (void)session.run(request);
    for (const char* sql :
        {"BEGIN", "SAVEPOINT s", "DELETE FROM item", "ROLLBACK TO s", "DELETE FROM item", "ROLLBACK"})
        QVERIFY2(!session.run(sql).error, sql);
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Cache));
}

void TestMyCache::implicitCommitTakesWhatWasWritten()
{
    exec(kShop);
    TestSession session(address());
    const QueryRequest request = trusting(session, "SELECT count(*) FROM item");
    (void)session.run(request);
    for (const char* sql : {"BEGIN", "DELETE FROM item", "CREATE TABLE another(x int)"})
        QVERIFY2(!session.run(sql).error, sql);
    QVERIFY(!session.engine().service().session(session.connection()).inTransaction);
    QCOMPARE(TestSession::rows(session.run(request).result), QByteArray("0"));
}

void TestMyCache::readsItsOwnUncommittedRows()
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

void TestMyCache::changedSessionGoesAroundTheCache_data()
{
    QTest::addColumn<QByteArray>("change");
    for (const char* change : {"SET time_zone = '+09:00'", "SET @a = 1", "USE mysql", "SET autocommit = 0",
             "CREATE TEMPORARY TABLE item(id int)", "PREPARE p FROM 'SELECT 1'", "LOCK TABLES item READ",
             "SET NAMES latin1", "SELECT 1 INTO @a", "SELECT forty()", "CALL nothing()"})
        QTest::newRow(change) << QByteArray(change);
}

void TestMyCache::changedSessionGoesAroundTheCache()
{
    QFETCH(QByteArray, change);
    exec(kShop + "CREATE PROCEDURE nothing() DO 1");
    TestSession session(address());
    const QByteArray sql = "SELECT count(*) FROM " + database().toUtf8() + ".item";
    (void)session.run(sql);
    const RunOutcome changed = session.run(change);
    QVERIFY2(!changed.error, changed.error ? qPrintable(errorText(*changed.error)) : "");
    QVERIFY(!session.engine().service().session(session.connection()).peculiarity.isEmpty());
    const RunOutcome outcome = session.run(sql);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(int(outcome.provenance.source), int(Source::Database));
    QVERIFY(!outcome.provenance.stored);
    // What hides the table is seen.
    QCOMPARE(
        TestSession::rows(outcome.result), change.contains("TEMPORARY") ? QByteArray("0") : QByteArray("2"));
}

void TestMyCache::answersQuestionsAboutOwnWrites()
{
    exec("CREATE TABLE t(id int AUTO_INCREMENT PRIMARY KEY, x int)");
    TestSession session(address());
    QCOMPARE(session.run("INSERT INTO t(x) VALUES (1), (2), (3)").rowsAffected, 3);
    QCOMPARE(
        TestSession::rows(session.run("SELECT ROW_COUNT(), LAST_INSERT_ID()").result), QByteArray("3,1"));
}

// A server may begin sessions in a transaction, or where others' uncommitted rows are seen.
void TestMyCache::neverStoresWhatAServerWithOpenTransactionsWouldRepeat()
{
    exec(kShop + "SET GLOBAL autocommit = 0; SET GLOBAL tx_isolation = 'READ-UNCOMMITTED'");
    TestSession session(address());
    exec("SET GLOBAL autocommit = 1; SET GLOBAL tx_isolation = 'REPEATABLE-READ'");
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), QByteArray("2"));
    exec("DELETE FROM item WHERE id = 1");
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), QByteArray("1"));
    QCOMPARE(int(firstHit(session, "SELECT count(*) FROM item").provenance.source), int(Source::Cache));
}

QTEST_GUILESS_MAIN(TestMyCache)
#include "tst_mycache.moc"
