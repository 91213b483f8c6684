#include "models/gridselection.h"

#include <QRegularExpression>
#include <QTest>

#include <random>
#include <set>

using namespace larder;

namespace {

using Cells = std::set<std::pair<qint64, int>>;

Cells cellsOf(const GridSelection& selection)
{
    Cells cells;
    for (const CellRange& range : selection.ranges()) {
        for (qint64 row = range.top; row <= range.bottom; ++row) {
            for (int place = range.left; place <= range.right; ++place)
                cells.emplace(row, place);
        }
    }
    return cells;
}

qint64 countOf(const GridSelection& selection)
{
    return CellSelection{{}, selection.ranges()}.cellCount();
}

/// The same selection as a set of cells: slow and plain.
class NaiveSelection
{
public:
    NaiveSelection(qint64 rows, int places) : m_rows(rows), m_places(places) { }

    void select(GridPlace at, SelectUnit unit, SelectMode mode)
    {
        if (mode == SelectMode::Extend && !m_current)
            mode = SelectMode::Replace;
        if (mode != SelectMode::Extend) {
            m_base = mode == SelectMode::Toggle ? cells : Cells();
            m_removes = mode == SelectMode::Toggle && cells.contains({at.row, at.place});
            m_anchor = at;
        }
        m_current = at;
        cells = m_base;
        for (qint64 row = 0; row < m_rows; ++row) {
            for (int place = 0; place < m_places; ++place) {
                const bool rowIn = unit == SelectUnit::Columns || between(m_anchor.row, row, at.row);
                const bool placeIn = unit == SelectUnit::Rows || between(m_anchor.place, place, at.place);
                if (!rowIn || !placeIn)
                    continue;
                if (m_removes)
                    cells.erase({row, place});
                else
                    cells.emplace(row, place);
            }
        }
    }

    Cells cells;

private:
    static bool between(qint64 one, qint64 value, qint64 other)
    {
        return std::min(one, other) <= value && value <= std::max(one, other);
    }

    qint64 m_rows;
    int m_places;
    Cells m_base;
    GridPlace m_anchor;
    std::optional<GridPlace> m_current;
    bool m_removes = false;
};

GridSelection selectionIn(qint64 rows, int places)
{
    GridSelection selection;
    selection.resize(rows, places);
    return selection;
}

} // namespace

class TestGridSelection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void behavesAsASetOfCells();
    void countsBeyondAnInt();
    void extendsFromWhereItBegan();
    void extendsWholeRowsByTheirUnit();
    void selectsAllAndKeepsTheCurrentCell();
    void keepsWhatIsInsideWhenTheGridShrinks();
    void keepsEverythingWhenTheGridGrows();
    void followsItsColumnsToOtherPlaces();
    void forgetsTheCellOfAHiddenColumn();
    void selectsNothingInAnEmptyGrid();
};

void TestGridSelection::behavesAsASetOfCells()
{
    std::mt19937 random{11};
    for (int round = 0; round < 200; ++round) {
        const int rows = 1 + int(random() % 7);
        const int places = 1 + int(random() % 6);
        GridSelection selection = selectionIn(rows, places);
        NaiveSelection naive(rows, places);
        for (int step = 0; step < 25; ++step) {
            const GridPlace at{qint64(random() % unsigned(rows)), int(random() % unsigned(places))};
            const auto unit = SelectUnit(random() % 3);
            const auto mode = SelectMode(random() % 3);
            selection.select(at, unit, mode);
            naive.select(at, unit, mode);
            QCOMPARE(cellsOf(selection), naive.cells);
            QCOMPARE(countOf(selection), qint64(naive.cells.size()));
            for (int row = 0; row < rows; ++row) {
                for (int place = 0; place < places; ++place)
                    QCOMPARE(selection.contains({row, place}), naive.cells.contains({row, place}));
            }
        }
    }
}

void TestGridSelection::countsBeyondAnInt()
{
    GridSelection selection = selectionIn(3'000'000'000, 4);
    selection.select({5, 1}, SelectUnit::Columns, SelectMode::Replace);
    selection.select({2'999'999'999, 2}, SelectUnit::Rows, SelectMode::Toggle);
    QCOMPARE(countOf(selection), 3'000'000'003);
    QVERIFY(selection.contains({2'999'999'998, 1}));
    QVERIFY(!selection.contains({2'999'999'998, 2}));
}

void TestGridSelection::extendsFromWhereItBegan()
{
    GridSelection selection = selectionIn(9, 9);
    selection.select({4, 4}, SelectUnit::Cells, SelectMode::Replace);
    selection.select({6, 6}, SelectUnit::Cells, SelectMode::Extend);
    selection.select({3, 3}, SelectUnit::Cells, SelectMode::Extend);
    QCOMPARE(selection.ranges(), (std::vector<CellRange>{{3, 4, 3, 4}}));
    QCOMPARE(selection.current(), GridPlace({3, 3}));
}

void TestGridSelection::extendsWholeRowsByTheirUnit()
{
    GridSelection selection = selectionIn(9, 3);
    selection.select({4, 1}, SelectUnit::Rows, SelectMode::Replace);
    selection.select({6, 1}, selection.unit(), SelectMode::Extend);
    QCOMPARE(selection.ranges(), (std::vector<CellRange>{{4, 6, 0, 2}}));
}

void TestGridSelection::selectsAllAndKeepsTheCurrentCell()
{
    GridSelection selection = selectionIn(9, 3);
    selection.select({4, 1}, SelectUnit::Cells, SelectMode::Replace);
    selection.selectAll();
    QCOMPARE(selection.ranges(), (std::vector<CellRange>{{0, 8, 0, 2}}));
    QCOMPARE(selection.current(), GridPlace({4, 1}));
    selection.select({5, 1}, SelectUnit::Cells, SelectMode::Extend);
    QCOMPARE(selection.ranges(), (std::vector<CellRange>{{4, 5, 1, 1}}));
}

void TestGridSelection::keepsWhatIsInsideWhenTheGridShrinks()
{
    GridSelection selection = selectionIn(9, 3);
    selection.select({2, 1}, SelectUnit::Cells, SelectMode::Replace);
    selection.select({8, 2}, SelectUnit::Cells, SelectMode::Extend);
    selection.resize(5, 2);
    QCOMPARE(selection.ranges(), (std::vector<CellRange>{{2, 4, 1, 1}}));
    QVERIFY(!selection.current());
    selection.resize(2, 2);
    QVERIFY(selection.ranges().empty());
}

void TestGridSelection::keepsEverythingWhenTheGridGrows()
{
    GridSelection selection = selectionIn(9, 3);
    selection.select({2, 1}, SelectUnit::Cells, SelectMode::Replace);
    selection.select({3, 2}, SelectUnit::Cells, SelectMode::Extend);
    const GridSelection before = selection;
    selection.resize(900, 3);
    QCOMPARE(selection.ranges(), before.ranges());
    QCOMPARE(selection.current(), before.current());
    selection.select({500, 2}, SelectUnit::Cells, SelectMode::Toggle);
    QCOMPARE(countOf(selection), 5);
}

void TestGridSelection::followsItsColumnsToOtherPlaces()
{
    GridSelection selection = selectionIn(9, 4);
    selection.select({2, 0}, SelectUnit::Cells, SelectMode::Replace);
    selection.select({3, 1}, SelectUnit::Cells, SelectMode::Extend);
    selection.movePlaces({0, 2, 1, 3}, 4);
    QCOMPARE(selection.ranges(), (std::vector<CellRange>{{2, 3, 0, 0}, {2, 3, 2, 2}}));
    QCOMPARE(selection.current(), GridPlace({3, 2}));
    selection.movePlaces({1, 3, 0, 2}, 4);
    QCOMPARE(selection.ranges(), (std::vector<CellRange>{{2, 3, 1, 1}, {2, 3, 0, 0}}));
}

void TestGridSelection::forgetsTheCellOfAHiddenColumn()
{
    GridSelection selection = selectionIn(9, 3);
    selection.select({2, 0}, SelectUnit::Cells, SelectMode::Replace);
    selection.select({2, 1}, SelectUnit::Cells, SelectMode::Extend);
    selection.movePlaces({0, -1, 1}, 2);
    QCOMPARE(selection.ranges(), (std::vector<CellRange>{{2, 2, 0, 0}}));
    QVERIFY(!selection.current());
}

void TestGridSelection::selectsNothingInAnEmptyGrid()
{
    GridSelection selection = selectionIn(0, 3);
    selection.selectAll();
    QVERIFY(selection.ranges().empty() && !selection.current());
}

QTEST_GUILESS_MAIN(TestGridSelection)
#include "tst_gridselection.moc"
