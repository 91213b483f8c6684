#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

namespace {

const QByteArray kEndless
    = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";
const QByteArray kEndlessRows
    = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c";

QueryRequest limited(const TestSession& session, const QByteArray& sql, std::chrono::milliseconds timeout)
{
    QueryRequest request = session.request(sql);
    request.timeout = timeout;
    return request;
}

} // namespace

/// Statements with a time limit, on real SQLite files.
class TestStatementTimeout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelsWhatRunsTooLong();
    void keepsTheRowsThatCame();
    void leavesWhatEndsInTimeAlone();
    void letsTheNextStatementRun();
    void isNoPartOfTheKey();
};

void TestStatementTimeout::cancelsWhatRunsTooLong()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    TestSession session(file.path());
    const RunOutcome outcome = session.run(limited(session, kEndless, 50ms));
    QVERIFY(outcome.error && !outcome.cancelled);
    QCOMPARE(outcome.error->why, QStringLiteral("it ran longer than the limit of 0.05 s"));
    QVERIFY(!outcome.provenance.stored);
    QVERIFY(session.engine().cache().entries().empty());
}

void TestStatementTimeout::keepsTheRowsThatCame()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    TestSession session(file.path());
    const RunOutcome outcome = session.run(limited(session, kEndlessRows, 300ms));
    QVERIFY(outcome.error);
    QVERIFY(outcome.result && outcome.result->rowCount() > 0);
    QVERIFY(session.engine().cache().entries().empty());
}

void TestStatementTimeout::leavesWhatEndsInTimeAlone()
{
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES(7)");
    TestSession session(file.path());
    QCOMPARE(TestSession::rows(session.run(limited(session, "SELECT x FROM t", 1h)).result), QByteArray("7"));
}

void TestStatementTimeout::letsTheNextStatementRun()
{
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES(7)");
    TestSession session(file.path());
    for (int i = 0; i < 5; ++i) {
        QVERIFY(session.run(limited(session, kEndless, 20ms)).error);
        const RunOutcome next = session.run("SELECT x FROM t WHERE " + QByteArray::number(i) + " < 9");
        QCOMPARE(TestSession::rows(next.result), QByteArray("7"));
    }
}

void TestStatementTimeout::isNoPartOfTheKey()
{
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES(7)");
    TestSession session(file.path());
    QVERIFY(!session.run(limited(session, "SELECT x FROM t", 1h)).error);
    QCOMPARE(session.run("SELECT x FROM t").provenance.source, Source::Cache);
}

QTEST_GUILESS_MAIN(TestStatementTimeout)
#include "tst_statementtimeout.moc"
