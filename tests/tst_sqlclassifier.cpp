#include "cache/sql/sqlclassifier.h"
#include "tests/support/sqlcases.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace larder;

Q_DECLARE_METATYPE(larder::SqlDialect)
Q_DECLARE_METATYPE(larder::UncacheableRule)

namespace {

using enum SqlDialect;
using Rule = UncacheableRule;

QByteArrayList list(const std::vector<QByteArray>& names) { return {names.begin(), names.end()}; }

/// The names in order, without schema: the cases name tables after resolution.
QByteArrayList resolved(const std::vector<QByteArray>& names)
{
    QByteArrayList result;
    for (const QByteArray& name : names)
        result << name.mid(name.lastIndexOf('.') + 1);
    std::sort(result.begin(), result.end());
    return result;
}

QByteArrayList expectedNames(const QJsonValue& value)
{
    QByteArrayList result;
    for (const QJsonValue& name : value.toArray())
        result << name.toString().toUtf8();
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace

class TestSqlClassifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void classifiesTheCollectedCases_data();
    void classifiesTheCollectedCases();
    void leavesViewsToTheEngine();
    void choosesTheRule_data();
    void choosesTheRule();
    void namesTheTables_data();
    void namesTheTables();
    void knowsWhatOtherStatementsDo_data();
    void knowsWhatOtherStatementsDo();
    void failsClosed_data();
    void failsClosed();
    void holdsForBothReadingsOfExecutableComments();
    void pointsAtTheTokenThatDecided();
    void survivesDeepNesting_data();
    void survivesDeepNesting();
};

void TestSqlClassifier::classifiesTheCollectedCases_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QJsonObject>("expected");
    const QJsonArray cases = test::sqlCases(QStringLiteral("classify.json"));
    QVERIFY(cases.size() >= 72);
    // What is behind a view only the engine knows, see leavesViewsToTheEngine().
    const QSet<QString> views {QStringLiteral("C63"), QStringLiteral("C82")};
    for (const QJsonValue& value : cases) {
        const QString id = value[u"id"].toString();
        if (views.contains(id))
            continue;
        for (SqlDialect dialect : test::sqlDialects(value[u"dialect"]))
            QTest::addRow("%s %d", qPrintable(id), static_cast<int>(dialect)) << dialect << value.toObject();
    }
}

void TestSqlClassifier::classifiesTheCollectedCases()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QJsonObject, expected);
    const SqlClassification got = classifySql(expected[u"sql"].toString().toUtf8(), dialect);
    QCOMPARE(got.readOnly, expected[u"readOnly"].toBool());
    QCOMPARE(got.cacheable, expected[u"deterministic"].toBool());
    if (got.tablesKnown) {
        QCOMPARE(resolved(got.reads), expectedNames(expected[u"reads"]));
        QCOMPARE(resolved(got.writes), expectedNames(expected[u"writes"]));
    } else {
        QVERIFY(!got.cacheable); // tables that the text does not name: all of the database
    }
}

void TestSqlClassifier::leavesViewsToTheEngine()
{
    const SqlClassification got = classifySql("SELECT * FROM v", Sqlite);
    QVERIFY(got.cacheable);
    QCOMPARE(list(got.reads), QByteArrayList {"v"});
}

void TestSqlClassifier::choosesTheRule_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<bool>("readOnly");
    const auto row = [](SqlDialect dialect, const char* sql, Rule rule, bool readOnly) {
        QTest::addRow("%s (%d)", sql, static_cast<int>(dialect)) << dialect << QByteArray(sql) << rule << readOnly;
    };
    row(Sqlite, "SELECT a FROM t;", Rule::None, true);
    row(Sqlite, "(SELECT a FROM t)", Rule::None, true);
    row(PostgreSql, "VALUES (1), (2)", Rule::None, true);
    row(Sqlite, " ; ", Rule::Empty, true);
    row(Sqlite, "SELECT 1; SELECT 2", Rule::SeveralStatements, false);
    row(PostgreSql, "SELECT (1; SELECT 2)", Rule::SeveralStatements, false);
    row(SqlServer, "SELECT 1 DROP TABLE t", Rule::SeveralStatements, false);
    row(SqlServer, "SELECT f.a FROM t f SELECT 2", Rule::SeveralStatements, false);
    row(SqlServer, "WITH x AS (SELECT 1 a) SELECT a FROM x UNION ALL SELECT 2", Rule::None, true);
    row(SqlServer, "SELECT 1\nGO\nDROP TABLE t", Rule::SeveralStatements, false);
    row(PostgreSql, "WITH d AS (DELETE FROM t RETURNING a) SELECT a FROM d", Rule::NotARead, false);
    row(PostgreSql, "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x", Rule::NotARead, false);
    row(PostgreSql, "INSERT INTO t VALUES (1) RETURNING a", Rule::NotARead, false);
    row(PostgreSql, "SELECT \"insert\", t.update, a AS delete FROM t", Rule::None, true);
    row(MySql, "SELECT INSERT('a',1,1,'b')", Rule::None, true);
    row(MySql, "SELECT a INTO @x FROM t", Rule::NotARead, false);
    row(MySql, "SELECT @x", Rule::Volatile, true);
    row(MySql, "SELECT @@sql_mode", Rule::Volatile, true);
    row(MySql, "SELECT @'x'", Rule::Volatile, true);
    row(MySql, "SELECT a FROM t LOCK IN SHARE MODE", Rule::LockingRead, false);
    row(MySql, "SELECT a FROM t FOR SHARE", Rule::LockingRead, false);
    row(PostgreSql, "SELECT a FROM t FOR NO KEY UPDATE", Rule::LockingRead, false);
    row(SqlServer, "SELECT a FROM t WITH (UPDLOCK)", Rule::LockingRead, false);
    row(SqlServer, "SELECT a FROM t WITH (NOLOCK)", Rule::Volatile, true);
    row(SqlServer, "SELECT @a = b FROM t", Rule::NotARead, false);
    row(SqlServer, "SELECT a FROM t WHERE b < @b", Rule::Volatile, true);
    row(PostgreSql, "SELECT CURRENT_DATE", Rule::Volatile, true);
    row(PostgreSql, "SELECT t.current_date, a AS user FROM t", Rule::None, true);
    row(PostgreSql, "SELECT 'now'::timestamp", Rule::Volatile, true);
    row(PostgreSql, "SELECT a FROM t WHERE d > 'yesterday 10:00'", Rule::Volatile, true);
    row(PostgreSql, "SELECT a FROM t WHERE d > 'nowhere'", Rule::None, true);
    row(PostgreSql, "SELECT age(a) FROM t", Rule::Volatile, true);
    row(PostgreSql, "SELECT age(a, coalesce(b, c)) FROM t", Rule::None, true);
    row(PostgreSql, "SELECT to_tsvector('english', a) FROM t", Rule::None, true);
    row(PostgreSql, "SELECT to_tsvector(a) FROM t", Rule::Volatile, true);
    row(PostgreSql, "SELECT pg_catalog.lower(a) FROM t", Rule::None, true);
    row(PostgreSql, "SELECT my.lower(a) FROM t", Rule::UnknownFunction, false);
    row(PostgreSql, "SELECT \"Lower\"(a) FROM t", Rule::UnknownFunction, false);
    row(PostgreSql, "SELECT myfunc (a) FROM t", Rule::UnknownFunction, false);
    row(PostgreSql, "SELECT DISTINCT ON (a) f(b) FROM t", Rule::UnknownFunction, false);
    row(PostgreSql, "SELECT * FROM generate_series(1,3) g(x), t AS u(a,b), t v(c)", Rule::None, true);
    row(PostgreSql, "SELECT a::numeric(10,2), CAST(a AS varchar(3)) FROM t", Rule::None, true);
    row(PostgreSql, "SELECT count(*) FILTER (WHERE a>1) OVER (PARTITION BY (b)) FROM t", Rule::None, true);
    row(PostgreSql, "SELECT a FROM t GROUP BY GROUPING SETS ((a), ())", Rule::None, true);
    row(PostgreSql, "SELECT a FROM t GROUP BY ROLLUP (a)", Rule::None, true);
    row(PostgreSql, "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t", Rule::None, true);
    row(PostgreSql, "SELECT a FROM t TABLESAMPLE SYSTEM (10)", Rule::TemporaryOrCatalog, true);
    row(PostgreSql, "SELECT a FROM t TABLESAMPLE mine(10) REPEATABLE (1)", Rule::UnknownFunction, false);
    row(PostgreSql, "SELECT relname FROM pg_class", Rule::TemporaryOrCatalog, true);
    row(PostgreSql, "SELECT * FROM information_schema.tables", Rule::TemporaryOrCatalog, true);
    row(PostgreSql, "SELECT dblink('a', 'DELETE FROM t')", Rule::NotARead, false);
    row(PostgreSql, "SELECT a FROM t WHERE j ? 'k' AND k @> $1", Rule::None, true);
    row(Sqlite, "SELECT * FROM sqlite_schema", Rule::TemporaryOrCatalog, true);
    row(Sqlite, "SELECT * FROM temp.t", Rule::TemporaryOrCatalog, true);
    row(Sqlite, "SELECT * FROM pragma_table_info('t')", Rule::TemporaryOrCatalog, true);
    row(Sqlite, "SELECT * FROM pragma_optimize('t')", Rule::UnknownFunction, false);
    row(Sqlite, "SELECT a FROM t WHERE a REGEXP 'x'", Rule::UnknownFunction, false);
    row(Sqlite, "SELECT load_extension('x')", Rule::NotARead, false);
    row(Sqlite, "SELECT date()", Rule::Volatile, true);
    row(Sqlite, "SELECT date('NOW')", Rule::Volatile, true);
    row(Sqlite, "SELECT date(a) FROM t", Rule::Volatile, true);
    row(Sqlite, "SELECT date(?)", Rule::Volatile, true);
    row(Sqlite, "SELECT strftime('%Y')", Rule::Volatile, true);
    row(Sqlite, "SELECT strftime('%Y', '2020-01-01', '-1 day')", Rule::None, true);
    row(Sqlite, "SELECT datetime(1092941466, 'unixepoch', 'localtime')", Rule::Volatile, true);
    row(Sqlite, "SELECT a FROM t WHERE b = :b AND c IN (?, ?2)", Rule::None, true);
    row(Sqlite, "EXPLAIN QUERY PLAN DELETE FROM t", Rule::Metadata, true);
    row(Sqlite, "EXPLAIN PRAGMA foreign_keys=OFF", Rule::NotARead, false);
    row(Sqlite, "PRAGMA main.user_version", Rule::Metadata, true);
    row(Sqlite, "PRAGMA user_version=3", Rule::NotARead, false);
    row(Sqlite, "PRAGMA user_version(3)", Rule::NotARead, false);
    row(Sqlite, "PRAGMA writable_schema", Rule::NotARead, false);
    row(PostgreSql, "PRAGMA user_version", Rule::NotARead, false);
    row(PostgreSql, "EXPLAIN ANALYZE SELECT a FROM t", Rule::Metadata, true);
    row(PostgreSql, "EXPLAIN (ANALYZE off) INSERT INTO t VALUES (1)", Rule::Metadata, true);
    row(PostgreSql, "EXPLAIN (ANALYZE 1) INSERT INTO t VALUES (1)", Rule::NotARead, false);
    row(PostgreSql, "EXPLAIN SELECT mine(1)", Rule::NotARead, false);
    row(PostgreSql, "EXPLAIN EXECUTE p", Rule::NotARead, false);
    row(PostgreSql, "SHOW search_path", Rule::Metadata, true);
    row(MySql, "SHOW TABLES FROM x", Rule::Metadata, true);
    row(MySql, "DESC t", Rule::Metadata, true);
    row(MySql, "EXPLAIN FORMAT=JSON UPDATE t SET a=1", Rule::Metadata, true);
    row(MySql, "ANALYZE FORMAT=JSON SELECT a FROM t", Rule::Metadata, true);
    row(MySql, "ANALYZE TABLE t", Rule::NotARead, false);
    row(MySql, "SELECT LAST_INSERT_ID()", Rule::Volatile, true);
    row(MySql, "SELECT LAST_INSERT_ID(5)", Rule::NotARead, false);
    row(MySql, "SELECT UNIX_TIMESTAMP(a) FROM t", Rule::None, true);
    row(MySql, "SELECT UNIX_TIMESTAMP()", Rule::Volatile, true);
    row(MySql, "SELECT SQL_CALC_FOUND_ROWS a FROM t", Rule::Volatile, true);
    row(MySql, "SELECT `count`(a) FROM t", Rule::UnknownFunction, false);
    row(MySql, "SELECT s.nextval FROM dual", Rule::NotARead, false);
    row(MySql, "SELECT * FROM mysql.user", Rule::TemporaryOrCatalog, true);
    row(MySql, "HANDLER t READ FIRST", Rule::NotARead, false);
    row(SqlServer, "SELECT * FROM #t", Rule::TemporaryOrCatalog, true);
    row(Generic, "SELECT a FROM t WHERE b = 'x'", Rule::None, true);
    row(Generic, "SHOW a", Rule::NotARead, false);
}

void TestSqlClassifier::choosesTheRule()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    QFETCH(Rule, rule);
    const SqlClassification got = classifySql(sql, dialect);
    QCOMPARE(static_cast<int>(got.rule), static_cast<int>(rule));
    QTEST(got.readOnly, "readOnly");
    QCOMPARE(got.cacheable, rule == Rule::None);
}

void TestSqlClassifier::namesTheTables_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArrayList>("reads");
    QTest::addColumn<QByteArrayList>("writes");
    const auto row = [](SqlDialect dialect, const char* sql, const QByteArrayList& reads, const QByteArrayList& writes) {
        QTest::addRow("%s (%d)", sql, static_cast<int>(dialect)) << dialect << QByteArray(sql) << reads << writes;
    };
    row(PostgreSql, "SELECT * FROM T, \"T\", S.\"U\"", {"t", "T", "s.U"}, {});
    row(MySql, "SELECT * FROM T, `t`", {"T", "t"}, {});
    row(SqlServer, "SELECT * FROM db..t", {"db..t"}, {});
    row(Sqlite, "SELECT * FROM 't'", {"t"}, {});
    row(Sqlite, "SELECT a IN u, b FROM t", {"u", "t"}, {});
    row(Sqlite, "SELECT * FROM (t JOIN (u) ON 1), ((SELECT * FROM v))", {"t", "u", "v"}, {});
    row(Sqlite, "SELECT * FROM a LEFT JOIN b ON a.x=b.x, c NATURAL JOIN d ORDER BY e, f", {"a", "b", "c", "d"}, {});
    row(Sqlite, "SELECT * FROM t GROUP BY x, y HAVING (SELECT 1 FROM u) LIMIT 1, 2", {"t", "u"}, {});
    row(PostgreSql, "SELECT * FROM t returning, u", {"t", "u"}, {});
    row(PostgreSql, "SELECT * FROM t returning JOIN u USING (a), v", {"t", "u", "v"}, {});
    row(PostgreSql, "SELECT * FROM t WHERE a IS NOT DISTINCT FROM b", {"t"}, {});
    row(PostgreSql, "SELECT * FROM f(1) WITH ORDINALITY AS x(a), t", {"t"}, {});
    row(PostgreSql, "SELECT * FROM t UNION TABLE u", {"t", "u"}, {});
    row(PostgreSql, "SELECT * FROM t WINDOW w AS (ORDER BY a), x AS (w)", {"t"}, {});
    row(PostgreSql, "SELECT * FROM t FOR UPDATE OF t, u", {"t"}, {});
    row(PostgreSql, "WITH t AS (SELECT * FROM t) SELECT * FROM t", {"t"}, {});
    row(PostgreSql, "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a, b", {"b"}, {});
    row(PostgreSql, "WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a", {}, {});
    row(Sqlite, "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM A", {}, {});
    row(PostgreSql, "SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM x) y, x", {"x"}, {});
    row(PostgreSql, "WITH x(a) AS NOT MATERIALIZED (SELECT 1) SELECT * FROM x, s.x", {"s.x"}, {});
    row(PostgreSql, "WITH RECURSIVE x AS (SELECT 1) SEARCH DEPTH FIRST BY a SET b, y AS (SELECT 2) SELECT * FROM x, y",
        {}, {});
    row(PostgreSql, "WITH d AS (DELETE FROM t USING u RETURNING a) SELECT * FROM d, v", {"t", "u", "v"}, {"t"});
    row(PostgreSql, "UPDATE ONLY t SET a = (SELECT 1 FROM u), b = 2 FROM v", {"t", "u", "v"}, {"t"});
    row(PostgreSql, "INSERT INTO t (a, b) SELECT a, b FROM u ON CONFLICT (a) DO UPDATE SET a=1, b=2", {"u"}, {"t"});
    row(PostgreSql, "MERGE INTO t USING (SELECT * FROM u) x ON 1=1 WHEN NOT MATCHED THEN INSERT (a) VALUES (1)",
        {"t", "u"}, {"t"});
    row(PostgreSql, "SELECT a INTO TEMP TABLE x FROM t", {"t"}, {"x"});
    row(PostgreSql, "SELECT setval('s.q', 1)", {}, {"s.q"});
    row(PostgreSql, "COPY s.t (a, b) FROM STDIN", {}, {"s.t"});
    row(PostgreSql, "COPY t (a) TO STDOUT", {"t"}, {});
    row(PostgreSql, "TRUNCATE TABLE ONLY t, u RESTART IDENTITY", {}, {"t", "u"});
    row(PostgreSql, "DROP TABLE IF EXISTS t, u CASCADE", {}, {"t", "u"});
    row(PostgreSql, "CREATE TABLE x AS SELECT * FROM t", {"t"}, {"x"});
    row(MySql, "UPDATE a JOIN b ON a.x=b.x SET a.y=1", {"a", "b"}, {"a", "b"});
    row(MySql, "DELETE t FROM t JOIN u USING (id)", {"t", "u"}, {"t"});
    row(MySql, "DELETE x, u.* FROM t AS x, u, v", {"t", "u", "v"}, {"t", "u"});
    row(MySql, "DELETE FROM a USING t AS a JOIN u", {"a", "t", "u"}, {"a", "t", "u"});
    row(MySql, "INSERT IGNORE t SET a=1", {}, {"t"});
    row(MySql, "INSERT INTO t SELECT a FROM u ON DUPLICATE KEY UPDATE a=1, b=2", {"u"}, {"t"});
    row(MySql, "REPLACE t VALUES (1)", {}, {"t"});
    row(MySql, "SELECT * FROM t USE INDEX FOR JOIN (a), u", {"t", "u"}, {});
    row(MySql, "LOCK TABLES t READ, u WRITE", {"t", "u"}, {});
    row(MySql, "SELECT 1 FROM DUAL", {}, {});
    row(Sqlite, "INSERT OR REPLACE INTO t WITH x AS (SELECT 1) SELECT * FROM x", {}, {"t"});
    row(Sqlite, "UPDATE OR IGNORE t AS x SET a=1", {"t"}, {"t"});
    row(SqlServer, "DELETE x FROM t x JOIN u ON 1=1", {"t", "u"}, {"t"});
    row(SqlServer, "SELECT * FROM t CROSS APPLY (SELECT * FROM u) x OPTION (RECOMPILE, FAST 1)", {"t", "u"}, {});
}

void TestSqlClassifier::namesTheTables()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    const SqlClassification got = classifySql(sql, dialect);
    QTEST(list(got.reads), "reads");
    QTEST(list(got.writes), "writes");
}

void TestSqlClassifier::knowsWhatOtherStatementsDo_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("flags"); // r rows, k tables known, s session, t transaction, w WHERE
    const auto row = [](SqlDialect dialect, const char* sql, const char* verb, const char* flags) {
        QTest::addRow("%s (%d)", sql, static_cast<int>(dialect))
            << dialect << QByteArray(sql) << QByteArray(verb) << QByteArray(flags);
    };
    row(Sqlite, "select a from t where b", "SELECT", "rkw");
    row(Sqlite, "SELECT a FROM t JOIN (SELECT 1 WHERE 1)", "SELECT", "rk");
    row(Sqlite, "DELETE FROM t", "DELETE", "k");
    row(Sqlite, "DELETE FROM t WHERE a=(SELECT 1)", "DELETE", "kw");
    row(Sqlite, "UPDATE t SET a=(SELECT 1 FROM u WHERE 1)", "UPDATE", "k");
    row(Sqlite, "WITH x AS (SELECT 1) DELETE FROM t WHERE a", "DELETE", "kw");
    row(Sqlite, "INSERT INTO t VALUES (1) RETURNING a", "INSERT", "rk");
    row(Sqlite, "INSERT INTO t VALUES (f(1))", "INSERT", "");
    row(Sqlite, "BEGIN IMMEDIATE", "BEGIN", "kt");
    row(Sqlite, "END", "END", "kt");
    row(MySql, "START TRANSACTION", "START", "kt");
    row(MySql, "BEGIN NOT ATOMIC SELECT 1; END", "BEGIN", "rs");
    row(PostgreSql, "PREPARE TRANSACTION 'x'", "PREPARE", "kt");
    row(PostgreSql, "PREPARE p AS SELECT 1", "PREPARE", "ks");
    row(PostgreSql, "ROLLBACK TO a", "ROLLBACK", "kt");
    row(SqlServer, "BEGIN TRAN", "BEGIN", "kt");
    row(SqlServer, "BEGIN SELECT 1 END", "BEGIN", "rs");
    row(PostgreSql, "SET search_path = x", "SET", "ks");
    row(Sqlite, "ATTACH 'x' AS y", "ATTACH", "ks");
    row(Sqlite, "PRAGMA foreign_keys=1", "PRAGMA", "rs");
    row(MySql, "USE x", "USE", "ks");
    row(PostgreSql, "CREATE TEMP TABLE t (a int)", "CREATE", "s");
    row(PostgreSql, "CREATE TABLE t (a int)", "CREATE", "");
    row(PostgreSql, "SELECT set_config('a','b',false)", "SELECT", "rks");
    row(PostgreSql, "SELECT a INTO TEMP x FROM t", "SELECT", "ks");
    row(MySql, "SELECT @a := 1", "SELECT", "rks");
    row(PostgreSql, "NOTIFY a", "NOTIFY", "k");
    row(PostgreSql, "CALL p()", "CALL", "rs");
    row(PostgreSql, "VACUUM t", "VACUUM", "r");
    row(PostgreSql, "TRUNCATE t", "TRUNCATE", "k");
    row(PostgreSql, "TRUNCATE t CASCADE", "TRUNCATE", "");
    row(Generic, "FROBNICATE t", "FROBNICATE", "rs");
    row(Generic, "'x'", "'X'", "rs");
    row(Sqlite, "", "", "k");
    row(Sqlite, "SELECT 'x", "", "s");
    row(Sqlite, "DELETE FROM a; SELECT 1", "DELETE", "rs");
}

void TestSqlClassifier::knowsWhatOtherStatementsDo()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    const SqlClassification got = classifySql(sql, dialect);
    QByteArray flags;
    flags += got.returnsRows ? "r" : "";
    flags += got.tablesKnown ? "k" : "";
    flags += got.changesSession ? "s" : "";
    flags += got.transactionControl ? "t" : "";
    flags += got.hasWhere ? "w" : "";
    QTEST(flags, "flags");
    QTEST(got.verb, "verb");
}

void TestSqlClassifier::failsClosed_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    const auto row = [](SqlDialect dialect, const QByteArray& sql) {
        QTest::addRow("%s (%d)", sql.constData(), static_cast<int>(dialect)) << dialect << sql;
    };
    for (SqlDialect dialect : test::kAllDialects) {
        row(dialect, "SELECT 'a");
        row(dialect, "SELECT \"a");
        row(dialect, "SELECT 1 /* a");
        row(dialect, "SELECT (1");
        row(dialect, "SELECT 1)");
        row(dialect, "SELECT nosuch(1)");
        row(dialect, "SELECT 1 \x01");
        row(dialect, QByteArray("SELECT 1\0", 9));
        row(dialect, QByteArray("SELECT 'a\0'", 11));
        row(dialect, "(DELETE FROM t)");
        row(dialect, "SELECT 1 UNION DELETE FROM t");
        row(dialect, "EXECUTE p");
        row(dialect, "1");
    }
    row(MySql, "SELECT 1 /*!50000 + 1");
    row(MySql, "/*!99999 EXPLAIN */ DELETE FROM t");
    row(MySql, "SELECT 1 /*!99999 INTO OUTFILE 'x' */");
    row(MySql, "DELIMITER //\nSELECT 1; DROP TABLE t//");
    row(PostgreSql, "\\! ls");
    row(Generic, "SELECT 'a\\'");
    row(Generic, "SELECT $$a$$");
    row(Generic, "SELECT 1 # 2");
    row(Generic, "SELECT 5--1");
    row(Generic, "SELECT 1 /* /* */");
    row(Generic, "SELECT [a'b]");
}

void TestSqlClassifier::failsClosed()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    const SqlClassification got = classifySql(sql, dialect);
    QVERIFY(!got.readOnly);
    QVERIFY(!got.cacheable);
    QVERIFY(got.rule != Rule::None);
}

void TestSqlClassifier::holdsForBothReadingsOfExecutableComments()
{
    const SqlClassification read = classifySql("SELECT /*!40001 SQL_NO_CACHE */ a FROM t /*M!1 , u */", MySql);
    QVERIFY(read.cacheable);
    QCOMPARE(list(read.reads), (QByteArrayList {"t", "u"}));
    const SqlClassification change = classifySql("DELETE FROM t /*! WHERE a */", MySql);
    QVERIFY(!change.hasWhere);
    QVERIFY(classifySql("SELECT 1 /*!50000 INTO x */", Sqlite).cacheable);
}

void TestSqlClassifier::pointsAtTheTokenThatDecided()
{
    const QByteArray sql = "SELECT 'ä', now() FROM t";
    const SqlToken token = classifySql(sql, PostgreSql).token;
    QCOMPARE(sql.mid(token.offset, token.length), QByteArray("now"));
}

void TestSqlClassifier::survivesDeepNesting_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("parentheses") << QByteArray("(") << QByteArray(")");
    QTest::newRow("functions") << QByteArray("abs(") << QByteArray(")");
    QTest::newRow("queries") << QByteArray("(SELECT ") << QByteArray(")");
    QTest::newRow("tables") << QByteArray("(SELECT * FROM ") << QByteArray(") x");
    QTest::newRow("expressions") << QByteArray("(WITH x AS (SELECT 1) SELECT * FROM x, ") << QByteArray(")");
    QTest::newRow("dates") << QByteArray("date(") << QByteArray(")");
}

void TestSqlClassifier::survivesDeepNesting()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    constexpr int kDepth = 20'000;
    const QByteArray sql = "SELECT * FROM t WHERE " + before.repeated(kDepth) + '1' + after.repeated(kDepth);
    const SqlClassification got = classifySql(sql, PostgreSql);
    QVERIFY(got.rule != Rule::Malformed);
    QCOMPARE(list(got.reads).first(), QByteArray("t"));
}

QTEST_APPLESS_MAIN(TestSqlClassifier)
#include "tst_sqlclassifier.moc"
