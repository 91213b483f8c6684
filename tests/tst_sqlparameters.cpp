#include "cache/sql/sqlparameters.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

Q_DECLARE_METATYPE(larder::SqlDialect)

class TestSqlParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesThemInOrder_data();
    void namesThemInOrder();
};

void TestSqlParameters::namesThemInOrder_data()
{
    using enum SqlDialect;
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArrayList>("names");
    const auto row = [](const char* name, SqlDialect dialect, const char* sql, const QByteArrayList& names) {
        QTest::newRow(name) << dialect << QByteArray(sql) << names;
    };
    row("none", Sqlite, "SELECT ':a', \"?\", [@b] -- $c\n/* :d */", {});
    row("once each", Sqlite, "SELECT :b, @a, :b, $c, ?3, ?3", {":b", "@a", "$c", "?3"});
    row("each bare mark", Sqlite, "SELECT ?, ?", {"?1", "?2"});
    row("bare marks after others", Sqlite, "SELECT ?3, ?, :a, :a, ?", {"?3", "?4", ":a", "?6"});
    row("bare mark that is named later", Sqlite, "SELECT ?, ?1, ?", {"?1", "?2"});
    row("number beyond all", Sqlite, "SELECT ?99999999999999999999, ?", {"?99999999999999999999", "?2"});
    row("same name with other marks", Sqlite, "SELECT :a, @a, ?", {":a", "?3"});
    row("numbers", PostgreSql, "SELECT $2, $1, $2", {"$2", "$1"});
    row("operators and casts", PostgreSql, "SELECT a ? 'b', a::int, b[1:c], b[:c], $1 FROM t WHERE d = :d",
        {"$1", ":d"});
    row("dollar quote", PostgreSql, "SELECT $$ ? :n $1 $$, $x$ $2 $x$", {});
    row("variables of the session", MySql, "SELECT @a, @@b, ?, :c", {"?1", ":c"});
    row("variables of the batch", SqlServer, "SELECT @a, ?", {"?1"});
    row("any mark", Generic, "SELECT ?, :a, @b, $c", {"?1", ":a", "@b", "$c"});
    row("beyond ASCII", Sqlite, "SELECT :größe", {":größe"});
}

void TestSqlParameters::namesThemInOrder()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    const std::vector<QByteArray> names = parameterNames(sql, dialect);
    QTEST(QByteArrayList(names.begin(), names.end()), "names");
}

QTEST_APPLESS_MAIN(TestSqlParameters)
#include "tst_sqlparameters.moc"
