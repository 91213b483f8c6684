#include "app/rowwriter.h"

#include "tests/support/results.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;
using namespace larder::test;

namespace {

/// What a writer makes of growing snapshots of one result.
QByteArray written(RowFormat format, const std::vector<ResultPtr>& snapshots)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto writer = RowWriter::create(format, buffer);
    for (const ResultPtr& each : snapshots)
        writer->write(*each);
    writer->finish();
    return buffer.data();
}

QByteArray written(RowFormat format, const ResultPtr& result)
{
    return written(format, std::vector<ResultPtr>{result});
}

/// A result with one column "x" and one row.
ResultPtr single(const Value& value)
{
    return resultOf({QStringLiteral("x")}, {{value}});
}

QStringList columns(const char* names)
{
    return QString::fromUtf8(names).split(u' ');
}

} // namespace

Q_DECLARE_METATYPE(larder::Value)

class TestRowWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanup() { QLocale::setDefault(QLocale::system()); }

    void csvWritesAField_data();
    void csvWritesAField();
    void csvHasAHeaderAndRowsThatEndAsTheStandardSays();
    void csvQuotesNamesOfColumns();
    void csvKeepsBytesThatAreNoUtf8();
    void jsonWritesAValue_data();
    void jsonWritesAValue();
    void jsonGivesEachColumnAKeyOfItsOwn();
    void jsonIsOneArrayWithARowPerLine();
    void jsonStaysReadableWhateverTheBytes();
    void tableAlignsItsColumns();
    void tableKeepsEachRowOnOneLine();
    void tableSendsNoControlCharacterToTheTerminal();
    void emptyResultHasItsForm_data();
    void emptyResultHasItsForm();
    void growingSnapshotsGiveTheSameBytesAsOne_data();
    void growingSnapshotsGiveTheSameBytesAsOne();
    void writesNothingIfNoResultCame_data();
    void writesNothingIfNoResultCame();
    void doesNotDependOnTheLocale_data();
    void doesNotDependOnTheLocale();
};

void TestRowWriter::csvWritesAField_data()
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
    row("infinity", std::numeric_limits<double>::infinity(), "inf");
    row("blob", blob(QByteArray("\0\xff", 2)), "x'00ff'");
    row("empty blob", blob(""), "x''");
}

void TestRowWriter::csvWritesAField()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, field);
    QCOMPARE(written(RowFormat::Csv, single(value)), "x\r\n" + field + "\r\n");
}

void TestRowWriter::csvHasAHeaderAndRowsThatEndAsTheStandardSays()
{
    const ResultPtr result
        = resultOf(columns("id name note"), {{qint64(1), text("tea"), {}}, {qint64(2), {}, text("")}});
    QCOMPARE(written(RowFormat::Csv, result), QByteArray("id,name,note\r\n1,tea,\r\n2,,\"\"\r\n"));
}

void TestRowWriter::csvQuotesNamesOfColumns()
{
    const ResultPtr result
        = resultOf({QStringLiteral("a,b"), QStringLiteral("c\"d"), QString(), QStringLiteral("e\nf")}, {});
    QCOMPARE(written(RowFormat::Csv, result), QByteArray("\"a,b\",\"c\"\"d\",\"\",\"e\nf\"\r\n"));
}

void TestRowWriter::csvKeepsBytesThatAreNoUtf8()
{
    QCOMPARE(written(RowFormat::Csv,
                 single(text("a\xff"
                             "b"))),
        QByteArray("x\r\na\xff"
                   "b\r\n"));
}

void TestRowWriter::jsonWritesAValue_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* name, const Value& value, const QByteArray& json) {
        QTest::newRow(name) << value << json;
    };
    row("null", {}, "null");
    row("empty text", text(""), "\"\"");
    row("text like a number", text("42"), "\"42\"");
    row("quote and backslash", text("a\"\\b"), R"("a\"\\b")");
    row("line feed and tab", text("a\nb\tc"), R"("a\nb\tc")");
    row("nul", text(QByteArray("a\0b", 3)), R"("a\u0000b")");
    row("emoji", text("ü\U0001F600"), "\"ü\U0001F600\"");
    row("invalid UTF-8",
        text("a\xff"
             "b"),
        "\"a\uFFFD"
        "b\"");
    row("integer beyond a double", Q_INT64_C(9007199254740993), "9007199254740993");
    row("largest integer", std::numeric_limits<qint64>::max(), "9223372036854775807");
    row("smallest integer", std::numeric_limits<qint64>::min(), "-9223372036854775808");
    row("real", 0.1, "0.1");
    row("whole real", 2.0, "2.0");
    row("large real", 1e308, "1e+308");
    row("infinity", std::numeric_limits<double>::infinity(), "\"inf\"");
    row("minus infinity", -std::numeric_limits<double>::infinity(), "\"-inf\"");
    row("blob", blob(QByteArray("\0\xff", 2)), R"({"blob":"00ff"})");
    row("empty blob", blob(""), R"({"blob":""})");
}

void TestRowWriter::jsonWritesAValue()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, json);
    QCOMPARE(written(RowFormat::Json, single(value)), "[{\"x\":" + json + "}]\n");
}

void TestRowWriter::jsonGivesEachColumnAKeyOfItsOwn()
{
    const Row row{qint64(1), qint64(2), qint64(3), qint64(4), qint64(5)};
    QCOMPARE(written(RowFormat::Json, resultOf(columns("a a a:1 a A"), {row})),
        QByteArray(R"([{"a":1,"a:1":2,"a:1:1":3,"a:2":4,"A":5}])"
                   "\n"));
    QCOMPARE(
        written(RowFormat::Json, resultOf({QString(), QStringLiteral("a\"b")}, {{qint64(1), qint64(2)}})),
        QByteArray(R"([{"":1,"a\"b":2}])"
                   "\n"));
}

void TestRowWriter::jsonIsOneArrayWithARowPerLine()
{
    const ResultPtr result = resultOf(columns("a b"), {{qint64(1), {}}, {qint64(2), text("x")}});
    QCOMPARE(
        written(RowFormat::Json, result), QByteArray("[{\"a\":1,\"b\":null},\n{\"a\":2,\"b\":\"x\"}]\n"));
}

void TestRowWriter::jsonStaysReadableWhateverTheBytes()
{
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all += char(byte);
    QJsonParseError error;
    const QJsonDocument document
        = QJsonDocument::fromJson(written(RowFormat::Json, single(text(all))), &error);
    QCOMPARE(error.errorString(), QStringLiteral("no error occurred"));
    QCOMPARE(document.array().at(0).toObject().value(QStringLiteral("x")).toString(), QString::fromUtf8(all));
}

void TestRowWriter::tableAlignsItsColumns()
{
    const ResultPtr result = resultOf(columns("id name n"),
        {{qint64(1), text("tea"), 1.5}, {qint64(100), text("a long name"), {}}, {{}, text(""), 2.0}});
    QCOMPARE(written(RowFormat::Table, result),
        QByteArray("id    name         n\n"
                   "----  -----------  ----\n"
                   "1     tea          1.5\n"
                   "100   a long name  NULL\n"
                   "NULL               2.0\n"));
}

void TestRowWriter::tableKeepsEachRowOnOneLine()
{
    const ResultPtr result = resultOf({QStringLiteral("a\nb")}, {{text("one\r\ntwo\tthree\rfour")}});
    QCOMPARE(written(RowFormat::Table, result).count('\n'), 3);
    QVERIFY(written(RowFormat::Table, result).contains("one"));
    QVERIFY(written(RowFormat::Table, result).contains("↵two three"));
}

void TestRowWriter::tableSendsNoControlCharacterToTheTerminal()
{
    QByteArray controls("\x7f");
    for (char byte = 0; byte < 0x20; ++byte)
        controls += byte;
    const ResultPtr result = resultOf({QStringLiteral("\x1b[2J")},
        {{text(controls
            + "\x1b]0;title\x07 \xc2\x9b"
              "31m")}});
    const QString table = QString::fromUtf8(written(RowFormat::Table, result));
    for (const QChar character : table)
        QVERIFY2(character == u'\n' || character.category() != QChar::Other_Control, qPrintable(table));
    QVERIFY(table.contains(QStringLiteral("]0;title")));
}

void TestRowWriter::emptyResultHasItsForm_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("form");
    QTest::newRow("table") << int(RowFormat::Table) << QByteArray("n\n-\n");
    QTest::newRow("csv") << int(RowFormat::Csv) << QByteArray("n\r\n");
    QTest::newRow("json") << int(RowFormat::Json) << QByteArray("[]\n");
}

void TestRowWriter::emptyResultHasItsForm()
{
    QFETCH(int, format);
    QFETCH(QByteArray, form);
    QCOMPARE(written(RowFormat(format), emptyResult()), form);
}

void TestRowWriter::growingSnapshotsGiveTheSameBytesAsOne_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("table") << int(RowFormat::Table);
    QTest::newRow("csv") << int(RowFormat::Csv);
    QTest::newRow("json") << int(RowFormat::Json);
}

void TestRowWriter::growingSnapshotsGiveTheSameBytesAsOne()
{
    QFETCH(int, format);
    ResultBuilder builder({{QStringLiteral("n")}, {QStringLiteral("t")}});
    std::vector<ResultPtr> snapshots{builder.snapshot(Completeness::Streaming)};
    for (qint64 row = 0; row < 1'000; ++row) {
        append(builder.column(0), row);
        append(builder.column(1), text(QByteArray(int(row % 30), 'x')));
        builder.endRow();
        if (row == 0 || row == 255 || row == 256 || row % 300 == 0)
            snapshots.push_back(builder.snapshot(Completeness::Streaming));
    }
    const ResultPtr whole = builder.snapshot(Completeness::Complete);
    snapshots.push_back(whole);
    snapshots.push_back(whole);
    QCOMPARE(written(RowFormat(format), snapshots), written(RowFormat(format), whole));
    QVERIFY(written(RowFormat(format), whole).count('\n') >= 1'000);
}

void TestRowWriter::writesNothingIfNoResultCame_data()
{
    growingSnapshotsGiveTheSameBytesAsOne_data();
}

void TestRowWriter::writesNothingIfNoResultCame()
{
    QFETCH(int, format);
    QCOMPARE(written(RowFormat(format), std::vector<ResultPtr>()), QByteArray());
}

void TestRowWriter::doesNotDependOnTheLocale_data()
{
    growingSnapshotsGiveTheSameBytesAsOne_data();
}

void TestRowWriter::doesNotDependOnTheLocale()
{
    QFETCH(int, format);
    const ResultPtr result = resultOf(columns("a b"), {{qint64(1234567), 1234.5}});
    QLocale::setDefault(QLocale::c());
    const QByteArray plain = written(RowFormat(format), result);
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(written(RowFormat(format), result), plain);
    QVERIFY(plain.contains("1234567"));
    QVERIFY(plain.contains("1234.5"));
}

QTEST_GUILESS_MAIN(TestRowWriter)
#include "tst_rowwriter.moc"
