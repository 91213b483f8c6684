#include "ui/gridrefresh.h"

#include "tests/support/results.h"
#include "ui/gridarrangement.h"
#include "ui/gridstate.h"
#include "ui/resultheader.h"
#include "ui/resultview.h"

#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

/// Keys @p first to @p last with their squares, but for @p changed, which has -1.
ResultPtr squares(
    qint64 first, qint64 last, qint64 changed = 0, Completeness completeness = Completeness::Complete)
{
    ColumnInfo key{QStringLiteral("k")};
    key.inPrimaryKey = true;
    ResultBuilder builder({key, {QStringLiteral("square")}});
    for (qint64 number = first; number <= last; ++number) {
        builder.column(0).appendInteger(number);
        builder.column(1).appendInteger(number == changed ? -1 : number * number);
        builder.endRow();
    }
    return builder.snapshot(completeness);
}

struct Grid
{
    Grid()
    {
        view.resize(400, 300);
        view.show();
        QObject::connect(
            &arrangement, &GridArrangement::rowsChanged, &refresh, [this] { refresh.rowsChanged(); });
    }

    void show(const ResultPtr& result)
    {
        view.setRows({result});
        arrangement.resultChanged();
        refresh.rowsChanged();
    }
    void again(const ResultPtr& result)
    {
        refresh.expectRefresh(refresh.memory());
        show(result);
    }
    [[nodiscard]] qint64 key(qint64 row) const { return view.rows().cell(row, 0).integer; }
    [[nodiscard]] qint64 currentKey() const { return view.currentCell() ? key(view.currentCell()->row) : -1; }
    [[nodiscard]] qint64 topKey() const { return key(view.state().lines().top()); }

    ResultView view;
    GridArrangement arrangement{view, nullptr};
    GridRefresh refresh{view, arrangement, nullptr};
    QSignalSpy told{&refresh, &GridRefresh::changesTold};
};

QString lastOf(const QSignalSpy& spy)
{
    return spy.isEmpty() ? QString() : spy.last().first().toString();
}

} // namespace

class TestGridRefresh final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThePlaceByKeys();
    void findsItInSortedRows();
    void aRowThatIsGoneGivesWayToTheNext();
    void allRowsMayBeGone();
    void leavesWhoHasMovedWhereTheyAre();
    void marksWhatChangedForAMoment();
    void saysNothingWhereNothingChanged();
    void rowsOfAnotherResultCarryNoMark();
    void aBrokenRefreshKeepsTheRowNumber();
    void isInPlaceBeforeAllRowsAreHere();
    void staysWhereItIsAfterARunThatBroughtNothing();
};

void TestGridRefresh::findsThePlaceByKeys()
{
    Grid grid;
    grid.show(squares(10, 500));
    grid.view.goTo({200, 1});
    grid.view.state().scrollToRow(195);
    grid.again(squares(1, 500));
    QTRY_COMPARE(grid.currentKey(), 210);
    QCOMPARE(grid.view.currentCell()->column, 1);
    QCOMPARE(grid.topKey(), 205);
}

void TestGridRefresh::findsItInSortedRows()
{
    Grid grid;
    grid.show(squares(10, 500));
    grid.view.header().setSortKeys({{0, Qt::DescendingOrder}});
    QTRY_VERIFY(grid.view.rows().order);
    grid.view.goTo({100, 0});
    grid.view.state().scrollToRow(99);
    const qint64 key = grid.currentKey();
    grid.again(squares(1, 700));
    QTRY_COMPARE(grid.view.currentCell(), (CellPosition{300, 0}));
    QCOMPARE(grid.currentKey(), key);
    QCOMPARE(grid.topKey(), key + 1);
}

void TestGridRefresh::aRowThatIsGoneGivesWayToTheNext()
{
    Grid grid;
    grid.show(squares(1, 20));
    grid.view.goTo({19, 0});
    grid.again(squares(1, 15));
    QTRY_COMPARE(grid.currentKey(), 15);
}

void TestGridRefresh::allRowsMayBeGone()
{
    Grid grid;
    grid.show(squares(1, 3));
    grid.view.goTo({1, 0});
    grid.again(squares(1, 0));
    QTRY_COMPARE(lastOf(grid.told), QStringLiteral("3 rows are gone"));
    QVERIFY(!grid.view.currentCell());
    grid.again(squares(1, 0));
    grid.again(squares(1, 2));
    QTRY_COMPARE(grid.view.rows().rowCount(), 2);
}

void TestGridRefresh::leavesWhoHasMovedWhereTheyAre()
{
    Grid grid;
    grid.show(squares(10, 500));
    grid.view.goTo({200, 0});
    grid.again(squares(1, 500));
    grid.view.goTo({3, 1});
    QTRY_VERIFY(grid.view.changes());
    QCOMPARE(grid.view.currentCell(), (CellPosition{3, 1}));
}

void TestGridRefresh::marksWhatChangedForAMoment()
{
    Grid grid;
    grid.show(squares(1, 30));
    grid.again(squares(2, 31, 7));
    QTRY_COMPARE(lastOf(grid.told), QStringLiteral("1 cell changed · 1 new row · 1 row is gone"));
    QVERIFY(grid.view.changes()->isChanged(5, 1));
    QVERIFY(grid.view.changes()->isChanged(29, 0));
    QVERIFY(!grid.view.changes()->isChanged(6, 1));
    const QImage marked = grid.view.grab().toImage();
    QTRY_VERIFY_WITH_TIMEOUT(!grid.view.changes(), 30'000);
    QCOMPARE(lastOf(grid.told), QString());
    QVERIFY(marked != grid.view.grab().toImage());
}

void TestGridRefresh::saysNothingWhereNothingChanged()
{
    Grid grid;
    grid.show(squares(10, 500));
    grid.view.goTo({200, 0});
    grid.again(squares(10, 500));
    grid.again(squares(10, 500, 40));
    QTRY_COMPARE(lastOf(grid.told), QStringLiteral("1 cell changed"));
    QCOMPARE(grid.told.size(), 1);
}

void TestGridRefresh::rowsOfAnotherResultCarryNoMark()
{
    Grid grid;
    grid.show(squares(1, 30));
    grid.again(squares(1, 30, 7));
    QTRY_VERIFY(grid.view.changes());
    grid.show(squares(1, 30));
    QVERIFY(!grid.view.changes());
}

void TestGridRefresh::aBrokenRefreshKeepsTheRowNumber()
{
    Grid grid;
    grid.show(squares(10, 500));
    grid.view.goTo({200, 0});
    grid.again(squares(1, 500, 0, Completeness::Cancelled));
    QCOMPARE(grid.view.currentCell(), (CellPosition{200, 0}));
    QVERIFY(grid.told.isEmpty());
}

void TestGridRefresh::isInPlaceBeforeAllRowsAreHere()
{
    Grid grid;
    grid.show(squares(10, 500));
    grid.view.goTo({100, 0});
    ResultBuilder builder(squares(1, 1)->columns());
    const auto append = [&](qint64 first, qint64 last) {
        for (qint64 number = first; number <= last; ++number) {
            builder.column(0).appendInteger(number);
            builder.column(1).appendInteger(number * number);
            builder.endRow();
        }
    };
    append(1, 300);
    grid.again(builder.snapshot(Completeness::Streaming));
    QCOMPARE(grid.view.currentCell(), (CellPosition{100, 0}));
    append(301, 500);
    grid.show(builder.snapshot(Completeness::Complete));
    QTRY_COMPARE(grid.currentKey(), 110);
}

void TestGridRefresh::staysWhereItIsAfterARunThatBroughtNothing()
{
    Grid grid;
    grid.show(squares(1, 500));
    grid.view.goTo({200, 0});
    grid.refresh.expectRefresh(grid.refresh.memory());
    grid.refresh.giveUp();
    grid.view.goTo({10, 0});
    grid.refresh.rowsChanged();
    QCOMPARE(grid.view.currentCell(), (CellPosition{10, 0}));
}

QTEST_MAIN(TestGridRefresh)
#include "tst_gridrefresh.moc"
