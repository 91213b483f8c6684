#include "models/tablequery.h"

#include "models/arrangedrows.h"
#include "models/rowfilter.h"
#include "tests/support/randomrows.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

TableQuery queryOf(const TableState& state, const Schema& schema = {}, const SortRules& rules = {})
{
    const Result<TableQuery> query = TableQuery::make(state, schema, rules, SqlDialect::Sqlite);
    Q_ASSERT(query);
    return query.value();
}

TableState stateOf(const char* table, const char* where = "")
{
    return {QString::fromUtf8(table), QString::fromUtf8(where)};
}

/// Runs it as Larder would.
class Bench
{
public:
    explicit Bench(const QByteArray& script)
        : m_file(script)
        , session(m_file.path())
        , schema(session.schema().value())
    {
    }

    QByteArray rows(const TableState& state, const SortRules& rules = {})
    {
        const RunOutcome outcome = session.run(queryOf(state, schema, rules).rows());
        return outcome.error ? errorText(*outcome.error).toUtf8() : TestSession::rows(outcome.result);
    }
    QByteArray count(const TableState& state)
    {
        return TestSession::rows(session.run(queryOf(state, schema).count()).result);
    }

private:
    SqliteFixture m_file;

public:
    TestSession session;
    Schema schema;
};

} // namespace

class TestTableQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsTablesOfAnyName();
    void conditionAndFiltersHoldTogether();
    void aCommentInTheConditionCommentsNothingElseOut();
    void tellsWhereTheConditionStands();
    void aConditionStaysWithinItsBrackets_data();
    void aConditionStaysWithinItsBrackets();
    void rowsThatAreEqualKeepTheOrderOfTheirKey_data();
    void rowsThatAreEqualKeepTheOrderOfTheirKey();
    void viewsAndVirtualTablesAreReadWithoutAKey();
    void sortsAndFiltersAsTheGridDoes();
    void leavesTheOrderOfALanguageToTheGrid();
    void speaksPostgreSql();
    void leavesTypesOfPostgreSqlThatItDoesNotKnowToTheGrid();
    void readsAConditionByTheRulesOfItsDialect();
    void countsWhatItShows();
};

void TestTableQuery::readsTablesOfAnyName()
{
    Bench bench("CREATE TABLE \"a\"\"b; --\"(\"x \"\"'y\"); INSERT INTO \"a\"\"b; --\" VALUES (2),(1);"
                "CREATE TABLE \"größe 表\"(\"select\"); INSERT INTO \"größe 表\" VALUES (7);");
    TableState state = stateOf("a\"b; --");
    QCOMPARE(bench.rows(state), QByteArray("2\n1"));
    state.orders = {{QStringLiteral("x \"'y"), Qt::AscendingOrder}};
    state.filters = {{QStringLiteral("x \"'y"), QStringLiteral("<9")}};
    QCOMPARE(bench.rows(state), QByteArray("1\n2"));
    state = stateOf("größe 表", "\"select\" = 7");
    QCOMPARE(bench.rows(state), QByteArray("7"));
}

void TestTableQuery::conditionAndFiltersHoldTogether()
{
    Bench bench("CREATE TABLE t(n, s); INSERT INTO t VALUES (1,'a'),(2,'b'),(3,'a'),(4,'c');");
    TableState state = stateOf("t", "n = 1 OR n > 2");
    QCOMPARE(bench.rows(state), QByteArray("1,'a'\n3,'a'\n4,'c'"));
    state.filters
        = {{QStringLiteral("s"), QStringLiteral("=a")}, {QStringLiteral("n"), QStringLiteral("!1")}};
    QCOMPARE(bench.rows(state), QByteArray("3,'a'"));
}

void TestTableQuery::aCommentInTheConditionCommentsNothingElseOut()
{
    Bench bench("CREATE TABLE t(n); INSERT INTO t VALUES (1),(2);");
    TableState state = stateOf("t", "n > 0 -- all of them");
    state.filters = {{QStringLiteral("n"), QStringLiteral("=2")}};
    QCOMPARE(bench.rows(state), QByteArray("2"));
}

void TestTableQuery::tellsWhereTheConditionStands()
{
    const TableQuery query = queryOf(stateOf("größe", "  nothing = 1 "));
    const qsizetype begin = query.rows().indexOf("nothing = 1");
    const auto errorAt = [&](qsizetype place) {
        return query.errorInWhere({QString(), QStringLiteral("near it"), {}, place});
    };
    QVERIFY(!errorAt(begin - 1));
    QCOMPARE(*errorAt(begin)->position, 0);
    QVERIFY(errorText(*errorAt(begin + 10)).contains(QStringLiteral("near it")));
    // The bracket that nobody typed.
    QCOMPARE(*errorAt(begin + 12)->position, 11);
    QVERIFY(!errorText(*errorAt(begin + 12)).contains(QStringLiteral("near it")));
    QVERIFY(!errorAt(begin + 13));
    QVERIFY(!query.errorInWhere({}));
    QVERIFY(!queryOf(stateOf("größe", " ")).errorInWhere({{}, {}, {}, begin}));
}

void TestTableQuery::aConditionStaysWithinItsBrackets_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<qsizetype>("position");
    QTest::newRow("closes more than it opens") << QStringLiteral("1) UNION SELECT (2") << qsizetype(1);
    QTest::newRow("closes and opens") << QStringLiteral("(1)) OR ((1") << qsizetype(3);
    QTest::newRow("leaves a bracket open") << QStringLiteral("n IN (1") << qsizetype(5);
    QTest::newRow("leaves a quote open") << QStringLiteral("n = 'a") << qsizetype(4);
    QTest::newRow("leaves a comment open") << QStringLiteral("1 /* x") << qsizetype(2);
    QTest::newRow("two statements") << QStringLiteral("1; DROP TABLE t") << qsizetype(1);
    QTest::newRow("semicolon") << QStringLiteral("1;") << qsizetype(1);
}

void TestTableQuery::aConditionStaysWithinItsBrackets()
{
    QFETCH(QString, where);
    QFETCH(qsizetype, position);
    const auto query = TableQuery::make({QStringLiteral("t"), where}, {}, {}, SqlDialect::Sqlite);
    QVERIFY(!query);
    QVERIFY(query.error().position == position);
    QVERIFY(!query.error().why.isEmpty());
}

void TestTableQuery::rowsThatAreEqualKeepTheOrderOfTheirKey_data()
{
    QTest::addColumn<QByteArray>("definition");
    QTest::newRow("row number") << QByteArray("CREATE TABLE t(k, s)");
    QTest::newRow("named rowid") << QByteArray("CREATE TABLE t(rowid TEXT, s)");
    QTest::newRow("all names taken") << QByteArray(
        "CREATE TABLE t(k INTEGER PRIMARY KEY, s, rowid AS (-k), _rowid_ AS (-k), oid AS (-k))");
    QTest::newRow("without row numbers")
        << QByteArray("CREATE TABLE t(k, s, PRIMARY KEY(s, k)) WITHOUT ROWID");
}

void TestTableQuery::rowsThatAreEqualKeepTheOrderOfTheirKey()
{
    QFETCH(QByteArray, definition);
    Bench bench(definition
        + "; INSERT INTO t VALUES (1,'b'),(2,'a'),(3,'b'),(4,'a'),(5,'a');"
          "CREATE INDEX i ON t(s DESC);");
    TableState state = stateOf("t");
    state.orders = {{QStringLiteral("s"), Qt::DescendingOrder}};
    QByteArrayList keys;
    const QByteArray rows = bench.rows(state);
    for (const QByteArray& row : rows.split('\n'))
        keys << row.left(row.startsWith('\'') ? 3 : 1).replace("'", "");
    QCOMPARE(keys.join(), QByteArray("13245"));
}

void TestTableQuery::viewsAndVirtualTablesAreReadWithoutAKey()
{
    Bench bench("CREATE TABLE t(n); INSERT INTO t VALUES (1),(2);"
                "CREATE VIEW v AS SELECT n, n * 2 AS \"double\" FROM t;"
                "CREATE VIRTUAL TABLE f USING fts5(body); INSERT INTO f VALUES ('tea'),('oil');");
    TableState state = stateOf("v", "double > 2");
    QCOMPARE(bench.rows(state), QByteArray("2,4"));
    state = stateOf("f", "f MATCH 'tea'");
    state.orders = {{QStringLiteral("body"), Qt::DescendingOrder}};
    QCOMPARE(bench.rows(state), QByteArray("'tea'"));
    QVERIFY(bench.rows(stateOf("gone")).startsWith("The statement failed"));
}

void TestTableQuery::sortsAndFiltersAsTheGridDoes()
{
    std::mt19937 random(20261125);
    QByteArray script = "CREATE TABLE t(a, b TEXT COLLATE NOCASE, c INTEGER); BEGIN;";
    for (int row = 0; row < 300; ++row) {
        QByteArrayList values;
        for (int column = 0; column < 3; ++column) {
            const Value value = test::randomValue(random, test::Values::Anything);
            const auto* const real = std::get_if<double>(&value);
            values << (real && std::isinf(*real) ? QByteArray(*real < 0 ? "-9e999" : "9e999")
                    : real && std::isnan(*real)  ? QByteArray("NULL")
                                                 : literalFromValue(value));
        }
        script += "INSERT INTO t VALUES (" + values.join(',').replace(QByteArray(1, '\0'), "0") + ");";
    }
    Bench bench(script + "COMMIT;");
    const ResultPtr all = bench.session.run("SELECT * FROM t ORDER BY rowid").result;
    const QStringList names{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    const QStringList filters{QStringLiteral("!NULL"), QStringLiteral("a"), QStringLiteral("<5"),
        QStringLiteral("!tea"), QStringLiteral("<>0"), QStringLiteral("a..b"), QStringLiteral("!~x")};
    for (int round = 0; round < 200; ++round) {
        SortRules rules;
        rules.nulls = random() % 2 ? NullsPlace::First : NullsPlace::Last;
        TableState state = stateOf("t");
        std::vector<ColumnFilter> local;
        for (size_t i = random() % 3; i > 0; --i) {
            const auto column = int(random() % 3);
            rules.keys.push_back({column, random() % 2 ? Qt::AscendingOrder : Qt::DescendingOrder});
            state.orders.push_back({names[column], rules.keys.back().order});
        }
        for (size_t i = random() % 3; i > 0; --i) {
            const auto column = int(random() % 3);
            const QString text = filters[qsizetype(random() % size_t(filters.size()))];
            state.filters.push_back({names[column], text});
            local.push_back({column, RowFilter::parse(text).value()});
        }
        const ArrangedRows wanted{
            all, std::make_shared<RowOrder>(*sortedRows(*all, *filteredRows(*all, local, {}), rules, {}))};
        // Where the database passes more, the grid's filter does the rest.
        const ResultPtr rows = bench.session.run(queryOf(state, bench.schema, rules).rows()).result;
        QVERIFY(rows);
        const ArrangedRows seen{rows, std::make_shared<RowOrder>(*filteredRows(*rows, local, {}))};
        QCOMPARE(seen.rowCount(), wanted.rowCount());
        for (qint64 row = 0; row < wanted.rowCount(); ++row) {
            for (int column = 0; column < 3; ++column)
                QCOMPARE(test::described(seen.cell(row, column)), test::described(wanted.cell(row, column)));
        }
    }
}

void TestTableQuery::leavesTheOrderOfALanguageToTheGrid()
{
    TableState state = stateOf("t");
    SortRules rules;
    rules.text = TextOrder::Locale;
    QVERIFY(queryOf(state, {}, rules).sorts());
    state.orders = {{QStringLiteral("n"), Qt::AscendingOrder}};
    QVERIFY(!queryOf(state, {}, rules).sorts());
    QVERIFY(!queryOf(state, {}, rules).rows().contains("ORDER BY"));
    QVERIFY(queryOf(state).sorts());
}

void TestTableQuery::speaksPostgreSql()
{
    Schema schema;
    schema.tables.push_back({QStringLiteral("Orders.2"), SchemaTable::Kind::Table, {},
        {{QStringLiteral("id"), QStringLiteral("bigint"), true, 2},
            {QStringLiteral("Name"), QStringLiteral("character varying(20)")},
            {QStringLiteral("shop"), QStringLiteral("integer"), true, 1}}});
    schema.tables.front().schema = QStringLiteral("my \"shop\"");
    schema.tables.push_back({QStringLiteral("Orders.2")}); // another of that name
    TableState state{QStringLiteral("Orders.2"), QStringLiteral("\"Name\" ~ $$^T';$$"),
        {{QStringLiteral("Name"), Qt::DescendingOrder}, {QStringLiteral("id"), Qt::AscendingOrder}},
        {{QStringLiteral("id"), QStringLiteral(">5")}}};
    state.schema = QStringLiteral("my \"shop\"");
    const SortRules first{{}, NullsPlace::First};
    const Result<TableQuery> query = TableQuery::make(state, schema, first, SqlDialect::PostgreSql);
    QVERIFY(query);
    const QByteArray from = "FROM \"my \"\"shop\"\"\".\"Orders.2\"\nWHERE (\n\"Name\" ~ $$^T';$$\n)\n"
                            "  AND (\"id\" IS NOT NULL AND \"id\" > 5)";
    QCOMPARE(query.value().rows(),
        "SELECT * " + from
            + "\nORDER BY \"Name\" COLLATE \"C\" DESC NULLS FIRST, \"id\" ASC NULLS FIRST, \"shop\", \"id\"");
    QCOMPARE(query.value().count(), "SELECT count(*) " + from);
    QVERIFY(query.value().filtersExactly() && query.value().sorts());
    const qsizetype begin = query.value().rows().indexOf("$$");
    QCOMPARE(*query.value().errorInWhere({{}, {}, {}, begin})->position, 9);
}

void TestTableQuery::leavesTypesOfPostgreSqlThatItDoesNotKnowToTheGrid()
{
    Schema schema;
    schema.tables.push_back({QStringLiteral("t"), SchemaTable::Kind::Table, {},
        {{QStringLiteral("n"), QStringLiteral("integer"), true, 1},
            {QStringLiteral("mood"), QStringLiteral("mood")}}});
    const auto queryFor = [&schema](const char* column) {
        return TableQuery::make({QStringLiteral("t"), {},
                                    {{QStringLiteral("n"), Qt::AscendingOrder},
                                        {QString::fromLatin1(column), Qt::AscendingOrder}},
                                    {{QString::fromLatin1(column), QStringLiteral(">5")}}},
            schema, {}, SqlDialect::PostgreSql)
            .value();
    };
    QVERIFY(queryFor("n").sorts() && queryFor("n").filtersExactly());
    QCOMPARE(queryFor("mood").rows(),
        QByteArray("SELECT * FROM \"t\"\nWHERE (\"mood\" IS NOT NULL)\nORDER BY \"n\""));
    QVERIFY(!queryFor("mood").sorts() && !queryFor("mood").filtersExactly());
    // Names are told apart by their case, and nobody knows which of two tables it is.
    QVERIFY(!queryFor("N").filtersExactly());
    schema.tables.push_back({QStringLiteral("T")});
    QVERIFY(queryFor("n").filtersExactly());
    schema.tables.push_back({QStringLiteral("t")});
    QVERIFY(!queryFor("n").filtersExactly() && !queryFor("n").sorts());
    QVERIFY(!queryFor("n").rows().contains("ORDER BY"));
}

void TestTableQuery::readsAConditionByTheRulesOfItsDialect()
{
    const auto isRead = [](const char* where, SqlDialect dialect) {
        return bool(TableQuery::make(stateOf("t", where), {}, {}, dialect));
    };
    QVERIFY(isRead("n = $$;)$$", SqlDialect::PostgreSql));
    QVERIFY(!isRead("n = $$;)$$", SqlDialect::Sqlite));
    QVERIFY(isRead("[a'b] = 1", SqlDialect::Sqlite));
    QVERIFY(!isRead("[a'b] = 1", SqlDialect::PostgreSql));
    QVERIFY(!isRead("n = E'a\\'", SqlDialect::PostgreSql));
}

void TestTableQuery::countsWhatItShows()
{
    Bench bench("CREATE TABLE t(n); INSERT INTO t VALUES (1),(2),(NULL);");
    QCOMPARE(bench.count(stateOf("t")), QByteArray("3"));
    TableState state = stateOf("t", "n > 0");
    state.filters = {{QStringLiteral("n"), QStringLiteral("!2")}};
    QVERIFY(!queryOf(state).filtersExactly());
    state.filters = {{QStringLiteral("n"), QStringLiteral("<>2")}};
    QVERIFY(queryOf(state).filtersExactly());
    QCOMPARE(bench.count(state), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestTableQuery)
#include "tst_tablequery.moc"
