#include "tests/support/mytest.h"

using namespace larder;

/// What a connection that is marked read-only lets through to a MariaDB server.
class TestMyReadOnly : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatWrites_data();
    void refusesWhatWrites();
    void readsAndSaysThatItIsReadOnly();
};

void TestMyReadOnly::refusesWhatWrites_data()
{
    QTest::addColumn<QByteArrayList>("statements");
    const QList<QByteArrayList> rows{{"DELETE FROM t"}, {"TRUNCATE t"}, {"CREATE TABLE made(a int)"},
        {"DROP TABLE t"}, {"SET SESSION tx_read_only = 0", "DELETE FROM t"},
        {"SET SESSION TRANSACTION READ WRITE", "DELETE FROM t"},
        {"START TRANSACTION READ WRITE", "DELETE FROM t", "COMMIT"},
        {"START TRANSACTION READ/**/WRITE", "DELETE FROM t", "COMMIT"},
        {"START TRANSACTION /*!READ WRITE*/", "DELETE FROM t", "COMMIT"},
        {"BEGIN", "DELETE FROM t", "COMMIT"}, {"CALL change_it()"}, {"SELECT changed()"}, {"DO changed()"},
        {"SELECT NEXTVAL(s)"}, {"SET STATEMENT tx_read_only = 0 FOR DELETE FROM t"},
        {"EXECUTE IMMEDIATE 'DELETE FROM t'"}, {"PREPARE p FROM 'DELETE FROM t'", "EXECUTE p"},
        {"LOCK TABLES t WRITE"}, {"FLUSH TABLES"}, {"SET GLOBAL max_connections = 77"}, {"KILL 1"},
        {"ANALYZE TABLE t"}, {"OPTIMIZE TABLE t"},
        {"SELECT * FROM t INTO OUTFILE '/tmp/larder-never-written'"}, {"XA START 'x'", "DELETE FROM t"},
        {"BEGIN NOT ATOMIC SET SESSION tx_read_only = 0; DELETE FROM t; END"}, {"GRANT ALL ON *.* TO x"},
        {"SELECT GET_LOCK('a', 1)"}, {"INSERT INTO t VALUES (2) RETURNING id"}, {"REPLACE INTO t VALUES (3)"},
        {"/*! DELETE FROM t */"}, {"EXPLAIN SELECT changed()"}, {"ANALYZE DELETE FROM t"}};
    for (const QByteArrayList& each : rows)
        QTest::newRow(each.join("; ").constData()) << each;
}

void TestMyReadOnly::refusesWhatWrites()
{
    QFETCH(QByteArrayList, statements);
    exec("CREATE TABLE t(id int PRIMARY KEY); INSERT INTO t VALUES (1); CREATE SEQUENCE s;"
         "CREATE PROCEDURE change_it() BEGIN SET SESSION tx_read_only = 0; DELETE FROM t; END;"
         "CREATE FUNCTION changed() RETURNS int BEGIN DELETE FROM t; RETURN 1; END;");
    {
        const auto session = TestSession::readOnly(address());
        QVERIFY(!session->error());
        bool refused = false;
        for (const QByteArray& statement : statements)
            refused = session->run(statement).error.has_value() || refused;
        QVERIFY(refused);
    }
    QCOMPARE(value("SELECT GROUP_CONCAT(id) FROM t"), QByteArray("1"));
    QCOMPARE(value("SELECT next_not_cached_value FROM s"), QByteArray("1"));
    QCOMPARE(value("SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE()"),
        QByteArray("2"));
    QVERIFY(value("SELECT @@max_connections") != QByteArray("77"));
}

void TestMyReadOnly::readsAndSaysThatItIsReadOnly()
{
    exec("CREATE TABLE t(id int PRIMARY KEY); INSERT INTO t VALUES (1)");
    const auto session = TestSession::readOnly(address());
    QCOMPARE(TestSession::rows(session->run("SELECT * FROM t").result), QByteArray("1"));
    QCOMPARE(int(firstHit(*session, "SELECT * FROM t").provenance.source), int(Source::Cache));
    QVERIFY(session->engine().service().session(session->connection()).readOnly);
    const RunOutcome refused = session->run("DELETE FROM t");
    QVERIFY(refused.error);
    QVERIFY2(refused.error->advice.contains(QStringLiteral("marked read-only")),
        qPrintable(refused.error->advice));
    QVERIFY(!session->run("BEGIN").error);
    QCOMPARE(TestSession::rows(session->run("SELECT * FROM t").result), QByteArray("1"));
    QVERIFY(!session->run("COMMIT").error);
    QVERIFY(!session->run("SHOW TABLES").error);
}

QTEST_GUILESS_MAIN(TestMyReadOnly)
#include "tst_myreadonly.moc"
