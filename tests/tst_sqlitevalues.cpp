#include "tests/support/everypath.h"
#include "tests/support/sqlitefixture.h"

#include <QRegularExpression>

using namespace larder;

/// Values of a SQLite file, on every path that they take.
class TestSqliteValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsValuesExactlyOnEveryPath_data();
    void readsValuesExactlyOnEveryPath();
};

void TestSqliteValues::readsValuesExactlyOnEveryPath_data()
{
    const auto row = test::valueTable();
    row("9223372036854775807", "9223372036854775807");
    row("-9223372036854775808", "-9223372036854775808");
    row("9007199254740993", "9007199254740993");
    row("0.1", "0.1");
    row("0.30000000000000004", "0.30000000000000004");
    row("1e308", "1e+308");
    row("5e-324", "5e-324");
    row("3.0", "3.0");
    row("-9223372036854775809.0", "-9.223372036854776e+18");
    row("9e999", "Infinity");
    row("NULL", "NULL");
    row("''", "''");
    row("'1.10'", "'1.10'");
    row("'9223372036854775808'", "'9223372036854775808'");
    row("'it''s'", "'it''s'");
    row("'ü\u00e9\U0001F600'", "'ü\u00e9\U0001F600'");
    row("'10000-01-01 00:00:00.123456'", "'10000-01-01 00:00:00.123456'");
    row("x'00ff'", "x'00ff'");
    row("x''", "x''");
}

// The column has no type, so that each value keeps its own.
void TestSqliteValues::readsValuesExactlyOnEveryPath()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, literal);
    const SqliteFixture file("CREATE TABLE trip(x); INSERT INTO trip VALUES (" + sql + ")");
    TestSession session(file.path());
    test::EveryPath(session, SqlDialect::Sqlite, literal).check([&](const QByteArray& select) {
        return session.run(select);
    });
}

QTEST_GUILESS_MAIN(TestSqliteValues)
#include "tst_sqlitevalues.moc"
