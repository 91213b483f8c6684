#include "cache/rows/rowrefill.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

Q_DECLARE_METATYPE(larder::SqlDialect)

namespace {

using enum SqlDialect;

RowRefill refillOf(size_t values)
{
    return {{"main", "t"}, {"id"}, {"id", "a"}, std::vector<Value>(values, qint64(1))};
}

} // namespace

class TestRowRefill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void asksForRowsInOneStatement_data();
    void asksForRowsInOneStatement();
    void bindsTheKeysInTheirOrder();
    void hasALimit();
};

void TestRowRefill::asksForRowsInOneStatement_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<int>("keyColumns");
    QTest::addColumn<QByteArray>("sql");
    const QByteArray select = R"(SELECT "t"."k""1", "t"."k2", "t"."a" FROM "main"."t" WHERE )";
    QTest::newRow("SQLite, one column") << Sqlite << 1 << select + R"("t"."k""1" IN (?, ?, ?, ?))";
    QTest::newRow("PostgreSQL, one column")
        << PostgreSql << 1 << select + R"("t"."k""1" IN ($1, $2, $3, $4))";
    QTest::newRow("SQLite") << Sqlite << 2 << select + R"(("t"."k""1", "t"."k2") IN (VALUES (?, ?), (?, ?)))";
    QTest::newRow("PostgreSQL") << PostgreSql << 2
                                << select + R"(("t"."k""1", "t"."k2") IN (($1, $2), ($3, $4)))";
    QTest::newRow("generic") << Generic << 2
                             << select
            + R"(("t"."k""1" = ? AND "t"."k2" = ?) OR ("t"."k""1" = ? AND "t"."k2" = ?))";
    QTest::newRow("MySQL") << MySql << 2
                           << QByteArray("SELECT `t`.`k\"1`, `t`.`k2`, `t`.`a` FROM `main`.`t` WHERE "
                                         "(`t`.`k\"1`, `t`.`k2`) IN ((?, ?), (?, ?))");
    QTest::newRow("SQL Server") << SqlServer << 1
                                << QByteArray("SELECT [t].[k\"1], [t].[k2], [t].[a] FROM [main].[t] WHERE "
                                              "[t].[k\"1] IN (?, ?, ?, ?)");
}

void TestRowRefill::asksForRowsInOneStatement()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(int, keyColumns);
    RowRefill refill{{"main", "t"}, {"k\"1", "k2"}, {"k\"1", "k2", "a"}, std::vector<Value>(4, qint64(1))};
    refill.keyColumns = refill.keyColumns.mid(0, keyColumns);
    const auto statement = refillStatement(refill, dialect);
    QVERIFY(statement && statement->plainRead);
    QTEST(statement->sql, "sql");
}

void TestRowRefill::bindsTheKeysInTheirOrder()
{
    RowRefill refill = refillOf(0);
    refill.keys = {qint64(7), text("7"), 7.5};
    QCOMPARE(refillStatement(refill, Sqlite)->parameters,
        (std::vector<Parameter>{{"1", qint64(7)}, {"2", text("7")}, {"3", 7.5}}));
}

void TestRowRefill::hasALimit()
{
    QVERIFY(!refillStatement(refillOf(0), Sqlite));
    QVERIFY(refillStatement(refillOf(32'766), Sqlite));
    QVERIFY(!refillStatement(refillOf(32'767), Sqlite));
    QVERIFY(refillStatement(refillOf(2'000), SqlServer));
    QVERIFY(!refillStatement(refillOf(2'001), SqlServer));
}

QTEST_APPLESS_MAIN(TestRowRefill)
#include "tst_rowrefill.moc"
