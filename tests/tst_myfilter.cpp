#include "models/mycolumn.h"
#include "models/rowfilter.h"
#include "models/rowsort.h"
#include "models/serverfilter.h"
#include "models/tablequery.h"
#include "tests/support/mytest.h"

using namespace larder;

namespace {

using Ids = std::vector<qint64>;

// What texts hold that reads differently by some rule of MariaDB, or of SQL.
const QStringList kTexts{QString(), QStringLiteral("a"), QStringLiteral("A"), QStringLiteral("a "),
    QStringLiteral("b"), QStringLiteral("tea"), QStringLiteral("Tea\\n"), QStringLiteral("ä"),
    QStringLiteral("Ä"), QStringLiteral("straße"), QStringLiteral("STRASSE"), QStringLiteral("\u212Aelvin"),
    QStringLiteral("kelvin"), QStringLiteral("Me\u017F\u017Fer"), QStringLiteral("\u0130i"),
    QStringLiteral("I"), QStringLiteral("%"), QStringLiteral("_"), QStringLiteral("\\"),
    QStringLiteral("\\%"), QStringLiteral("it's"), QStringLiteral("say \"x\""), QStringLiteral("`"),
    QStringLiteral("-- #"), QStringLiteral("5"), QStringLiteral("10"), QStringLiteral("1e1"),
    QStringLiteral("NULL"), QStringLiteral("\u65E5\u672C"), QStringLiteral("\U0001F600"),
    QStringLiteral("\uFFFD"), QString(QChar(u'\0')) + u'x'};
const QStringList kNumbers{QStringLiteral("0"), QStringLiteral("-1"), QStringLiteral("1"),
    QStringLiteral("5"), QStringLiteral("5.5"), QStringLiteral("-5.5"), QStringLiteral("0.1"),
    QStringLiteral("2024"), QStringLiteral("99"), QStringLiteral("127"), QStringLiteral("255"),
    QStringLiteral("9007199254740993"), QStringLiteral("9223372036854775807"),
    QStringLiteral("-9223372036854775808"), QStringLiteral("9223372036854775808"),
    QStringLiteral("18446744073709551615"), QStringLiteral("1e300"), QStringLiteral("-1e300"),
    QStringLiteral("inf"), QStringLiteral("-inf"), QStringLiteral("nan"),
    QStringLiteral("12345678901234567890123456789.123456789"),
    QStringLiteral("0.1234567890123456789012345678901234567890")};
const QStringList kTimes{QStringLiteral("2024-02-29"), QStringLiteral("0000-00-00"), QStringLiteral("2024"),
    QStringLiteral("2024-02-29 23:59:59"), QStringLiteral("-12:00:00"), QStringLiteral("838:59:59"),
    QStringLiteral("9:"), QStringLiteral("2024-10-27 02:30:00.5")};

QByteArray literal(const QString& text)
{
    return "_utf8mb4 x'" + text.toUtf8().toHex() + '\'';
}

QByteArrayList literals(const QStringList& texts)
{
    QByteArrayList all;
    for (const QString& text : texts)
        all << literal(text);
    return all;
}

QStringList filters()
{
    QStringList all{QStringLiteral("NULL"), QStringLiteral("!NULL"), QStringLiteral("~^[ta]"),
        QStringLiteral("!~a"), QStringLiteral("A..b"), QStringLiteral("-1..5.5"), QStringLiteral("0..99"),
        QStringLiteral("\"\""), QStringLiteral("SS"), QStringLiteral("K"), QStringLiteral("\"\\\\%\"")};
    for (const QString& text : kTexts + kNumbers + kTimes) {
        for (const char* const comparison : {"", "!", "=", "<>", "<", "<=", ">", ">="})
            all << QLatin1String(comparison) + text;
    }
    all.removeIf([](const QString& text) { return !RowFilter::parse(text); });
    return all;
}

Ids idsOf(const ResultPtr& result, const RowOrder& rows)
{
    Ids ids;
    for (const quint32 row : rows)
        ids.push_back(result->cell(row, 0).integer);
    return ids;
}

} // namespace

/// Filters and orders of tables of a real MariaDB server, beside what the grid makes of the same rows.
class TestMyFilter : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void filtersAndSortsAsTheGridDoes_data();
    void filtersAndSortsAsTheGridDoes();
    void meansTheSameUnderAnySqlMode();
    void aNameWithMarksStaysAName();
    void findsATextByTheIndexOfItsColumn();
    void leavesToTheGridWhatItDoesNotKnow_data();
    void leavesToTheGridWhatItDoesNotKnow();

private:
    /// The rows that the server gives for @p state, in its order.
    struct Answer
    {
        Ids ids;
        bool filtersExactly;
        bool sorts;
    };

    void makeTable(const QByteArray& type, const QByteArrayList& values)
    {
        QByteArray script = "SET SESSION sql_mode = ''; CREATE TABLE t(id int PRIMARY KEY, c " + type
            + "); INSERT INTO t VALUES (0, NULL)";
        for (qsizetype i = 0; i < values.size(); ++i)
            script += ", (" + QByteArray::number(i + 1) + ", " + values[i] + ')';
        exec(script);
    }
    [[nodiscard]] std::optional<Answer> answer(
        TestSession& session, const Schema& schema, const TableState& state, const SortRules& rules = {})
    {
        const Result<TableQuery> query = TableQuery::make(state, schema, rules, SqlDialect::MySql);
        const RunOutcome outcome = session.run(query.value().rows(), FreshnessPolicy::Off);
        if (outcome.error) {
            qWarning("%s", qPrintable(errorText(*outcome.error)));
            return std::nullopt;
        }
        return Answer{idsOf(outcome.result, allRows(*outcome.result)), query.value().filtersExactly(),
            query.value().sorts()};
    }
    /// The one of the database of this function.
    [[nodiscard]] const SchemaTable& ownTable(const Schema& schema) const
    {
        return *std::find_if(schema.tables.begin(), schema.tables.end(),
            [this](const SchemaTable& each) { return each.schema == database(); });
    }
    [[nodiscard]] TableState table() const
    {
        TableState state{QStringLiteral("t")};
        state.schema = database();
        return state;
    }
};

void TestMyFilter::filtersAndSortsAsTheGridDoes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<bool>("sorts");
    const auto row = [](const char* type, const QByteArrayList& values, bool sorts = true) {
        QTest::newRow(type) << QByteArray(type) << values << sorts;
    };
    const QByteArrayList integers{"0", "-1", "1", "5", "127", "255", "99", "2024", "-9223372036854775808",
        "9223372036854775807", "9007199254740993", "18446744073709551615"};
    for (const char* type :
        {"tinyint", "tinyint unsigned", "int", "mediumint unsigned", "bigint", "bigint unsigned"})
        row(type, integers);
    row("year", {"0", "1901", "2024", "99", "2155"});
    row("double",
        {"0", "-0e0", "0.1", "5.5", "-5.5", "1e300", "-1e300", "1e-300", "9007199254740993",
            "123456789.123456789", "-1.7976931348623157e308", "-2.2250738585072014e-308", "1e15"});
    row("decimal(65,30)",
        {"0", "-1", "5.5", "-5.5", "0.1", "12345678901234567890123456789.123456789",
            "0.123456789012345678901234567890", "99", "-0.000000000000000000000000000001"});
    row("decimal(20,0) unsigned", {"0", "5", "18446744073709551615", "99999999999999999999"});
    const QByteArrayList texts = literals(kTexts);
    row("varchar(60) COLLATE utf8mb4_general_ci", texts);
    row("varchar(60) COLLATE utf8mb4_unicode_ci", texts);
    row("varchar(60) COLLATE utf8mb4_nopad_bin", texts);
    row("varchar(60) CHARACTER SET latin1", texts);
    row("varchar(60) CHARACTER SET ucs2", texts);
    row("varchar(60) CHARACTER SET cp932", texts);
    row("varchar(300)", texts, false);
    row("char(20)", texts);
    row("tinytext", texts);
    row("text", texts, false);
    row("enum('a', 'B', 'tea', 'it''s', '5', '', 'ä')", literals(kTexts), false);
    row("set('a', 'b', 'tea')", {"'a'", "'a,b'", "'tea,a'", "''"}, false);
    const QByteArrayList times = literals(kTimes);
    for (const char* type : {"date", "datetime", "datetime(6)", "time", "time(3)"})
        row(type, times);
    row("timestamp(2) NULL", {"'2024-02-29 23:59:59'", "'2024-10-27 02:30:00.5'", "'1971-01-01'", "0"});
    row("uuid", {"'123e4567-e89b-12d3-a456-426655440000'", "'00000000-0000-0000-0000-000000000005'"});
    row("inet6", {"'::1'", "'fe80::5'", "'::ffff:10.0.0.1'"});
    row("varbinary(60)", texts);
    row("blob", texts, false);
    row("float", {"0", "0.1", "5.5", "99", "16777217"}, false);
    row("double(10,2)", {"0", "0.1", "5.5", "99"}, false);
    row("int(5) ZEROFILL", {"0", "5", "99"}, false);
    row("bit(9)", {"0", "5", "99", "255"}, false);
}

void TestMyFilter::filtersAndSortsAsTheGridDoes()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArrayList, values);
    QFETCH(bool, sorts);
    makeTable(type, values);
    TestSession session(address());
    const Schema schema = session.schema().value();
    const ResultPtr all = session.run("SELECT * FROM t ORDER BY id").result;
    QVERIFY(all);
    const MyColumn column(QStringLiteral("c"), ownTable(schema).columns.back().type);
    const QStringList texts = filters();
    QStringList conditions;
    for (const QString& text : texts)
        conditions << serverFilterCondition(column, text).sql;
    const RunOutcome told = session.run("SELECT " + conditions.join(u',').toUtf8() + " FROM t ORDER BY id");
    QVERIFY2(!told.error, told.error ? qPrintable(errorText(*told.error)) : "");
    for (int i = 0; i < texts.size(); ++i) {
        const Ids wanted = idsOf(all, *filteredRows(*all, {{1, RowFilter::parse(texts[i]).value()}}, {}));
        Ids passed;
        for (qint64 row = 0; row < all->rowCount(); ++row) {
            QVERIFY2(!told.result->cell(row, i).isNull(), qPrintable(texts[i]));
            if (told.result->cell(row, i).integer == 1)
                passed.push_back(row);
        }
        QVERIFY2(
            std::includes(passed.begin(), passed.end(), wanted.begin(), wanted.end()), qPrintable(texts[i]));
        QVERIFY2(!serverFilterCondition(column, texts[i]).exact || passed == wanted, qPrintable(texts[i]));
    }
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        for (const NullsPlace nulls : {NullsPlace::First, NullsPlace::Last}) {
            TableState state = table();
            state.orders = {{QStringLiteral("c"), order}};
            const SortRules rules{{{1, order}}, nulls};
            const auto seen = answer(session, schema, state, rules);
            QVERIFY(seen);
            QCOMPARE(seen->sorts, sorts);
            if (sorts)
                QCOMPARE(seen->ids, idsOf(all, *sortedRows(*all, allRows(*all), rules, {})));
        }
    }
}

void TestMyFilter::meansTheSameUnderAnySqlMode()
{
    makeTable("varchar(60)", literals(kTexts));
    TestSession session(address());
    const Schema schema = session.schema().value();
    for (const char* mode : {"NO_BACKSLASH_ESCAPES", "ANSI,HIGH_NOT_PRECEDENCE", "PAD_CHAR_TO_FULL_LENGTH"}) {
        QVERIFY(!session.run(QByteArray("SET sql_mode = '") + mode + '\'').error);
        for (const auto& [filter, ids] :
            {std::pair(QStringLiteral("=\\"), Ids{19}), std::pair(QStringLiteral("\\"), Ids{7, 19, 20}),
                std::pair(QStringLiteral("it's"), Ids{21}), std::pair(QStringLiteral("%"), Ids{17, 20})}) {
            TableState state = table();
            state.filters = {{QStringLiteral("c"), filter}};
            const auto seen = answer(session, schema, state);
            QVERIFY(seen && seen->filtersExactly);
            QCOMPARE(seen->ids, ids);
        }
        TableState state = table();
        state.filters = {{QStringLiteral("c"), QStringLiteral("!a")}};
        QVERIFY(answer(session, schema, state)->ids.size() > 10);
    }
}

void TestMyFilter::aNameWithMarksStaysAName()
{
    exec("CREATE TABLE `t``%1 \"\\\\`(id int PRIMARY KEY, `c``%1'\\\\ \"` int); INSERT INTO `t``%1 \"\\\\`"
         " VALUES (1, 5), (2, 7), (3, NULL)");
    TestSession session(address());
    const Schema schema = session.schema().value();
    const QString column = ownTable(schema).columns.back().name;
    TableState state{
        ownTable(schema).name, {}, {{column, Qt::DescendingOrder}}, {{column, QStringLiteral("<9")}}};
    state.schema = database();
    const auto seen = answer(session, schema, state);
    QVERIFY(seen && seen->filtersExactly && seen->sorts);
    QCOMPARE(seen->ids, (Ids{2, 1}));
}

void TestMyFilter::findsATextByTheIndexOfItsColumn()
{
    exec("CREATE TABLE t(id int PRIMARY KEY, c varchar(60) COLLATE utf8mb4_general_ci, INDEX (c));"
         "INSERT INTO t SELECT seq, CONCAT('text ', seq) FROM seq_1_to_5000; ANALYZE TABLE t");
    const MyColumn column(QStringLiteral("c"), QStringLiteral("varchar(60)"));
    const SqlCondition condition = serverFilterCondition(column, QStringLiteral("=text 77"));
    const QByteArray where = " FROM t WHERE " + condition.sql.toUtf8();
    QCOMPARE(value("SELECT id" + where), QByteArray("77"));
    QVERIFY(value("EXPLAIN FORMAT=JSON SELECT id" + where).contains("\"key\": \"c\""));
}

void TestMyFilter::leavesToTheGridWhatItDoesNotKnow_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("filter");
    const auto row = [](const char* type, const char* filter) {
        QTest::addRow("%s of %s", filter, type) << QString::fromUtf8(type) << QString::fromUtf8(filter);
    };
    row("varchar(9)", "~^T");
    row("varchar(9)", "Straße");
    row("double", "5");
    row("double", "=9007199254740993");
    row("decimal(9,2)", "<inf");
    row("decimal(9,2)", "<0.12345678901234567890123456789012345");
    row("bigint(20) unsigned", ">9007199254740993.5");
    row("float", ">5");
    row("double(10,2)", ">5");
    row("int(5) unsigned zerofill", "=5");
    row("bit(9)", "=5");
    row("point", "=5");
    row("", "5");
}

void TestMyFilter::leavesToTheGridWhatItDoesNotKnow()
{
    QFETCH(QString, type);
    QFETCH(QString, filter);
    const MyColumn column(QStringLiteral("c"), type);
    QCOMPARE(serverFilterCondition(column, filter), (SqlCondition{QStringLiteral("`c` IS NOT NULL"), false}));
}

QTEST_GUILESS_MAIN(TestMyFilter)
#include "tst_myfilter.moc"
