#include "cache/queryservice.h"

#include "tests/support/servicebench.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using test::ServiceBench;

namespace {

const QByteArray kTable = "CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 1);";

StatementOutcome failed(bool inTransaction)
{
    StatementOutcome outcome = test::failedOutcome();
    outcome.session.inTransaction = inTransaction;
    return outcome;
}

} // namespace

class TestManualCommit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void opensATransactionBeforeWhatMayChangeData_data();
    void opensATransactionBeforeWhatMayChangeData();
    void keepsNothingWithoutACommit();
    void whatItKeepsOthersSee();
    void sendsNothingWithoutItsTransaction();
    void goesOnInATransactionThatIsOpenAlready();
    void aCancelledWriteIsNotSent();
    void isOffUntilItIsAskedFor();
};

void TestManualCommit::opensATransactionBeforeWhatMayChangeData_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("opens");
    QTest::newRow("update") << QByteArray("UPDATE t SET v = 2") << true;
    QTest::newRow("returning") << QByteArray("DELETE FROM t RETURNING *") << true;
    QTest::newRow("schema") << QByteArray("CREATE TABLE w(a)") << true;
    QTest::newRow("unknown") << QByteArray("FROBNICATE t") << true;
    QTest::newRow("behind WITH") << QByteArray("WITH x AS (SELECT 1) INSERT INTO t SELECT 5, 5 FROM x")
                                 << true;
    QTest::newRow("read") << QByteArray("SELECT * FROM t") << false;
    QTest::newRow("read that is not kept") << QByteArray("SELECT random()") << false;
    QTest::newRow("commit") << QByteArray("COMMIT") << false;
    QTest::newRow("begin") << QByteArray("BEGIN IMMEDIATE") << false;
    QTest::newRow("savepoint") << QByteArray("SAVEPOINT a") << false;
    QTest::newRow("setting") << QByteArray("PRAGMA foreign_keys = ON") << false;
    QTest::newRow("vacuum") << QByteArray("VACUUM") << false;
}

void TestManualCommit::opensATransactionBeforeWhatMayChangeData()
{
    QFETCH(QByteArray, sql);
    ServiceBench bench;
    bench.service.setManualCommit(bench.connection, true);
    QByteArrayList sent;
    bench.port.answerBy([&](const Statement& statement) {
        sent << statement.sql;
        StatementOutcome outcome;
        outcome.session.inTransaction = statement.sql == "BEGIN";
        return outcome;
    });
    const test::RunLog& run = bench.start(bench.request(sql));
    QTRY_COMPARE(run.finished.size(), size_t(1));
    QFETCH(bool, opens);
    QCOMPARE(sent, opens ? (QByteArrayList{"BEGIN", sql}) : QByteArrayList{sql});
}

void TestManualCommit::keepsNothingWithoutACommit()
{
    const SqliteFixture file(kTable);
    TestSession session(file.path());
    session.engine().service().setManualCommit(session.connection(), true);
    QVERIFY(!session.run("UPDATE t SET v = 2").error);
    QVERIFY(session.engine().service().session(session.connection()).inTransaction);
    const RunOutcome inside = session.run("SELECT v FROM t");
    QCOMPARE(TestSession::rows(inside.result), QByteArray("2"));
    QCOMPARE(inside.provenance.freshness, Freshness::Snapshot);
    QVERIFY(!inside.provenance.stored);
    QCOMPARE(TestSession::rows(TestSession(file.path()).run("SELECT v FROM t").result), QByteArray("1"));
    QVERIFY(!session.run("ROLLBACK").error);
    QCOMPARE(TestSession::rows(session.run("SELECT v FROM t").result), QByteArray("1"));
}

void TestManualCommit::whatItKeepsOthersSee()
{
    const SqliteFixture file(kTable);
    TestSession session(file.path());
    session.engine().service().setManualCommit(session.connection(), true);
    QVERIFY(!session.run("UPDATE t SET v = 2").error);
    QVERIFY(!session.run("UPDATE t SET v = v + 1").error);
    QVERIFY(!session.run("COMMIT").error);
    QVERIFY(!session.engine().service().session(session.connection()).inTransaction);
    QCOMPARE(TestSession::rows(TestSession(file.path()).run("SELECT v FROM t").result), QByteArray("3"));
}

void TestManualCommit::sendsNothingWithoutItsTransaction()
{
    ServiceBench bench;
    bench.service.setManualCommit(bench.connection, true);
    const test::RunLog& run = bench.begin(bench.request("UPDATE t SET v = 2"));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute BEGIN"});
    bench.port.answerStatement(failed(false));
    test::settle();
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QCOMPARE(run.finished.size(), size_t(1));
    QVERIFY(run.finished[0].error.has_value());
}

void TestManualCommit::goesOnInATransactionThatIsOpenAlready()
{
    ServiceBench bench;
    bench.service.setManualCommit(bench.connection, true);
    const test::RunLog& run = bench.begin(bench.request("UPDATE t SET v = 2"));
    bench.port.answerStatement(failed(true));
    test::settle();
    QCOMPARE(bench.port.takeCalls(), (QByteArrayList{"execute BEGIN", "execute UPDATE t SET v = 2"}));
    StatementOutcome written = test::writeOutcome({});
    written.session.inTransaction = true;
    bench.port.answerStatement(written);
    test::settle();
    QCOMPARE(run.finished.size(), size_t(1));
    QVERIFY(!run.finished[0].error);
}

void TestManualCommit::aCancelledWriteIsNotSent()
{
    ServiceBench bench;
    bench.service.setManualCommit(bench.connection, true);
    const test::RunLog& run = bench.begin(bench.request("UPDATE t SET v = 2"));
    bench.service.cancel(run.id);
    StatementOutcome begun;
    begun.session.inTransaction = true;
    bench.port.answerStatement(begun);
    test::settle();
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute BEGIN"});
    QCOMPARE(run.finished.size(), size_t(1));
    QVERIFY(run.finished[0].cancelled);
    QVERIFY(bench.service.session(bench.connection).inTransaction);
}

void TestManualCommit::isOffUntilItIsAskedFor()
{
    ServiceBench bench;
    QVERIFY(!bench.service.isManualCommit(bench.connection));
    (void)bench.begin(bench.request("UPDATE t SET v = 2"));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute UPDATE t SET v = 2"});
    bench.service.setManualCommit(bench.connection, true);
    QVERIFY(bench.service.isManualCommit(bench.connection));
    bench.service.setManualCommit(bench.connection, false);
    QVERIFY(!bench.service.isManualCommit(bench.connection));
    QVERIFY(!bench.service.isManualCommit(ConnectionId(99)));
}

QTEST_MAIN(TestManualCommit)
#include "tst_manualcommit.moc"
