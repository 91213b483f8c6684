#include "tests/support/randomcancels.h"
#include "tests/support/sqlitefixture.h"

#include <QRegularExpression>

using namespace larder;

/// Ending statements of a SQLite file.
class TestSqliteCancel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void survivesCancelsAtAnyMoment();
};

void TestSqliteCancel::survivesCancelsAtAnyMoment()
{
    const SqliteFixture file("CREATE TABLE t(i INTEGER PRIMARY KEY, x TEXT);"
                             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 30000)"
                             " INSERT INTO t SELECT i, hex(zeroblob(25)) FROM n");
    TestSession session(file.path());
    test::RandomCancels(session, "SELECT i, x FROM t WHERE i <= 20000").run();
}

QTEST_GUILESS_MAIN(TestSqliteCancel)
#include "tst_sqlitecancel.moc"
