#include "models/csvwriter.h"

#include "tests/support/writtenrows.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;
using namespace larder::test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const RowForm kCsv{RowFormat::Csv};

} // namespace

class TestCsvWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void writesAField_data();
    void writesAField();
    void hasAHeaderAndRowsThatEndAsTheStandardSays();
    void quotesNamesOfColumns();
    void keepsBytesThatAreNoUtf8();
    void separatorDecidesWhatNeedsQuotes_data();
    void separatorDecidesWhatNeedsQuotes();
    void nullTextIsToldFromTheSameText();
    void nullTextIsToldFromNumbers();
    void quotesAllButNullIfAsked();
    void beginsWithAByteOrderMarkIfAsked();
    void tsvHasTabsWhateverTheSeparator();
    void refusesAsNullTextWhatWouldBeAnotherField();
};

void TestCsvWriter::writesAField_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char* name, const Value& value, const QByteArray& field) {
        QTest::newRow(name) << value << field;
    };
    row("null", {}, "");
    row("empty text", text(""), "\"\"");
    row("text", text("tea"), "tea");
    row("text null", text("NULL"), "NULL");
    row("blanks", text("  a "), "  a ");
    row("comma", text("a,b"), "\"a,b\"");
    row("quote", text("say \"hi\""), "\"say \"\"hi\"\"\"");
    row("only a quote", text("\""), "\"\"\"\"");
    row("line feed", text("a\nb"), "\"a\nb\"");
    row("carriage return", text("a\rb"), "\"a\rb\"");
    row("umlaut", text("ü€"), "ü€");
    row("nul", text(QByteArray("a\0b", 3)), QByteArray("a\0b", 3));
    row("largest integer", std::numeric_limits<qint64>::max(), "9223372036854775807");
    row("smallest integer", std::numeric_limits<qint64>::min(), "-9223372036854775808");
    row("real", 0.1, "0.1");
    row("whole real", 2.0, "2.0");
    row("minus zero", -0.0, "-0.0");
    row("infinity", kInfinity, "Infinity");
    row("blob", blob(QByteArray("\0\xff", 2)), "x'00ff'");
    row("empty blob", blob(""), "x''");
}

void TestCsvWriter::writesAField()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, field);
    QCOMPARE(written(kCsv, single(value)), "x\r\n" + field + "\r\n");
}

void TestCsvWriter::hasAHeaderAndRowsThatEndAsTheStandardSays()
{
    const ResultPtr result
        = resultOf(columns("id name note"), {{qint64(1), text("tea"), {}}, {qint64(2), {}, text("")}});
    QCOMPARE(written(kCsv, result), QByteArray("id,name,note\r\n1,tea,\r\n2,,\"\"\r\n"));
}

void TestCsvWriter::quotesNamesOfColumns()
{
    const ResultPtr result
        = resultOf({QStringLiteral("a,b"), QStringLiteral("c\"d"), QString(), QStringLiteral("e\nf")}, {});
    QCOMPARE(written(kCsv, result), QByteArray("\"a,b\",\"c\"\"d\",\"\",\"e\nf\"\r\n"));
}

void TestCsvWriter::keepsBytesThatAreNoUtf8()
{
    QCOMPARE(written(kCsv,
                 single(text("a\xff"
                             "b"))),
        QByteArray("x\r\na\xff"
                   "b\r\n"));
}

void TestCsvWriter::separatorDecidesWhatNeedsQuotes_data()
{
    QTest::addColumn<char>("separator");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("comma") << ',' << QByteArray("\"a,\",b;,c|,d\t,1.5\r\n");
    QTest::newRow("semicolon") << ';' << QByteArray("a,;\"b;\";c|;d\t;1.5\r\n");
    QTest::newRow("pipe") << '|' << QByteArray("a,|b;|\"c|\"|d\t|1.5\r\n");
    QTest::newRow("tab") << '\t' << QByteArray("a,\tb;\tc|\t\"d\t\"\t1.5\r\n");
}

void TestCsvWriter::separatorDecidesWhatNeedsQuotes()
{
    QFETCH(char, separator);
    const RowForm form{RowFormat::Csv, {.separator = separator, .header = false}};
    const ResultPtr result
        = resultOf(columns("a b c d e"), {{text("a,"), text("b;"), text("c|"), text("d\t"), 1.5}});
    QTEST(written(form, result), "line");
}

void TestCsvWriter::nullTextIsToldFromTheSameText()
{
    const RowForm form{RowFormat::Csv, {.nullText = "NULL", .header = false}};
    const ResultPtr result = resultOf(columns("a b c d"), {{{}, text("NULL"), text(""), text("null")}});
    QCOMPARE(written(form, result), QByteArray("NULL,\"NULL\",\"\",null\r\n"));
}

void TestCsvWriter::nullTextIsToldFromNumbers()
{
    const RowForm form{RowFormat::Csv, {.nullText = "0", .header = false}};
    const ResultPtr result = resultOf(columns("a b c"), {{{}, qint64(0), qint64(10)}});
    QCOMPARE(written(form, result), QByteArray("0,\"0\",10\r\n"));
}

void TestCsvWriter::quotesAllButNullIfAsked()
{
    const RowForm form{RowFormat::Csv, {.quoteAll = true}};
    const ResultPtr result = resultOf(columns("a b c d e"), {{{}, text(""), qint64(-1), 1.5, blob("\xff")}});
    QCOMPARE(written(form, result),
        QByteArray("\"a\",\"b\",\"c\",\"d\",\"e\"\r\n,\"\",\"-1\",\"1.5\",\"x'ff'\"\r\n"));
}

void TestCsvWriter::beginsWithAByteOrderMarkIfAsked()
{
    const RowForm form{RowFormat::Csv, {.lineEnd = LineEnd::Lf, .byteOrderMark = true}};
    QCOMPARE(written(form, single(qint64(1))), QByteArray("\xef\xbb\xbfx\n1\n"));
}

void TestCsvWriter::tsvHasTabsWhateverTheSeparator()
{
    RowForm form = defaultForm(RowFormat::Tsv);
    form.csv.separator = ';';
    const ResultPtr result = resultOf(columns("a b"), {{text("x;y"), text("u\tv")}});
    QCOMPARE(written(form, result), QByteArray("a\tb\nx;y\t\"u\tv\"\n"));
}

void TestCsvWriter::refusesAsNullTextWhatWouldBeAnotherField()
{
    QVERIFY(isNullText(""));
    QVERIFY(isNullText("\\N"));
    for (const char* text : {",", ";", "\t", "|", "\"", "a\nb", "\r"})
        QVERIFY2(!isNullText(text), text);
}

QTEST_GUILESS_MAIN(TestCsvWriter)
#include "tst_csvwriter.moc"
