#include "app/sql/sqlitecancellation.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

#include <atomic>
#include <thread>

using namespace larder;

namespace {

const char* const kEndless
    = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
const char* const kShort
    = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000) SELECT count(*) FROM n";

} // namespace

class TestSqliteCancellation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(sqlite3_open(":memory:", &m_handle), SQLITE_OK); }
    void cleanupTestCase() { sqlite3_close(m_handle); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void remembersARequestForAStatementThatStillWaits();
    void forgetsARequestWhenTheRunHasEnded();
    void interruptsTheRunningStatementFromAnotherThread();
    void hitsNobodyButTheRunAskedFor();

private:
    sqlite3* m_handle = nullptr;
};

void TestSqliteCancellation::remembersARequestForAStatementThatStillWaits()
{
    SqliteCancellation cancellation;
    cancellation.request(RunId(2));
    QVERIFY(cancellation.isRequested(RunId(2)));
    QVERIFY(!cancellation.isRequested(RunId(1)));
    cancellation.begin(RunId(1), m_handle);
    cancellation.end(RunId(1));
    QVERIFY(cancellation.isRequested(RunId(2)));
}

void TestSqliteCancellation::forgetsARequestWhenTheRunHasEnded()
{
    SqliteCancellation cancellation;
    cancellation.request(RunId(1));
    cancellation.begin(RunId(1), m_handle);
    cancellation.end(RunId(1));
    QVERIFY(!cancellation.isRequested(RunId(1)));
}

void TestSqliteCancellation::interruptsTheRunningStatementFromAnotherThread()
{
    SqliteCancellation cancellation;
    std::atomic<int> code = SQLITE_OK;
    std::atomic<bool> ended = false;
    cancellation.begin(RunId(1), m_handle);
    std::thread worker([&] {
        code = sqlite3_exec(m_handle, kEndless, nullptr, nullptr, nullptr);
        cancellation.end(RunId(1));
        ended = true;
    });
    // An interrupt that comes before SQLite steps is lost; the caller asks again.
    while (!ended) {
        cancellation.request(RunId(1));
        QTest::qWait(1);
    }
    worker.join();
    QCOMPARE(code.load(), SQLITE_INTERRUPT);
}

// The GUI thread asks for the end of run 1 all the time while the worker runs others.
void TestSqliteCancellation::hitsNobodyButTheRunAskedFor()
{
    SqliteCancellation cancellation;
    std::atomic<int> failures = 0;
    std::atomic<bool> ended = false;
    std::thread worker([&] {
        for (quint64 run = 1; run <= 2'000; ++run) {
            cancellation.begin(RunId(run), m_handle);
            const int code = sqlite3_exec(m_handle, kShort, nullptr, nullptr, nullptr);
            cancellation.end(RunId(run));
            if (code != SQLITE_OK && run != 1)
                ++failures;
        }
        ended = true;
    });
    while (!ended)
        cancellation.request(RunId(1));
    worker.join();
    QCOMPARE(failures.load(), 0);
}

QTEST_GUILESS_MAIN(TestSqliteCancellation)
#include "tst_sqlitecancellation.moc"
