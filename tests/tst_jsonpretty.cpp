#include "models/jsonpretty.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;

namespace {

constexpr qint64 kNoLimit = qint64(1) << 40;

QByteArray pretty(QByteArrayView json, qint64 limit = kNoLimit)
{
    const auto done = prettyJson(json, limit);
    return std::holds_alternative<PrettyText>(done) ? std::get<PrettyText>(done).text : QByteArray("fault");
}

QByteArray minified(QByteArrayView json)
{
    const auto done = minifiedJson(json);
    return std::holds_alternative<QByteArray>(done) ? std::get<QByteArray>(done) : QByteArray("fault");
}

QByteArray randomJson(std::mt19937& random, int depth)
{
    const QByteArrayList scalars{"1", "-0.0", "123456789012345678901234567890", "1E400", "\"\"",
        "\"a \\\" b\"", "\"{[,:]}\"", "true", "null", "\"\xc3\xa4\"", "\"\\ud83c\\udf4b\""};
    const QByteArrayList blanks{"", " ", "\n\t", "\r\n"};
    const auto blank = [&] { return blanks[qsizetype(random() % size_t(blanks.size()))]; };
    const size_t kind = depth == 0 ? 0 : random() % 4;
    if (kind < 2)
        return blank() + scalars[qsizetype(random() % size_t(scalars.size()))] + blank();
    QByteArray json(1, kind == 2 ? '{' : '[');
    const size_t count = random() % 4;
    for (size_t i = 0; i < count; ++i) {
        json += i > 0 ? "," : "";
        // Names repeat: none may be lost.
        json
            += kind == 2 ? blank() + "\"n" + QByteArray::number(int(random() % 2)) + '"' + blank() + ':' : "";
        json += randomJson(random, depth - 1);
    }
    return blank() + json + blank() + (kind == 2 ? '}' : ']') + blank();
}

} // namespace

class TestJsonPretty final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void givesEachMemberALine();
    void keepsNumbersAndNames_data();
    void keepsNumbersAndNames();
    void prettyMinifiedIsMinified();
    void survivesDeepNesting();
    void cutsAtTheLimitAndChecksOn();
    void tellsWhereItIsNoJson();
    void stops();
};

void TestJsonPretty::givesEachMemberALine()
{
    QCOMPARE(pretty("{\"a\":1,\"b\":[true,{}],\"c\":[],\"d\":{\"e\":null}}"),
        QByteArray(
            "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    {}\n  ],\n  \"c\": [],\n  \"d\": {\n    \"e\": "
            "null\n  }\n}"));
    QCOMPARE(pretty(" 12 "), QByteArray("12"));
}

void TestJsonPretty::keepsNumbersAndNames_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("huge") << QByteArray("[123456789012345678901234567890]")
                          << QByteArray("[\n  123456789012345678901234567890\n]");
    QTest::newRow("beyond double") << QByteArray("[9007199254740993]")
                                   << QByteArray("[\n  9007199254740993\n]");
    QTest::newRow("digits") << QByteArray("[1.10,1e400]") << QByteArray("[\n  1.10,\n  1e400\n]");
    QTest::newRow("twice") << QByteArray("{\"a\":1,\"a\":2}") << QByteArray("{\n  \"a\": 1,\n  \"a\": 2\n}");
    QTest::newRow("escapes") << QByteArray("[\"\\u00E4\\/\"]") << QByteArray("[\n  \"\\u00E4\\/\"\n]");
}

void TestJsonPretty::keepsNumbersAndNames()
{
    QFETCH(QByteArray, json);
    QTEST(pretty(json), "expected");
}

void TestJsonPretty::prettyMinifiedIsMinified()
{
    std::mt19937 random{5};
    for (int round = 0; round < 5'000; ++round) {
        const QByteArray json = randomJson(random, 5);
        const QByteArray small = minified(json);
        QVERIFY2(small != "fault", json.constData());
        QCOMPARE(minified(pretty(json)), small);
        QCOMPARE(pretty(small), pretty(json));
        QCOMPARE(minified(small), small);
    }
}

void TestJsonPretty::survivesDeepNesting()
{
    constexpr qsizetype kLevels = 100'000;
    const QByteArray json = QByteArray(kLevels, '[') + QByteArray(kLevels, ']');
    const auto done = std::get<PrettyText>(prettyJson(json, kNoLimit));
    QCOMPARE(done.depth, kLevels);
    QCOMPARE(minified(done.text), json);
    // Linear in the levels, not their square.
    QVERIFY(done.text.size() < 300 * kLevels);
}

void TestJsonPretty::cutsAtTheLimitAndChecksOn()
{
    QByteArray json("[\"");
    json += QByteArray(1'000, 'x') + "\",1]";
    const auto cut = std::get<PrettyText>(prettyJson(json, 100));
    QVERIFY(cut.cut);
    QCOMPARE(cut.text, pretty(json).first(100));
    QVERIFY(!std::get<PrettyText>(prettyJson(json, 2'000)).cut);
    json.chop(1);
    QVERIFY(std::holds_alternative<TextFault>(prettyJson(json, 100)));
    // Not within a character.
    const QByteArray euros = "\"" + QByteArray("\xe2\x82\xac").repeated(10) + "\"";
    for (qint64 limit = 0; limit < euros.size(); ++limit)
        QVERIFY(QByteArrayView(pretty(euros, limit)).isValidUtf8());
}

void TestJsonPretty::tellsWhereItIsNoJson()
{
    const auto fault = std::get<TextFault>(prettyJson("{\n \"a\": tru\n}", kNoLimit));
    QCOMPARE(fault.line, 2);
    QCOMPARE(fault.column, 7);
    QVERIFY(std::holds_alternative<TextFault>(minifiedJson("[")));
}

void TestJsonPretty::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const QByteArray json = "[" + QByteArray("1,").repeated(100'000) + "1]";
    const auto done = std::get<PrettyText>(prettyJson(json, kNoLimit, stop.get_token()));
    QVERIFY(done.text.size() < pretty(json).size() / 2);
}

QTEST_GUILESS_MAIN(TestJsonPretty)
#include "tst_jsonpretty.moc"
