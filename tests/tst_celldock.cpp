#include "ui/celldock.h"

#include "tests/support/values.h"
#include "ui/hexview.h"
#include "ui/imageview.h"
#include "ui/noticebar.h"
#include "ui/valuepages.h"
#include "ui/valuetextview.h"

#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace larder;
using namespace larder::test;

namespace {

class Bench
{
public:
    Bench()
    {
        dock.resize(400, 500);
        dock.show();
    }

    void show(const Value& value) { dock.setValue(valueOf(value)); }
    [[nodiscard]] QString label(const char* name) const
    {
        return dock.findChild<QLabel*>(QString::fromLatin1(name))->text();
    }
    [[nodiscard]] QToolButton& button(const char* name) const
    {
        return *dock.findChild<QToolButton*>(QString::fromLatin1(name));
    }
    [[nodiscard]] ValuePages& pages() const { return *dock.findChild<ValuePages*>(); }
    [[nodiscard]] QString text() const
    {
        const auto* const view = qobject_cast<ValueTextView*>(pages().currentWidget());
        return view ? view->text() : QStringLiteral("no text");
    }
    [[nodiscard]] bool showsHex() const { return qobject_cast<HexView*>(pages().currentWidget()); }
    [[nodiscard]] bool showsImage() const { return qobject_cast<ImageView*>(pages().currentWidget()); }
    [[nodiscard]] NoticeBar& notice() const
    {
        return *dock.findChild<NoticeBar*>(QStringLiteral("cellNotice"));
    }

    CellDock dock;
};

} // namespace

class TestCellDock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void saysThatNoCellIsSelected();
    void tellsNullFromEmptyText();
    void showsEachValueInItsView();
    void tellsTypeLengthAndEncoding();
    void keepsTheChosenView();
    void choicesComeBack();
    void takesADamagedStateForAutomatic();
    void saysWhyItIsNotPretty();
    void loadsTheRestOnDemand();
    void saysWhyItCannotLoadTheRest();
    void copiesTheExactValue();
    void refusesToCopyWhatIsTooLarge();
    void dropsTheValueWhenHidden();
    void readsAGrownResultOnlyOnce();
    void letsGoOfTheResultBeforeForTheSameValue();
    void opensLargeValuesWithoutALongGap_data();
    void opensLargeValuesWithoutALongGap();
    void everyControlHasAName();
};

void TestCellDock::saysThatNoCellIsSelected()
{
    const Bench bench;
    QCOMPARE(bench.pages().message(), QStringLiteral("No cell is selected."));
    QVERIFY(!bench.button("cellCopy").isEnabled() && !bench.button("cellSave").isEnabled());
}

void TestCellDock::tellsNullFromEmptyText()
{
    Bench bench;
    bench.show(Value());
    QCOMPARE(bench.pages().message(), QStringLiteral("NULL"));
    QVERIFY(!bench.button("cellCopy").isEnabled() && !bench.button("cellSave").isEnabled());
    bench.show(text(""));
    QCOMPARE(bench.pages().message(), QStringLiteral("Empty text"));
    QVERIFY(bench.button("cellSave").isEnabled());
    bench.show(blob(""));
    QCOMPARE(bench.pages().message(), QStringLiteral("Empty BLOB"));
    // A text that says so is one.
    bench.show(text("NULL"));
    QTRY_COMPARE(bench.text(), QStringLiteral("NULL"));
    QCOMPARE(bench.pages().message(), QString());
}

void TestCellDock::showsEachValueInItsView()
{
    Bench bench;
    bench.show(text("plain"));
    QTRY_COMPARE(bench.text(), QStringLiteral("plain"));
    QVERIFY(bench.button("cellWrap").isVisible() && !bench.button("cellFit").isVisible());
    bench.show(text("{\"a\":1}"));
    QTRY_COMPARE(bench.text(), QStringLiteral("{\n  \"a\": 1\n}"));
    bench.show(text("<a><b/></a>"));
    QTRY_COMPARE(bench.text(), QStringLiteral("<a>\n  <b/>\n</a>"));
    bench.show(blob("abc"));
    QTRY_VERIFY(bench.showsHex());
    bench.show(blob(png()));
    QTRY_VERIFY(bench.showsImage());
    QVERIFY(!bench.button("cellWrap").isVisible() && bench.button("cellFit").isVisible());
    QCOMPARE(bench.label("cellStatus"), QStringLiteral("PNG · 8 × 6 pixels"));
    bench.show(qint64(-5));
    QTRY_COMPARE(bench.text(), QStringLiteral("-5"));
}

void TestCellDock::tellsTypeLengthAndEncoding()
{
    Bench bench;
    bench.show(text("a\xc3\xa4"));
    QTRY_COMPARE(bench.label("cellFacts"), QStringLiteral("TEXT · 3 B · 2 characters · valid UTF-8"));
    QCOMPARE(bench.label("cellTitle"), QStringLiteral("a"));
    bench.show(text("a\xff"));
    QTRY_COMPARE(bench.label("cellFacts"),
        QStringLiteral("TEXT · 2 B · 2 characters · not valid UTF-8: first wrong byte at 1"));
    QCOMPARE(bench.text(), QStringLiteral("a\uFFFD"));
}

void TestCellDock::keepsTheChosenView()
{
    Bench bench;
    bench.show(text("{\"a\":1}"));
    QTRY_VERIFY(bench.text().startsWith(u'{'));
    bench.dock.chooseView(ValueView::Hex);
    QTRY_VERIFY(bench.showsHex());
    bench.show(text("other"));
    QTRY_VERIFY(bench.label("cellFacts").contains(QStringLiteral("5 B")));
    QVERIFY(bench.showsHex());
    QCOMPARE(bench.dock.chosenView(), std::optional(ValueView::Hex));
    bench.dock.chooseView(std::nullopt);
    QTRY_COMPARE(bench.text(), QStringLiteral("other"));
}

void TestCellDock::choicesComeBack()
{
    Bench before;
    before.dock.chooseView(ValueView::Xml);
    before.button("cellWrap").click();
    Bench after;
    after.dock.restoreState(before.dock.saveState());
    QCOMPARE(after.dock.chosenView(), std::optional(ValueView::Xml));
    QVERIFY(after.button("cellWrap").isChecked());
    after.dock.restoreState(CellDock().saveState());
    QCOMPARE(after.dock.chosenView(), std::nullopt);
}

void TestCellDock::takesADamagedStateForAutomatic()
{
    Bench bench;
    for (const QByteArray& state : {QByteArray(), QByteArray("x"), QByteArray(100, '\x7f')}) {
        bench.dock.restoreState(state);
        QCOMPARE(bench.dock.chosenView(), std::nullopt);
    }
}

void TestCellDock::saysWhyItIsNotPretty()
{
    Bench bench;
    bench.dock.chooseView(ValueView::Json);
    bench.show(text("{\n  oops}"));
    QTRY_COMPARE(bench.text(), QStringLiteral("{\n  oops}"));
    QVERIFY2(
        bench.notice().text().startsWith(QStringLiteral("Not JSON, shown as it stands. Line 2, column 3: ")),
        qPrintable(bench.notice().text()));
    bench.dock.chooseView(ValueView::Image);
    QTRY_VERIFY(bench.pages().message().startsWith(QStringLiteral("This cannot be shown as an image")));
    QVERIFY(!bench.notice().isVisible());
}

void TestCellDock::loadsTheRestOnDemand()
{
    Bench bench;
    QByteArray lines;
    for (int i = 0; i < 300'000; ++i)
        lines += "line " + QByteArray::number(i) + '\n';
    bench.show(text(lines));
    QTRY_COMPARE(bench.text().size(), 1 << 20);
    QCOMPARE(bench.notice().text(), QStringLiteral("First 1.0 MB of 3.3 MB."));
    auto* const load = bench.notice().findChild<QPushButton*>();
    QCOMPARE(load->text(), QStringLiteral("Load all"));
    load->click();
    QTRY_COMPARE(bench.text(), QString::fromUtf8(lines));
    QVERIFY(!bench.notice().isVisible());
}

void TestCellDock::saysWhyItCannotLoadTheRest()
{
    Bench bench;
    bench.show(text(QByteArray("line\n").repeated(4'000'000)));
    QTRY_VERIFY(bench.notice().text().startsWith(QStringLiteral("First 1.0 MB of 19 MB. More than 16 MB")));
    QVERIFY(!bench.notice().findChild<QPushButton*>()->isVisible());
}

void TestCellDock::copiesTheExactValue()
{
    Bench bench;
    const auto copied = [&] {
        bench.button("cellCopy").click();
        return QGuiApplication::clipboard()->mimeData();
    };
    bench.show(text("{\"a\" :1.0}\n"));
    QCOMPARE(copied()->text(), QStringLiteral("{\"a\" :1.0}\n"));
    QVERIFY(!copied()->hasFormat(QStringLiteral("application/octet-stream")));
    bench.show(blob(QByteArray("\0\xff", 2)));
    QCOMPARE(copied()->text(), QStringLiteral("00ff"));
    QCOMPARE(copied()->data(QStringLiteral("application/octet-stream")), QByteArray("\0\xff", 2));
    bench.show(text("\xff"));
    QCOMPARE(copied()->data(QStringLiteral("application/octet-stream")), QByteArray("\xff"));
}

void TestCellDock::refusesToCopyWhatIsTooLarge()
{
    Bench bench;
    bench.show(blob(QByteArray(40 << 20, 'x')));
    QVERIFY(!bench.button("cellCopy").isEnabled());
    QVERIFY(bench.button("cellCopy").toolTip().contains(QStringLiteral("40 MB")));
    QVERIFY(bench.button("cellSave").isEnabled());
    QTRY_VERIFY(bench.showsHex());
    bench.show(text("small"));
    QVERIFY(bench.button("cellCopy").isEnabled());
}

void TestCellDock::dropsTheValueWhenHidden()
{
    Bench bench;
    const CellValue value = valueOf(blob("abc"));
    bench.dock.setValue(value);
    QTRY_VERIFY(bench.showsHex());
    QVERIFY(bench.dock.isOnScreen());
    bench.dock.hide();
    QVERIFY(!bench.dock.isOnScreen());
    QTRY_COMPARE(value.result.use_count(), 1);
}

void TestCellDock::readsAGrownResultOnlyOnce()
{
    ResultBuilder builder({{QStringLiteral("a")}});
    for (int row = 0; row < 1'000; ++row) {
        builder.column(0).appendText("<a><b/></a>");
        builder.endRow();
    }
    Bench bench;
    bench.dock.setValue({builder.snapshot(Completeness::Streaming), 3, 0});
    QTRY_VERIFY(bench.text().startsWith(u'<'));
    auto* const view = qobject_cast<ValueTextView*>(bench.pages().currentWidget());
    view->setCursorPosition(1, 2);
    bench.dock.setValue({builder.snapshot(Completeness::Complete), 3, 0});
    // What comes behind shows that nothing was read anew.
    QTest::qWait(20);
    int line = 0;
    int column = 0;
    view->getCursorPosition(&line, &column);
    QCOMPARE(line, 1);
}

void TestCellDock::letsGoOfTheResultBeforeForTheSameValue()
{
    Bench bench;
    const CellValue before = valueOf(qint64(7));
    bench.dock.setValue(before);
    QTRY_COMPARE(bench.text(), QStringLiteral("7"));
    bench.dock.setValue(valueOf(qint64(7)));
    QTRY_COMPARE(before.result.use_count(), 1);
}

void TestCellDock::opensLargeValuesWithoutALongGap_data()
{
    QTest::addColumn<Value>("value");
    constexpr qsizetype kSize = 200 << 20;
    // To check their grammar takes long in a build without optimisation.
    constexpr qsizetype kParsed = 40 << 20;
    QTest::newRow("BLOB") << blob(QByteArray(kSize, '\x7'));
    QTest::newRow("text of lines") << text(QByteArray("some text that is a line\n").repeated(kSize / 25));
    QTest::newRow("text of one line") << text(QByteArray(kSize, 'x'));
    QTest::newRow("JSON") << text(
        "[" + ("{\"a\":\"" + QByteArray(2'000, 'x') + "\"},").repeated(kParsed / 2'009) + "1]");
    QTest::newRow("XML") << text("<a>" + QByteArray("<b>text</b>").repeated(kParsed / 11) + "</a>");
}

// Measures and tells; a limit of time would fail on a busy machine.
void TestCellDock::opensLargeValuesWithoutALongGap()
{
    QFETCH(Value, value);
    Bench bench;
    QVERIFY(QTest::qWaitForWindowExposed(&bench.dock));
    const CellValue cell = valueOf(value);
    value = {};
    qint64 longest = 0;
    QElapsedTimer whole;
    QElapsedTimer sinceBeat;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&] { longest = qMax(longest, sinceBeat.restart()); });
    heart.start(0);
    QCoreApplication::processEvents();
    longest = 0;
    whole.start();
    sinceBeat.start();
    bench.dock.setValue(cell);
    bool first = false;
    qint64 firstMs = 0;
    const bool isText = cell.cell().type == CellType::Text;
    while (!first || (isText && !bench.label("cellFacts").contains(QStringLiteral("UTF-8")))) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (!first && bench.pages().message().isEmpty()) {
            first = true;
            firstMs = whole.elapsed();
        }
    }
    longest = qMax(longest, sinceBeat.elapsed());
    qInfo("first shown after %lld ms, all known after %lld ms, longest gap of the GUI thread %lld ms",
        firstMs, whole.elapsed(), longest);
    QVERIFY(bench.label("cellFacts").contains(QStringLiteral("%1 B").arg(cell.cell().bytes.size())));
    QVERIFY(isText ? !bench.text().isEmpty() : bench.showsHex());
}

void TestCellDock::everyControlHasAName()
{
    const Bench bench;
    for (const QToolButton* const button : bench.dock.widget()->findChildren<QToolButton*>())
        QVERIFY(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty());
    for (const QLabel* const label : bench.dock.widget()->findChildren<QLabel*>())
        QVERIFY2(!label->accessibleName().isEmpty(), qPrintable(label->objectName()));
    QVERIFY(!bench.dock.findChild<QComboBox*>()->accessibleName().isEmpty());
    QVERIFY(!bench.dock.objectName().isEmpty());
    QVERIFY(bench.dock.focusProxy());
}

QTEST_MAIN(TestCellDock)
#include "tst_celldock.moc"
