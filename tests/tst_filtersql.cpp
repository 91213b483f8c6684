#include "models/filtersql.h"

#include "cache/valuecell.h"
#include "models/rowfilter.h"
#include "models/sqltext.h"
#include "tests/support/randomrows.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace larder;

namespace {

const QStringList kColumns{QStringLiteral("plain"), QStringLiteral("words"), QStringLiteral("whole"),
    QStringLiteral("folding"), QStringLiteral("real one"), QStringLiteral("num\"ber")};
const QByteArray kTable = "CREATE TABLE t(id INTEGER PRIMARY KEY, plain, words TEXT, whole INTEGER,"
                          " folding TEXT COLLATE NOCASE, \"real one\" REAL, \"num\"\"ber\" NUMERIC);";

QByteArray randomRows(std::mt19937& random, int rows)
{
    QByteArray script;
    for (int row = 0; row < rows; ++row) {
        QStringList values;
        for (qsizetype column = 0; column < kColumns.size(); ++column)
            values << valueLiteral(
                cellOf(test::randomValue(random, test::Values::Anything)), SqlDialect::Sqlite)
                          .value_or(QStringLiteral("0.5"));
        script += "INSERT INTO t VALUES (" + QByteArray::number(row) + ", "
            + values.join(QStringLiteral(", ")).toUtf8() + ");";
    }
    return script;
}

QString randomFilter(std::mt19937& random)
{
    static const QStringList operands{QStringLiteral("a"), QStringLiteral("A"), QStringLiteral("ab"),
        QStringLiteral("tea"), QStringLiteral("10"), QStringLiteral("9"), QStringLiteral("0"),
        QStringLiteral("-1"), QStringLiteral("2"), QStringLiteral("0.5"), QStringLiteral("2.0"),
        QStringLiteral("9007199254740993"), QStringLiteral("9007199254740992.0"),
        QStringLiteral("9223372036854775807"), QStringLiteral("9223372036854775808"), QStringLiteral("1e300"),
        QStringLiteral("inf"), QStringLiteral("-inf"), QStringLiteral("nan"), QStringLiteral("ä"),
        QStringLiteral("Ä"), QStringLiteral("e"), QStringLiteral("."), QStringLiteral("5"),
        QStringLiteral("zz"), QStringLiteral("it's"), QStringLiteral("%"), QStringLiteral("0.123456789"),
        QStringLiteral(""), QStringLiteral(" 2 "), QStringLiteral("+2"), QStringLiteral("1e2")};
    const auto operand = [&] { return operands[qsizetype(random() % size_t(operands.size()))]; };
    QString text;
    switch (random() % 10) {
    case 0:
        text = QStringLiteral("NULL");
        break;
    case 1:
        text = u'"' + operand() + u'"';
        break;
    case 2:
        text = operand() + QStringLiteral("..") + operand();
        break;
    case 3:
        text = u'~' + operand();
        break;
    case 4:
        text = QStringLiteral("<>") + operand();
        break;
    case 5:
        text = u'=' + operand();
        break;
    case 6:
        text = (random() % 2 ? QStringLiteral("<") : QStringLiteral(">=")) + operand();
        break;
    case 7:
        text = (random() % 2 ? QStringLiteral("<=") : QStringLiteral(">")) + operand();
        break;
    default:
        text = operand();
    }
    return random() % 3 == 0 ? u'!' + text : text;
}

struct Case
{
    QString text;
    RowFilter filter;
    int column = 0;
    SqlCondition condition = {};
};

std::vector<Case> randomCases(std::mt19937& random, int rounds)
{
    std::vector<Case> cases;
    for (int round = 0; round < rounds; ++round) {
        const QString text = randomFilter(random);
        const auto parsed = RowFilter::parse(text);
        if (!parsed)
            continue;
        const int column = 1 + int(random() % size_t(kColumns.size()));
        cases.push_back(
            {text, parsed.value(), column, filterCondition(quotedName(kColumns[column - 1]), text)});
    }
    return cases;
}

} // namespace

class TestFilterSql : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void meansWhatTheFilterMeans();
    void tellsWhatSqliteCanNotExpress_data();
    void tellsWhatSqliteCanNotExpress();
    void passesAllWhereTheTextIsNoFilter();
    void anIndexIsOfUse();
};

// All conditions at once are columns of one statement.
void TestFilterSql::meansWhatTheFilterMeans()
{
    std::mt19937 random(20261125);
    const SqliteFixture file(kTable + "BEGIN;" + randomRows(random, 150) + "COMMIT;");
    TestSession session(file.path());
    const ResultPtr all = session.run("SELECT * FROM t ORDER BY id").result;
    QCOMPARE(all->rowCount(), 150);
    const std::vector<Case> cases = randomCases(random, 1'000);
    QVERIFY(std::count_if(cases.begin(), cases.end(), [](const Case& each) { return each.condition.exact; })
        > 300);
    QByteArrayList columns;
    for (const Case& each : cases)
        columns << '(' + each.condition.sql.toUtf8() + ") IS TRUE";
    const RunOutcome outcome = session.run("SELECT " + columns.join(",\n") + " FROM t ORDER BY id");
    QVERIFY2(!outcome.error, qPrintable(errorText(outcome.error.value_or(Error()))));
    for (int i = 0; i < int(cases.size()); ++i) {
        const Case& each = cases[size_t(i)];
        for (qint64 row = 0; row < all->rowCount(); ++row) {
            const bool wanted = each.filter.passes(all->cell(row, each.column));
            const bool there = outcome.result->cell(row, i).integer != 0;
            if (each.condition.exact ? wanted != there : wanted && !there)
                QFAIL(qPrintable(
                    QStringLiteral("%1: row %2, %3").arg(each.text).arg(row).arg(each.condition.sql)));
        }
    }
}

void TestFilterSql::tellsWhatSqliteCanNotExpress_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("exact");
    QTest::newRow("equal") << QStringLiteral("=5") << true;
    QTest::newRow("range") << QStringLiteral("1..5") << true;
    QTest::newRow("contains") << QStringLiteral("tea") << true;
    QTest::newRow("digits, which doubles may hold") << QStringLiteral("5") << false;
    QTest::newRow("beyond ASCII") << QStringLiteral("Straße") << false;
    QTest::newRow("equal beyond ASCII") << QStringLiteral("=Straße") << true;
    QTest::newRow("regular expression") << QStringLiteral("~^T") << false;
    QTest::newRow("a double that SQLite may round otherwise") << QStringLiteral("<1e300") << false;
    QTest::newRow("null") << QStringLiteral("!NULL") << true;
}

void TestFilterSql::tellsWhatSqliteCanNotExpress()
{
    QFETCH(QString, filter);
    QFETCH(bool, exact);
    QCOMPARE(filterCondition(QStringLiteral("x"), filter).exact, exact);
}

void TestFilterSql::passesAllWhereTheTextIsNoFilter()
{
    QCOMPARE(filterCondition(QStringLiteral("x"), QStringLiteral("~(")), SqlCondition());
    QCOMPARE(filterCondition(QStringLiteral("x"), QStringLiteral("!")), SqlCondition());
}

void TestFilterSql::anIndexIsOfUse()
{
    const SqliteFixture file(kTable + "CREATE INDEX i ON t(words); CREATE INDEX j ON t(whole);");
    TestSession session(file.path());
    const auto plan = [&](const QString& column, const QString& filter) {
        const QString condition = filterCondition(column, filter).sql;
        return TestSession::rows(
            session.run("EXPLAIN QUERY PLAN SELECT * FROM t WHERE " + condition.toUtf8()).result);
    };
    QVERIFY(plan(QStringLiteral("words"), QStringLiteral("=tea")).contains("USING INDEX i"));
    QVERIFY(plan(QStringLiteral("words"), QStringLiteral("b..c")).contains("USING INDEX i"));
    QVERIFY(plan(QStringLiteral("whole"), QStringLiteral(">5")).contains("USING INDEX j"));
}

QTEST_GUILESS_MAIN(TestFilterSql)
#include "tst_filtersql.moc"
