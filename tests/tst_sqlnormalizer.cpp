#include "cache/sql/sqlnormalizer.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

Q_DECLARE_METATYPE(larder::SqlDialect)

namespace {

using enum SqlDialect;

} // namespace

class TestSqlNormalizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void reducesWhatHasNoMeaning_data();
    void reducesWhatHasNoMeaning();
    void keepsWhatHasMeaning_data();
    void keepsWhatHasMeaning();
};

void TestSqlNormalizer::reducesWhatHasNoMeaning_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("normalized");
    const auto row = [](const char* name, SqlDialect dialect, const char* sql, const char* normalized) {
        QTest::newRow(name) << dialect << QByteArray(sql) << QByteArray(normalized);
    };
    row("blanks", Sqlite, " SELECT\t \f a ", "SELECT a");
    row("line breaks", Sqlite, "SELECT a \r\n\n FROM t\n", "SELECT a\nFROM t");
    row("terminators", Sqlite, "SELECT a ; ;\n", "SELECT a");
    row("terminator and comment", Sqlite, "SELECT a; -- b", "SELECT a");
    row("block comment", Sqlite, "SELECT/* x */a", "SELECT a");
    row("comment among blanks", Sqlite, "SELECT  /* x */  a", "SELECT a");
    row("line comment", Sqlite, "SELECT a -- x\n, b", "SELECT a\n, b");
    row("comments at both ends", Sqlite, "/* x */ SELECT a /* y */", "SELECT a");
    row("line break in a comment", Sqlite, "SELECT /* \n */ a", "SELECT a");
    row("cache hint", Sqlite, "/* cache: off */ SELECT a", "SELECT a");
    row("nested comment", PostgreSql, "a /* /* x */ */ b", "a b");
    row("hash comment", MySql, "a # x\nb", "a\nb");
    row("byte order mark", PostgreSql, "\xEF\xBB\xBF SELECT 1", "SELECT 1");
    row("string goes on", PostgreSql, "'a' -- x\n  'b'", "'a'\n'b'");
    row("string does not go on across a block comment", PostgreSql, "'a' /* x */\n'b'", "'a' 'b'");
    row("string does not go on in its line", PostgreSql, "'a'  'b'", "'a' 'b'");
    row("nothing", Sqlite, " /* x */ ;", "");
}

void TestSqlNormalizer::reducesWhatHasNoMeaning()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    QTEST(normalizedSql(sql, dialect), "normalized");
}

void TestSqlNormalizer::keepsWhatHasMeaning_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    const auto row = [](const char* name, SqlDialect dialect, const char* sql) {
        QTest::newRow(name) << dialect << QByteArray(sql);
    };
    row("case", Sqlite, "sElEcT A fRoM t");
    row("blanks in quotes", Sqlite, "SELECT 'a  -- b', \"c  d\", [e  f], `g  h`");
    row("missing blanks", Sqlite, "SELECT a+b,c");
    row("E string over lines", PostgreSql, "E'a'  -- x\n  'b'");
    row("dollar quote", PostgreSql, "$a$  /* x */ ;  $a$");
    row("executable comment", MySql, "SELECT /*!50000  a,  /* x */  b */ c");
    row("executable comment of MariaDB", MySql, "SELECT /*M!100100  a */ c");
    row("optimizer hint", MySql, "SELECT /*+  MAX_EXECUTION_TIME(1)  */ a");
    row("minus minus", MySql, "SELECT 5--1");
    row("comment that keeps two signs from being one", MySql, "SELECT 5--/**/1");
    row("sign that keeps two from being a comment", MySql, "SELECT 5--;");
    row("comment behind two signs, before the end", MySql, "SELECT 5----\n;");
    row("open string", Sqlite, "SELECT 'a  ");
    row("open comment", PostgreSql, "SELECT a /* b");
    row("inner terminator", Sqlite, "CREATE TRIGGER a BEGIN SELECT 1;  SELECT 2; END");
}

void TestSqlNormalizer::keepsWhatHasMeaning()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    QCOMPARE(normalizedSql(sql, dialect), sql);
}

QTEST_APPLESS_MAIN(TestSqlNormalizer)
#include "tst_sqlnormalizer.moc"
