#include "models/valuereader.h"

#include "tests/support/values.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

constexpr qint64 kLimit = 1'000;

/// What is read of one value.
struct Reading
{
    explicit Reading(const CellValue& value, std::optional<ValueView> view = {}, qint64 limit = kLimit)
    {
        ValueReader reader;
        QSignalSpy contents(&reader, &ValueReader::contentRead);
        QSignalSpy allFacts(&reader, &ValueReader::factsRead);
        reader.read({value, view, limit});
        QTRY_COMPARE(allFacts.size(), 1);
        QCOMPARE(contents.size(), 1);
        content = contents[0][0].value<ValueContent>();
        facts = allFacts[0][0].value<ValueFacts>();
    }

    ValueContent content;
    ValueFacts facts;
};

} // namespace

class TestValueReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void choosesTheViewByTheValue_data();
    void choosesTheViewByTheValue();
    void laysOutTextForItsView();
    void showsWhatIsNotPrettyAsItStands();
    void marksWrongBytes();
    void cutsAtTheLimit();
    void endsWithinALineThatIsTooLong();
    void decodesImages();
    void answersOnlyTheLastRequest();
    void isSilentAfterCancel();
    void endsInTheMidstOfWork();
};

void TestValueReader::choosesTheViewByTheValue_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<int>("view");
    const auto row = [](const char* name, const Value& value, ValueView view) {
        QTest::newRow(name) << value << int(view);
    };
    row("null", Value(), ValueView::Text);
    row("integer", qint64(7), ValueView::Text);
    row("text", text("some text"), ValueView::Text);
    row("object", text(" {\"a\": 1}"), ValueView::Json);
    row("array", text("[1]"), ValueView::Json);
    row("a number in text", text("17"), ValueView::Text);
    row("a JSON string", text("\"a\""), ValueView::Text);
    row("broken JSON", text("{\"a\": 1"), ValueView::Text);
    row("bracket of a sentence", text("[sic] he said"), ValueView::Text);
    row("xml", text("\n<a/>"), ValueView::Xml);
    row("broken xml", text("<p>one<br>two"), ValueView::Xml);
    row("bytes", blob("abc"), ValueView::Hex);
    row("json in a BLOB", blob("{}"), ValueView::Hex);
    row("no bytes", blob(""), ValueView::Hex);
    row("image", blob(png()), ValueView::Image);
    row("image magic alone", blob("\x89PNG\r\n\x1a\n"), ValueView::Image);
    row("pdf", blob("%PDF-1.7"), ValueView::Hex);
}

void TestValueReader::choosesTheViewByTheValue()
{
    QFETCH(Value, value);
    const Reading reading(valueOf(value));
    QTEST(int(reading.content.view), "view");
}

void TestValueReader::laysOutTextForItsView()
{
    QCOMPARE(Reading(valueOf(text("[1,2]"))).content.pretty.text, QByteArray("[\n  1,\n  2\n]"));
    QCOMPARE(Reading(valueOf(text("<a><b/></a>"))).content.pretty.text, QByteArray("<a>\n  <b/>\n</a>"));
    QCOMPARE(Reading(valueOf(text("[1,2]")), ValueView::Text).content.pretty.text, QByteArray("[1,2]"));
    QCOMPARE(Reading(valueOf(qint64(-17))).content.pretty.text, QByteArray("-17"));
    QCOMPARE(Reading(valueOf(0.1)).content.pretty.text, QByteArray("0.1"));
    QCOMPARE(Reading(valueOf(blob("{}")), ValueView::Json).content.pretty.text, QByteArray("{}"));
}

void TestValueReader::showsWhatIsNotPrettyAsItStands()
{
    const Reading json(valueOf(text("{\n oops")), ValueView::Json);
    QCOMPARE(json.content.view, ValueView::Json);
    QCOMPARE(json.content.pretty.text, QByteArray("{\n oops"));
    QCOMPARE(json.content.fault->line, 2);
    const Reading xml(valueOf(text("<p>one<br>")));
    QCOMPARE(xml.content.pretty.text, QByteArray("<p>one<br>"));
    QVERIFY(xml.content.fault);
}

void TestValueReader::marksWrongBytes()
{
    const Reading reading(valueOf(text("a\xff"
                                       "b")));
    QCOMPARE(reading.content.pretty.text,
        QByteArray("a\xef\xbf\xbd"
                   "b"));
    QCOMPARE(reading.facts.utf8->firstWrong, 1);
    QCOMPARE(reading.facts.utf8->characters, 3);
    QVERIFY(!Reading(valueOf(blob("\xff"))).facts.utf8);
}

void TestValueReader::cutsAtTheLimit()
{
    const Reading cut(valueOf(text(QByteArray(2'000, 'x'))));
    QVERIFY(cut.content.pretty.cut);
    QCOMPARE(cut.content.pretty.text.size(), kLimit);
    QCOMPARE(cut.facts.utf8->characters, 2'000);
    QVERIFY(!Reading(valueOf(text(QByteArray(1'000, 'x')))).content.pretty.cut);
    QVERIFY(Reading(valueOf(text("[" + QByteArray("1,").repeated(500) + "1]"))).content.pretty.cut);
}

void TestValueReader::endsWithinALineThatIsTooLong()
{
    const QByteArray lines = QByteArray("short\n").repeated(20'000);
    const Reading none(valueOf(text(lines)), {}, 1 << 20);
    QVERIFY(!none.content.pretty.cut && !none.content.pretty.longLine);
    const Reading one(
        valueOf(text(lines + "\xe2\x82\xac" + QByteArray(100'000, 'x') + "\nmore")), {}, 1 << 20);
    QVERIFY(one.content.pretty.cut && one.content.pretty.longLine);
    QCOMPARE(one.content.pretty.text.size(), lines.size() + 32'768);
    const Reading json(valueOf(text("[\"" + QByteArray(100'000, 'x') + "\"]")), {}, 1 << 20);
    QCOMPARE(json.content.view, ValueView::Json);
    QVERIFY(json.content.pretty.longLine);
}

void TestValueReader::decodesImages()
{
    const Reading image(valueOf(blob(png())));
    QVERIFY(image.content.image);
    QCOMPARE(image.content.image.value().image.size(), QSize(8, 6));
    const Reading none(valueOf(blob("abc")), ValueView::Image);
    QVERIFY(!none.content.image);
}

void TestValueReader::answersOnlyTheLastRequest()
{
    const CellValue big = valueOf(text("[" + QByteArray("1,").repeated(500'000) + "1]"));
    const CellValue small = valueOf(text("small"));
    ValueReader reader;
    QSignalSpy contents(&reader, &ValueReader::contentRead);
    QSignalSpy facts(&reader, &ValueReader::factsRead);
    for (int i = 0; i < 20; ++i)
        reader.read({big, {}, kLimit});
    reader.read({small, {}, kLimit});
    QTRY_COMPARE(facts.size(), 1);
    QCOMPARE(contents.size(), 1);
    QCOMPARE(contents[0][0].value<ValueContent>().value.result, small.result);
}

void TestValueReader::isSilentAfterCancel()
{
    ValueReader reader;
    QSignalSpy contents(&reader, &ValueReader::contentRead);
    reader.read({valueOf(text("one")), {}, kLimit});
    reader.cancel();
    // What comes behind it in the queue of the worker shows that it is over.
    reader.read({valueOf(text("two")), {}, kLimit});
    QTRY_COMPARE(contents.size(), 1);
    QCOMPARE(contents[0][0].value<ValueContent>().pretty.text, QByteArray("two"));
}

void TestValueReader::endsInTheMidstOfWork()
{
    const CellValue big = valueOf(text("[" + QByteArray("1,").repeated(500'000) + "1]"));
    for (int i = 0; i < 5; ++i) {
        ValueReader reader;
        reader.read({big, {}, kLimit});
        QTest::qWait(i);
    }
    QCOMPARE(big.result.use_count(), 1);
}

QTEST_GUILESS_MAIN(TestValueReader)
#include "tst_valuereader.moc"
