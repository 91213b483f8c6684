#include "ui/gridrows.h"

#include <QTest>

#include <limits>

using namespace larder;

namespace {

GridRows rowsOf(qint64 count, int height = 20, int view = 210)
{
    GridRows rows;
    rows.setHeights(height, view);
    rows.setCount(count);
    return rows;
}

} // namespace

class TestGridRows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsRowsAndPixels();
    void neverScrollsBehindTheLastRow();
    void showsARowByTheLeastScrolling();
    void barCountsRows();
    void barReachesTheEndOfThreeBillionRows();
    void farRowsDontOverflow();
    void emptyGridHasNoRows();
    void keepsTheFirstRowWhenRowsArrive();
};

void TestGridRows::tellsRowsAndPixels()
{
    GridRows rows = rowsOf(100);
    rows.setTop(30);
    QCOMPARE(rows.page(), 10);
    QCOMPARE(rows.last(), 40);
    QCOMPARE(rows.rowAt(0), 30);
    QCOMPARE(rows.rowAt(209), 40);
    QCOMPARE(rows.rowAt(-1), -1);
    QCOMPARE(rows.y(30), 0);
    QCOMPARE(rows.y(32), 40);
    QCOMPARE(rows.y(29), -20);
    QCOMPARE(rowsOf(3).rowAt(60), -1);
    QCOMPARE(rowsOf(3).last(), 2);
}

void TestGridRows::neverScrollsBehindTheLastRow()
{
    GridRows rows = rowsOf(100);
    rows.setTop(1'000);
    QCOMPARE(rows.top(), 90);
    rows.setTop(-5);
    QCOMPARE(rows.top(), 0);
    rows.setTop(90);
    rows.setHeights(20, 500);
    QCOMPARE(rows.top(), 75);
    rows.setCount(5);
    QCOMPARE(rows.top(), 0);
}

void TestGridRows::showsARowByTheLeastScrolling()
{
    GridRows rows = rowsOf(100);
    rows.setTop(30);
    QCOMPARE(rows.topToShow(35), 30);
    QCOMPARE(rows.topToShow(12), 12);
    QCOMPARE(rows.topToShow(39), 30);
    QCOMPARE(rows.topToShow(40), 31);
    QCOMPARE(rows.topToShow(99), 90);
}

void TestGridRows::barCountsRows()
{
    GridRows rows = rowsOf(10'000'000);
    rows.setTop(1'234'567);
    QCOMPARE(rows.barMaximum(), 9'999'990);
    QCOMPARE(rows.barValue(), 1'234'567);
    QCOMPARE(rows.barPage(), 10);
    QCOMPARE(rows.topOfBar(77), 77);
}

void TestGridRows::barReachesTheEndOfThreeBillionRows()
{
    constexpr qint64 kRows = 3'000'000'000;
    GridRows rows = rowsOf(kRows);
    QVERIFY(rows.barMaximum() > 900'000'000);
    QCOMPARE(rows.topOfBar(rows.barMaximum()), kRows - 10);
    QCOMPARE(rows.topOfBar(0), 0);
    qint64 before = -1;
    for (int value = 0; value <= rows.barMaximum() - 50'000'000; value += 50'000'000) {
        const qint64 top = rows.topOfBar(value);
        QVERIFY(top > before);
        before = top;
        rows.setTop(top);
        QCOMPARE(rows.barValue(), value);
    }
    rows.setTop(kRows);
    QCOMPARE(rows.barValue(), rows.barMaximum());
    QCOMPARE(rows.rowAt(190), kRows - 1);
    QCOMPARE(rows.y(kRows - 1), 180);
}

void TestGridRows::farRowsDontOverflow()
{
    const GridRows rows = rowsOf(3'000'000'000);
    QVERIFY(rows.y(2'999'999'999) > 10'000);
    GridRows end = rows;
    end.setTop(2'999'999'999);
    QVERIFY(end.y(0) < -10'000);
}

void TestGridRows::emptyGridHasNoRows()
{
    const GridRows rows = rowsOf(0);
    QCOMPARE(rows.last(), -1);
    QCOMPARE(rows.rowAt(5), -1);
    QCOMPARE(rows.barMaximum(), 0);
    QCOMPARE(rowsOf(5, 20, 0).page(), 1);
}

void TestGridRows::keepsTheFirstRowWhenRowsArrive()
{
    GridRows rows = rowsOf(100);
    rows.setTop(42);
    rows.setCount(3'000'000'000);
    QCOMPARE(rows.top(), 42);
}

QTEST_GUILESS_MAIN(TestGridRows)
#include "tst_gridrows.moc"
