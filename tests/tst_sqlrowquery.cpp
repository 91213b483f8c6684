#include "cache/sql/sqlrowquery.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

Q_DECLARE_METATYPE(larder::SqlDialect)
Q_DECLARE_METATYPE(larder::SqlRowObstacle)

namespace {

using enum SqlDialect;
using enum SqlRowObstacle;

struct EligibleCase
{
    SqlDialect dialect;
    const char* sql;
    const char* table;
    QByteArrayList columns; ///< "name" or "name=label"
};

const EligibleCase kEligible[]{
    {Sqlite, "SELECT * FROM t", "t", {}},
    {Sqlite, "select * from T;;", "t", {}},
    {Sqlite, "/* a */ SELECT -- b\n*FROM t -- c", "t", {}},
    {Sqlite, "SELECT t.* FROM t", "t", {}},
    {Sqlite, "SELECT x.* FROM t x", "t", {}},
    {Sqlite, "SELECT x.id FROM main.t AS x", "main.t", {"id"}},
    {Sqlite, "SELECT main.t.id, T.\"Id\", [ID] FROM Main.t", "main.t", {"id", "id", "id"}},
    {Sqlite, "SELECT id, id AS Nr, name 'the name', `a b` \"c \"\"d\" FROM t", "t",
        {"id", "id=Nr", "name=the name", "a b=c \"d"}},
    {Sqlite, "SELECT id AS \"\" FROM t", "t", {"id="}},
    {Sqlite, "SELECT *, id FROM t", "t", {}},
    {Sqlite, "SELECT id FROM \"select\" WHERE x LIKE 'UNION' ORDER BY lower(name) DESC LIMIT 5 OFFSET :o",
        "select", {"id"}},
    {Sqlite, "SELECT id FROM t WHERE id IN (SELECT o FROM u JOIN v UNION SELECT 1 GROUP BY 2)", "t", {"id"}},
    {Sqlite, "SELECT id FROM t WHERE CASE WHEN a THEN b ELSE c END ORDER BY 1, b COLLATE NOCASE LIMIT 1, 2",
        "t", {"id"}},
    {Sqlite, "SELECT id FROM t WHERE t.order = 1 AND \"group\" = 2", "t", {"id"}},
    {PostgreSql, "SELECT \"Id\", Id, Id AS Nr FROM S.T WHERE a ~ 'x' OFFSET 2 ROWS FETCH FIRST 3 ROWS ONLY",
        "s.t", {"Id", "id", "id=nr"}},
    {MySql, "SELECT Id, `A` b FROM T x WHERE LEFT(Id, 1) = 'a'", "T", {"id=Id", "a=b"}},
    {SqlServer, "SELECT [Id] FROM t", "t", {"id=Id"}},
    {Generic, "SELECT Id FROM t", "t", {"id"}},
};

struct ObstacleCase
{
    SqlDialect dialect;
    const char* sql;
    SqlRowObstacle obstacle;
    const char* token;
};

const ObstacleCase kObstacles[]{
    {Sqlite, "", NotASelect, ""},
    {Sqlite, "SELECT id FROM t WHERE a = 'x", Malformed, "'x"},
    {Sqlite, "SELECT id FROM t WHERE (a", Malformed, "("},
    {MySql, "SELECT id FROM t /*!50000 JOIN u */", Malformed, "SELECT"},
    {Generic, "SELECT id FROM t WHERE a = '\\'", Malformed, "'\\'"},
    {Sqlite, "SELECT id FROM t; SELECT 1", SeveralStatements, ";"},
    {Sqlite, "VALUES (1)", NotASelect, "VALUES"},
    {Sqlite, "(SELECT id FROM t)", NotASelect, "("},
    {Sqlite, "EXPLAIN SELECT id FROM t", NotASelect, "EXPLAIN"},
    {Sqlite, "UPDATE t SET a = 1", NotASelect, "UPDATE"},
    {PostgreSql, "TABLE t", NotASelect, "TABLE"},
    {Sqlite, "WITH t AS (SELECT 1) SELECT * FROM t", CommonTable, "WITH"},
    {Sqlite, "SELECT DISTINCT id FROM t", Distinct, "DISTINCT"},
    {Sqlite, "SELECT ALL id FROM t", Clause, "ALL"},
    {SqlServer, "SELECT TOP 5 id FROM t", Clause, "TOP"},
    {Sqlite, "SELECT id + 1 FROM t", Expression, "+"},
    {Sqlite, "SELECT 1 FROM t", Expression, "1"},
    {Sqlite, "SELECT 'id' FROM t", Expression, "'id'"},
    {Sqlite, "SELECT t.'id' FROM t", Expression, "t"},
    {MySql, "SELECT \"id\" FROM t", Expression, "\"id\""},
    {PostgreSql, "SELECT U&\"id\" FROM t", Expression, "U&\"id\""},
    {Sqlite, "SELECT NULL FROM t", Expression, "NULL"},
    {Sqlite, "SELECT current_date FROM t", Expression, "current_date"},
    {Sqlite, "SELECT NOT id FROM t", Expression, "NOT"},
    {Sqlite, "SELECT id ISNULL FROM t", Expression, "ISNULL"},
    {Sqlite, "SELECT id COLLATE NOCASE FROM t", Expression, "NOCASE"},
    {Sqlite, "SELECT (id) FROM t", Expression, "("},
    {Sqlite, "SELECT (SELECT 1) FROM t", Expression, "("},
    {Sqlite, "SELECT :p FROM t", Expression, ":p"},
    {Sqlite, "SELECT id, lower(name) FROM t", Expression, "lower"},
    {Sqlite, "SELECT u.id FROM t", Expression, "id"},
    {Sqlite, "SELECT t.id FROM t x", Expression, "id"},
    {Sqlite, "SELECT main.t.* FROM main.t", Expression, "main"},
    {Sqlite, "SELECT main.t.id FROM t", Expression, "id"},
    {MySql, "SELECT T.id FROM t", Expression, "id"},
    {Sqlite, "SELECT * x FROM t", Expression, "x"},
    {Sqlite, "SELECT id x y FROM t", Expression, "y"},
    {MySql, "SELECT id 'x' FROM t", Expression, "'x'"},
    {PostgreSql, "SELECT id::text FROM t", Expression, "::"},
    {PostgreSql, "SELECT id[1] FROM t", Expression, "["},
    {Sqlite, "SELECT count(*) FROM t", Aggregate, "count"},
    {Sqlite, "SELECT max(id) FROM t", Aggregate, "max"},
    {Sqlite, "SELECT id FROM t ORDER BY 1, abs(COUNT(*)) LIMIT 1", Aggregate, "COUNT"},
    {Sqlite, "SELECT id FROM t ORDER BY offset, \"count\"(*)", Aggregate, "\"count\""},
    {Sqlite, "SELECT rank() OVER () FROM t", Window, "rank"},
    {Sqlite, "SELECT id FROM t ORDER BY rank() OVER w", Window, "OVER"},
    {Sqlite, "SELECT id FROM t WINDOW w AS (ORDER BY id)", Window, "WINDOW"},
    {Sqlite, "SELECT id", NoTable, "SELECT"},
    {PostgreSql, "SELECT FROM t", Expression, "FROM"},
    {Sqlite, "SELECT id FROM", NoTable, ""},
    {Sqlite, "SELECT id FROM \"\"", NoTable, ""},
    {Sqlite, "SELECT id FROM 't'", NoTable, "'t'"},
    {Sqlite, "SELECT id FROM a.b.c", NoTable, "c"},
    {Sqlite, "SELECT * FROM (SELECT * FROM t)", Subquery, "("},
    {Sqlite, "SELECT * FROM (t)", Subquery, "("},
    {Sqlite, "SELECT * FROM pragma_table_info('t')", Subquery, "pragma_table_info"},
    {Sqlite, "SELECT id FROM t, u", Join, ","},
    {Sqlite, "SELECT id FROM t x, u", Join, ","},
    {Sqlite, "SELECT id FROM t JOIN u", Join, "JOIN"},
    {Sqlite, "SELECT id FROM t NATURAL JOIN u", Join, "NATURAL"},
    {Sqlite, "SELECT id FROM t x LEFT JOIN u ON 1 WHERE 1", Join, "LEFT"},
    {MySql, "SELECT id FROM t STRAIGHT_JOIN u", Join, "STRAIGHT_JOIN"},
    {Sqlite, "SELECT id FROM t UNION SELECT 1", SetOperation, "UNION"},
    {Sqlite, "SELECT id FROM t x EXCEPT SELECT 1", SetOperation, "EXCEPT"},
    {Sqlite, "SELECT id FROM t WHERE a = 1 INTERSECT SELECT 1", SetOperation, "INTERSECT"},
    {Sqlite, "SELECT id FROM t GROUP BY id", Grouping, "GROUP"},
    {Sqlite, "SELECT id FROM t WHERE 1 HAVING 1", Grouping, "HAVING"},
    {PostgreSql, "SELECT id FROM t FOR UPDATE", Clause, "FOR"},
    {PostgreSql, "SELECT id FROM t WHERE id = 1 FOR SHARE", Clause, "FOR"},
    {PostgreSql, "SELECT id FROM ONLY t", Clause, "ONLY"},
    {PostgreSql, "SELECT id FROM t x(a)", Clause, "("},
    {PostgreSql, "SELECT id FROM t TABLESAMPLE SYSTEM (1)", Clause, "TABLESAMPLE"},
    {MySql, "SELECT id FROM t LOCK IN SHARE MODE", Clause, "LOCK"},
    {MySql, "SELECT id FROM t PARTITION (p0)", Clause, "("},
    {MySql, "SELECT id FROM t USE INDEX (a)", Clause, "INDEX"},
    {MySql, "SELECT id FROM t WHERE id = 1 INTO @x", Clause, "INTO"},
    {SqlServer, "SELECT id FROM t WHERE id = 1 OPTION (RECOMPILE)", Clause, "OPTION"},
    {Sqlite, "SELECT id FROM t INDEXED BY i", Clause, "INDEXED"},
    {Sqlite, "SELECT id FROM t NOT INDEXED", Clause, "INDEXED"},
    {Sqlite, "SELECT id FROM t WHERE a = 1 WHERE b = 2", Clause, "WHERE"},
    {Sqlite, "SELECT id FROM t LIMIT 1 ORDER BY 1", Clause, "ORDER"},
    {Sqlite, "SELECT id FROM t WHERE offset = 1", Clause, "offset"},
};

struct KeyCase
{
    SqlDialect dialect;
    const char* where;
    const char* key; ///< "a: integer 1 | b: text x, :name"; null for none
};

const KeyCase kKeys[]{
    {Sqlite, "id = 5", "id: integer 5"},
    {Sqlite, "ID=-5", "id: integer -5"},
    {Sqlite, "id = - 9223372036854775808", "id: integer -9223372036854775808"},
    {Sqlite, "id = 007", "id: integer 7"},
    {Sqlite, "t.id = 5", "id: integer 5"},
    {Sqlite, "\"id\" = 5", "id: integer 5"},
    {Sqlite, "[Id] = 5 -- five", "id: integer 5"},
    {Sqlite, "id = 'O''Brien \\'", "id: text O'Brien \\"},
    {Sqlite, "id = '5'", "id: text 5"},
    {Sqlite, "id = X'00fF'", "id: blob 00ff"},
    {Sqlite, "id = ''", "id: text "},
    {Sqlite, "id IN (1, 'a', x'', 1)", "id: integer 1, text a, blob , integer 1"},
    {Sqlite, "a = 1 AND b = 'x' AND c IN (2)", "a: integer 1 | b: text x | c: integer 2"},
    {Sqlite, "id = ?", "id: :1"},
    {Sqlite, "id = :id", "id: :id"},
    {Sqlite, "a IN (?, ?) AND b = ?", "a: :1, :2 | b: :3"},
    {Sqlite, "a = ?2 AND b = ?1", "a: :2 | b: :1"},
    {Sqlite, "a = @x AND b = $x", "a: :x | b: :x"},
    {PostgreSql, "\"Id\" = $1", "Id: :1"},
    {PostgreSql, "ID = '\\'", "id: text \\"},
    {MySql, "`Id` = 'a'", "id: text a"},
    // Not a condition on a key, or not one that is the same everywhere.
    {Sqlite, "id = NULL", nullptr},
    {Sqlite, "id IN (1, NULL)", nullptr},
    {Sqlite, "id IS 5", nullptr},
    {Sqlite, "id IN ()", nullptr},
    {Sqlite, "id IN (1,)", nullptr},
    {Sqlite, "id IN (SELECT 1)", nullptr},
    {Sqlite, "id IN u", nullptr},
    {Sqlite, "id NOT IN (1)", nullptr},
    {Sqlite, "NOT id = 5", nullptr},
    {Sqlite, "id == 5", nullptr},
    {Sqlite, "id <= 5", nullptr},
    {Sqlite, "5 = id", nullptr},
    {Sqlite, "(id = 5)", nullptr},
    {Sqlite, "id = (5)", nullptr},
    {Sqlite, "id = 5.0", nullptr},
    {Sqlite, "id = 5e0", nullptr},
    {Sqlite, "id = 0x5", nullptr},
    {Sqlite, "id = 5_0", nullptr},
    {Sqlite, "id = +5", nullptr},
    {Sqlite, "id = - -5", nullptr},
    {Sqlite, "id = 9223372036854775808", nullptr},
    {Sqlite, "id = 5 + 1", nullptr},
    {Sqlite, "id = 5AND b = 1", nullptr},
    {Sqlite, "id = 5 = 1", nullptr},
    {Sqlite, "id = \"5\"", nullptr},
    {Sqlite, "id = [5]", nullptr},
    {Sqlite, "id = `5`", nullptr},
    {Sqlite, "'id' = 5", nullptr},
    {Sqlite, "id = other", nullptr},
    {Sqlite, "id = x'0'", nullptr},
    {Sqlite, "id = x'0g'", nullptr},
    {Sqlite, "id = 'a' COLLATE NOCASE", nullptr},
    {Sqlite, "id COLLATE NOCASE = 'a'", nullptr},
    {Sqlite, "+id = 5", nullptr},
    {Sqlite, "lower(id) = 'a'", nullptr},
    {Sqlite, "id = CAST(5 AS TEXT)", nullptr},
    {Sqlite, "id = abs(5)", nullptr},
    {Sqlite, "id = 5 OR id = 6", nullptr},
    {Sqlite, "id = 5 AND id = 6", nullptr},
    {Sqlite, "id = 5 AND \"ID\" = 5", nullptr},
    {Sqlite, "a = 5 AND b > 1", nullptr},
    {Sqlite, "a = 5 AND", nullptr},
    {Sqlite, "a BETWEEN 5 AND 5", nullptr},
    {Sqlite, "(a, b) = (1, 2)", nullptr},
    {Sqlite, "(a, b) IN (VALUES (1, 2))", nullptr},
    {Sqlite, "u.id = 5", nullptr},
    {Sqlite, "id = 5 ORDER BY id", nullptr},
    {Sqlite, "id = 5 LIMIT 0", nullptr},
    {PostgreSql, "id = 5 OFFSET 1", nullptr},
    {Sqlite, "a = ? AND b = :b", nullptr},
    {Sqlite, "a = ? AND b = ?1", nullptr},
    {Sqlite, "a = ?0", nullptr},
    {Sqlite, "a = ?01", nullptr},
    {Sqlite, "a = ?32767", nullptr},
    {Sqlite, "current_date = 5", nullptr},
    {MySql, "id = \"a\"", nullptr},
    {MySql, "id = 'a\\n'", nullptr},
    {MySql, "id = 'a' 'b'", nullptr},
    {MySql, "BINARY id = 'a'", nullptr},
    {MySql, "id = x'41'", nullptr},
    {MySql, "id = @x", nullptr},
    {PostgreSql, "id = E'a'", nullptr},
    {PostgreSql, "id = $$a$$", nullptr},
    {PostgreSql, "id = U&'a'", nullptr},
    {PostgreSql, "id = 'a'\n'b'", nullptr},
    {PostgreSql, "id = '5'::int", nullptr},
    {SqlServer, "id = N'a'", nullptr},
};

QByteArray shown(const SqlKeyCondition::Operand& operand)
{
    const auto* const placeholder = std::get_if<SqlPlaceholder>(&operand);
    return placeholder ? ':' + placeholder->name : described(std::get<Value>(operand));
}

QByteArray shown(const SqlKeyCondition& condition)
{
    QByteArrayList columns;
    for (size_t i = 0; i < condition.columns.size(); ++i) {
        QByteArrayList values;
        for (const auto& operand : condition.values[i])
            values << shown(operand);
        columns << condition.columns[i] + ": " + values.join(", ");
    }
    return columns.join(" | ");
}

SqlKeyCondition conditionOf(const QByteArray& where)
{
    return rowQuery("SELECT * FROM t WHERE " + where, Sqlite).key.value_or(SqlKeyCondition());
}

/// Where `keysOf()` has none: "none".
QByteArrayList shownKeys(const QByteArray& where, const std::vector<Parameter>& parameters)
{
    const auto keys = keysOf(conditionOf(where), parameters);
    if (!keys)
        return {"none"};
    QByteArrayList shown;
    for (const Value& value : *keys)
        shown << described(value);
    return shown;
}

} // namespace

class TestSqlRowQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void plainReadsOfOneTableAreEligible_data();
    void plainReadsOfOneTableAreEligible();
    void anythingElseIsAnObstacle_data();
    void anythingElseIsAnObstacle();
    void eachObstacleHasAName();
    void namesTheKeyThatIsAskedFor_data();
    void namesTheKeyThatIsAskedFor();
    void noKeyWhereColumnsStandBesideAStar();
    void keysAreAllCombinations();
    void parametersBecomeTypedValues();
    void noKeysWhereParametersDoNotFit();
    void noKeysAboveTheLimit();
    void anyTextIsReadWithoutHarm();
};

void TestSqlRowQuery::plainReadsOfOneTableAreEligible_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArrayList>("columns");
    for (const EligibleCase& row : kEligible)
        QTest::addRow("%s (%d)", row.sql, int(row.dialect))
            << row.dialect << QByteArray(row.sql) << QByteArray(row.table) << row.columns;
}

void TestSqlRowQuery::plainReadsOfOneTableAreEligible()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    const SqlRowQuery query = rowQuery(sql, dialect);
    QCOMPARE(sqlRowObstacleName(query.obstacle), QByteArray());
    QVERIFY(query.isEligible());
    QTEST(query.schema.isEmpty() ? query.table : query.schema + '.' + query.table, "table");
    QByteArrayList columns;
    for (const SqlRowColumn& column : query.columns)
        columns << column.name + (column.label ? '=' + *column.label : QByteArray());
    QTEST(columns, "columns");
}

void TestSqlRowQuery::anythingElseIsAnObstacle_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<SqlRowObstacle>("obstacle");
    QTest::addColumn<QByteArray>("token");
    for (const ObstacleCase& row : kObstacles)
        QTest::addRow("%s (%d)", row.sql, int(row.dialect))
            << row.dialect << QByteArray(row.sql) << row.obstacle << QByteArray(row.token);
}

void TestSqlRowQuery::anythingElseIsAnObstacle()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, sql);
    const SqlRowQuery query = rowQuery(sql, dialect);
    QFETCH(SqlRowObstacle, obstacle);
    QCOMPARE(sqlRowObstacleName(query.obstacle), sqlRowObstacleName(obstacle));
    QVERIFY(!query.isEligible());
    QTEST(sql.mid(query.token.offset, query.token.length), "token");
    QCOMPARE(query, (SqlRowQuery{query.obstacle, query.token}));
}

void TestSqlRowQuery::eachObstacleHasAName()
{
    QCOMPARE(sqlRowObstacleName(None), QByteArray());
    QByteArrayList names;
    for (int i = int(None) + 1; i <= int(Clause); ++i) {
        const QByteArray name = sqlRowObstacleName(SqlRowObstacle(i));
        QVERIFY(!name.isEmpty() && !names.contains(name));
        names << name;
    }
}

void TestSqlRowQuery::namesTheKeyThatIsAskedFor_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<QByteArray>("key");
    for (const KeyCase& row : kKeys)
        QTest::addRow("%s (%d)", row.where, int(row.dialect))
            << row.dialect << QByteArray(row.where) << QByteArray(row.key);
}

void TestSqlRowQuery::namesTheKeyThatIsAskedFor()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, where);
    QFETCH(QByteArray, key);
    const SqlRowQuery query = rowQuery("SELECT id, name FROM t WHERE " + where, dialect);
    QVERIFY2(query.isEligible(), sqlRowObstacleName(query.obstacle).constData());
    QCOMPARE(query.key.has_value(), !key.isNull());
    if (query.key)
        QCOMPARE(shown(*query.key), key);
}

void TestSqlRowQuery::noKeyWhereColumnsStandBesideAStar()
{
    QVERIFY(rowQuery("SELECT * FROM t WHERE id = 1", Sqlite).key);
    QVERIFY(!rowQuery("SELECT *, id FROM t WHERE id = 1", Sqlite).key);
    QVERIFY(!rowQuery("SELECT id, t.* FROM t WHERE id = 1", Sqlite).key);
}

void TestSqlRowQuery::keysAreAllCombinations()
{
    QCOMPARE(shownKeys("a IN (1, 2) AND b IN ('x', 'y')", {}),
        (QByteArrayList{
            "integer 1", "text x", "integer 2", "text x", "integer 1", "text y", "integer 2", "text y"}));
}

void TestSqlRowQuery::parametersBecomeTypedValues()
{
    QCOMPARE(shownKeys("a = ? AND b = ?", {{"2", text("x")}, {"1", 1.5}}),
        (QByteArrayList{described(Value(1.5)), "text x"}));
    // One parameter for two places.
    QCOMPARE(shownKeys("a = :p AND b = :p", {{"p", qint64(7)}}), (QByteArrayList{"integer 7", "integer 7"}));
    QCOMPARE(shownKeys("id IN (:p, 8)", {{"p", blob("7")}}), (QByteArrayList{"blob 37", "integer 8"}));
}

// The database refuses such a statement, or finds other rows.
void TestSqlRowQuery::noKeysWhereParametersDoNotFit()
{
    const QByteArrayList none{"none"};
    QCOMPARE(shownKeys("id = :p", {}), none);
    QCOMPARE(shownKeys("id = :p", {{"q", qint64(1)}}), none);
    QCOMPARE(shownKeys("id = :p", {{"p", Value()}}), none);
    QCOMPARE(shownKeys("id IN (1, :p)", {{"p", Value()}}), none);
    QCOMPARE(shownKeys("id = :p", {{"p", qint64(1)}, {"p", qint64(2)}}), none);
    QCOMPARE(shownKeys("id = :p", {{"p", qint64(1)}, {"q", qint64(2)}}), none);
    QCOMPARE(shownKeys("id = 1", {{"q", qint64(2)}}), none);
}

void TestSqlRowQuery::noKeysAboveTheLimit()
{
    QByteArrayList numbers;
    for (int i = 0; i < 182; ++i)
        numbers << QByteArray::number(i);
    const QByteArray list = '(' + numbers.join(',') + ')';
    QCOMPARE(shownKeys("a IN " + list + " AND b IN " + list, {}), QByteArrayList{"none"});
    numbers.removeLast();
    QCOMPARE(shownKeys("a IN " + list + " AND b IN (" + numbers.mid(0, 180).join(',') + ")", {}).size(),
        2 * 182 * 180);
}

void TestSqlRowQuery::anyTextIsReadWithoutHarm()
{
    const QByteArray sql
        = "SELECT x.id, \"a\" AS b FROM main.t AS x WHERE x.a = 'b' AND c IN (?, -5) LIMIT 1";
    for (const SqlDialect dialect : {Generic, Sqlite, PostgreSql, MySql, SqlServer}) {
        for (qsizetype cut = 0; cut <= sql.size(); ++cut) {
            QVERIFY(rowQuery(sql.left(cut), dialect).key.has_value() <= (cut < sql.size()));
            (void)rowQuery(sql.mid(cut), dialect);
            (void)rowQuery(sql.left(cut) + sql.mid(cut + 1), dialect);
        }
        (void)rowQuery("SELECT " + QByteArray(100'000, '('), dialect);
        (void)rowQuery("SELECT a FROM t WHERE " + QByteArray(50'000, '(') + QByteArray(50'000, ')'), dialect);
    }
}

QTEST_APPLESS_MAIN(TestSqlRowQuery)
#include "tst_sqlrowquery.moc"
