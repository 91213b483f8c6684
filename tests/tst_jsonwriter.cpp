#include "models/jsonwriter.h"

#include "tests/support/writtenrows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;
using namespace larder::test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const RowForm kJson{RowFormat::Json};

} // namespace

class TestJsonWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void writesAValue_data();
    void writesAValue();
    void givesEachColumnAKeyOfItsOwn();
    void isOneArrayWithARowPerLine();
    void linesHaveAnObjectEach();
    void keepsTheDigitsOfDecimalsAndTheTypeOfBooleans();
    void staysReadableWhateverTheBytes();
};

void TestJsonWriter::writesAValue_data()
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
    row("invalid UTF-8", text("a\xff"), R"({"text_base64":"Yf8="})");
    row("half a surrogate pair", text("\xed\xa0\x80"), R"({"text_base64":"7aCA"})");
    row("byte order mark", text("\xef\xbb\xbf"), "\"\xef\xbb\xbf\"");
    row("controls", text("\x01\x1f\x7f\b\f\r"), "\"\\u0001\\u001f\x7f\\b\\f\\r\"");
    row("minus zero", -0.0, "-0.0");
    row("integer beyond a double", Q_INT64_C(9007199254740993), "9007199254740993");
    row("largest integer", std::numeric_limits<qint64>::max(), "9223372036854775807");
    row("smallest integer", std::numeric_limits<qint64>::min(), "-9223372036854775808");
    row("real", 0.1, "0.1");
    row("whole real", 2.0, "2.0");
    row("large real", 1e308, "1e+308");
    row("infinity", kInfinity, R"({"real":"Infinity"})");
    row("minus infinity", -kInfinity, R"({"real":"-Infinity"})");
    row("blob", blob(QByteArray("\0\xff", 2)), R"({"blob":"00ff"})");
    row("empty blob", blob(""), R"({"blob":""})");
}

void TestJsonWriter::writesAValue()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, json);
    QCOMPARE(written(kJson, single(value)), "[{\"x\":" + json + "}]\n");
}

void TestJsonWriter::givesEachColumnAKeyOfItsOwn()
{
    const Row row{qint64(1), qint64(2), qint64(3), qint64(4), qint64(5)};
    QCOMPARE(written(kJson, resultOf(columns("a a a:1 a A"), {row})),
        QByteArray(R"([{"a":1,"a:1":2,"a:1:1":3,"a:2":4,"A":5}])"
                   "\n"));
    QCOMPARE(written(kJson, resultOf({QString(), QStringLiteral("a\"b")}, {{qint64(1), qint64(2)}})),
        QByteArray(R"([{"":1,"a\"b":2}])"
                   "\n"));
}

void TestJsonWriter::isOneArrayWithARowPerLine()
{
    const ResultPtr result = resultOf(columns("a b"), {{qint64(1), {}}, {qint64(2), text("x")}});
    QCOMPARE(written(kJson, result), QByteArray("[{\"a\":1,\"b\":null},\n{\"a\":2,\"b\":\"x\"}]\n"));
}

void TestJsonWriter::linesHaveAnObjectEach()
{
    const ResultPtr result = resultOf(columns("a b"), {{qint64(1), {}}, {qint64(2), text("x\ny")}});
    QCOMPARE(written({RowFormat::JsonLines}, result),
        QByteArray("{\"a\":1,\"b\":null}\n{\"a\":2,\"b\":\"x\\ny\"}\n"));
    QCOMPARE(written({RowFormat::JsonLines}, emptyResult()), QByteArray());
}

void TestJsonWriter::keepsTheDigitsOfDecimalsAndTheTypeOfBooleans()
{
    const auto lines = [](const char* type, const std::vector<Value>& values) {
        return written({RowFormat::JsonLines}, test::columnOf(QString::fromLatin1(type), values)).split('\n');
    };
    QCOMPARE(lines("numeric(20,2)",
                 {text("123456789012345678.90"), text("-0.50"), text("NaN"), text("007"), text(".5"), {},
                     text("+1"), text("5."), text("0"), text("-0.0"), text("-.5"), text("-")}),
        (QByteArrayList{R"({"n":123456789012345678.90})", R"({"n":-0.50})", R"({"n":"NaN"})",
            R"({"n":"007"})", R"({"n":".5"})", R"({"n":null})", R"({"n":"+1"})", R"({"n":"5."})",
            R"({"n":0})", R"({"n":-0.0})", R"({"n":"-.5"})", R"({"n":"-"})", ""}));
    QCOMPARE(lines("boolean", {text("true"), text("false"), text("TRUE"), {}}),
        (QByteArrayList{R"({"n":true})", R"({"n":false})", R"({"n":"TRUE"})", R"({"n":null})", ""}));
    QCOMPARE(
        lines("text", {text("true"), text("1")}), (QByteArrayList{R"({"n":"true"})", R"({"n":"1"})", ""}));
}

void TestJsonWriter::staysReadableWhateverTheBytes()
{
    QByteArray ascii;
    for (char byte = 0; byte >= 0; ++byte) {
        ascii += byte;
        if (byte == 127)
            break;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(written(kJson, single(text(ascii))), &error);
    QCOMPARE(error.errorString(), QStringLiteral("no error occurred"));
    QCOMPARE(document[0][QStringLiteral("x")].toString(), QString::fromUtf8(ascii));
    const QByteArray all = ascii + "\x80\xff";
    const QJsonDocument marked = QJsonDocument::fromJson(written(kJson, single(text(all))), &error);
    QCOMPARE(error.errorString(), QStringLiteral("no error occurred"));
    const QString base64 = marked[0][QStringLiteral("x")][QStringLiteral("text_base64")].toString();
    QCOMPARE(QByteArray::fromBase64(base64.toLatin1()), all);
}

QTEST_GUILESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
