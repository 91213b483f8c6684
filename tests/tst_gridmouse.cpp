#include "ui/gridmouse.h"

#include "support/shownresult.h"

#include <QMouseEvent>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

ResultPtr manyRows()
{
    std::vector<Row> rows;
    for (qint64 row = 0; row < 1'000; ++row)
        rows.push_back({row, row, row});
    return resultOf({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}, rows);
}

struct Shown : ShownResult
{
    Shown() : ShownResult(manyRows()) { }

    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        move(to);
    }
    void move(QPoint to)
    {
        QMouseEvent event(
            QEvent::MouseMove, to, view.viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view.viewport(), &event);
    }
    void release() { QTest::mouseRelease(view.viewport(), Qt::LeftButton); }
    [[nodiscard]] QPoint at(qint64 row, int column) const { return view.cellRect({row, column}).center(); }
    [[nodiscard]] QPoint numberOf(qint64 row) const { return {5, at(row, 0).y()}; }
    [[nodiscard]] std::vector<CellRange> ranges() const { return view.selection().ranges; }
};

using Ranges = std::vector<CellRange>;

} // namespace

class TestGridMouse final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void clickSelectsACell();
    void dragSelectsARange();
    void controlAddsAndTakesAway();
    void numbersSelectRows();
    void numbersAreDraggedOver();
    void draggingBeyondTheEdgeScrolls();
    void clickBehindTheCellsDoesNothing();
    void movingWithoutAButtonDoesNothing();
    void hitsWhatIsSeenInAMirroredGrid();
};

void TestGridMouse::clickSelectsACell()
{
    Shown shown;
    shown.click(3, 1);
    QCOMPARE(shown.ranges(), (Ranges{{3, 3, 1, 1}}));
    QCOMPARE(shown.view.currentCell(), CellPosition({3, 1}));
}

void TestGridMouse::dragSelectsARange()
{
    Shown shown;
    shown.drag(shown.at(5, 2), shown.at(2, 1));
    shown.release();
    QCOMPARE(shown.ranges(), (Ranges{{2, 5, 1, 2}}));
}

void TestGridMouse::controlAddsAndTakesAway()
{
    Shown shown;
    shown.select(1, 0, 3, 1);
    shown.click(2, 1, Qt::ControlModifier);
    QCOMPARE(shown.view.selection().cellCount(), 5);
    shown.click(6, 2, Qt::ControlModifier);
    QCOMPARE(shown.view.selection().cellCount(), 6);
}

void TestGridMouse::numbersSelectRows()
{
    Shown shown;
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.numberOf(4));
    QCOMPARE(shown.ranges(), (Ranges{{4, 4, 0, 2}}));
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, Qt::ShiftModifier, shown.numberOf(6));
    QCOMPARE(shown.ranges(), (Ranges{{4, 6, 0, 2}}));
}

void TestGridMouse::numbersAreDraggedOver()
{
    Shown shown;
    shown.drag(shown.numberOf(2), shown.numberOf(5) + QPoint(150, 0));
    shown.release();
    QCOMPARE(shown.ranges(), (Ranges{{2, 5, 0, 2}}));
}

void TestGridMouse::draggingBeyondTheEdgeScrolls()
{
    Shown shown;
    shown.drag(shown.at(0, 0), QPoint(60, shown.view.viewport()->height() + 30));
    QTRY_VERIFY(shown.view.state().lines().top() > 10);
    QVERIFY(shown.view.selection().cellCount() > 10);
    shown.move(shown.at(shown.view.state().lines().top() + 1, 0));
    const qint64 top = shown.view.state().lines().top();
    shown.release();
    QCoreApplication::processEvents();
    QCOMPARE(shown.view.state().lines().top(), top);
}

void TestGridMouse::clickBehindTheCellsDoesNothing()
{
    Shown shown;
    shown.click(3, 1);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, QPoint(590, 20));
    QCOMPARE(shown.ranges(), (Ranges{{3, 3, 1, 1}}));
}

void TestGridMouse::movingWithoutAButtonDoesNothing()
{
    Shown shown;
    shown.click(3, 1);
    shown.move(shown.at(7, 2));
    QCOMPARE(shown.ranges(), (Ranges{{3, 3, 1, 1}}));
}

void TestGridMouse::hitsWhatIsSeenInAMirroredGrid()
{
    Shown shown;
    shown.view.setLayoutDirection(Qt::RightToLeft);
    const int right = shown.view.viewport()->width() - 1;
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, QPoint(right - 5, shown.at(4, 0).y()));
    QCOMPARE(shown.ranges(), (Ranges{{4, 4, 0, 2}}));
    shown.click(3, 1);
    QCOMPARE(shown.ranges(), (Ranges{{3, 3, 1, 1}}));
    shown.drag(shown.at(5, 2), shown.at(2, 1));
    shown.release();
    QCOMPARE(shown.ranges(), (Ranges{{2, 5, 1, 2}}));
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, QPoint(5, 20));
    QCOMPARE(shown.ranges(), (Ranges{{2, 5, 1, 2}}));
    for (int column = 0; column < 3; ++column)
        shown.view.state().columns().setWidthByUser(column, 300);
    shown.drag(shown.at(0, 0), QPoint(-30, 20));
    QTRY_COMPARE(shown.view.state().scroll(), shown.view.state().lastScroll());
    shown.release();
}

QTEST_MAIN(TestGridMouse)
#include "tst_gridmouse.moc"
