#include "ui/resultview.h"

#include "ui/gridclipboard.h"

#include "support/randomrows.h"
#include "support/shownresult.h"
#include "ui/resultheader.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

class TestResultView final : public QObject
{
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
    void marksPreviousResult();
    void doesNotSearchRowsWhileTyping();
    void leavesTabToTheWindow();
    void hasRowsOfOneHeight();
    void hasAccessibleName();
    void movesByKeys();
    void activatesACell();
    void controlClickIsALink();
    void rightClickSelectsACellThatIsNot();
    void zoomsByKeysAndWheel();
    void asksForWhatItDoesNotDoItself();
    void escapeCancels();
    void showsTheColumnOfACellThatItGoesTo();
    void runsFromTheRightWhereTheLayoutDoes();
    void survivesEverythingWhileAResultStreamsIn();
};

void TestResultView::init()
{
    // All warnings but those of the offscreen platform about itself.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

void TestResultView::copiesSelectionByKey()
{
    ShownResult fixture;
    fixture.select(0, 0, 1, 1);
    QTest::keyClick(&fixture.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("1\tone\n20\t"));
}

void TestResultView::copiesWithHeadersByKey()
{
    ShownResult fixture;
    fixture.select(0, 0, 0, 1);
    QTest::keyClick(&fixture.view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("id\tname\n1\tone"));
}

void TestResultView::takesCopyKeysFromWindow()
{
    ShownResult fixture;
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
    ShownResult fixture;
    fixture.select(0, 1, 0, 1);
    const QSignalSpy requests(&fixture.view, &ResultView::cellMenuRequested);
    const QPoint place = fixture.view.cellRect({0, 1}).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, fixture.view.viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(fixture.view.viewport(), &event);
    auto* const menu = fixture.view.findChild<QMenu*>();
    QVERIFY(menu);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(menu->actions().size(), 5);
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(1)).center());
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("name\none"));
}

void TestResultView::refusesToCopyTooMuchAndSaysSo()
{
    const QByteArray large(20 * 1024 * 1024, 'x');
    ShownResult fixture(resultOf({QStringLiteral("text")}, {{text(large)}, {text(large)}}));
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    fixture.select(0, 0, 1, 0);
    const QSignalSpy refused(&fixture.view.clipboard(), &GridClipboard::refused);
    fixture.view.copy();
    QCOMPARE(refused.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
}

void TestResultView::summarisesSelection()
{
    ShownResult fixture;
    const QSignalSpy summaries(&fixture.view, &ResultView::selectionSummaryChanged);
    fixture.select(0, 0, 2, 0);
    QTRY_COMPARE(summaries.size(), 1);
    QCOMPARE(
        summaries.back().at(0).toString(), QStringLiteral("3 cells · sum 321 · avg 107 · min 1 · max 300"));
    fixture.select(0, 0, 0, 0);
    QTRY_COMPARE(summaries.size(), 2);
    QCOMPARE(summaries.back().at(0).toString(), QString());
}

void TestResultView::forgetsSummaryWithNewResult()
{
    ShownResult fixture;
    const QSignalSpy summaries(&fixture.view, &ResultView::selectionSummaryChanged);
    fixture.select(0, 0, 2, 0);
    QTRY_COMPARE(summaries.size(), 1);
    fixture.view.setRows({resultOf(5)});
    QTRY_COMPARE(summaries.size(), 2);
    QCOMPARE(summaries.back().at(0).toString(), QString());
}

void TestResultView::marksPreviousResult()
{
    ShownResult fixture;
    const auto* const strip = fixture.view.findChild<QLabel*>(QStringLiteral("resultStrip"));
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

void TestResultView::doesNotSearchRowsWhileTyping()
{
    ShownResult fixture;
    fixture.select(0, 1, 0, 1);
    QTest::keyClicks(&fixture.view, QStringLiteral("three"));
    QCOMPARE(fixture.view.currentCell(), CellPosition({0, 1}));
}

void TestResultView::leavesTabToTheWindow()
{
    ShownResult fixture;
    fixture.select(0, 1, 0, 1);
    QKeyEvent tab(QEvent::KeyPress, Qt::Key_Tab, Qt::NoModifier);
    tab.accept();
    QCoreApplication::sendEvent(&fixture.view, &tab);
    QCOMPARE(fixture.view.currentCell(), CellPosition({0, 1}));
}

void TestResultView::hasRowsOfOneHeight()
{
    const ShownResult fixture(resultOf({QStringLiteral("t")}, {{text("a\nb\nc")}, {text("d")}}));
    QCOMPARE(fixture.view.cellRect({0, 0}).height(), fixture.view.cellRect({1, 0}).height());
    QVERIFY(fixture.view.cellRect({0, 0}).height() <= fixture.view.fontMetrics().height() + 8);
}

void TestResultView::hasAccessibleName()
{
    const ShownResult fixture;
    QCOMPARE(fixture.view.accessibleName(), QStringLiteral("Results"));
}

void TestResultView::movesByKeys()
{
    ShownResult fixture;
    QTest::keyClick(&fixture.view, Qt::Key_Down);
    QCOMPARE(fixture.view.currentCell(), CellPosition({0, 0}));
    QTest::keyClick(&fixture.view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(fixture.view.currentCell(), CellPosition({2, 2}));
    QTest::keyClick(&fixture.view, Qt::Key_Home, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(fixture.view.selection().cellCount(), 9);
    QTest::keyClick(&fixture.view, Qt::Key_Space, Qt::ShiftModifier);
    QCOMPARE(fixture.view.selection().ranges, (std::vector<CellRange>{{0, 0, 0, 2}}));
    QTest::keyClick(&fixture.view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(fixture.view.selection().cellCount(), 9);
}

void TestResultView::activatesACell()
{
    ShownResult fixture;
    std::vector<CellPosition> activated;
    connect(&fixture.view, &ResultView::cellActivated, this,
        [&](CellPosition position) { activated.push_back(position); });
    fixture.click(1, 2);
    QTest::keyClick(&fixture.view, Qt::Key_Return);
    QTest::keyClick(&fixture.view, Qt::Key_Return, Qt::ControlModifier);
    QTest::mouseDClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.view.cellRect({2, 1}).center());
    QCOMPARE(activated, (std::vector<CellPosition>{{1, 2}, {2, 1}}));
}

void TestResultView::controlClickIsALink()
{
    ShownResult fixture;
    std::vector<CellPosition> links;
    connect(&fixture.view, &ResultView::linkActivated, this,
        [&](CellPosition position) { links.push_back(position); });
    fixture.click(1, 2);
    fixture.click(2, 0, Qt::ControlModifier);
    QCOMPARE(links, (std::vector<CellPosition>{{2, 0}}));
}

void TestResultView::rightClickSelectsACellThatIsNot()
{
    ShownResult fixture;
    fixture.select(0, 0, 1, 1);
    const auto rightClick = [&](CellPosition position) {
        const QPoint place = fixture.view.cellRect(position).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, fixture.view.viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(fixture.view.viewport(), &event);
        for (QMenu* const menu : fixture.view.findChildren<QMenu*>())
            menu->close();
    };
    rightClick({1, 1});
    QCOMPARE(fixture.view.selection().cellCount(), 4);
    rightClick({2, 2});
    QCOMPARE(fixture.view.selection().ranges, (std::vector<CellRange>{{2, 2, 2, 2}}));
}

void TestResultView::zoomsByKeysAndWheel()
{
    ShownResult fixture;
    const QSize plain = fixture.view.cellRect({0, 1}).size();
    QTest::keyClick(&fixture.view, Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(&fixture.view, Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(fixture.view.cellRect({0, 1}).height() > plain.height());
    QVERIFY(fixture.fits(2, 1));
    QTest::keyClick(&fixture.view, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(fixture.view.cellRect({0, 1}).size(), plain);
    QWheelEvent wheel({50, 50}, fixture.view.mapToGlobal(QPointF(50, 50)), {}, {0, -120}, {},
        Qt::ControlModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(fixture.view.viewport(), &wheel);
    QVERIFY(fixture.view.cellRect({0, 1}).height() < plain.height());
}

void TestResultView::asksForWhatItDoesNotDoItself()
{
    ShownResult fixture;
    std::vector<GridCommand> commands;
    connect(&fixture.view, &ResultView::commandRequested, this,
        [&](GridCommand command) { commands.push_back(command); });
    QTest::keyClick(&fixture.view, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClick(&fixture.view, Qt::Key_G, Qt::ControlModifier);
    QTest::keyClick(&fixture.view, Qt::Key_F3);
    QCOMPARE(commands, (std::vector{GridCommand::Find, GridCommand::GoToRow, GridCommand::FindNext}));
}

void TestResultView::escapeCancels()
{
    ShownResult fixture;
    const QSignalSpy cancels(&fixture.view, &ResultView::cancelRequested);
    QTest::keyClick(&fixture.view, Qt::Key_Escape);
    QCOMPARE(cancels.size(), 1);
}

void TestResultView::showsTheColumnOfACellThatItGoesTo()
{
    ShownResult fixture;
    fixture.view.state().columns().setHidden(1, true);
    fixture.view.goTo({2, 1});
    QCOMPARE(fixture.view.currentCell(), CellPosition({2, 1}));
    QVERIFY(!fixture.view.cellRect({2, 1}).isEmpty());
}

void TestResultView::runsFromTheRightWhereTheLayoutDoes()
{
    ShownResult fixture;
    fixture.view.setLayoutDirection(Qt::RightToLeft);
    const auto rect = [&](int column) { return fixture.view.cellRect({0, column}); };
    const int right = fixture.view.viewport()->width() - fixture.view.state().gutter() - 1;
    QCOMPARE(rect(0).right(), right);
    QVERIFY(rect(1).right() < rect(0).left() && rect(2).right() < rect(1).left());
    QCOMPARE(fixture.view.header().sectionRect(1).right(), rect(1).right());
    fixture.click(1, 1);
    QTest::keyClick(&fixture.view, Qt::Key_Left);
    QCOMPARE(fixture.view.currentCell(), CellPosition({1, 2}));
    QTest::keyClick(&fixture.view, Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(fixture.view.currentCell(), CellPosition({1, 0}));
    for (int column = 0; column < 3; ++column)
        fixture.view.state().columns().setWidthByUser(column, 300);
    fixture.view.horizontalScrollBar()->setValue(100);
    QCOMPARE(rect(0).right(), right + 100);
    fixture.view.state().columns().setFrozen(1);
    QCOMPARE(rect(0).right(), right);
    fixture.view.setLayoutDirection(Qt::LeftToRight);
    QCOMPARE(rect(0).left(), fixture.view.state().gutter());
}

void TestResultView::survivesEverythingWhileAResultStreamsIn()
{
    std::mt19937 random{3};
    auto fixture = std::make_unique<ShownResult>();
    ResultBuilder builder(std::vector<ColumnInfo>(5));
    for (int step = 0; step < 400; ++step) {
        for (int row = 0; row < 50; ++row) {
            for (size_t column = 0; column < 5; ++column)
                append(builder.column(int(column)), randomValue(random, Values::Anything));
            builder.endRow();
        }
        const ResultPtr snapshot = builder.snapshot(Completeness::Streaming);
        ResultView& view = fixture->view;
        view.setRows({snapshot});
        GridColumns& columns = view.state().columns();
        const auto row = qint64(random() % quint64(snapshot->rowCount()));
        switch (random() % 10) {
        case 0:
            view.state().scrollToRow(row);
            break;
        case 1:
            view.goTo({row, int(random() % 5)});
            break;
        case 2:
            QTest::keyClick(&view, Qt::Key_PageDown, Qt::ShiftModifier);
            break;
        case 3:
            columns.setHidden(int(random() % 5), random() % 2 == 0);
            break;
        case 4:
            columns.move(0, int(random() % columns.shown().size()));
            break;
        case 5:
            columns.setFrozen(int(random() % 4));
            break;
        case 6:
            view.resize(200 + int(random() % 600), 100 + int(random() % 400));
            break;
        case 7:
            view.setRows({snapshot, std::make_shared<RowOrder>(RowOrder{quint32(row), 0, 7})});
            break;
        case 8:
            QTest::keyClick(&view, random() % 2 == 0 ? Qt::Key_Plus : Qt::Key_0, Qt::ControlModifier);
            break;
        default:
            view.setRows({});
            break;
        }
        QVERIFY(!view.viewport()->grab().isNull());
        QCoreApplication::processEvents();
    }
    fixture.reset();
}

QTEST_MAIN(TestResultView)
#include "tst_resultview.moc"
