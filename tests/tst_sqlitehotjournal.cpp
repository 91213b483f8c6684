#include "app/sql/sqlitehotjournal.h"

#include "tests/support/hotjournal.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>

using namespace larder;
using namespace std::chrono_literals;
using test::HalfTransaction;
using test::journalPath;

namespace {

constexpr RunId kRun{1};
constexpr const char* kTable = "CREATE TABLE t(x); INSERT INTO t VALUES ('before');";

/// How often SqliteHotJournal wants a read repeated that fails each time; 1,000 at most.
int repetitions(SqliteHotJournal& journal)
{
    int count = 0;
    while (count < 1'000 && journal.mayRepeat(SQLITE_READONLY_ROLLBACK))
        ++count;
    return count;
}

} // namespace

class TestSqliteHotJournal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void leavesOtherFailuresAlone_data();
    void leavesOtherFailuresAlone();
    void givesWritersAMomentBeforeItRollsBack();
    void leavesTheJournalOfARunningProgram();
    void endsWhenItIsCancelled();
    void givesUpWhatNobodyCanRollBack();
    void theConnectionThatIsOpenReadsOn();
    void preparingReadsPastAJournal();
    void theSchemaIsReadPastAJournal();
    void adviceTellsOfTheJournal();
    void cancelledWhileItWaitsIsNoError();
};

void TestSqliteHotJournal::leavesOtherFailuresAlone_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("no error") << SQLITE_OK;
    QTest::newRow("busy") << SQLITE_BUSY;
    QTest::newRow("write to a read-only file") << SQLITE_READONLY;
    QTest::newRow("moved file") << SQLITE_READONLY_DBMOVED;
}

void TestSqliteHotJournal::leavesOtherFailuresAlone()
{
    QFETCH(int, code);
    const SqliteFixture file(kTable);
    const SqliteCancellation cancellation;
    SqliteHotJournal journal(file.path(), {cancellation, kRun});
    QVERIFY(!journal.mayRepeat(code));
}

void TestSqliteHotJournal::givesWritersAMomentBeforeItRollsBack()
{
    const SqliteFixture file(kTable);
    test::leaveHotJournal(file);
    const SqliteCancellation cancellation;
    SqliteHotJournal journal(file.path(), {cancellation, kRun});
    QVERIFY(journal.mayRepeat(SQLITE_READONLY_ROLLBACK));
    QVERIFY(QFile::exists(journalPath(file)));
    while (QFile::exists(journalPath(file)))
        QVERIFY(journal.mayRepeat(SQLITE_READONLY_ROLLBACK));
}

void TestSqliteHotJournal::leavesTheJournalOfARunningProgram()
{
    const SqliteFixture file(kTable);
    HalfTransaction running(file);
    const SqliteCancellation cancellation;
    SqliteHotJournal journal(file.path(), {cancellation, kRun, 200ms});
    QVERIFY(repetitions(journal) > 5);
    QVERIFY(QFile::exists(journalPath(file)));
    running.commit();
    TestSession session(file.path());
    QCOMPARE(TestSession::rows(session.run("SELECT DISTINCT x FROM t").result), QByteArray("'never'"));
}

void TestSqliteHotJournal::endsWhenItIsCancelled()
{
    const SqliteFixture file(kTable);
    SqliteCancellation cancellation;
    SqliteHotJournal journal(file.path(), {cancellation, kRun});
    QVERIFY(journal.mayRepeat(SQLITE_READONLY_ROLLBACK));
    cancellation.request(kRun);
    QVERIFY(!journal.mayRepeat(SQLITE_READONLY_ROLLBACK));
}

void TestSqliteHotJournal::givesUpWhatNobodyCanRollBack()
{
    const SqliteFixture file(kTable);
    test::leaveHopelessJournal(file);
    const SqliteCancellation cancellation;
    SqliteHotJournal journal(file.path(), {cancellation, kRun, 1h});
    QVERIFY(repetitions(journal) < 10);
}

void TestSqliteHotJournal::theConnectionThatIsOpenReadsOn()
{
    const SqliteFixture file(kTable);
    TestSession session(file.path());
    for (int crash = 0; crash < 2; ++crash) {
        // After a rollback the file has another time, and is opened anew.
        QVERIFY(!session.run("SELECT count(*) FROM t", FreshnessPolicy::Off).error);
        test::leaveHotJournal(file);
        const RunOutcome outcome = session.run("SELECT x FROM t", FreshnessPolicy::Off);
        QVERIFY2(!outcome.error, qPrintable(errorText(outcome.error.value_or(Error()))));
        QCOMPARE(TestSession::rows(outcome.result), QByteArray("'before'"));
        QVERIFY(!QFile::exists(journalPath(file)));
    }
}

void TestSqliteHotJournal::preparingReadsPastAJournal()
{
    const SqliteFixture file(kTable);
    const SqliteCancellation cancellation;
    auto channel = SqliteChannel::open(file.path(), SqliteConnection::Access::ReadOnly, {cancellation, kRun});
    QVERIFY(channel);
    // Makes SQLite forget the schema, which it then reads when it prepares the next statement.
    QCOMPARE(
        sqlite3_exec(channel.value()->handle(), "PRAGMA writable_schema = RESET", nullptr, nullptr, nullptr),
        SQLITE_OK);
    test::leaveHotJournal(file);
    const SqliteChannel::Run run
        = channel.value()->run(kRun, {.sql = "SELECT x FROM t", .plainRead = true}, cancellation, {});
    QVERIFY2(!run.outcome.error, qPrintable(errorText(run.outcome.error.value_or(Error()))));
    QCOMPARE(TestSession::rows(run.outcome.result), QByteArray("'before'"));
}

void TestSqliteHotJournal::theSchemaIsReadPastAJournal()
{
    const SqliteFixture file(kTable);
    TestSession session(file.path());
    QVERIFY(!session.error());
    QVERIFY(session.schema());
    test::leaveHotJournal(file);
    const Result<Schema> schema = session.schema();
    QVERIFY2(schema, qPrintable(schema ? QString() : errorText(schema.error())));
    QCOMPARE(schema.value().tables.size(), size_t(1));
}

void TestSqliteHotJournal::adviceTellsOfTheJournal()
{
    const SqliteFixture file(kTable);
    TestSession session(file.path());
    test::leaveHopelessJournal(file);
    const RunOutcome outcome = session.run("SELECT x FROM t", FreshnessPolicy::Off);
    QVERIFY(outcome.error);
    QVERIFY2(
        outcome.error->advice.contains(QStringLiteral("journal")), qPrintable(errorText(*outcome.error)));
    TestSession late(file.path());
    QVERIFY(late.error());
    QVERIFY2(late.error()->advice.contains(QStringLiteral("journal")), qPrintable(errorText(*late.error())));
    QVERIFY(QFile::remove(journalPath(file)));
    QVERIFY(!session.run("SELECT x FROM t", FreshnessPolicy::Off).error);
}

void TestSqliteHotJournal::cancelledWhileItWaitsIsNoError()
{
    const SqliteFixture file(kTable);
    SqliteCancellation cancellation;
    auto channel = SqliteChannel::open(file.path(), SqliteConnection::Access::ReadOnly, {cancellation, kRun});
    QVERIFY(channel);
    test::leaveHotJournal(file);
    cancellation.request(kRun);
    const SqliteChannel::Run run
        = channel.value()->run(kRun, {.sql = "SELECT x FROM t", .plainRead = true}, cancellation, {});
    QVERIFY(run.outcome.cancelled);
    QVERIFY(!run.outcome.error);
    QVERIFY(QFile::exists(journalPath(file)));
}

QTEST_GUILESS_MAIN(TestSqliteHotJournal)
#include "tst_sqlitehotjournal.moc"
