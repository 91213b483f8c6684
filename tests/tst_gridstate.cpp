#include "ui/gridstate.h"

#include "support/results.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

constexpr int kRowHeight = 20;
constexpr int kGutter = 30;

ResultBuilder builderOf(const QStringList& names)
{
    std::vector<ColumnInfo> columns;
    for (const QString& name : names)
        columns.push_back({name});
    return ResultBuilder(std::move(columns));
}

void add(ResultBuilder& builder, int columns, int rows)
{
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column)
            builder.column(column).appendInteger(row);
        builder.endRow();
    }
}

const QStringList kNames{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};

/// Three columns of 100 pixels in a view of 230 × 210.
struct Grid
{
    explicit Grid(int rows = 100)
    {
        add(builder, 3, rows);
        state.setRows({builder.snapshot(Completeness::Streaming)});
        for (int column = 0; column < 3; ++column)
            state.columns().setWidthByUser(column, 100);
        state.setView({230, 210}, kRowHeight, kGutter);
    }

    ResultBuilder builder = builderOf(kNames);
    GridState state{nullptr};
};

} // namespace

class TestGridState final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aGrowingResultLeavesEverythingInPlace();
    void anotherResultOfTheSameColumnsKeepsThem();
    void otherColumnsStartAnew();
    void arrangedRowsStartAtTheTop();
    void findsCellsByPixels();
    void mirrorsOnlyWhatIsSeen();
    void nearestIsAlwaysInView();
    void showsACellByTheLeastScrolling();
    void selectingBringsTheCurrentCellIntoView();
    void theCurrentCellStaysInViewWhenItShrinks();
    void selectionFollowsMovedColumns();
    void forgetsEverythingWithTheResult();
};

void TestGridState::aGrowingResultLeavesEverythingInPlace()
{
    Grid grid;
    grid.state.select({50, 1}, SelectUnit::Cells, SelectMode::Replace);
    grid.state.select({52, 2}, SelectUnit::Cells, SelectMode::Extend);
    const GridSelection selection = grid.state.selection();
    const qint64 top = grid.state.lines().top();
    const QSignalSpy selections(&grid.state, &GridState::selectionChanged);
    const QSignalSpy scrolls(&grid.state, &GridState::scrolled);
    const QSignalSpy rows(&grid.state, &GridState::rowsChanged);
    add(grid.builder, 3, 500);
    grid.state.setRows({grid.builder.snapshot(Completeness::Complete)});
    QCOMPARE(grid.state.lines().count(), 600);
    QCOMPARE(grid.state.lines().top(), top);
    QCOMPARE(grid.state.selection().ranges(), selection.ranges());
    QCOMPARE(grid.state.selection().current(), selection.current());
    QCOMPARE(selections.size() + scrolls.size(), 0);
    QCOMPARE(rows.size(), 1);
}

void TestGridState::anotherResultOfTheSameColumnsKeepsThem()
{
    Grid grid;
    grid.state.columns().move(0, 2);
    grid.state.columns().setHidden(1, true);
    grid.state.columns().setFrozen(1);
    grid.state.select({50, 1}, SelectUnit::Cells, SelectMode::Replace);
    const QSignalSpy resets(&grid.state, &GridState::columnsReset);
    ResultBuilder again = builderOf(kNames);
    add(again, 3, 10);
    grid.state.setRows({});
    grid.state.setRows({again.snapshot(Completeness::Complete)});
    QCOMPARE(resets.size(), 0);
    QCOMPARE(grid.state.columns().shown(), (std::vector<int>{2, 0}));
    QCOMPARE(grid.state.columns().frozen(), 1);
    QCOMPARE(grid.state.columns().width(2), 100);
    QVERIFY(!grid.state.selection().current());
}

void TestGridState::otherColumnsStartAnew()
{
    Grid grid;
    grid.state.columns().setFrozen(1);
    grid.state.scrollToPixel(70);
    const QSignalSpy resets(&grid.state, &GridState::columnsReset);
    grid.state.setRows({resultOf(5)});
    QCOMPARE(resets.size(), 1);
    QCOMPARE(grid.state.columns().count(), 1);
    QCOMPARE(grid.state.scroll(), 0);
    QCOMPARE(grid.state.columns().frozen(), 0);
}

void TestGridState::arrangedRowsStartAtTheTop()
{
    Grid grid;
    grid.state.select({50, 1}, SelectUnit::Cells, SelectMode::Replace);
    const ResultPtr result = grid.state.rows().result;
    grid.state.setRows({result, std::make_shared<RowOrder>(RowOrder{9, 3, 5})});
    QCOMPARE(grid.state.lines().count(), 3);
    QCOMPARE(grid.state.lines().top(), 0);
    QVERIFY(grid.state.selection().ranges().empty());
}

void TestGridState::findsCellsByPixels()
{
    Grid grid;
    grid.state.scrollToRow(10);
    grid.state.scrollToPixel(50);
    QCOMPARE(grid.state.placeAt({kGutter, 0}), GridPlace({10, 0}));
    QCOMPARE(grid.state.placeAt({kGutter + 50, 25}), GridPlace({11, 1}));
    QVERIFY(!grid.state.placeAt({5, 5}));
    QCOMPARE(grid.state.area({11, 1}), QRect(kGutter + 50, 20, 99, 19));
    QCOMPARE(grid.state.position({11, 1}), CellPosition({11, 1}));
    grid.state.columns().move(1, 0);
    QCOMPARE(grid.state.position({11, 0}), CellPosition({11, 1}));
    QCOMPARE(grid.state.place({11, 1}), GridPlace({11, 0}));
    grid.state.columns().setHidden(1, true);
    QVERIFY(!grid.state.place({11, 1}));
}

void TestGridState::mirrorsOnlyWhatIsSeen()
{
    Grid grid;
    const QSignalSpy scrolls(&grid.state, &GridState::scrolled);
    grid.state.setMirrored(true);
    QCOMPARE(scrolls.size(), 1);
    // The number of the row is at the right, the first column before it, the second runs out of the view.
    QVERIFY(!grid.state.placeAt({229, 0}));
    QCOMPARE(grid.state.placeAt({229 - kGutter, 0}), GridPlace({0, 0}));
    QCOMPARE(grid.state.area({0, 0}), QRect(101, 0, 99, 19));
    QCOMPARE(grid.state.area({0, 1}), QRect(1, 0, 99, 19));
    QCOMPARE(grid.state.nearest({5'000, 5}), GridPlace({0, 0}));
    grid.state.scrollToPixel(50);
    QCOMPARE(grid.state.scroll(), 50);
    QCOMPARE(grid.state.area({0, 1}).left(), 51);
    for (const int x : {0, 57, 229})
        QCOMPARE(grid.state.mirrored(grid.state.mirrored(QPoint(x, 3))), QPoint(x, 3));
    for (int place = 0; place < 2; ++place)
        QCOMPARE(grid.state.placeAt(grid.state.area({2, place}).topLeft()), GridPlace({2, place}));
    grid.state.setMirrored(false);
    QCOMPARE(grid.state.area({0, 1}).left(), kGutter + 50);
}

void TestGridState::nearestIsAlwaysInView()
{
    Grid grid;
    grid.state.scrollToRow(10);
    QCOMPARE(grid.state.nearest({-500, -500}), GridPlace({10, 0}));
    QCOMPARE(grid.state.nearest({5'000, 5'000}), GridPlace({20, 1}));
    Grid few(3);
    QCOMPARE(few.state.nearest({60, 200}), GridPlace({2, 0}));
}

void TestGridState::showsACellByTheLeastScrolling()
{
    Grid grid;
    grid.state.show({50, 2});
    QCOMPARE(grid.state.lines().top(), 41);
    QCOMPARE(grid.state.scroll(), 100);
    grid.state.show({45, 1});
    QCOMPARE(grid.state.lines().top(), 41);
    QCOMPARE(grid.state.scroll(), 100);
    grid.state.columns().setFrozen(1);
    grid.state.show({45, 1});
    QCOMPARE(grid.state.scroll(), 0);
    grid.state.scrollToPixel(60);
    grid.state.show({45, 0});
    QCOMPARE(grid.state.scroll(), 60);
    // A column that is wider than the view begins at its left edge.
    grid.state.columns().setFrozen(0);
    grid.state.columns().setWidthByUser(1, 900);
    grid.state.show({45, 1});
    QCOMPARE(grid.state.area({45, 1}).left(), kGutter);
}

void TestGridState::selectingBringsTheCurrentCellIntoView()
{
    Grid grid;
    const QSignalSpy currents(&grid.state, &GridState::currentChanged);
    grid.state.select({99, 2}, SelectUnit::Cells, SelectMode::Replace);
    QCOMPARE(grid.state.lines().top(), 90);
    QCOMPARE(grid.state.scroll(), 100);
    QCOMPARE(currents.size(), 1);
    grid.state.select({99, 2}, SelectUnit::Cells, SelectMode::Replace);
    QCOMPARE(currents.size(), 1);
    grid.state.select({5, 0}, SelectUnit::Rows, SelectMode::Replace);
    QCOMPARE(grid.state.lines().top(), 5);
    QCOMPARE(grid.state.scroll(), 100);
    grid.state.select({80, 0}, SelectUnit::Columns, SelectMode::Replace);
    QCOMPARE(grid.state.lines().top(), 5);
    QCOMPARE(grid.state.scroll(), 0);
}

void TestGridState::theCurrentCellStaysInViewWhenItShrinks()
{
    Grid grid;
    grid.state.select({9, 0}, SelectUnit::Cells, SelectMode::Replace);
    QCOMPARE(grid.state.lines().top(), 0);
    grid.state.setView({230, 110}, kRowHeight, kGutter);
    QCOMPARE(grid.state.lines().top(), 5);
    grid.state.scrollToRow(50);
    grid.state.setView({230, 60}, kRowHeight, kGutter);
    QCOMPARE(grid.state.lines().top(), 50);
}

void TestGridState::selectionFollowsMovedColumns()
{
    Grid grid;
    grid.state.select({5, 2}, SelectUnit::Columns, SelectMode::Replace);
    grid.state.columns().move(2, 0);
    QCOMPARE(grid.state.selection().ranges(), (std::vector<CellRange>{{0, 99, 0, 0}}));
    QCOMPARE(grid.state.selection().current(), GridPlace({5, 0}));
}

void TestGridState::forgetsEverythingWithTheResult()
{
    Grid grid;
    grid.state.select({5, 2}, SelectUnit::Cells, SelectMode::Replace);
    const QSignalSpy currents(&grid.state, &GridState::currentChanged);
    grid.state.setRows({});
    QVERIFY(grid.state.isEmpty());
    QVERIFY(!grid.state.selection().current());
    QCOMPARE(currents.size(), 1);
    grid.state.selectAll();
    QVERIFY(grid.state.selection().ranges().empty());
}

QTEST_GUILESS_MAIN(TestGridState)
#include "tst_gridstate.moc"
