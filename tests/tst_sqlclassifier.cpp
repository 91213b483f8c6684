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

QByteArrayList list(const std::vector<QByteArray>& names)
{
    return {names.begin(), names.end()};
}

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

struct RuleCase
{
    SqlDialect dialect;
    const char* sql;
    Rule rule;
    bool readOnly;
};

const RuleCase kRuleCases[]{
    {Sqlite, "SELECT a FROM t;", Rule::None, true},
    {Sqlite, "(SELECT a FROM t)", Rule::None, true},
    {PostgreSql, "VALUES (1), (2)", Rule::None, true},
    {Sqlite, " ; ", Rule::Empty, true},
    {Sqlite, "SELECT 1; SELECT 2", Rule::SeveralStatements, false},
    {PostgreSql, "SELECT (1; SELECT 2)", Rule::SeveralStatements, false},
    {PostgreSql, "SELECT a AS as INTO x FROM t", Rule::NotARead, false},
    {PostgreSql, "SELECT t.as INTO x FROM t", Rule::NotARead, false},
    {PostgreSql, "SELECT a AS into FROM t", Rule::None, true},
    {SqlServer, "SELECT 1 DROP TABLE t", Rule::SeveralStatements, false},
    {SqlServer, "SELECT f.a FROM t f SELECT 2", Rule::SeveralStatements, false},
    {SqlServer, "WITH x AS (SELECT 1 a) SELECT a FROM x UNION ALL SELECT 2", Rule::None, true},
    {SqlServer, "SELECT 1\nGO\nDROP TABLE t", Rule::SeveralStatements, false},
    {PostgreSql, "WITH d AS (DELETE FROM t RETURNING a) SELECT a FROM d", Rule::NotARead, false},
    {PostgreSql, "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x", Rule::NotARead, false},
    {PostgreSql, "INSERT INTO t VALUES (1) RETURNING a", Rule::NotARead, false},
    {PostgreSql, "SELECT \"insert\", t.update, a AS delete FROM t", Rule::None, true},
    {MySql, "SELECT INSERT('a',1,1,'b')", Rule::None, true},
    {MySql, "SELECT a INTO @x FROM t", Rule::NotARead, false},
    {MySql, "SELECT @x", Rule::Volatile, true},
    {MySql, "SELECT @@sql_mode", Rule::Volatile, true},
    {MySql, "SELECT @'x'", Rule::Volatile, true},
    {MySql, "SELECT a FROM t LOCK IN SHARE MODE", Rule::LockingRead, false},
    {MySql, "SELECT a FROM t FOR SHARE", Rule::LockingRead, false},
    {PostgreSql, "SELECT a FROM t FOR NO KEY UPDATE", Rule::LockingRead, false},
    {SqlServer, "SELECT a FROM t WITH (UPDLOCK)", Rule::LockingRead, false},
    {SqlServer, "SELECT a FROM t WITH (NOLOCK)", Rule::Volatile, true},
    {SqlServer, "SELECT @a = b FROM t", Rule::NotARead, false},
    {SqlServer, "SELECT a FROM t WHERE b < @b", Rule::Volatile, true},
    {PostgreSql, "SELECT CURRENT_DATE", Rule::Volatile, true},
    {PostgreSql, "SELECT t.current_date, a AS user FROM t", Rule::None, true},
    {PostgreSql, "SELECT 'now'::timestamp", Rule::Volatile, true},
    {PostgreSql, "SELECT a FROM t WHERE d > 'yesterday 10:00'", Rule::Volatile, true},
    {PostgreSql, "SELECT a FROM t WHERE d > 'nowhere'", Rule::None, true},
    {PostgreSql, "SELECT age(a) FROM t", Rule::Volatile, true},
    {PostgreSql, "SELECT age(a, coalesce(b, c)) FROM t", Rule::None, true},
    {PostgreSql, "SELECT to_tsvector(a) FROM t", Rule::Volatile, true},
    {PostgreSql, "SELECT pg_catalog.lower(a) FROM t", Rule::None, true},
    {PostgreSql, "SELECT my.lower(a) FROM t", Rule::UnknownFunction, false},
    {PostgreSql, "SELECT \"Lower\"(a) FROM t", Rule::UnknownFunction, false},
    {PostgreSql, "SELECT myfunc (a) FROM t", Rule::UnknownFunction, false},
    {PostgreSql, "SELECT DISTINCT ON (a) f(b) FROM t", Rule::UnknownFunction, false},
    {PostgreSql, "SELECT * FROM generate_series(1,3) g(x), t AS u(a,b), t v(c)", Rule::None, true},
    {PostgreSql, "SELECT a::numeric(10,2), CAST(a AS varchar(3)) FROM t", Rule::None, true},
    {PostgreSql, "SELECT count(*) FILTER (WHERE a>1) OVER (PARTITION BY (b)) FROM t", Rule::None, true},
    {PostgreSql, "SELECT a FROM t GROUP BY GROUPING SETS ((a), ())", Rule::None, true},
    {PostgreSql, "SELECT a FROM t GROUP BY ROLLUP (a)", Rule::None, true},
    {PostgreSql, "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t", Rule::None, true},
    {PostgreSql, "SELECT a FROM t TABLESAMPLE SYSTEM (10)", Rule::TemporaryOrCatalog, true},
    {PostgreSql, "SELECT a FROM t TABLESAMPLE mine(10) REPEATABLE (1)", Rule::UnknownFunction, false},
    {PostgreSql, "SELECT relname FROM pg_class", Rule::TemporaryOrCatalog, true},
    {PostgreSql, "SELECT * FROM information_schema.tables", Rule::TemporaryOrCatalog, true},
    {PostgreSql, "SELECT dblink('a', 'DELETE FROM t')", Rule::NotARead, false},
    {PostgreSql, "SELECT a FROM t WHERE j ? 'k' AND k @> $1", Rule::None, true},
    {Sqlite, "SELECT * FROM sqlite_schema", Rule::TemporaryOrCatalog, true},
    {Sqlite, "SELECT * FROM temp.t", Rule::TemporaryOrCatalog, true},
    {Sqlite, "SELECT * FROM pragma_table_info('t')", Rule::TemporaryOrCatalog, true},
    {Sqlite, "SELECT * FROM pragma_optimize('t')", Rule::UnknownFunction, false},
    {Sqlite, "SELECT a FROM t WHERE a REGEXP 'x'", Rule::UnknownFunction, false},
    {Sqlite, "SELECT load_extension('x')", Rule::NotARead, false},
    {Sqlite, "SELECT date()", Rule::Volatile, true},
    {Sqlite, "SELECT date('NOW')", Rule::Volatile, true},
    {Sqlite, "SELECT date(a) FROM t", Rule::Volatile, true},
    {Sqlite, "SELECT date(?)", Rule::Volatile, true},
    {Sqlite, "SELECT strftime('%Y')", Rule::Volatile, true},
    {Sqlite, "SELECT strftime('%Y', '2020-01-01', '-1 day')", Rule::None, true},
    {Sqlite, "SELECT datetime(1092941466, 'unixepoch', 'localtime')", Rule::Volatile, true},
    {Sqlite, "SELECT a FROM t WHERE b = :b AND c IN (?, ?2)", Rule::None, true},
    {Sqlite, "EXPLAIN QUERY PLAN DELETE FROM t", Rule::Metadata, true},
    {Sqlite, "EXPLAIN PRAGMA foreign_keys=OFF", Rule::NotARead, false},
    {Sqlite, "PRAGMA main.user_version", Rule::Metadata, true},
    {Sqlite, "PRAGMA user_version=3", Rule::NotARead, false},
    {Sqlite, "PRAGMA user_version(3)", Rule::NotARead, false},
    {Sqlite, "PRAGMA writable_schema", Rule::NotARead, false},
    {PostgreSql, "PRAGMA user_version", Rule::NotARead, false},
    {PostgreSql, "EXPLAIN ANALYZE SELECT a FROM t", Rule::Metadata, true},
    {PostgreSql, "EXPLAIN (ANALYZE off) INSERT INTO t VALUES (1)", Rule::Metadata, true},
    {PostgreSql, "EXPLAIN (ANALYZE 1) INSERT INTO t VALUES (1)", Rule::NotARead, false},
    {PostgreSql, "EXPLAIN (\"analyze\") DELETE FROM t", Rule::NotARead, false},
    {PostgreSql, "EXPLAIN SELECT mine(1)", Rule::NotARead, false},
    {PostgreSql, "EXPLAIN EXECUTE p", Rule::NotARead, false},
    {PostgreSql, "SHOW search_path", Rule::Metadata, true},
    {MySql, "SHOW TABLES FROM x", Rule::Metadata, true},
    {MySql, "DESC t", Rule::Metadata, true},
    {MySql, "EXPLAIN FORMAT=JSON UPDATE t SET a=1", Rule::Metadata, true},
    {MySql, "ANALYZE FORMAT=JSON SELECT a FROM t", Rule::Metadata, true},
    {MySql, "ANALYZE TABLE t", Rule::NotARead, false},
    {MySql, "SELECT LAST_INSERT_ID()", Rule::Volatile, true},
    {MySql, "SELECT LAST_INSERT_ID(5)", Rule::NotARead, false},
    {MySql, "SELECT UNIX_TIMESTAMP()", Rule::Volatile, true},
    {MySql, "SELECT SQL_CALC_FOUND_ROWS a FROM t", Rule::Volatile, true},
    {MySql, "SELECT a FROM t LIMIT ROWS EXAMINED 9", Rule::Volatile, true},
    {MySql, "SELECT `count`(a) FROM t", Rule::UnknownFunction, false},
    {MySql, "SELECT s.nextval FROM dual", Rule::NotARead, false},
    {MySql, "SELECT * FROM mysql.user", Rule::TemporaryOrCatalog, true},
    {MySql, "HANDLER t READ FIRST", Rule::NotARead, false},
    {SqlServer, "SELECT * FROM #t", Rule::TemporaryOrCatalog, true},
    {Generic, "SELECT a FROM t WHERE b = 'x'", Rule::None, true},
    {Generic, "SHOW a", Rule::NotARead, false},
};

struct FlagCase
{
    SqlDialect dialect;
    const char* sql;
    const char* verb;
    const char* flags; // r rows, k tables known, s session, t transaction, w WHERE
};

const FlagCase kFlagCases[]{
    {Sqlite, "select a from t where b", "SELECT", "rkw"},
    {Sqlite, "SELECT a FROM t JOIN (SELECT 1 WHERE 1)", "SELECT", "rk"},
    {Sqlite, "DELETE FROM t", "DELETE", "k"},
    {Sqlite, "DELETE FROM t WHERE a=(SELECT 1)", "DELETE", "kw"},
    {Sqlite, "UPDATE t SET a=(SELECT 1 FROM u WHERE 1)", "UPDATE", "k"},
    {Sqlite, "WITH x AS (SELECT 1) DELETE FROM t WHERE a", "DELETE", "kw"},
    {Sqlite, "INSERT INTO t VALUES (1) RETURNING a", "INSERT", "rk"},
    {Sqlite, "INSERT INTO t VALUES (f(1))", "INSERT", ""},
    {Sqlite, "BEGIN IMMEDIATE", "BEGIN", "kt"},
    {Sqlite, "END", "END", "kt"},
    {MySql, "START TRANSACTION", "START", "kt"},
    {MySql, "BEGIN NOT ATOMIC SELECT 1; END", "BEGIN", "rs"},
    {PostgreSql, "PREPARE TRANSACTION 'x'", "PREPARE", "kt"},
    {PostgreSql, "PREPARE p AS SELECT 1", "PREPARE", "ks"},
    {PostgreSql, "ROLLBACK TO a", "ROLLBACK", "kt"},
    {SqlServer, "UPDATE t SET a=1", "UPDATE", "k"},
    {SqlServer, "INSERT INTO t (a) SELECT 1", "INSERT", "k"},
    {SqlServer, "INSERT INTO t EXEC p", "INSERT", "s"},
    {SqlServer, "DECLARE @a int = 1 DELETE FROM t", "DECLARE", "s"},
    {SqlServer, "DELETE FROM t DELETE FROM u", "DELETE", "s"},
    {SqlServer, "BEGIN TRAN", "BEGIN", "kt"},
    {SqlServer, "BEGIN SELECT 1 END", "BEGIN", "rs"},
    {PostgreSql, "SET search_path = x", "SET", "ks"},
    {Sqlite, "ATTACH 'x' AS y", "ATTACH", "ks"},
    {Sqlite, "PRAGMA foreign_keys=1", "PRAGMA", "rs"},
    {MySql, "USE x", "USE", "ks"},
    {PostgreSql, "CREATE TEMP TABLE t (a int)", "CREATE", "s"},
    {PostgreSql, "CREATE TABLE t (a int)", "CREATE", ""},
    {PostgreSql, "SELECT set_config('a','b',false)", "SELECT", "rks"},
    {PostgreSql, "SELECT a INTO TEMP x FROM t", "SELECT", "ks"},
    {MySql, "SELECT @a := 1", "SELECT", "rks"},
    {PostgreSql, "NOTIFY a", "NOTIFY", "k"},
    {PostgreSql, "CALL p()", "CALL", "rs"},
    {PostgreSql, "VACUUM t", "VACUUM", "r"},
    {PostgreSql, "TRUNCATE t", "TRUNCATE", "k"},
    {PostgreSql, "TRUNCATE t CASCADE", "TRUNCATE", ""},
    {Generic, "FROBNICATE t", "FROBNICATE", "rs"},
    {Generic, "'x'", "'X'", "rs"},
    {Sqlite, "", "", "k"},
    {Sqlite, "SELECT 'x", "", "s"},
    {Sqlite, "DELETE FROM a; SELECT 1", "DELETE", "rs"},
};

} // namespace

class TestSqlClassifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void classifiesTheCollectedCases_data();
    void classifiesTheCollectedCases();
    void leavesViewsToTheEngine();
    void choosesTheRule_data();
    void choosesTheRule();
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
    const QSet<QString> views{QStringLiteral("C63"), QStringLiteral("C82")};
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
    QCOMPARE(list(got.reads), QByteArrayList{"v"});
}

void TestSqlClassifier::choosesTheRule_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<bool>("readOnly");
    for (const RuleCase& row : kRuleCases)
        QTest::addRow("%s (%d)", row.sql, static_cast<int>(row.dialect))
            << row.dialect << QByteArray(row.sql) << row.rule << row.readOnly;
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

void TestSqlClassifier::knowsWhatOtherStatementsDo_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("flags"); // r rows, k tables known, s session, t transaction, w WHERE
    for (const FlagCase& row : kFlagCases)
        QTest::addRow("%s (%d)", row.sql, static_cast<int>(row.dialect))
            << row.dialect << QByteArray(row.sql) << QByteArray(row.verb) << QByteArray(row.flags);
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
    const SqlClassification read
        = classifySql("SELECT /*!40001 SQL_NO_CACHE */ a FROM t /*M!1 , u */", MySql);
    QVERIFY(read.cacheable);
    QCOMPARE(list(read.reads), (QByteArrayList{"t", "u"}));
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
