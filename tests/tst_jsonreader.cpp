#include "models/jsonreader.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;

namespace {

/// The tokens between bars, and "!" for a fault.
QByteArray tokensOf(QByteArrayView json)
{
    QByteArray tokens;
    JsonReader reader(json);
    for (JsonToken token = reader.next(); token.kind != JsonTokenKind::End; token = reader.next()) {
        if (token.kind == JsonTokenKind::Fault)
            return tokens + '!';
        tokens += token.bytes;
        tokens += '|';
    }
    return tokens;
}

} // namespace

class TestJsonReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsTheBytesOfTokens_data();
    void keepsTheBytesOfTokens();
    void refuses_data();
    void refuses();
    void agreesWithQtOnRandomTexts();
    void nestsWithoutEnd();
    void repeatsItsEnd();
};

void TestJsonReader::keepsTheBytesOfTokens_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("tokens");
    const auto row = [](const char* name, const QByteArray& json, const QByteArray& tokens) {
        QTest::newRow(name) << json << tokens;
    };
    row("object", " { \"a\" : [ 1 , true ] } ", "{|\"a\"|:|[|1|,|true|]|}|");
    row("huge integer", "[123456789012345678901234567890]", "[|123456789012345678901234567890|]|");
    row("numbers as written", "[1.10,-0,1E+05,0.30000000000000004]",
        "[|1.10|,|-0|,|1E+05|,|0.30000000000000004|]|");
    row("same name twice", "{\"a\":1,\"a\":2}", "{|\"a\"|:|1|,|\"a\"|:|2|}|");
    row("escapes", "\"\\u00e4\\\"\\\\\\/\\n\\ud800\"", "\"\\u00e4\\\"\\\\\\/\\n\\ud800\"|");
    row("empty ones", "[{},[],\"\"]", "[|{|}|,|[|]|,|\"\"|]|");
    row("byte order mark", "\xef\xbb\xbf[null]", "[|null|]|");
    row("bytes that are no UTF-8", "[\"\xff\"]", "[|\"\xff\"|]|");
    row("a scalar", "false", "false|");
}

void TestJsonReader::keepsTheBytesOfTokens()
{
    QFETCH(QByteArray, json);
    QTEST(tokensOf(json), "tokens");
}

void TestJsonReader::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("line");
    QTest::addColumn<qint64>("column");
    const auto row = [](const char* name, const QByteArray& json, qint64 line, qint64 column) {
        QTest::newRow(name) << json << line << column;
    };
    row("nothing", "", 1, 1);
    row("blanks", " \n ", 2, 2);
    row("open", "[1", 1, 3);
    row("closed by the other", "[1}", 1, 3);
    row("no value", "{\"a\":}", 1, 6);
    row("comma at the end", "[1,]", 1, 4);
    row("comma at the end of an object", "{\"a\":1,}", 1, 8);
    row("leading zero", "[01]", 1, 2);
    row("no digit behind the point", "[1.]", 1, 2);
    row("plus", "[+1]", 1, 2);
    row("exponent without digits", "[1e]", 1, 2);
    row("a word", "[nil]", 1, 2);
    row("a word that goes on", "[nullable]", 1, 2);
    row("open string", "[\"a", 1, 2);
    row("line break in a string", "[\n\"a\n\"]", 2, 3);
    row("unknown escape", "[\"\\x\"]", 1, 3);
    row("short escape", "[\"\\u12\"]", 1, 3);
    row("escape at the end", "\"\\", 1, 2);
    row("more behind", "{} {}", 1, 4);
    row("no name", "{1:2}", 1, 2);
    row("no colon", "{\"a\" 1}", 1, 6);
    row("columns count characters", "[\"\xc3\xa4\xf0\x9f\x8d\x8b\" x]", 1, 7);
    row("nul", QByteArray("[\0]", 3), 1, 2);
}

void TestJsonReader::refuses()
{
    QFETCH(QByteArray, json);
    QVERIFY(tokensOf(json).endsWith('!'));
    JsonReader reader(json);
    while (reader.next().kind != JsonTokenKind::Fault) { }
    QTEST(reader.fault().line, "line");
    QTEST(reader.fault().column, "column");
    QVERIFY(!reader.fault().why.isEmpty());
}

void TestJsonReader::agreesWithQtOnRandomTexts()
{
    std::mt19937 random{11};
    const QByteArrayList pieces{
        "{", "}", "[", "]", ",", ":", "\"a\"", "1", "-2.5", "true", "null", " ", "\"\\n\"", "\"", "0", "x"};
    int good = 0;
    for (int round = 0; round < 300'000; ++round) {
        QByteArray json;
        for (size_t i = random() % 9; i > 0; --i)
            json += pieces[qsizetype(random() % size_t(pieces.size()))];
        const char first = json.trimmed().isEmpty() ? '\0' : json.trimmed().front();
        if (first != '{' && first != '[')
            continue; // Qt refuses a value alone
        QJsonParseError error{};
        const QJsonDocument parsed = QJsonDocument::fromJson(json, &error);
        // Qt takes "01" for a number.
        if (QRegularExpression(QStringLiteral("(^|[^0-9.e])-?0[0-9]"))
                .match(QString::fromUtf8(json))
                .hasMatch())
            continue;
        QVERIFY2(
            (error.error == QJsonParseError::NoError) == !tokensOf(json).endsWith('!'), json.constData());
        good += error.error == QJsonParseError::NoError ? 1 : 0;
    }
    QVERIFY(good > 100);
}

void TestJsonReader::nestsWithoutEnd()
{
    constexpr qsizetype kLevels = 100'000;
    const QByteArray json = QByteArray(kLevels, '[') + QByteArray(kLevels, ']');
    JsonReader deep(json);
    qsizetype deepest = 0;
    JsonToken token;
    while ((token = deep.next()).kind != JsonTokenKind::End) {
        QVERIFY(token.kind != JsonTokenKind::Fault);
        deepest = qMax(deepest, deep.depth());
    }
    QCOMPARE(deepest, kLevels);
}

void TestJsonReader::repeatsItsEnd()
{
    JsonReader good("1");
    QCOMPARE(good.next().bytes, QByteArrayView("1"));
    QCOMPARE(int(good.next().kind), int(JsonTokenKind::End));
    QCOMPARE(int(good.next().kind), int(JsonTokenKind::End));
    JsonReader bad("x");
    QCOMPARE(int(bad.next().kind), int(JsonTokenKind::Fault));
    QCOMPARE(int(bad.next().kind), int(JsonTokenKind::Fault));
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
