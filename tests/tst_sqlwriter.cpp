#include "models/sqlwriter.h"

#include "tests/support/writtenrows.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>

using namespace larder;
using namespace larder::test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const RowForm kSql{RowFormat::Sql};

} // namespace

class TestSqlWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void writesALiteral_data();
    void writesALiteral();
    void writesALiteralOfPostgreSql_data();
    void writesALiteralOfPostgreSql();
    void quotesIdentifiersAndMakesThemDistinct();
    void insertsIntoTheTableThatAllColumnsComeFrom();
    void beginsAStatementAfterManyRowsOrBytes();
    void commentCanNotBecomeAStatement();
};

void TestSqlWriter::writesALiteral_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("literal");
    const auto row = [](const char* name, const Value& value, const QByteArray& literal) {
        QTest::newRow(name) << value << literal;
    };
    row("null", {}, "NULL");
    row("empty text", text(""), "''");
    row("quotes", text("it's \"so\""), "'it''s \"so\"'");
    row("line feed", text("a\nb"), "'a\nb'");
    row("carriage return", text("a\r\nb"), "CAST(x'610d0a62' AS TEXT)");
    row("nul", text(QByteArray("a\0b", 3)), "CAST(x'610062' AS TEXT)");
    row("invalid UTF-8", text("a\xff"), "CAST(x'61ff' AS TEXT)");
    row("emoji", text("\U0001F600"), "'\U0001F600'");
    row("largest integer", std::numeric_limits<qint64>::max(), "9223372036854775807");
    row("smallest integer", std::numeric_limits<qint64>::min(), "-9223372036854775808");
    row("real", 0.1, "0.1");
    row("whole real", 2.0, "2.0");
    row("infinity", kInfinity, "9e999");
    row("minus infinity", -kInfinity, "-9e999");
    row("blob", blob(QByteArray("\0\xff", 2)), "x'00ff'");
    row("empty blob", blob(""), "x''");
}

void TestSqlWriter::writesALiteral()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, literal);
    QCOMPARE(written(kSql, single(value)), "INSERT INTO \"result\" (\"x\") VALUES\n(" + literal + ");\n");
}

void TestSqlWriter::writesALiteralOfPostgreSql_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("literal");
    const auto row = [](const char* name, const Value& value, const QByteArray& literal) {
        QTest::newRow(name) << value << literal;
    };
    row("null", {}, "NULL");
    row("quotes", text("it's \"so\""), "'it''s \"so\"'");
    row("backslash", text("a\\b'c"), "E'a\\\\b''c'");
    row("line feed and tab", text("a\n\tb"), "'a\n\tb'");
    row("carriage return", text("a\r\nb"), "E'a\\x0d\nb'");
    row("control character before a digit",
        text("a\x01"
             "2"),
        "E'a\\x012'");
    row("emoji", text("\U0001F600"), "'\U0001F600'");
    row("nul", text(QByteArray("a\0b", 3)), "'\\x610062'::bytea");
    row("invalid UTF-8", text("a\xff"), "'\\x61ff'::bytea");
    row("smallest integer", std::numeric_limits<qint64>::min(), "-9223372036854775808");
    row("real", 0.1, "0.1");
    row("infinity", kInfinity, "'Infinity'");
    row("minus infinity", -kInfinity, "'-Infinity'");
    row("no number", std::nan(""), "'NaN'");
    row("minus zero", -0.0, "'-0'");
    row("decimal", text("12345678901234567890.10"), "'12345678901234567890.10'");
    row("blob", blob(QByteArray("\0\xff", 2)), "'\\x00ff'::bytea");
    row("empty blob", blob(""), "'\\x'::bytea");
}

void TestSqlWriter::writesALiteralOfPostgreSql()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, literal);
    RowForm form{RowFormat::Sql};
    form.dialect = SqlDialect::PostgreSql;
    QCOMPARE(written(form, single(value)), "INSERT INTO \"result\" (\"x\") VALUES\n(" + literal + ");\n");
}

void TestSqlWriter::quotesIdentifiersAndMakesThemDistinct()
{
    const ResultPtr result = resultOf({QStringLiteral("a\"b"), QStringLiteral("c d"), QStringLiteral("c d")},
        {{qint64(1), qint64(2), qint64(3)}});
    QCOMPARE(written({RowFormat::Sql, {}, QStringLiteral("my \"table\"")}, result),
        QByteArray("INSERT INTO \"my \"\"table\"\"\" (\"a\"\"b\", \"c d\", \"c d:1\") VALUES\n(1, 2, 3);\n"));
}

void TestSqlWriter::insertsIntoTheTableThatAllColumnsComeFrom()
{
    const ColumnInfo a{QStringLiteral("a"), {}, QStringLiteral("t"), QStringLiteral("a")};
    const ColumnInfo b{QStringLiteral("b"), {}, QStringLiteral("u"), QStringLiteral("b")};
    QCOMPARE(commonTable({a, a}).name, QStringLiteral("t"));
    QCOMPARE(commonTable({a, b}), TableName());
    QCOMPARE(commonTable({a, {QStringLiteral("n")}}), TableName());
    QCOMPARE(commonTable({}), TableName());
    ColumnInfo aside = a;
    aside.originSchema = QStringLiteral("as\"ide");
    QCOMPARE(commonTable({a, aside}), TableName());
    ResultBuilder other({aside});
    other.column(0).appendNull();
    other.endRow();
    QCOMPARE(written(kSql, other.snapshot(Completeness::Complete)),
        QByteArray("INSERT INTO \"as\"\"ide\".\"t\" (\"a\") VALUES\n(NULL);\n"));
    ResultBuilder builder({a});
    builder.column(0).appendNull();
    builder.endRow();
    QCOMPARE(written(kSql, builder.snapshot(Completeness::Complete)),
        QByteArray("INSERT INTO \"t\" (\"a\") VALUES\n(NULL);\n"));
}

void TestSqlWriter::beginsAStatementAfterManyRowsOrBytes()
{
    const QByteArray head = "INSERT INTO \"result\" (\"x\") VALUES\n";
    const auto rows = [](int count, qsizetype bytes) {
        return resultOf(
            {QStringLiteral("x")}, std::vector<Row>(size_t(count), {text(QByteArray(bytes, 'x'))}));
    };
    QCOMPARE(written(kSql, rows(500, 1)).count(head), 1);
    QCOMPARE(written(kSql, rows(501, 1)).count(head), 2);
    QCOMPARE(written(kSql, rows(501, 1)).count(");\n"), 2);
    QVERIFY(!written(kSql, rows(500, 1)).contains(";\n;"));
    QCOMPARE(written(kSql, rows(3, 200'000)).count(head), 2);
}

void TestSqlWriter::commentCanNotBecomeAStatement()
{
    const RowForm form{
        RowFormat::Sql, {}, {}, {QStringLiteral("one"), QStringLiteral("two\nDROP TABLE t;\rx")}};
    QVERIFY(written(form, single(qint64(1))).startsWith("-- one\n-- two\n-- DROP TABLE t;\n-- x\nINSERT"));
}

QTEST_GUILESS_MAIN(TestSqlWriter)
#include "tst_sqlwriter.moc"
