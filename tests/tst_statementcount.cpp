#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QMutex>
#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;

namespace {

/// Counts at the library itself: every statement on every connection that the process opens, whoever sends
/// it.
class StatementCounter
{
public:
    StatementCounter() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(&StatementCounter::watch)); }
    ~StatementCounter()
    {
        sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&StatementCounter::watch));
    }

    /// The statements since the last call.
    static QByteArrayList taken()
    {
        const QMutexLocker lock(&s_mutex);
        return std::exchange(s_statements, {});
    }

private:
    static int watch(sqlite3* handle, char**, const void*)
    {
        return sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, &StatementCounter::note, nullptr);
    }

    static int note(unsigned, void*, void*, void* text)
    {
        const QMutexLocker lock(&s_mutex);
        s_statements << QByteArray(static_cast<const char*>(text));
        return 0;
    }

    static inline QMutex s_mutex;
    static inline QByteArrayList s_statements;
};

} // namespace

class TestStatementCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aMissSendsTheStatementOnceAndNothingElseOfIt();
    void aHitWithoutAValidationSendsNothing();
    void aValidatedHitSendsOnlyTheCheck();

private:
    StatementCounter m_counter;
    SqliteFixture m_file{"CREATE TABLE t(x); INSERT INTO t VALUES (1),(2);"};
};

void TestStatementCount::aMissSendsTheStatementOnceAndNothingElseOfIt()
{
    TestSession session(m_file.path());
    StatementCounter::taken();
    session.run("SELECT x FROM t");
    QCOMPARE(StatementCounter::taken(), (QByteArrayList{"PRAGMA data_version", "SELECT x FROM t"}));
}

void TestStatementCount::aHitWithoutAValidationSendsNothing()
{
    TestSession session(m_file.path());
    session.run("SELECT x FROM t", FreshnessPolicy::Ttl);
    StatementCounter::taken();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(
            int(session.run("SELECT x FROM t", FreshnessPolicy::Ttl).provenance.source), int(Source::Cache));
    QCOMPARE(StatementCounter::taken(), QByteArrayList());
}

void TestStatementCount::aValidatedHitSendsOnlyTheCheck()
{
    TestSession session(m_file.path());
    session.run("SELECT x FROM t");
    StatementCounter::taken();
    session.run("SELECT x FROM t");
    QCOMPARE(StatementCounter::taken(), QByteArrayList{"PRAGMA data_version"});
}

QTEST_GUILESS_MAIN(TestStatementCount)
#include "tst_statementcount.moc"
