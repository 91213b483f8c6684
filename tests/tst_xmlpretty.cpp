#include "models/xmlpretty.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;

namespace {

constexpr qint64 kNoLimit = qint64(1) << 40;

QByteArray pretty(const QByteArray& xml, qint64 limit = kNoLimit)
{
    const auto done = prettyXml(xml, limit);
    return std::holds_alternative<PrettyText>(done) ? std::get<PrettyText>(done).text : QByteArray("fault");
}

QByteArray randomXml(std::mt19937& random, int depth)
{
    const QByteArrayList texts{
        "", "text", "  ", "a &amp; b", "<![CDATA[<&]]>", "<!-- c -->", "<?p i?>", "\xc3\xa4"};
    QByteArray xml = "<e" + QByteArray(random() % 2 ? " a=\"1 &quot; &lt;\"" : "") + ">";
    for (size_t i = random() % 4; i > 0; --i)
        xml += depth > 0 && random() % 2 ? randomXml(random, depth - 1)
                                         : texts[qsizetype(random() % size_t(texts.size()))];
    return xml + "</e>";
}

} // namespace

class TestXmlPretty final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void givesEachElementALine();
    void leavesMixedContentAlone();
    void keepsPrefixesAndDeclarations();
    void tellsWhereItIsNoXml_data();
    void tellsWhereItIsNoXml();
    void refusesEntitiesThatExplode();
    void refusesATokenThatFillsTheMemory();
    void readsNoFile();
    void readsTextAsUtf8WhateverItDeclares();
    void isTheSameOnceMore();
    void joinsPiecesAnywhere();
    void survivesDeepNesting();
    void cutsAtTheLimit();
    void stops();
};

void TestXmlPretty::givesEachElementALine()
{
    QCOMPARE(pretty("<a><b x=\"1\"><c/></b> <d>text</d></a>"),
        QByteArray("<a>\n  <b x=\"1\">\n    <c/>\n  </b>\n  <d>text</d>\n</a>"));
}

void TestXmlPretty::leavesMixedContentAlone()
{
    const QByteArray mixed("<p>one <b>two</b> <i>three</i></p>");
    QCOMPARE(pretty(mixed), mixed);
    QCOMPARE(pretty("<a><![CDATA[<x>]]></a>"), QByteArray("<a><![CDATA[<x>]]></a>"));
    QCOMPARE(pretty("<a b=\"&quot;&#10;\">&lt;&amp;</a>"), QByteArray("<a b=\"&quot;&#10;\">&lt;&amp;</a>"));
}

void TestXmlPretty::keepsPrefixesAndDeclarations()
{
    QCOMPARE(
        pretty(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- c --><x:a xmlns:x=\"u\" x:b=\"1\"><?p i?></x:a>"),
        QByteArray(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c -->\n<x:a xmlns:x=\"u\" x:b=\"1\">\n  <?p "
            "i?>\n</x:a>"));
    QCOMPARE(pretty("<x:a/>"), QByteArray("<x:a/>"));
    QCOMPARE(pretty("<!DOCTYPE a [<!ENTITY e \"E\">]><a>&e;</a>"),
        QByteArray("<!DOCTYPE a [<!ENTITY e \"E\">]>\n<a>E</a>"));
}

void TestXmlPretty::tellsWhereItIsNoXml_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<qint64>("line");
    QTest::newRow("nothing") << QByteArray() << qint64(1);
    QTest::newRow("text") << QByteArray("plain") << qint64(1);
    QTest::newRow("open") << QByteArray("<a>\n<b>") << qint64(2);
    QTest::newRow("crossed") << QByteArray("<a>\n<b>\n</a></b>") << qint64(3);
    QTest::newRow("two roots") << QByteArray("<a/>\n<b/>") << qint64(2);
    QTest::newRow("unknown entity") << QByteArray("<a>\n&nope;</a>") << qint64(2);
    QTest::newRow("nul") << QByteArray("<a>\0</a>", 8) << qint64(1);
    QTest::newRow("attribute twice") << QByteArray("<a b='1' b='2'/>") << qint64(1);
}

void TestXmlPretty::tellsWhereItIsNoXml()
{
    QFETCH(QByteArray, xml);
    const auto done = prettyXml(xml, kNoLimit);
    QVERIFY(std::holds_alternative<TextFault>(done));
    const auto fault = std::get<TextFault>(done);
    QVERIFY(!fault.why.isEmpty());
    QTEST(fault.line, "line");
    QVERIFY(fault.column >= 1);
}

void TestXmlPretty::refusesEntitiesThatExplode()
{
    QByteArray xml("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
    for (int i = 1; i < 30; ++i) {
        const QByteArray before = "&e" + QByteArray::number(i - 1) + ';';
        xml += "<!ENTITY e" + QByteArray::number(i) + " \"" + before.repeated(10) + "\">";
    }
    xml += "]><a>&e29;</a>";
    QVERIFY(std::holds_alternative<TextFault>(prettyXml(xml, kNoLimit)));
    // Many references that are small each: together they would be 400 MB.
    QByteArray many("<!DOCTYPE a [<!ENTITY e \"" + QByteArray(4'000, 'x') + "\">]><a>");
    many += QByteArray("&e;").repeated(100'000) + "</a>";
    QVERIFY(std::holds_alternative<TextFault>(prettyXml(many, 1'000'000)));
}

void TestXmlPretty::refusesATokenThatFillsTheMemory()
{
    const auto textOf = [](qsizetype size) { return "<a>" + QByteArray(size, 'x') + "</a>"; };
    QVERIFY(std::holds_alternative<PrettyText>(prettyXml(textOf(15 << 20), 1'000)));
    QVERIFY(std::holds_alternative<TextFault>(prettyXml(textOf(18 << 20), 1'000)));
}

void TestXmlPretty::readsNoFile()
{
    const auto done
        = prettyXml("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>", kNoLimit);
    QVERIFY(std::holds_alternative<TextFault>(done));
    QVERIFY(std::get<TextFault>(done).why.contains(QStringLiteral("another document")));
}

void TestXmlPretty::readsTextAsUtf8WhateverItDeclares()
{
    const QByteArray xml("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<a>\xc3\xa4</a>");
    QCOMPARE(pretty(xml), xml);
}

void TestXmlPretty::isTheSameOnceMore()
{
    std::mt19937 random{5};
    for (int round = 0; round < 3'000; ++round) {
        const QByteArray once = pretty(randomXml(random, 4));
        QVERIFY(once != "fault");
        QCOMPARE(pretty(once), once);
    }
}

void TestXmlPretty::joinsPiecesAnywhere()
{
    // The reader is fed in pieces of 64 KiB: shift all over the seam.
    const QByteArray tail("<b x=\"1\">one &amp; \xe2\x82\xac two</b><!-- c --><c/></a>");
    const QByteArray expected = pretty("<a>" + tail);
    for (qsizetype shift = 0; shift <= tail.size(); ++shift) {
        const QByteArray xml = "<a>" + QByteArray(65'536 - 3 - shift, ' ') + tail;
        QCOMPARE(pretty(xml), expected);
    }
}

void TestXmlPretty::survivesDeepNesting()
{
    constexpr qsizetype kLevels = 100'000;
    const QByteArray xml = QByteArray("<a>").repeated(kLevels) + QByteArray("</a>").repeated(kLevels);
    const auto done = std::get<PrettyText>(prettyXml(xml, kNoLimit));
    QCOMPARE(done.depth, kLevels);
    QVERIFY(done.text.size() < 300 * kLevels);
}

void TestXmlPretty::cutsAtTheLimit()
{
    const QByteArray xml = "<a>" + QByteArray("<b/>").repeated(1'000) + "</a>";
    const auto cut = std::get<PrettyText>(prettyXml(xml, 100));
    QVERIFY(cut.cut);
    QCOMPARE(cut.text, pretty(xml).first(100));
}

void TestXmlPretty::stops()
{
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(std::get<PrettyText>(prettyXml("<a/>", kNoLimit, stop.get_token())).text, QByteArray());
}

QTEST_GUILESS_MAIN(TestXmlPretty)
#include "tst_xmlpretty.moc"
