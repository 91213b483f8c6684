#include "cache/sql/sqlclassifier.h"
#include "cache/sql/sqltables.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

Q_DECLARE_METATYPE(larder::SqlDialect)

namespace {

using enum SqlDialect;

struct TableCase
{
    SqlDialect dialect;
    const char* sql;
    QByteArrayList reads;
    QByteArrayList writes;
};

const TableCase kTableCases[]{
    {PostgreSql, "SELECT * FROM T, \"T\", S.\"U\"", {"t", "T", "s.U"}, {}},
    {MySql, "SELECT * FROM T, `t`", {"T", "t"}, {}},
    {SqlServer, "SELECT * FROM db..t", {"db..t"}, {}},
    {Sqlite, "SELECT * FROM 't'", {"t"}, {}},
    {Sqlite, "SELECT a IN u, b FROM t", {"u", "t"}, {}},
    {Sqlite, "SELECT * FROM (t JOIN (u) ON 1), ((SELECT * FROM v))", {"t", "u", "v"}, {}},
    {Sqlite, "SELECT * FROM a LEFT JOIN b ON a.x=b.x, c NATURAL JOIN d ORDER BY e, f", {"a", "b", "c", "d"},
        {}},
    {Sqlite, "SELECT * FROM t GROUP BY x, y HAVING (SELECT 1 FROM u) LIMIT 1, 2", {"t", "u"}, {}},
    {PostgreSql, "SELECT * FROM t returning, u", {"t", "u"}, {}},
    {PostgreSql, "SELECT * FROM t returning JOIN u USING (a), v", {"t", "u", "v"}, {}},
    {PostgreSql, "SELECT * FROM t WHERE a IS NOT DISTINCT FROM b", {"t"}, {}},
    {PostgreSql, "SELECT * FROM f(1) WITH ORDINALITY AS x(a), t", {"t"}, {}},
    {PostgreSql, "SELECT * FROM t UNION TABLE u", {"t", "u"}, {}},
    {PostgreSql, "SELECT * FROM t WINDOW w AS (ORDER BY a), x AS (w)", {"t"}, {}},
    {PostgreSql, "SELECT * FROM t FOR UPDATE OF t, u", {"t"}, {}},
    {PostgreSql, "WITH t AS (SELECT * FROM t) SELECT * FROM t", {"t"}, {}},
    {PostgreSql, "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a, b", {"b"}, {}},
    {PostgreSql, "WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a", {}, {}},
    {Sqlite, "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM A", {}, {}},
    {PostgreSql, "SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM x) y, x", {"x"}, {}},
    {PostgreSql, "WITH x(a) AS NOT MATERIALIZED (SELECT 1) SELECT * FROM x, s.x", {"s.x"}, {}},
    {PostgreSql,
        "WITH RECURSIVE x AS (SELECT 1) SEARCH DEPTH FIRST BY a SET b, y AS (SELECT 2) SELECT * FROM x, y",
        {}, {}},
    {PostgreSql, "WITH d AS (DELETE FROM t USING u RETURNING a) SELECT * FROM d, v", {"t", "u", "v"}, {"t"}},
    {PostgreSql, "UPDATE ONLY t SET a = (SELECT 1 FROM u), b = 2 FROM v", {"t", "u", "v"}, {"t"}},
    {PostgreSql, "INSERT INTO t (a, b) SELECT a, b FROM u ON CONFLICT (a) DO UPDATE SET a=1, b=2", {"u"},
        {"t"}},
    {PostgreSql, "MERGE INTO t USING (SELECT * FROM u) x ON 1=1 WHEN NOT MATCHED THEN INSERT (a) VALUES (1)",
        {"t", "u"}, {"t"}},
    {PostgreSql, "SELECT a INTO TEMP TABLE x FROM t", {"t"}, {"x"}},
    {PostgreSql, "SELECT setval('s.q', 1)", {}, {"s.q"}},
    {PostgreSql, "COPY s.t (a, b) FROM STDIN", {}, {"s.t"}},
    {PostgreSql, "COPY t (a) TO STDOUT", {"t"}, {}},
    {PostgreSql, "TRUNCATE TABLE ONLY t, u RESTART IDENTITY", {}, {"t", "u"}},
    {PostgreSql, "DROP TABLE IF EXISTS t, u CASCADE", {}, {"t", "u"}},
    {PostgreSql, "CREATE TABLE x AS SELECT * FROM t", {"t"}, {"x"}},
    {MySql, "UPDATE a JOIN b ON a.x=b.x SET a.y=1", {"a", "b"}, {"a", "b"}},
    {MySql, "DELETE t FROM t JOIN u USING (id)", {"t", "u"}, {"t"}},
    {MySql, "DELETE x, u.* FROM t AS x, u, v", {"t", "u", "v"}, {"t", "u"}},
    {MySql, "DELETE FROM a USING t AS a JOIN u", {"a", "t", "u"}, {"a", "t", "u"}},
    {MySql, "INSERT IGNORE t SET a=1", {}, {"t"}},
    {MySql, "INSERT INTO t SELECT a FROM u ON DUPLICATE KEY UPDATE a=1, b=2", {"u"}, {"t"}},
    {MySql, "REPLACE t VALUES (1)", {}, {"t"}},
    {MySql, "SELECT * FROM t USE INDEX FOR JOIN (a), u", {"t", "u"}, {}},
    {MySql, "SELECT * FROM t FORCE INDEX FOR ORDER BY (a), u", {"t", "u"}, {}},
    {MySql, "SELECT * FROM {OJ t LEFT JOIN u ON 1}, v", {"t", "u", "v"}, {}},
    {PostgreSql, "SELECT * FROM t AS values(x), u", {"t", "u"}, {}},
    {PostgreSql, "SELECT * FROM f(1) AS (a int, b text), t", {"t"}, {}},
    {PostgreSql, "SELECT * FROM t TABLESAMPLE SYSTEM (1) REPEATABLE (2), u", {"t", "u"}, {}},
    {MySql, "LOCK TABLES t READ, u WRITE", {"t", "u"}, {}},
    {MySql, "SELECT 1 FROM DUAL", {}, {}},
    {Sqlite, "INSERT OR REPLACE INTO t WITH x AS (SELECT 1) SELECT * FROM x", {}, {"t"}},
    {Sqlite, "UPDATE OR IGNORE t AS x SET a=1", {"t"}, {"t"}},
    {MySql, "UPDATE (a JOIN b ON a.x=b.x) SET a.y=1", {"a", "b"}, {"a", "b"}},
    {SqlServer, "DELETE FROM t OUTPUT deleted.a INTO audit WHERE a=1", {"t"}, {"t", "audit"}},
    {PostgreSql, "WITH \"s.x\" AS (SELECT 1) SELECT * FROM s.x", {"s.x"}, {}},
    {SqlServer, "DELETE x FROM t x JOIN u ON 1=1", {"t", "u"}, {"t"}},
    {SqlServer, "SELECT * FROM t CROSS APPLY (SELECT * FROM u) x OPTION (RECOMPILE, FAST 1)", {"t", "u"}, {}},
};

} // namespace

class TestSqlTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesTheTables_data();
    void namesTheTables();
    void comparesNamesAsTheEngineDoes();
};

void TestSqlTables::namesTheTables_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArrayList>("reads");
    QTest::addColumn<QByteArrayList>("writes");
    for (const TableCase& row : kTableCases)
        QTest::addRow("%s (%d)", row.sql, static_cast<int>(row.dialect))
            << row.dialect << QByteArray(row.sql) << row.reads << row.writes;
}

void TestSqlTables::namesTheTables()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    const SqlClassification got = classifySql(sql, dialect);
    QTEST(QByteArrayList(got.reads.begin(), got.reads.end()), "reads");
    QTEST(QByteArrayList(got.writes.begin(), got.writes.end()), "writes");
}

void TestSqlTables::comparesNamesAsTheEngineDoes()
{
    QCOMPARE(comparableTableName("T", Sqlite), comparableTableName("t", Sqlite));
    QVERIFY(comparableTableName("T", PostgreSql) != comparableTableName("t", PostgreSql));
}

QTEST_APPLESS_MAIN(TestSqlTables)
#include "tst_sqltables.moc"
