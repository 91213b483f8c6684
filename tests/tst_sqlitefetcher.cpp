#include "app/sql/sqlitefetcher.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;
using namespace larder::test;

namespace {

const QByteArray kNumbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
constexpr RunId kRun{7};

// How often pause() was called since the start of the test.
int pauses = 0;

/// SQL's pause(): lets 30 ms pass, and returns its argument.
void pauseAndReturn(sqlite3_context* context, int, sqlite3_value** arguments)
{
    ++pauses;
    sqlite3_sleep(30);
    sqlite3_result_value(context, arguments[0]);
}

} // namespace

class TestSqliteFetcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { sqlite3_close(m_handle); }
    void init();

    void aQuickResultComesInOnePiece();
    void snapshotsGrowAndBelongTogether();
    void slowRowsAreShownBeforeTheyAreAll();
    void rowsShowWhileTheNextIsSearched();
    void limitEndsTheStatement_data();
    void limitEndsTheStatement();
    void cancelEndsItWithTheRowsSoFar();
    void cancelOfAnotherRunIsIgnored();
    void aForeignInterruptIsAnErrorAndNoCancel();
    void anErrorComesWithTheRowsBefore();
    void anErrorAtTheFirstStepIsTold();
    void aCancelAtTheFirstStepIsNoError();
    void columnsAreThoseOfTheNewSchema();
    void aStatementWithoutColumnsHasNoResult();
    void leavesNoTransactionAndNoHandlerBehind();

private:
    SqliteFetcher::Outcome fetch(const QByteArray& sql, qint64 rowLimit = 0);

    sqlite3* m_handle = nullptr;
    SqliteCancellation m_cancellation;
    std::vector<ResultPtr> m_arrived;
    std::function<void(const ResultPtr&)> m_onArrival;
};

void TestSqliteFetcher::initTestCase()
{
    QCOMPARE(sqlite3_open(":memory:", &m_handle), SQLITE_OK);
    QCOMPARE(sqlite3_create_function_v2(
                 m_handle, "pause", 1, SQLITE_UTF8, nullptr, pauseAndReturn, nullptr, nullptr, nullptr),
        SQLITE_OK);
    QCOMPARE(sqlite3_exec(
                 m_handle, "CREATE TABLE t(x); INSERT INTO t VALUES (1),(2),(3);", nullptr, nullptr, nullptr),
        SQLITE_OK);
}

void TestSqliteFetcher::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_arrived.clear();
    m_onArrival = {};
    m_cancellation.end(kRun);
    pauses = 0;
}

SqliteFetcher::Outcome TestSqliteFetcher::fetch(const QByteArray& sql, qint64 rowLimit)
{
    const Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, sql);
    if (!statement)
        QTest::qFail(qPrintable(errorText(statement.error())), __FILE__, __LINE__);
    SqliteFetcher fetcher(
        {m_handle, &statement.value(), kRun, rowLimit, &m_cancellation, [this](const ResultPtr& rows) {
             m_arrived.push_back(rows);
             if (m_onArrival)
                 m_onArrival(rows);
         }});
    return fetcher.run();
}

void TestSqliteFetcher::aQuickResultComesInOnePiece()
{
    const SqliteFetcher::Outcome outcome = fetch("SELECT x, 'a' FROM t");
    QVERIFY(m_arrived.empty());
    QVERIFY(!outcome.error && !outcome.cancelled);
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Complete));
    QCOMPARE(described(*outcome.result),
        (QByteArrayList{"integer 1", "text a", "integer 2", "text a", "integer 3", "text a"}));
    QVERIFY(outcome.execute.count() > 0);
    QVERIFY(outcome.fetch.count() >= 0);
}

void TestSqliteFetcher::snapshotsGrowAndBelongTogether()
{
    const SqliteFetcher::Outcome outcome = fetch(kNumbers, 1'000'000);
    QVERIFY(!m_arrived.empty());
    qint64 last = 0;
    for (const ResultPtr& rows : m_arrived) {
        QCOMPARE(int(rows->completeness()), int(Completeness::Streaming));
        QVERIFY(rows->rowCount() > last);
        last = rows->rowCount();
        QCOMPARE(rows->cell(last - 1, 0).integer, last);
    }
    QVERIFY(outcome.result->rowCount() >= last);
    QCOMPARE(outcome.result->cell(999'999, 0).integer, 1'000'000);
}

void TestSqliteFetcher::slowRowsAreShownBeforeTheyAreAll()
{
    m_onArrival = [](const ResultPtr& rows) {
        // What is shown was fetched just before, not at the end.
        QVERIFY(pauses - rows->rowCount() < 10);
    };
    const SqliteFetcher::Outcome outcome = fetch("SELECT pause(i) FROM (" + kNumbers + " LIMIT 40)");
    QCOMPARE(outcome.result->rowCount(), 40);
    QVERIFY(m_arrived.size() >= 2);
    // At most ten a second: 40 rows take 1.2 s at least.
    QVERIFY(
        m_arrived.size() <= size_t(2 + (outcome.execute + outcome.fetch) / std::chrono::milliseconds(100)));
}

void TestSqliteFetcher::rowsShowWhileTheNextIsSearched()
{
    // The first row comes at once, the next never.
    m_onArrival = [this](const ResultPtr&) { m_cancellation.request(kRun); };
    const SqliteFetcher::Outcome outcome = fetch("SELECT i FROM (" + kNumbers + ") WHERE i = 1 OR i < 0");
    QCOMPARE(m_arrived.size(), size_t(1));
    QCOMPARE(m_arrived.front()->rowCount(), 1);
    QVERIFY(outcome.cancelled);
}

void TestSqliteFetcher::limitEndsTheStatement_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<bool>("more");
    QTest::newRow("none") << qint64(0) << qint64(3) << false;
    QTest::newRow("below") << qint64(2) << qint64(2) << true;
    QTest::newRow("exact") << qint64(3) << qint64(3) << false;
    QTest::newRow("above") << qint64(4) << qint64(3) << false;
}

void TestSqliteFetcher::limitEndsTheStatement()
{
    QFETCH(qint64, limit);
    QFETCH(qint64, rows);
    QFETCH(bool, more);
    const SqliteFetcher::Outcome outcome = fetch("SELECT x FROM t", limit);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.result->rowCount(), rows);
    QCOMPARE(
        int(outcome.result->completeness()), int(more ? Completeness::LimitReached : Completeness::Complete));
}

void TestSqliteFetcher::cancelEndsItWithTheRowsSoFar()
{
    m_onArrival = [this](const ResultPtr&) { m_cancellation.request(kRun); };
    const SqliteFetcher::Outcome outcome = fetch(kNumbers);
    QVERIFY(outcome.cancelled);
    QVERIFY(!outcome.error);
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Cancelled));
    QVERIFY(outcome.result->rowCount() >= m_arrived.front()->rowCount());
}

void TestSqliteFetcher::cancelOfAnotherRunIsIgnored()
{
    m_cancellation.request(RunId(8));
    const SqliteFetcher::Outcome outcome = fetch(kNumbers, 100'000);
    m_cancellation.end(RunId(8));
    QVERIFY(!outcome.cancelled);
    QCOMPARE(outcome.result->rowCount(), 100'000);
}

void TestSqliteFetcher::aForeignInterruptIsAnErrorAndNoCancel()
{
    m_onArrival = [this](const ResultPtr&) { sqlite3_interrupt(m_handle); };
    const SqliteFetcher::Outcome outcome = fetch(kNumbers);
    QVERIFY(!outcome.cancelled);
    QVERIFY(outcome.error);
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Failed));
}

void TestSqliteFetcher::anErrorComesWithTheRowsBefore()
{
    const SqliteFetcher::Outcome outcome = fetch("SELECT json(CASE x WHEN 3 THEN 'bad' ELSE x END) FROM t");
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->why.contains(QStringLiteral("malformed JSON")));
    QCOMPARE(outcome.result->rowCount(), 2);
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Failed));
}

void TestSqliteFetcher::anErrorAtTheFirstStepIsTold()
{
    const SqliteFetcher::Outcome outcome = fetch("SELECT x, json('bad') FROM t");
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->why.contains(QStringLiteral("malformed JSON")));
    QVERIFY(m_arrived.empty());
    QCOMPARE(outcome.result->rowCount(), 0);
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Failed));
}

void TestSqliteFetcher::aCancelAtTheFirstStepIsNoError()
{
    m_cancellation.request(kRun);
    const SqliteFetcher::Outcome outcome = fetch("SELECT count(*) FROM (" + kNumbers + ')');
    QVERIFY(outcome.cancelled && !outcome.error);
    QVERIFY(m_arrived.empty());
    QCOMPARE(outcome.result->rowCount(), 0);
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Cancelled));
}

void TestSqliteFetcher::columnsAreThoseOfTheNewSchema()
{
    const auto exec = [this](const char* sql) {
        QCOMPARE(sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    };
    exec("CREATE TABLE changed(a); INSERT INTO changed VALUES (1);");
    const Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, "SELECT * FROM changed");
    exec("ALTER TABLE changed ADD COLUMN b TEXT DEFAULT 'x'");
    QVERIFY(!statement.value().wasPreparedAgain());
    SqliteFetcher fetcher({m_handle, &statement.value(), kRun, 0, &m_cancellation});
    const SqliteFetcher::Outcome outcome = fetcher.run();
    QVERIFY(statement.value().wasPreparedAgain());
    QCOMPARE(outcome.result->columnCount(), 2);
    QCOMPARE(outcome.result->columns()[1].name, QStringLiteral("b"));
    QCOMPARE(described(*outcome.result), (QByteArrayList{"integer 1", "text x"}));
}

void TestSqliteFetcher::aStatementWithoutColumnsHasNoResult()
{
    const SqliteFetcher::Outcome outcome = fetch("CREATE TEMP TABLE made(x)");
    QVERIFY(!outcome.result);
    QVERIFY(!outcome.error);
    QVERIFY(fetch("INSERT INTO made VALUES (5) RETURNING x").result);
}

void TestSqliteFetcher::leavesNoTransactionAndNoHandlerBehind()
{
    (void)fetch(kNumbers, 5);
    QCOMPARE(sqlite3_txn_state(m_handle, nullptr), SQLITE_TXN_NONE);
    // With the handler still there this would be interrupted.
    m_cancellation.request(kRun);
    QCOMPARE(sqlite3_exec(m_handle, (kNumbers + " LIMIT 100000").constData(), nullptr, nullptr, nullptr),
        SQLITE_OK);
}

QTEST_GUILESS_MAIN(TestSqliteFetcher)
#include "tst_sqlitefetcher.moc"
