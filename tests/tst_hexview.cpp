#include "ui/hexview.h"

#include "models/hexlines.h"
#include "tests/support/results.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

class Bench
{
public:
    explicit Bench(qsizetype size)
    {
        QByteArray bytes(size, '.');
        for (qsizetype i = 0; i < qMin<qsizetype>(size, 256); ++i)
            bytes[i] = char(i);
        view.resize(800, 300);
        view.show();
        view.setValue({resultOf({QStringLiteral("b")}, {{blob(bytes)}}), 0, 0});
    }

    [[nodiscard]] HexView::Range press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&view, key, modifiers);
        return *view.selection();
    }
    [[nodiscard]] static QString copied() { return QGuiApplication::clipboard()->text(); }

    HexView view;
};

HexView::Range at(qint64 byte)
{
    return {byte, byte};
}

} // namespace

class TestHexView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void goesByKeys();
    void staysWithinTheBytes();
    void selectsByKeysAndMouse();
    void theMouseFindsEachByteWhereItIsPainted();
    void copiesHexAndText();
    void refusesToCopyTooMuch();
    void scrollsToTheCursor();
    void showsNothingOfNoBytes();
    void paintsTheSelection();
    void reachesTheEndOfALargeValue();
};

void TestHexView::goesByKeys()
{
    Bench bench(1'000);
    QCOMPARE(*bench.view.selection(), at(0));
    QCOMPARE(bench.press(Qt::Key_Right), at(1));
    QCOMPARE(bench.press(Qt::Key_Down), at(17));
    QCOMPARE(bench.press(Qt::Key_End), at(31));
    QCOMPARE(bench.press(Qt::Key_Up), at(15));
    QCOMPARE(bench.press(Qt::Key_Home), at(0));
    QCOMPARE(bench.press(Qt::Key_End, Qt::ControlModifier), at(999));
    QCOMPARE(bench.press(Qt::Key_Left), at(998));
    QCOMPARE(bench.press(Qt::Key_Home, Qt::ControlModifier), at(0));
    const qint64 page = bench.press(Qt::Key_PageDown).first;
    QVERIFY(page > 16 && page % 16 == 0);
    QCOMPARE(bench.press(Qt::Key_PageUp), at(0));
}

void TestHexView::staysWithinTheBytes()
{
    Bench bench(20);
    QCOMPARE(bench.press(Qt::Key_Left), at(0));
    QCOMPARE(bench.press(Qt::Key_Up), at(0));
    QCOMPARE(bench.press(Qt::Key_PageUp), at(0));
    QCOMPARE(bench.press(Qt::Key_PageDown), at(19));
    QCOMPARE(bench.press(Qt::Key_Down), at(19));
    QCOMPARE(bench.press(Qt::Key_End), at(19));
}

void TestHexView::selectsByKeysAndMouse()
{
    Bench bench(1'000);
    QCOMPARE(bench.press(Qt::Key_Down, Qt::ShiftModifier), (HexView::Range{0, 16}));
    QCOMPARE(bench.press(Qt::Key_Right, Qt::ShiftModifier), (HexView::Range{0, 17}));
    QCOMPARE(bench.press(Qt::Key_Left), at(16));
    QCOMPARE(bench.press(Qt::Key_Left, Qt::ShiftModifier), (HexView::Range{15, 16}));
    QCOMPARE(bench.press(Qt::Key_A, Qt::ControlModifier), (HexView::Range{0, 999}));
    QWidget* const viewport = bench.view.viewport();
    QTest::mouseClick(viewport, Qt::LeftButton, {}, {1, 1});
    QCOMPARE(*bench.view.selection(), at(0));
    // Right of all is the last byte of its line.
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ShiftModifier, {viewport->width() - 1, 1});
    QCOMPARE(*bench.view.selection(), (HexView::Range{0, 15}));
    // A drag below the end of the view goes on.
    QTest::mousePress(viewport, Qt::LeftButton, {}, {1, 1});
    QTest::mouseMove(viewport, {0, viewport->height() - 1});
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, {0, viewport->height() - 1});
    QVERIFY(bench.view.selection()->size() > 16);
}

void TestHexView::theMouseFindsEachByteWhereItIsPainted()
{
    Bench bench(1'000);
    constexpr int kMargin = 6;
    constexpr int kBytes = 10;
    constexpr int kText = 60;
    const auto click = [&](int character) {
        // In its middle.
        const qreal left = QFontMetricsF(bench.view.font()).horizontalAdvance(QString(character, u'0'));
        const qreal right = QFontMetricsF(bench.view.font()).horizontalAdvance(QString(character + 1, u'0'));
        QTest::mouseClick(
            bench.view.viewport(), Qt::LeftButton, {}, QPoint(kMargin + int((left + right) / 2), 5));
        return *bench.view.selection();
    };
    for (int i = 0; i < kHexLineBytes; ++i) {
        QCOMPARE(click(kBytes + hexColumn(i)), at(i));
        QCOMPARE(click(kBytes + hexColumn(i) + 1), at(i));
        QCOMPARE(click(kText + i), at(i));
    }
}

void TestHexView::copiesHexAndText()
{
    Bench bench(300);
    bench.view.select({0x41, 0x43});
    QTest::keyClick(&bench.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(bench.copied(), QStringLiteral("41 42 43"));
    bench.view.copyText();
    QCOMPARE(bench.copied(), QStringLiteral("ABC"));
}

void TestHexView::refusesToCopyTooMuch()
{
    Bench bench(9 << 20);
    const QSignalSpy told(&bench.view, &HexView::told);
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    bench.view.selectAll();
    bench.view.copyHex();
    QVERIFY(told.constLast()[0].toString().startsWith(QStringLiteral("Not copied: 9.0 MB")));
    QCOMPARE(bench.copied(), QStringLiteral("before"));
}

void TestHexView::scrollsToTheCursor()
{
    Bench bench(100'000);
    const QSignalSpy told(&bench.view, &HexView::told);
    (void)bench.press(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(bench.view.verticalScrollBar()->value(), bench.view.verticalScrollBar()->maximum());
    QCOMPARE(told.constLast()[0].toString(), QStringLiteral("Byte 99999 (hex 1869f): 2e"));
    QCOMPARE(bench.view.accessibleDescription(), told.constLast()[0].toString());
    (void)bench.press(Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(bench.view.verticalScrollBar()->value(), 0);
}

void TestHexView::showsNothingOfNoBytes()
{
    Bench bench(0);
    QVERIFY(!bench.view.selection());
    QTest::keyClick(&bench.view, Qt::Key_Down);
    QTest::keyClick(&bench.view, Qt::Key_A, Qt::ControlModifier);
    QTest::mouseClick(bench.view.viewport(), Qt::LeftButton);
    bench.view.copyHex();
    bench.view.grab();
    QVERIFY(!bench.view.selection());
    bench.view.setValue({});
    bench.view.grab();
    QVERIFY(!bench.view.selection());
}

void TestHexView::paintsTheSelection()
{
    Bench bench(1'000);
    bench.view.select(at(500));
    const QImage before = bench.view.viewport()->grab().toImage();
    bench.view.select({0, 40});
    const QImage after = bench.view.viewport()->grab().toImage();
    QVERIFY(before != after);
    // Of both columns the first byte.
    int changes = 0;
    for (int x = 0; x < after.width(); ++x)
        changes += before.pixel(x, 0) != after.pixel(x, 0) ? 1 : 0;
    QVERIFY(changes > 16);
}

void TestHexView::reachesTheEndOfALargeValue()
{
    constexpr qsizetype kSize = (100 << 20) + 5;
    Bench bench(kSize);
    QCOMPARE(bench.press(Qt::Key_End, Qt::ControlModifier), at(kSize - 1));
    QCOMPARE(bench.view.verticalScrollBar()->value(), bench.view.verticalScrollBar()->maximum());
    bench.view.grab();
    QCOMPARE(bench.press(Qt::Key_Up, Qt::ShiftModifier), (HexView::Range{kSize - 17, kSize - 1}));
}

QTEST_MAIN(TestHexView)
#include "tst_hexview.moc"
