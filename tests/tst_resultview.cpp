#include "ui/resultview.h"

#include "models/resultmodel.h"
#include "support/results.h"
#include "ui/celldelegate.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace larder;
using namespace larder::test;

namespace {

/// A view on screen with three rows of an integer, a text and a value of other types.
class Fixture {
public:
    Fixture()
        : Fixture(resultOf({QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("extra")},
            {{qint64(1), text("one"), std::monostate()}, {qint64(20), text(""), blob("\1\2\3")},
                {qint64(300), text("three"), 0.5}}))
    {
    }

    explicit Fixture(const ResultPtr& result)
    {
        view.setModel(&model);
        model.setResult(result);
        view.resize(600, 300);
        view.show();
        view.activateWindow();
        view.setFocus();
    }

    void select(int top, int left, int bottom, int right)
    {
        const auto place = [this](int row, int column) { return view.visualRect(model.index(row, column)).center(); };
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place(top, left));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, place(bottom, right));
    }

    [[nodiscard]] bool fits(int row, int column) const
    {
        const QString value = model.index(row, column).data().toString();
        return view.columnWidth(column)
            >= view.fontMetrics().horizontalAdvance(value) + 2 * CellDelegate::kPadding + 1;
    }

    ResultModel model;
    ResultView view;
};

ResultBuilder builderOfIntegers() { return ResultBuilder({{QStringLiteral("n")}}); }

void addIntegers(ResultBuilder& builder, qint64 value, int count)
{
    for (int i = 0; i < count; ++i) {
        builder.column(0).appendInteger(value);
        builder.endRow();
    }
}

} // namespace

class TestResultView final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void copiesSelectionByKey();
    void copiesWithHeadersByKey();
    void takesCopyKeysFromWindow();
    void offersCopyInMenu();
    void refusesToCopyTooMuchAndSaysSo();
    void summarisesSelection();
    void forgetsSummaryWithNewResult();
    void fitsColumnsToValues();
    void boundsColumnsOfLongText();
    void neverCutsIntegers();
    void widensColumnsWhenRunEnds();
    void widensColumnForIntegerThatScrollsIn();
    void keepsWidthThatUserChose();
    void fitsOtherColumnsAnew();
    void marksPreviousResult();
    void paintsNullLighterThanText();
    void paintsMarkForEmptyText();
    void doesNotSearchRowsWhileTyping();
    void leavesTabToTheWindow();
    void hasRowsOfOneHeight();
    void hasAccessibleName();
};

void TestResultView::init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

void TestResultView::copiesSelectionByKey()
{
    Fixture fixture;
    fixture.select(0, 0, 1, 1);
    QTest::keyClick(&fixture.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("1\tone\n20\t"));
}

void TestResultView::copiesWithHeadersByKey()
{
    Fixture fixture;
    fixture.select(0, 0, 0, 1);
    QTest::keyClick(&fixture.view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("id\tname\n1\tone"));
}

void TestResultView::takesCopyKeysFromWindow()
{
    Fixture fixture;
    QAction windowCopy;
    windowCopy.setShortcut(QKeySequence::Copy);
    windowCopy.setShortcutContext(Qt::ApplicationShortcut);
    fixture.view.addAction(&windowCopy);
    const QSignalSpy triggers(&windowCopy, &QAction::triggered);
    fixture.select(2, 1, 2, 1);
    QTest::keyClick(&fixture.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(triggers.size(), 0);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("three"));
}

void TestResultView::offersCopyInMenu()
{
    Fixture fixture;
    fixture.select(0, 1, 0, 1);
    const QSignalSpy requests(&fixture.view, &ResultView::cellMenuRequested);
    const QPoint place = fixture.view.visualRect(fixture.model.index(0, 1)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, fixture.view.viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(fixture.view.viewport(), &event);
    auto* const menu = fixture.view.findChild<QMenu*>();
    QVERIFY(menu);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(menu->actions().size(), 2);
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(1)).center());
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("name\none"));
}

void TestResultView::refusesToCopyTooMuchAndSaysSo()
{
    const QByteArray large(20 * 1024 * 1024, 'x');
    Fixture fixture(resultOf({QStringLiteral("text")}, {{text(large)}, {text(large)}}));
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    fixture.select(0, 0, 1, 0);
    fixture.view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    QVERIFY(QToolTip::text().contains(QStringLiteral("32 MB")));
}

void TestResultView::summarisesSelection()
{
    Fixture fixture;
    const QSignalSpy summaries(&fixture.view, &ResultView::selectionSummaryChanged);
    fixture.select(0, 0, 2, 0);
    QTRY_COMPARE(summaries.size(), 1);
    QCOMPARE(summaries.back().at(0).toString(), QStringLiteral("3 cells · sum 321 · avg 107"));
    fixture.select(0, 0, 0, 0);
    QTRY_COMPARE(summaries.size(), 2);
    QCOMPARE(summaries.back().at(0).toString(), QString());
}

void TestResultView::forgetsSummaryWithNewResult()
{
    Fixture fixture;
    const QSignalSpy summaries(&fixture.view, &ResultView::selectionSummaryChanged);
    fixture.select(0, 0, 2, 0);
    QTRY_COMPARE(summaries.size(), 1);
    fixture.model.setResult(resultOf(5));
    QTRY_COMPARE(summaries.size(), 2);
    QCOMPARE(summaries.back().at(0).toString(), QString());
}

void TestResultView::fitsColumnsToValues()
{
    const Fixture fixture(resultOf({QStringLiteral("a"), QStringLiteral("b")},
        {{text("some text of middling length"), 0.123456789012345}}));
    QVERIFY(fixture.fits(0, 0));
    QVERIFY(fixture.fits(0, 1));
    QVERIFY(fixture.view.columnWidth(0) < 2 * fixture.view.columnWidth(1) + 200);
}

void TestResultView::boundsColumnsOfLongText()
{
    const Fixture fixture(resultOf({QStringLiteral("a"), QStringLiteral("b")},
        {{text(QByteArray(10'000, 'x')), text("")}}));
    QVERIFY(!fixture.fits(0, 0));
    QVERIFY(fixture.view.columnWidth(0) < 500);
    QVERIFY(fixture.view.columnWidth(1) >= 30);
}

void TestResultView::neverCutsIntegers()
{
    const Fixture fixture(resultOf({QStringLiteral("n")}, {{std::numeric_limits<qint64>::min()}}));
    QVERIFY(fixture.fits(0, 0));
}

void TestResultView::widensColumnsWhenRunEnds()
{
    ResultBuilder builder = builderOfIntegers();
    addIntegers(builder, 1, 256);
    Fixture fixture(builder.snapshot(Completeness::Streaming));
    addIntegers(builder, 1, 1000);
    addIntegers(builder, 123'456'789'012, 1);
    fixture.model.setResult(builder.snapshot(Completeness::Streaming));
    const int before = fixture.view.columnWidth(0);
    fixture.model.setResult(builder.snapshot(Completeness::Complete));
    QVERIFY(fixture.view.columnWidth(0) > before);
    QVERIFY(fixture.fits(1256, 0));
}

void TestResultView::widensColumnForIntegerThatScrollsIn()
{
    ResultBuilder builder = builderOfIntegers();
    addIntegers(builder, 1, 12'345);
    addIntegers(builder, std::numeric_limits<qint64>::max(), 1);
    addIntegers(builder, 1, 30'000);
    Fixture fixture(builder.snapshot(Completeness::Complete));
    QVERIFY(!fixture.fits(12'345, 0));
    fixture.view.verticalScrollBar()->setValue(12'340);
    QTRY_VERIFY(fixture.fits(12'345, 0));
}

void TestResultView::keepsWidthThatUserChose()
{
    ResultBuilder builder = builderOfIntegers();
    addIntegers(builder, 1, 256);
    Fixture fixture(builder.snapshot(Completeness::Streaming));
    QHeaderView& header = *fixture.view.horizontalHeader();
    const QPoint edge(header.sectionViewportPosition(0) + header.sectionSize(0) - 1, header.height() / 2);
    QTest::mousePress(header.viewport(), Qt::LeftButton, {}, edge);
    QTest::mouseMove(header.viewport(), edge + QPoint(60, 0));
    QTest::mouseRelease(header.viewport(), Qt::LeftButton, {}, edge + QPoint(60, 0));
    const int chosen = fixture.view.columnWidth(0);
    addIntegers(builder, std::numeric_limits<qint64>::max(), 300);
    fixture.model.setResult(builder.snapshot(Completeness::Complete));
    QCOMPARE(fixture.view.columnWidth(0), chosen);
    fixture.model.setResult(nullptr);
    ResultBuilder again = builderOfIntegers();
    addIntegers(again, 1, 5);
    fixture.model.setResult(again.snapshot(Completeness::Complete));
    QCOMPARE(fixture.view.columnWidth(0), chosen);
}

void TestResultView::fitsOtherColumnsAnew()
{
    Fixture fixture(resultOf({QStringLiteral("a")}, {{text(QByteArray(200, 'x'))}}));
    const int wide = fixture.view.columnWidth(0);
    fixture.model.setResult(resultOf({QStringLiteral("b")}, {{text("x")}}));
    QVERIFY(fixture.view.columnWidth(0) < wide / 2);
}

void TestResultView::marksPreviousResult()
{
    Fixture fixture;
    const auto* const strip = fixture.view.findChild<QLabel*>(QStringLiteral("previousStrip"));
    QVERIFY(!strip->isVisible());
    const QImage plain = fixture.view.grab().toImage();
    fixture.view.markPrevious(true);
    QVERIFY(strip->isVisible());
    QVERIFY(strip->text().contains(QStringLiteral("Previous result")));
    QVERIFY(fixture.view.grab().toImage() != plain);
    fixture.view.markPrevious(false);
    QVERIFY(!strip->isVisible());
    QCOMPARE(fixture.view.grab().toImage(), plain);
}

void TestResultView::paintsNullLighterThanText()
{
    const Fixture fixture(resultOf({QStringLiteral("t"), QStringLiteral("n")}, {{text("NULL"), std::monostate()}}));
    const QImage image = const_cast<ResultView&>(fixture.view).viewport()->grab().toImage();
    const auto darkest = [&](int column) {
        const QRect cell = fixture.view.visualRect(fixture.model.index(0, column)).adjusted(2, 2, -2, -2);
        int found = 255;
        for (int x = cell.left(); x < cell.right(); ++x) {
            for (int y = cell.top(); y < cell.bottom(); ++y)
                found = qMin(found, qGray(image.pixel(x, y)));
        }
        return found;
    };
    QVERIFY(darkest(0) < 80);
    QVERIFY(darkest(1) > darkest(0) + 40);
}

void TestResultView::paintsMarkForEmptyText()
{
    const Fixture fixture(resultOf({QStringLiteral("e")}, {{text("")}, {text(" ")}}));
    const QImage image = const_cast<ResultView&>(fixture.view).viewport()->grab().toImage();
    const auto cell = [&](int row) {
        return image.copy(fixture.view.visualRect(fixture.model.index(row, 0)).adjusted(2, 2, -2, -2));
    };
    QVERIFY(cell(0) != cell(1));
}

void TestResultView::doesNotSearchRowsWhileTyping()
{
    Fixture fixture;
    fixture.select(0, 1, 0, 1);
    QTest::keyClicks(&fixture.view, QStringLiteral("three"));
    QCOMPARE(fixture.view.currentIndex().row(), 0);
}

void TestResultView::leavesTabToTheWindow()
{
    const Fixture fixture;
    QVERIFY(!fixture.view.tabKeyNavigation());
}

void TestResultView::hasRowsOfOneHeight()
{
    const Fixture fixture(resultOf({QStringLiteral("t")}, {{text("a\nb\nc")}, {text("d")}}));
    QCOMPARE(fixture.view.rowHeight(0), fixture.view.rowHeight(1));
    QVERIFY(fixture.view.rowHeight(0) <= fixture.view.fontMetrics().height() + 8);
}

void TestResultView::hasAccessibleName()
{
    const Fixture fixture;
    QCOMPARE(fixture.view.accessibleName(), QStringLiteral("Results"));
}

QTEST_MAIN(TestResultView)
#include "tst_resultview.moc"
