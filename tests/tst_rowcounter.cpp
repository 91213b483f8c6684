#include "ui/rowcounter.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

class TestRowCounter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsTheNumber();
    void tellsAnError();
    void aCancelledCountTellsNothing();
    void countsOneAtATime();

private:
    const SqliteFixture m_file{"CREATE TABLE t(n); INSERT INTO t VALUES (1),(2);"
                               "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + "
                               "1 FROM n) SELECT i FROM n;"};
    TestSession m_session{m_file.path()};
    RowCounter m_counter{m_session.engine().service(), nullptr};
};

void TestRowCounter::tellsTheNumber()
{
    QSignalSpy counted(&m_counter, &RowCounter::counted);
    const QSignalSpy changed(&m_counter, &RowCounter::countingChanged);
    m_counter.start(m_session.request("SELECT count(*) FROM t"));
    QVERIFY(m_counter.isCounting());
    QVERIFY(counted.wait());
    QCOMPARE(counted.first().first().toLongLong(), 2);
    QVERIFY(!m_counter.isCounting());
    QCOMPARE(changed.size(), 2);
}

void TestRowCounter::tellsAnError()
{
    QSignalSpy failed(&m_counter, &RowCounter::failed);
    m_counter.start(m_session.request("SELECT count(*) FROM gone"));
    QVERIFY(failed.wait());
    QVERIFY(!m_counter.isCounting());
}

void TestRowCounter::aCancelledCountTellsNothing()
{
    const QSignalSpy counted(&m_counter, &RowCounter::counted);
    const QSignalSpy failed(&m_counter, &RowCounter::failed);
    m_counter.start(m_session.request("SELECT count(*) FROM endless"));
    m_counter.cancel();
    QTRY_VERIFY(!m_counter.isCounting());
    QCOMPARE(counted.size() + failed.size(), 0);
}

void TestRowCounter::countsOneAtATime()
{
    QSignalSpy counted(&m_counter, &RowCounter::counted);
    m_counter.start(m_session.request("SELECT count(*) FROM t"));
    m_counter.start(m_session.request("SELECT 77"));
    QVERIFY(counted.wait());
    QTRY_VERIFY(!m_counter.isCounting());
    QCOMPARE(counted.size(), 1);
    QCOMPARE(counted.first().first().toLongLong(), 2);
}

QTEST_GUILESS_MAIN(TestRowCounter)
#include "tst_rowcounter.moc"
