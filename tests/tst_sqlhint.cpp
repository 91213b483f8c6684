#include "cache/sql/sqlhint.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::optional<larder::SqlHint::Technique>)
Q_DECLARE_METATYPE(std::optional<std::chrono::seconds>)

namespace {

using Technique = SqlHint::Technique;

} // namespace

class TestSqlHint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsTheHint_data();
    void readsTheHint();
    void reportsMalformedHints_data();
    void reportsMalformedHints();
    void isAbsentElsewhere_data();
    void isAbsentElsewhere();
    void pointsAtTheComment();
};

void TestSqlHint::readsTheHint_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<std::optional<Technique>>("technique");
    QTest::addColumn<std::optional<std::chrono::seconds>>("ttl");
    using Ttl = std::optional<std::chrono::seconds>;
    using Tech = std::optional<Technique>;
    QTest::newRow("off") << QByteArray("/* cache: off */ SELECT 1") << Tech(Technique::Off) << Ttl();
    QTest::newRow("all") << QByteArray("/*cache:all*/SELECT 1") << Tech(Technique::All) << Ttl();
    QTest::newRow("individual") << QByteArray("SELECT 1 /* Cache : INDIVIDUAL */")
                                << Tech(Technique::Individual) << Ttl();
    QTest::newRow("with time") << QByteArray("SELECT /* cache: all\n ttl=60 */ 1") << Tech(Technique::All)
                               << Ttl(60s);
    QTest::newRow("time alone") << QByteArray("/* x *//* cache: ttl=1 */ SELECT 1") << Tech() << Ttl(1s);
}

void TestSqlHint::readsTheHint()
{
    QFETCH(QByteArray, sql);
    const auto hint = sqlHint(sql, SqlDialect::Sqlite);
    QVERIFY(hint);
    QVERIFY(!hint->malformed);
    QTEST(hint->technique, "technique");
    QTEST(hint->ttl, "ttl");
}

void TestSqlHint::reportsMalformedHints_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char* sql : {"/* cache: */ a", "/* cache: of */ a", "/* cache: all off */ a",
             "/* cache: all ttl=60s */ a", "/* cache: all ttl= */ a", "/* cache: all ttl=0 */ a",
             "/* cache: all ttl=-1 */ a", "/* cache: all ttl=99999999999999999999 */ a",
             "/* cache: all ttl=40000000 */ a", "/* cache: ttl=1 ttl=2 */ a", "/* cache: ttl=60 all */ a",
             "/* cache: off ttl=60 */ a", "/* cache: off, all */ a", "/* cache: off */ a /* cache: off */"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TestSqlHint::reportsMalformedHints()
{
    QFETCH(QByteArray, sql);
    const auto hint = sqlHint(sql, SqlDialect::Sqlite);
    QVERIFY(hint);
    QVERIFY(hint->malformed);
    QVERIFY(!hint->technique && !hint->ttl);
}

void TestSqlHint::isAbsentElsewhere_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char* sql : {"SELECT 1", "/* cache off */ a", "/* caches: off */ a", "/**/ a", "-- cache: off",
             "SELECT '/* cache: off */'", "SELECT \"/* cache: off */\"", "/*+ cache: off */ a",
             "/* cache: off"})
        QTest::newRow(sql) << QByteArray(sql);
}

void TestSqlHint::isAbsentElsewhere()
{
    QFETCH(QByteArray, sql);
    QVERIFY(!sqlHint(sql, SqlDialect::Sqlite));
}

void TestSqlHint::pointsAtTheComment()
{
    const auto hint = sqlHint("SELECT /* cache: x */ 1", SqlDialect::Sqlite);
    QVERIFY(hint);
    QCOMPARE(hint->token.offset, 7);
    QCOMPARE(hint->token.length, 14);
}

QTEST_APPLESS_MAIN(TestSqlHint)
#include "tst_sqlhint.moc"
