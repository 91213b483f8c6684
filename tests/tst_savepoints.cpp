#include "cache/savepoints.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

using Names = std::vector<QByteArray>;

} // namespace

class TestSavepoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsStatements_data();
    void followsStatements();
    void findsAFreeName();
    void areThoseOfTheOpenTransaction();
    void tellsWhenTheyChange();
    void forgetsWhatFailed();
};

void TestSavepoints::followsStatements_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArrayList>("statements");
    QTest::addColumn<QByteArrayList>("names");
    const auto sqlite = SqlDialect::Sqlite;
    const auto pg = SqlDialect::PostgreSql;
    const auto my = SqlDialect::MySql;
    QTest::newRow("set") << sqlite << QByteArrayList{"SAVEPOINT a", "savepoint b"}
                         << QByteArrayList{"a", "b"};
    QTest::newRow("roll back to the older")
        << sqlite << QByteArrayList{"SAVEPOINT a", "SAVEPOINT b", "ROLLBACK TO a"} << QByteArrayList{"a"};
    QTest::newRow("all words") << pg
                               << QByteArrayList{"SAVEPOINT a", "SAVEPOINT b", "ROLLBACK WORK TO SAVEPOINT a"}
                               << QByteArrayList{"a"};
    QTest::newRow("of SQLite") << sqlite
                               << QByteArrayList{"SAVEPOINT a", "SAVEPOINT b",
                                      "ROLLBACK TRANSACTION TO SAVEPOINT a"}
                               << QByteArrayList{"a"};
    QTest::newRow("release") << sqlite << QByteArrayList{"SAVEPOINT a", "SAVEPOINT b", "RELEASE a"}
                             << QByteArrayList{};
    QTest::newRow("release the newest")
        << pg << QByteArrayList{"SAVEPOINT a", "SAVEPOINT b", "RELEASE SAVEPOINT b"} << QByteArrayList{"a"};
    QTest::newRow("the newest of a name")
        << pg << QByteArrayList{"SAVEPOINT a", "SAVEPOINT a", "RELEASE a"} << QByteArrayList{"a"};
    QTest::newRow("once in MySQL") << my << QByteArrayList{"SAVEPOINT a", "SAVEPOINT b", "SAVEPOINT a"}
                                   << QByteArrayList{"b", "a"};
    QTest::newRow("case") << sqlite << QByteArrayList{"SAVEPOINT Abc", "SAVEPOINT b", "ROLLBACK TO aBC"}
                          << QByteArrayList{"Abc"};
    QTest::newRow("quoted") << pg << QByteArrayList{"SAVEPOINT \"A\"", "SAVEPOINT a", "ROLLBACK TO \"A\""}
                            << QByteArrayList{"\"A\""};
    QTest::newRow("called savepoint")
        << sqlite << QByteArrayList{"SAVEPOINT savepoint", "SAVEPOINT b", "RELEASE savepoint"}
        << QByteArrayList{};
    QTest::newRow("comments") << sqlite << QByteArrayList{"/* x */ SAVEPOINT /* y */ a -- z"}
                              << QByteArrayList{"a"};
    QTest::newRow("executable comment")
        << my << QByteArrayList{"/*!50000 SAVEPOINT a */"} << QByteArrayList{"a"};
    QTest::newRow("unknown name") << sqlite << QByteArrayList{"SAVEPOINT a", "ROLLBACK TO b"}
                                  << QByteArrayList{"a"};
    QTest::newRow("no savepoints") << sqlite << QByteArrayList{"SELECT 1", "ROLLBACK", "", "SAVEPOINT"}
                                   << QByteArrayList{};
}

void TestSavepoints::followsStatements()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArrayList, statements);
    QFETCH(QByteArrayList, names);
    Savepoints points;
    for (const QByteArray& sql : statements)
        points.apply(sql, dialect);
    QCOMPARE(points.names(), Names(names.begin(), names.end()));
}

void TestSavepoints::findsAFreeName()
{
    Savepoints points;
    QCOMPARE(points.freeName(), QByteArray("savepoint_1"));
    points.apply("SAVEPOINT savepoint_2", SqlDialect::Sqlite);
    QCOMPARE(points.freeName(), QByteArray("savepoint_3"));
}

void TestSavepoints::areThoseOfTheOpenTransaction()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    TestSession session(file.path());
    const auto names = [&] { return session.engine().service().savepoints(session.connection()).names(); };
    QVERIFY(!session.run("BEGIN").error);
    QVERIFY(!session.run("SAVEPOINT a").error);
    QVERIFY(!session.run("INSERT INTO t VALUES(1)").error);
    QVERIFY(!session.run("SAVEPOINT b").error);
    QCOMPARE(names(), (Names{"a", "b"}));
    QVERIFY(!session.run("ROLLBACK TO a").error);
    QCOMPARE(names(), Names{"a"});
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
    QVERIFY(!session.run("COMMIT").error);
    QCOMPARE(names(), Names{});
    // One that opens the transaction, and whose release commits it.
    QVERIFY(!session.run("SAVEPOINT c").error);
    QCOMPARE(names(), Names{"c"});
    QVERIFY(!session.run("RELEASE c").error);
    QCOMPARE(names(), Names{});
}

void TestSavepoints::tellsWhenTheyChange()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    TestSession session(file.path());
    QVERIFY(!session.run("BEGIN").error);
    QSignalSpy changed(&session.engine().service(), &QueryService::sessionChanged);
    QVERIFY(!session.run("SAVEPOINT a").error);
    QCOMPARE(changed.size(), 1);
    QVERIFY(!session.run("SELECT 1").error);
    QCOMPARE(changed.size(), 1);
}

void TestSavepoints::forgetsWhatFailed()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    TestSession session(file.path());
    QVERIFY(!session.run("BEGIN").error);
    QVERIFY(session.run("ROLLBACK TO nowhere").error);
    QVERIFY(session.run("SAVEPOINT").error);
    QCOMPARE(session.engine().service().savepoints(session.connection()).names(), Names{});
}

QTEST_GUILESS_MAIN(TestSavepoints)
#include "tst_savepoints.moc"
