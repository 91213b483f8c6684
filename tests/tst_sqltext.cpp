#include "models/sqltext.h"

#include "cache/valuecell.h"
#include "tests/support/results.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

#include <bit>
#include <cmath>
#include <random>

using namespace larder;

class TestSqlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void quotesAnyName();
    void valuesComeBackFromSqliteBitByBit_data();
    void valuesComeBackFromSqliteBitByBit();
    void randomDoublesComeBackBitByBit();
    void writesLiteralsOfPostgreSql_data();
    void writesLiteralsOfPostgreSql();
    void hasNoLiteralForWhatSqlCanNotSay();

private:
    QByteArray returned(const Cell& cell);

    SqliteFixture m_file;
    TestSession m_session{m_file.path()};
};

QByteArray TestSqlText::returned(const Cell& cell)
{
    const RunOutcome outcome = m_session.run("SELECT " + valueLiteral(cell, SqlDialect::Sqlite)->toUtf8());
    return outcome.error ? errorText(*outcome.error).toUtf8() : test::described(*outcome.result).first();
}

void TestSqlText::quotesAnyName()
{
    QCOMPARE(quotedName(QStringLiteral("order")), QStringLiteral("\"order\""));
    QCOMPARE(quotedName(QStringLiteral("a \"b\" ü'")), QStringLiteral("\"a \"\"b\"\" ü'\""));
    QCOMPARE(quotedName({}), QStringLiteral("\"\""));
    QCOMPARE(quotedTable({}, QStringLiteral("a.b")), QStringLiteral("\"a.b\""));
    QCOMPARE(
        quotedTable(QStringLiteral("a\"b.c"), QStringLiteral("D")), QStringLiteral("\"a\"\"b.c\".\"D\""));
}

void TestSqlText::valuesComeBackFromSqliteBitByBit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("type");
    QTest::addColumn<qint64>("integer");
    QTest::addColumn<double>("real");
    const auto add
        = [](const char* name, CellType type, qint64 integer, double real, const QByteArray& bytes = {}) {
              QTest::newRow(name) << bytes << int(type) << integer << real;
          };
    add("null", CellType::Null, 0, 0);
    add("largest", CellType::Integer, std::numeric_limits<qint64>::max(), 0);
    add("smallest", CellType::Integer, std::numeric_limits<qint64>::min(), 0);
    add("0.1", CellType::Real, 0, 0.1);
    add("-0.0", CellType::Real, 0, 0.0);
    add("2.0", CellType::Real, 0, 2.0);
    add("0.1 + 0.2", CellType::Real, 0, 0.1 + 0.2);
    add("a third", CellType::Real, 0, -1.0 / 3);
    add("2^63", CellType::Real, 0, 9223372036854775808.0);
    add("infinity", CellType::Real, 0, std::numeric_limits<double>::infinity());
    add("-infinity", CellType::Real, 0, -std::numeric_limits<double>::infinity());
    add("text", CellType::Text, 0, 0, "it's \xc3\xbc \"x\" %1 --");
    add("empty text", CellType::Text, 0, 0, "");
    add("text with a NUL", CellType::Text, 0, 0, QByteArray("a\0b", 3));
    add("no UTF-8", CellType::Text, 0, 0, "a\xff");
    add("blob", CellType::Blob, 0, 0, QByteArray("\0\xff'", 3));
    add("empty blob", CellType::Blob, 0, 0, "");
}

void TestSqlText::valuesComeBackFromSqliteBitByBit()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, type);
    QFETCH(qint64, integer);
    QFETCH(double, real);
    const Cell cell{CellType(type), integer, real, bytes};
    QCOMPARE(returned(cell), test::described(cell));
}

void TestSqlText::randomDoublesComeBackBitByBit()
{
    std::mt19937_64 random(20261125);
    std::uniform_real_distribution<double> near(-1e6, 1e6);
    QByteArrayList literals;
    QByteArrayList expected;
    for (int i = 0; i < 1000; ++i) {
        // Around one, with few decimals, and of any size.
        const double number = i % 3 == 0 ? near(random)
            : i % 3 == 1                 ? std::round(near(random) * 1e4) / 1e4
                                         : std::bit_cast<double>(random());
        const Cell cell{CellType::Real, 0, number};
        const auto literal = std::isnan(number) ? std::nullopt : valueLiteral(cell, SqlDialect::Sqlite);
        if (!literal)
            continue;
        literals << literal->toUtf8();
        expected << test::described(cell);
    }
    QVERIFY(literals.size() > 600);
    for (qsizetype i = 0; i < literals.size(); i += 500) {
        const RunOutcome outcome = m_session.run("SELECT " + literals.mid(i, 500).join(", "));
        QVERIFY(!outcome.error);
        QCOMPARE(test::described(*outcome.result), expected.mid(i, 500));
    }
}

void TestSqlText::writesLiteralsOfPostgreSql_data()
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("literal");
    const auto row = [](const char* literal, const Value& value) {
        QTest::newRow(literal) << value << QString::fromUtf8(literal);
    };
    row("NULL", {});
    row("-9223372036854775808", std::numeric_limits<qint64>::min());
    row("'0.1'", 0.1);
    row("'-0.0'", -0.0);
    row("'1e+300'", 1e300);
    row("'Infinity'", kInfinity);
    row("'-Infinity'", -kInfinity);
    row("'NaN'", std::nan(""));
    row("'it''s ü %1'", test::text("it's ü %1"));
    row(R"(E'a\\''b')", test::text("a\\'b"));
    row("'12345678901234567890.123'", test::text("12345678901234567890.123"));
    row(R"('\x00ff'::bytea)", test::blob(QByteArray("\0\xff", 2)));
}

void TestSqlText::writesLiteralsOfPostgreSql()
{
    QFETCH(Value, value);
    QFETCH(QString, literal);
    QCOMPARE(valueLiteral(cellOf(value), SqlDialect::PostgreSql).value_or(QString()), literal);
}

void TestSqlText::hasNoLiteralForWhatSqlCanNotSay()
{
    QVERIFY(!textLiteral(QStringLiteral("a") + QChar(0), SqlDialect::PostgreSql));
    QVERIFY(!valueLiteral({CellType::Text, 0, 0, "a\xff"}, SqlDialect::PostgreSql));
    QVERIFY(!textLiteral(QStringLiteral("a") + QChar(0), SqlDialect::Sqlite));
    QVERIFY(!valueLiteral({CellType::Real, 0, std::nan("")}, SqlDialect::Sqlite));
    QVERIFY(!valueLiteral({CellType::Real, 0, 1e300}, SqlDialect::Sqlite));
}

QTEST_GUILESS_MAIN(TestSqlText)
#include "tst_sqltext.moc"
