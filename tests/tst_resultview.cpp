#include "ui/resultview.h"

#include "support/shownresult.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

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
    QCOMPARE(menu->actions().size(), 3);
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(1)).center());
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("name\none"));
}

void TestResultView::refusesToCopyTooMuchAndSaysSo()
{
    const QByteArray large(20 * 1024 * 1024, 'x');
    ShownResult fixture(resultOf({QStringLiteral("text")}, {{text(large)}, {text(large)}}));
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    fixture.select(0, 0, 1, 0);
    fixture.view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    QVERIFY(QToolTip::text().contains(QStringLiteral("32 MB")));
}

void TestResultView::summarisesSelection()
{
    ShownResult fixture;
    const QSignalSpy summaries(&fixture.view, &ResultView::selectionSummaryChanged);
    fixture.select(0, 0, 2, 0);
    QTRY_COMPARE(summaries.size(), 1);
    QCOMPARE(summaries.back().at(0).toString(), QStringLiteral("3 cells · sum 321 · avg 107 · min 1 · max 300"));
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

QTEST_MAIN(TestResultView)
#include "tst_resultview.moc"
