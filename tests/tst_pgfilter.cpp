#include "models/pgcolumn.h"
#include "models/serverfilter.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestPgFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysItInPostgreSql_data();
    void saysItInPostgreSql();
    void passesMoreWhereItCanNotSayIt_data();
    void passesMoreWhereItCanNotSayIt();
    void knowsWhatTheGridShows_data();
    void knowsWhatTheGridShows();
    void passesAllWhereTheTextIsNoFilter();
    void aNameWithMarksStaysAName();
};

void TestPgFilter::saysItInPostgreSql_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char* type, const char* filter, const char* sql) {
        QTest::addRow("%s of %s", filter, type)
            << QString::fromUtf8(type) << QString::fromUtf8(filter) << QString::fromUtf8(sql);
    };
    row("integer", ">5", R"("c" IS NOT NULL AND "c" > 5)");
    row("bigint", "<>5", R"("c" IS NOT NULL AND NOT ("c" IS NOT NULL AND "c" = 5))");
    row("integer", "=5.0", R"("c" IS NOT NULL AND "c" = 5)");
    row("integer", "=5.5", "FALSE");
    row("integer", "<5.5", R"("c" IS NOT NULL AND "c" <= 5)");
    row("integer", ">=-5.5", R"("c" IS NOT NULL AND "c" > -6)");
    row("integer", ">1e300", "FALSE");
    row("integer", "<=1e300", R"("c" IS NOT NULL)");
    row("integer", ">-inf", R"("c" IS NOT NULL)");
    row("integer", "<nan", R"("c" IS NOT NULL)");
    row("integer", ">tea", "FALSE");
    row("oid", ">-1", R"("c" IS NOT NULL AND "c"::bigint > -1)");
    row("oid", "12", R"("c" IS NOT NULL AND strpos(lower("c"::text COLLATE "C"), '12') > 0)");
    row("double precision", ">=0.1", R"("c" IS NOT NULL AND "c"::text::float8 >= '0.1'::float8)");
    row("real", "=3", R"("c" IS NOT NULL AND "c"::text::float8 = '3.0'::float8)");
    row("real", "=nan", R"("c" IS NOT NULL AND "c"::text::float8 = 'NaN'::float8)");
    row("real", "<inf", R"("c" IS NOT NULL AND "c"::text::float8 < 'Infinity'::float8)");
    row("real", "tea", "FALSE");
    row("numeric(40,3)", ">12345678901234567890.123",
        R"("c" IS NOT NULL AND "c" > '12345678901234567890.123'::numeric)");
    row("numeric", "1e2..+2.50",
        R"("c" IS NOT NULL AND "c" >= '100'::numeric AND "c" IS NOT NULL AND "c" <= '+2.50'::numeric)");
    row("numeric", "=tea", "FALSE");
    row("text", "=it's", R"("c" IS NOT NULL AND "c" COLLATE "C" = 'it''s' AND "c" = 'it''s')");
    row("character varying(20)", "=a\\b",
        R"("c" IS NOT NULL AND "c" COLLATE "C" = E'a\\b' AND "c" = E'a\\b')");
    row("text", "=5", R"("c" IS NOT NULL AND "c" COLLATE "C" = '5' AND "c" = '5')");
    row("text", ">5", "FALSE");
    row("text", "<b", R"("c" IS NOT NULL AND "c" COLLATE "C" < 'b')");
    row("text", "Öl..Z",
        R"("c" IS NOT NULL AND "c" COLLATE "C" >= 'Öl' AND "c" IS NOT NULL AND "c" COLLATE "C" <= 'Z')");
    row("text", "Tea", R"("c" IS NOT NULL AND strpos(lower("c" COLLATE "C"), 'tea') > 0)");
    row("text", "\"\"", R"("c" IS NOT NULL)");
    row("text", "Sk.*", R"("c" IS NOT NULL AND "c" COLLATE "C" ~* E'[s\\u017F][k\\u212A]\\.\\*')");
    row("boolean", "=true", R"("c" IS NOT NULL AND "c"::text COLLATE "C" = 'true')");
    row("character(5)", "=ab", R"("c" IS NOT NULL AND format('%s', "c") COLLATE "C" = 'ab')");
    row("inet", "=10.0.0.1", R"("c" IS NOT NULL AND format('%s', "c") COLLATE "C" = '10.0.0.1')");
    row("timestamp(3) with time zone", ">2024-01-01",
        R"("c" IS NOT NULL AND "c"::text COLLATE "C" > '2024-01-01')");
    row("integer[]", "={1,2}", R"("c" IS NOT NULL AND "c"::text COLLATE "C" = '{1,2}')");
    row("interval day to second(3)", "1 day",
        R"("c" IS NOT NULL AND strpos(lower("c"::text COLLATE "C"), '1 day') > 0)");
    row("bytea", "=a", "FALSE");
    row("bytea", "!~a", R"("c" IS NOT NULL AND NOT (FALSE))");
    row("mood", "NULL", R"("c" IS NULL)");
    row("mood", "!NULL", R"("c" IS NOT NULL)");
}

void TestPgFilter::saysItInPostgreSql()
{
    QFETCH(QString, type);
    QFETCH(QString, filter);
    QFETCH(QString, sql);
    const SqlCondition condition = serverFilterCondition(PgColumn(QStringLiteral("c"), type), filter);
    QCOMPARE(condition.sql, sql);
    QVERIFY(condition.exact);
}

void TestPgFilter::passesMoreWhereItCanNotSayIt_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("filter");
    const auto row = [](const char* type, const char* filter) {
        QTest::addRow("%s of %s", filter, type) << QString::fromUtf8(type) << QString::fromUtf8(filter);
    };
    row("text", "~^T");
    row("text", "Straße");
    row("real", "5");
    row("real", "=9007199254740993");
    row("numeric", "<inf");
    // Types of somebody's own may be of numbers, or of texts.
    row("mood", ">5");
    row("mood", "=tea");
    row("mood", "tea");
    row("money", ">5");
    row("", "5");
}

void TestPgFilter::passesMoreWhereItCanNotSayIt()
{
    QFETCH(QString, type);
    QFETCH(QString, filter);
    const PgColumn column(QStringLiteral("c"), type);
    QCOMPARE(
        serverFilterCondition(column, filter), (SqlCondition{QStringLiteral("\"c\" IS NOT NULL"), false}));
    QCOMPARE(serverFilterCondition(column, u'!' + filter),
        (SqlCondition{QStringLiteral("\"c\" IS NOT NULL AND NOT (FALSE)"), false}));
}

void TestPgFilter::knowsWhatTheGridShows_data()
{
    QTest::addColumn<QString>("order");
    QTest::newRow("integer") << QStringLiteral("\"c\"");
    QTest::newRow("numeric(5,2)") << QStringLiteral("\"c\"");
    QTest::newRow("bytea") << QStringLiteral("\"c\"");
    QTest::newRow("uuid") << QStringLiteral("\"c\"");
    QTest::newRow("boolean") << QStringLiteral("\"c\"");
    QTest::newRow("text") << QStringLiteral("\"c\" COLLATE \"C\"");
    QTest::newRow("character(3)") << QStringLiteral(
        "CASE WHEN \"c\" IS NOT NULL THEN format('%s', \"c\") COLLATE \"C\" END");
    QTest::newRow("date") << QStringLiteral("\"c\"::text COLLATE \"C\"");
    QTest::newRow("numeric(5,2)[]") << QStringLiteral("\"c\"::text COLLATE \"C\"");
    QTest::newRow("public.text") << QString();
    QTest::newRow("money") << QString();
    QTest::newRow("") << QString();
}

void TestPgFilter::knowsWhatTheGridShows()
{
    QFETCH(QString, order);
    const PgColumn column(QStringLiteral("c"), QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(column.orderTerm().value_or(QString()), order);
}

void TestPgFilter::passesAllWhereTheTextIsNoFilter()
{
    QCOMPARE(
        serverFilterCondition(PgColumn(QStringLiteral("c"), QStringLiteral("text")), QStringLiteral("~(")),
        SqlCondition());
    QCOMPARE(
        serverFilterCondition(PgColumn(QStringLiteral("c"), QStringLiteral("text")), QStringLiteral("!")),
        SqlCondition());
}

void TestPgFilter::aNameWithMarksStaysAName()
{
    const PgColumn column(QStringLiteral("a\"%1 %2 %3"), QStringLiteral("integer"));
    QCOMPARE(serverFilterCondition(column, QStringLiteral("<5")).sql,
        QStringLiteral("\"a\"\"%1 %2 %3\" IS NOT NULL AND \"a\"\"%1 %2 %3\" < 5"));
}

QTEST_GUILESS_MAIN(TestPgFilter)
#include "tst_pgfilter.moc"
