#include "app/sql/myconnection.h"
#include "tests/support/losses.h"
#include "tests/support/mytest.h"
#include "tests/support/socketoptions.h"
#include "tests/support/stoppedserver.h"

#include <mysql.h>

using namespace larder;

/// What becomes of answers and sessions when a MariaDB server lets go of connections.
class TestMyLoss : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void looksForAServerThatVanishedWithoutAWord();
    void connectsAnewAndTellsIt();
    void believesNoTokenFromBeforeAKill();
    void followsTheFirstReadBehindALoss();
    void tellsThatWhatWasSetIsLostToo();
    void tellsThatATransactionIsLost();
    void tellsThatAnIdleTransactionIsLost();
    void doesNotCallALossAChange();
    void trustsNothingFromBeforeARestart();
    void givesUpAServerThatStandsStill();

private:
    void killAll()
    {
        const QByteArray ids = value("SELECT GROUP_CONCAT(id) FROM information_schema.processlist"
                                     " WHERE user = 'root' AND id <> CONNECTION_ID()");
        for (const QByteArray& id : ids.split(','))
            exec("KILL " + id);
        // A thread closes its connection before it leaves the list.
        QTRY_COMPARE(value("SELECT COUNT(*) FROM information_schema.processlist WHERE id IN (" + ids + ')'),
            QByteArray("0"));
    }
};

void TestMyLoss::looksForAServerThatVanishedWithoutAWord()
{
    const auto connection = MyConnection::open({parseConnectionTarget(address()).value()});
    QVERIFY(connection);
    test::watchesItsPeer(int(mysql_get_socket(connection.value()->handle())));
}

void TestMyLoss::connectsAnewAndTellsIt()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    test::connectsAnewAndTellsIt(session, [this] { killAll(); });
}

void TestMyLoss::believesNoTokenFromBeforeAKill()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    (void)session.run("SELECT * FROM t");
    QCOMPARE(int(firstHit(session, "SELECT * FROM t").provenance.source), int(Source::Cache));
    killAll();
    const RunOutcome anew = session.run("SELECT * FROM t");
    QVERIFY2(!anew.error, anew.error ? qPrintable(errorText(*anew.error)) : "");
    QCOMPARE(int(anew.provenance.source), int(Source::Database));
}

void TestMyLoss::followsTheFirstReadBehindALoss()
{
    exec("CREATE TABLE t(a int)");
    // A server that still tidies up behind something has no token, but the next time.
    bool isFollowed = false;
    for (int turn = 0; turn < 20 && !isFollowed; ++turn) {
        TestSession session(address());
        QVERIFY(!session.run("SELECT a FROM t").error);
        killAll();
        // Not for the cache, so where the database stands is not asked.
        QVERIFY(!session.run("/* cache: off */ SELECT a FROM t").error);
        const RunOutcome read = session.run("SELECT a FROM t WHERE a = 1");
        QVERIFY(!read.error && read.basis);
        isFollowed = read.basis->mark.has_value();
    }
    QVERIFY(isFollowed);
}

void TestMyLoss::tellsThatWhatWasSetIsLostToo()
{
    TestSession session(address());
    QVERIFY(!session.run("USE mysql").error);
    killAll();
    const RunOutcome lost = session.run("SELECT DATABASE()");
    QVERIFY(lost.error);
    QVERIFY2(lost.error->advice.contains(QStringLiteral("(USE was used)")), qPrintable(lost.error->advice));
}

void TestMyLoss::tellsThatATransactionIsLost()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(!session.run("BEGIN").error);
    QVERIFY(!session.run("INSERT INTO t VALUES (1)").error);
    killAll();
    const RunOutcome lost = session.run("SELECT a FROM t");
    QVERIFY(lost.error);
    QVERIFY2(lost.error->advice.contains(QStringLiteral("transaction")), qPrintable(lost.error->advice));
    QVERIFY(!session.engine().service().session(session.connection()).inTransaction);
    QCOMPARE(value("SELECT count(*) FROM t"), QByteArray("0"));
}

void TestMyLoss::tellsThatAnIdleTransactionIsLost()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    test::tellsThatAnIdleTransactionIsLost(session, [this] { killAll(); });
}

void TestMyLoss::doesNotCallALossAChange()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    (void)session.run("SELECT a FROM t");
    RunOutcome lost;
    test::doesNotCallALossAChange(
        session, firstHit(session, "SELECT a FROM t"), [this] { killAll(); }, lost);
}

void TestMyLoss::trustsNothingFromBeforeARestart()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    (void)session.run("SELECT * FROM t");
    QCOMPARE(int(firstHit(session, "SELECT * FROM t").provenance.source), int(Source::Cache));
    server().restart();
    QVERIFY(server().isRunning());
    // The first may tell the loss.
    (void)session.run("SELECT a FROM t");
    const RunOutcome outcome = session.run("SELECT * FROM t");
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(int(outcome.provenance.source), int(Source::Database));
}

void TestMyLoss::givesUpAServerThatStandsStill()
{
    TestSession session(address() + QStringLiteral("?connect-timeout=1"));
    QVERIFY(!session.error());
    {
        const test::StoppedServer stopped(server());
        TestSession other(address() + QStringLiteral("?connect-timeout=1"));
        QVERIFY(other.error());
    }
    QCOMPARE(TestSession::rows(session.run("SELECT 1").result), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestMyLoss)
#include "tst_myloss.moc"
