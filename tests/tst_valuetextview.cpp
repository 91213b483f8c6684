#include "ui/valuetextview.h"

#include "ui/editorlook.h"
#include "ui/syntaxcolors.h"
#include "ui/valuelexers.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

class Bench
{
public:
    Bench()
    {
        view.resize(500, 300);
        view.show();
    }

    void show(const QByteArray& text, ValueView as = ValueView::Text, qsizetype depth = 2)
    {
        view.setContent({.text = text, .depth = depth}, as);
    }
    /// The style of the first @p piece of the text.
    [[nodiscard]] int styleOf(const QByteArray& piece) const
    {
        view.SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
        const auto at = view.text().toUtf8().indexOf(piece);
        return int(view.SendScintilla(QsciScintilla::SCI_GETSTYLEAT, static_cast<unsigned long>(at)));
    }
    [[nodiscard]] bool canFold(int line) const
    {
        view.SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
        const long level
            = view.SendScintilla(QsciScintilla::SCI_GETFOLDLEVEL, static_cast<unsigned long>(line));
        return view.folding() != QsciScintilla::NoFoldStyle
            && (level & QsciScintilla::SC_FOLDLEVELHEADERFLAG) != 0;
    }

    ValueTextView view;
};

} // namespace

class TestValueTextView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void showsEachTextInPlaceOfTheOneBefore();
    void canNotBeEditedButCopied();
    void coloursAndFoldsJson();
    void coloursAndFoldsXml();
    void doesNotFoldWhatIsTooDeep();
    void loadsALongTextInSlices();
    void aNewTextEndsTheSlicesOfTheOneBefore();
    void keysOfTheWindowPass();
    void shadesBracesOnlyForWhoReads();
    void followsThePalette();
    void wraps();
};

void TestValueTextView::showsEachTextInPlaceOfTheOneBefore()
{
    Bench bench;
    bench.show("one\r\ntwo \xe2\x82\xac");
    QCOMPARE(bench.view.text(), QStringLiteral("one\r\ntwo €"));
    bench.show(QByteArray("a\0b", 3));
    QCOMPARE(bench.view.length(), 3);
    bench.show("{}", ValueView::Json);
    QCOMPARE(bench.view.text(), QStringLiteral("{}"));
    bench.view.clearContent();
    QCOMPARE(bench.view.text(), QString());
}

void TestValueTextView::canNotBeEditedButCopied()
{
    Bench bench;
    bench.show("text");
    QTest::keyClicks(&bench.view, QStringLiteral("x"));
    QTest::keyClick(&bench.view, Qt::Key_Delete);
    QTest::keyClick(&bench.view, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.view.text(), QStringLiteral("text"));
    QTest::keyClick(&bench.view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&bench.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("text"));
}

void TestValueTextView::coloursAndFoldsJson()
{
    Bench bench;
    bench.show("{\n  \"name\": \"text\",\n  \"n\": 12,\n  \"ok\": true\n}", ValueView::Json);
    QCOMPARE(bench.styleOf("\"name\""), int(QsciLexerJSON::Property));
    QCOMPARE(bench.styleOf("\"text\""), int(QsciLexerJSON::String));
    QCOMPARE(bench.styleOf("12"), int(QsciLexerJSON::Number));
    QVERIFY(bench.canFold(0) && !bench.canFold(1));
    bench.view.foldLine(0);
    QVERIFY(!bench.view.SendScintilla(QsciScintilla::SCI_GETLINEVISIBLE, 1UL));
    bench.show("plain", ValueView::Text);
    QVERIFY(!bench.canFold(0) && !bench.view.lexer());
}

void TestValueTextView::coloursAndFoldsXml()
{
    Bench bench;
    bench.show("<a>\n  <b x=\"1\">text</b>\n</a>", ValueView::Xml);
    QVERIFY(bench.styleOf("x=") != bench.styleOf("text"));
    QVERIFY(bench.canFold(0));
}

void TestValueTextView::doesNotFoldWhatIsTooDeep()
{
    Bench bench;
    constexpr qsizetype kLevels = 100'000;
    bench.show(QByteArray("[\n").repeated(kLevels), ValueView::Json, kLevels);
    QTRY_VERIFY(!bench.view.isLoading());
    QVERIFY(!bench.canFold(0));
    bench.view.grab();
    bench.view.setCursorPosition(int(kLevels), 0);
    bench.view.ensureCursorVisible();
    bench.view.grab();
}

void TestValueTextView::loadsALongTextInSlices()
{
    Bench bench;
    const QByteArray text = QByteArray("line \xe2\x82\xac\n").repeated(100'000);
    bench.show(text);
    QVERIFY(bench.view.isLoading());
    QVERIFY(bench.view.length() > 0 && bench.view.length() < text.size());
    QTRY_VERIFY(!bench.view.isLoading());
    QCOMPARE(bench.view.text().toUtf8(), text);
}

void TestValueTextView::aNewTextEndsTheSlicesOfTheOneBefore()
{
    Bench bench;
    bench.show(QByteArray("old\n").repeated(200'000));
    QVERIFY(bench.view.isLoading());
    bench.show("new");
    QVERIFY(!bench.view.isLoading());
    QTest::qWait(0);
    QCOMPARE(bench.view.text(), QStringLiteral("new"));
}

void TestValueTextView::keysOfTheWindowPass()
{
    Bench bench;
    bench.show("text");
    QKeyEvent refresh(QEvent::KeyPress, Qt::Key_F5, Qt::NoModifier);
    QCoreApplication::sendEvent(&bench.view, &refresh);
    QVERIFY(!refresh.isAccepted());
}

void TestValueTextView::shadesBracesOnlyForWhoReads()
{
    QWidget window;
    QLineEdit other(&window);
    Bench bench;
    bench.view.setParent(&window);
    bench.view.show();
    window.resize(500, 300);
    window.show();
    other.setFocus();
    const auto shaded = [&] {
        QCoreApplication::processEvents();
        const QImage image = bench.view.grab().toImage();
        const QColor shade = mixedColor(bench.view.palette().color(QPalette::Base),
            bench.view.palette().color(QPalette::Highlight), 0.35);
        int pixels = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                pixels += image.pixelColor(x, y) == shade ? 1 : 0;
        }
        return pixels;
    };
    bench.show("{\"a\": 1}", ValueView::Json);
    QCOMPARE(shaded(), 0);
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    bench.view.setFocus();
    QVERIFY(shaded() > 20);
    other.setFocus();
    QCOMPARE(shaded(), 0);
}

void TestValueTextView::followsThePalette()
{
    Bench bench;
    bench.show("{\"a\": 1}", ValueView::Json);
    QPalette dark;
    dark.setColor(QPalette::Base, QColor(30, 30, 30));
    dark.setColor(QPalette::Text, QColor(220, 220, 220));
    bench.view.setPalette(dark);
    QCOMPARE(bench.view.lexer()->paper(QsciLexerJSON::String), QColor(30, 30, 30));
    QCOMPARE(bench.view.lexer()->color(QsciLexerJSON::String),
        syntaxColor(SyntaxRole::String, bench.view.palette()));
    bench.show("plain");
    QCOMPARE(bench.view.paper(), QColor(30, 30, 30));
}

void TestValueTextView::wraps()
{
    Bench bench;
    bench.show(QByteArray("word ").repeated(100));
    bench.view.setWrapped(true);
    QTRY_VERIFY(bench.view.SendScintilla(QsciScintilla::SCI_WRAPCOUNT, 0UL) > 1);
    bench.view.setWrapped(false);
    QTRY_COMPARE(bench.view.SendScintilla(QsciScintilla::SCI_WRAPCOUNT, 0UL), 1);
}

QTEST_MAIN(TestValueTextView)
#include "tst_valuetextview.moc"
