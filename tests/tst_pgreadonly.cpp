#include "tests/support/errorof.h"
#include "tests/support/pgtest.h"

using namespace larder;
using test::errorOf;
using test::PgTest;

/// Nothing changes a database over a connection that is marked read-only, whatever its user says.
class TestPgReadOnly : public PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatWrites_data();
    void refusesWhatWrites();
    void readsAndSaysThatItIsReadOnly();
    void keepsWhatTheSessionSets();
    void writesAgainWithoutTheMark();
};

void TestPgReadOnly::refusesWhatWrites_data()
{
    QTest::addColumn<QByteArrayList>("statements");
    for (const char* const statement :
        {"INSERT INTO t VALUES (2)", "UPDATE t SET id = 2", "DELETE FROM t", "TRUNCATE t",
            "MERGE INTO t USING t s ON t.id = s.id WHEN MATCHED THEN DELETE", "DROP TABLE t",
            "CREATE TABLE u(id int)", "CREATE TEMP TABLE u(id int)", "ALTER TABLE t ADD x int",
            "CREATE INDEX ON t(id)", "REINDEX TABLE t", "VACUUM FULL t", "CLUSTER t USING t_pkey",
            "CREATE DATABASE another", "COMMENT ON TABLE t IS 'x'", "GRANT SELECT ON t TO public",
            "CREATE ROLE somebody", "SELECT * INTO u FROM t", "SELECT nextval('s')", "SELECT setval('s', 9)",
            "SELECT lo_create(77)", "SELECT lo_from_bytea(77, 'x')", "CALL change()", "SELECT changed()",
            "WITH w AS (DELETE FROM t RETURNING id) SELECT * FROM w", "EXPLAIN ANALYZE DELETE FROM t",
            "DO $$ BEGIN DELETE FROM t; END $$", "DO $$ BEGIN DELETE FROM t; COMMIT; END $$",
            "DO $$ BEGIN ROLLBACK; SET TRANSACTION READ WRITE; DELETE FROM t; END $$",
            "REFRESH MATERIALIZED VIEW m", "SELECT id FROM t FOR UPDATE", "ALTER SYSTEM SET work_mem = '9MB'",
            "CREATE TABLE v AS SELECT 1", "SECURITY LABEL ON TABLE t IS 'x'", "ALTER SEQUENCE s RESTART"})
        QTest::newRow(statement) << QByteArrayList{statement};
    const QByteArrayList tails[] = {{"SET default_transaction_read_only = off", "DELETE FROM t"},
        {"SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE", "DELETE FROM t"},
        {"RESET ALL", "DELETE FROM t"}, {"DISCARD ALL", "DELETE FROM t"},
        {"SELECT set_config('default_transaction_read_only', 'off', false)", "DELETE FROM t"},
        {"SELECT set_config('transaction_read_only', 'off', false)", "DELETE FROM t"},
        {"BEGIN READ WRITE", "DELETE FROM t", "COMMIT"},
        {"START TRANSACTION READ WRITE", "DELETE FROM t", "COMMIT"},
        {"BEGIN", "SET TRANSACTION READ WRITE", "ROLLBACK", "DELETE FROM t"},
        {"BEGIN", "SET LOCAL transaction_read_only = off", "ROLLBACK", "DELETE FROM t"},
        {"BEGIN", "COMMIT AND CHAIN", "SET TRANSACTION READ WRITE", "DELETE FROM t", "COMMIT"},
        {"BEGIN", "SET TRANSACTION READ WRITE", "DELETE FROM t", "COMMIT"},
        {"BEGIN", "SAVEPOINT a", "SET TRANSACTION READ WRITE", "ROLLBACK", "DELETE FROM t"},
        {"BEGIN", "SELECT lo_create(77)", "COMMIT"},
        {"BEGIN", "SELECT lo_create(77)", "PREPARE TRANSACTION 'p'"}, {"COMMIT PREPARED 'waiting'"},
        {"PREPARE p AS DELETE FROM t", "EXECUTE p"}};
    for (const QByteArrayList& each : tails)
        QTest::newRow(each.join("; ").constData()) << each;
}

void TestPgReadOnly::refusesWhatWrites()
{
    QFETCH(QByteArrayList, statements);
    exec("CREATE TABLE t(id int PRIMARY KEY); INSERT INTO t VALUES (1); CREATE SEQUENCE s;"
         "CREATE MATERIALIZED VIEW m AS SELECT * FROM t;"
         "CREATE TABLE p(id int); CREATE PROCEDURE change() LANGUAGE sql AS 'DELETE FROM t';"
         "CREATE FUNCTION changed() RETURNS void LANGUAGE sql AS 'DELETE FROM t';");
    exec("BEGIN; INSERT INTO p VALUES (5); PREPARE TRANSACTION 'waiting'");
    const QByteArray state
        = "SELECT (SELECT string_agg(id::text, ',') FROM t), (SELECT count(*) FROM pg_class WHERE oid > "
          "16383),"
          " (SELECT last_value FROM s), (SELECT count(*) FROM pg_largeobject_metadata),"
          " (SELECT count(*) FROM pg_roles), (SELECT count(*) FROM pg_description),"
          " (SELECT string_agg(gid, ',') FROM pg_prepared_xacts), (SELECT count(*) FROM pg_database)";
    const QByteArray before = value("SELECT (x)::text FROM (" + state + ") AS x");
    {
        const auto session = TestSession::readOnly(address());
        QVERIFY(!session->error());
        bool refused = false;
        for (const QByteArray& statement : statements)
            refused = !errorOf(session->run(statement)).isEmpty() || refused;
        QVERIFY(refused);
    }
    QCOMPARE(value("SELECT (x)::text FROM (" + state + ") AS x"), before);
    exec("ROLLBACK PREPARED 'waiting'");
}

void TestPgReadOnly::readsAndSaysThatItIsReadOnly()
{
    exec("CREATE TABLE t(id int PRIMARY KEY); INSERT INTO t VALUES (1)");
    const auto session = TestSession::readOnly(address());
    QCOMPARE(TestSession::rows(session->run("SELECT * FROM t").result), QByteArray("1"));
    QCOMPARE(int(session->run("SELECT * FROM t").provenance.source), int(Source::Cache));
    QVERIFY(session->engine().service().session(session->connection()).readOnly);
    const QByteArray refused = errorOf(session->run("DELETE FROM t"));
    QVERIFY2(refused.contains("marked read-only"), refused.constData());
    // What it refused ended its transaction, and nothing else.
    QVERIFY(!session->engine().service().session(session->connection()).inTransaction);
    QCOMPARE(int(session->run("SELECT * FROM t").provenance.source), int(Source::Cache));
    QCOMPARE(errorOf(session->run("BEGIN")), QByteArray());
    QVERIFY(session->engine().service().session(session->connection()).inTransaction);
    QCOMPARE(TestSession::rows(session->run("SELECT * FROM t").result), QByteArray("1"));
    QCOMPARE(errorOf(session->run("COMMIT")), QByteArray());
    QVERIFY(!session->engine().service().session(session->connection()).inTransaction);
}

void TestPgReadOnly::keepsWhatTheSessionSets()
{
    const auto session = TestSession::readOnly(address());
    QCOMPARE(errorOf(session->run("SET TimeZone TO 'Asia/Tokyo'")), QByteArray());
    QCOMPARE(TestSession::rows(session->run("SHOW TimeZone").result), QByteArray("'Asia/Tokyo'"));
    QVERIFY(!session->engine().service().session(session->connection()).peculiarity.isEmpty());
}

void TestPgReadOnly::writesAgainWithoutTheMark()
{
    exec("CREATE TABLE t(id int)");
    TestSession session(address());
    QVERIFY(!session.engine().service().session(session.connection()).readOnly);
    QCOMPARE(errorOf(session.run("INSERT INTO t VALUES (1)")), QByteArray());
    QCOMPARE(value("SELECT count(*) FROM t"), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestPgReadOnly)
#include "tst_pgreadonly.moc"
