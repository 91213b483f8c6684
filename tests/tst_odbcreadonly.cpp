#include "tests/support/odbctest.h"

using namespace larder;
using test::errorOf;

/// Nothing changes a database over a connection by ODBC that is marked read-only.
class TestOdbcReadOnly : public test::OdbcTest
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNotProvenToRead_data();
    void refusesWhatIsNotProvenToRead();
    void refusesWritesToAFile();
    void reads_data() { addDrivers(); }
    void reads();
};

void TestOdbcReadOnly::refusesWhatIsNotProvenToRead_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char* const sql : {"INSERT INTO t VALUES (2)", "UPDATE t SET id = 2", "DELETE FROM t",
             "TRUNCATE t", "DROP TABLE t", "CREATE TEMP TABLE u(id int)", "SELECT * INTO u FROM t",
             "SELECT nextval('s')", "SELECT lo_create(77)", "CALL change()", "SELECT changed()",
             "WITH w AS (DELETE FROM t RETURNING id) SELECT * FROM w", "DO $$ BEGIN DELETE FROM t; END $$",
             "SELECT id FROM t FOR UPDATE", "SELECT 1; DELETE FROM t",
             "SET default_transaction_read_only = off", "RESET ALL", "BEGIN READ WRITE", "BEGIN", "COMMIT",
             "SELECT set_config('default_transaction_read_only', 'off', false)",
             "EXPLAIN ANALYZE DELETE FROM t", "SELECT setval('s', 9)", "COPY t TO '/tmp/x'", "LOCK t"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TestOdbcReadOnly::refusesWhatIsNotProvenToRead()
{
    QFETCH(QByteArray, sql);
    exec("CREATE TABLE t(id int PRIMARY KEY); INSERT INTO t VALUES (1); CREATE SEQUENCE s;"
         "CREATE PROCEDURE change() LANGUAGE sql AS 'DELETE FROM t';"
         "CREATE FUNCTION changed() RETURNS void LANGUAGE sql AS 'DELETE FROM t';");
    const QByteArray state = "SELECT (SELECT string_agg(id::text, ',') FROM t), (SELECT count(*) FROM "
                             "pg_class WHERE oid > 16383),"
                             " (SELECT last_value FROM s), (SELECT is_called FROM s), (SELECT count(*) FROM "
                             "pg_largeobject_metadata)";
    const QByteArray before = value("SELECT (x)::text FROM (" + state + ") AS x");
    const auto session = TestSession::readOnly(pg());
    QVERIFY(!session->error());
    const QByteArray error = errorOf(session->run(sql));
    QVERIFY(!error.isEmpty());
    QVERIFY2(!errorOf(session->run("DELETE FROM t")).isEmpty(), "the mark is gone");
    QCOMPARE(value("SELECT (x)::text FROM (" + state + ") AS x"), before);
    QCOMPARE(TestSession::rows(session->run("SELECT id FROM t").result), QByteArray("1"));
}

void TestOdbcReadOnly::refusesWritesToAFile()
{
    {
        TestSession session(sqlite());
        QCOMPARE(errorOf(session.run("CREATE TABLE t(a integer)")), QByteArray());
    }
    const auto session = TestSession::readOnly(sqlite());
    QVERIFY(!session->error());
    for (const char* const sql : {"INSERT INTO t VALUES (1)", "PRAGMA query_only = OFF",
             "PRAGMA user_version = 5", "ATTACH ':memory:' AS m", "VACUUM", "SELECT load_extension('x')"}) {
        const QByteArray error = errorOf(session->run(sql));
        QVERIFY2(error.contains("marked read-only"), error.constData());
    }
    QCOMPARE(TestSession::rows(session->run("SELECT count(*) FROM t").result), QByteArray("0"));
}

void TestOdbcReadOnly::reads()
{
    QFETCH(bool, isPg);
    const auto session = TestSession::readOnly(address(isPg));
    QVERIFY(!session->error());
    QVERIFY(session->engine().service().session(session->connection()).readOnly);
    QCOMPARE(TestSession::rows(session->run("SELECT 1 + 1").result), QByteArray("2"));
    if (isPg)
        QCOMPARE(
            TestSession::rows(session->run("SHOW default_transaction_read_only").result), QByteArray("'on'"));
    QVERIFY(session->schema());
}

QTEST_GUILESS_MAIN(TestOdbcReadOnly)
#include "tst_odbcreadonly.moc"
