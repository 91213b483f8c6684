#include "ui/gridkeys.h"

#include <QTest>

using namespace larder;

namespace {

constexpr GridExtent kExtent{1'000'000, 10, 25, {500, 0}};

std::optional<GridStep> step(
    int key, Qt::KeyboardModifiers modifiers = {}, std::optional<GridPlace> from = GridPlace{100, 5})
{
    GridSelection selection;
    selection.resize(kExtent.rows, kExtent.places);
    if (from)
        selection.select(*from, SelectUnit::Cells, SelectMode::Replace);
    return gridStep(QKeyEvent(QEvent::KeyPress, key, modifiers), selection, kExtent);
}

} // namespace

class TestGridKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moveAsInASpreadsheet_data();
    void moveAsInASpreadsheet();
    void followTheArrowsOfAMirroredGrid();
    void stayInsideTheGrid();
    void shiftExtends();
    void spaceTakesRowsAndColumns();
    void beginAtTheFirstRowInView();
    void goFromTheKeypadToo();
    void leaveOtherKeysToTheWindow();
    void doNothingInAnEmptyGrid();
    void areKnownAsCommands();
    void areTold();
};

void TestGridKeys::moveAsInASpreadsheet_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("control");
    QTest::addColumn<qint64>("row");
    QTest::addColumn<int>("place");
    const auto row = [](const char* name, Qt::Key key, bool control, qint64 toRow, int toPlace) {
        QTest::newRow(name) << int(key) << control << toRow << toPlace;
    };
    row("up", Qt::Key_Up, false, 99, 5);
    row("down", Qt::Key_Down, false, 101, 5);
    row("left", Qt::Key_Left, false, 100, 4);
    row("right", Qt::Key_Right, false, 100, 6);
    row("to the top", Qt::Key_Up, true, 0, 5);
    row("to the bottom", Qt::Key_Down, true, 999'999, 5);
    row("to the left edge", Qt::Key_Left, true, 100, 0);
    row("to the right edge", Qt::Key_Right, true, 100, 9);
    row("home", Qt::Key_Home, false, 100, 0);
    row("end", Qt::Key_End, false, 100, 9);
    row("first cell", Qt::Key_Home, true, 0, 0);
    row("last cell", Qt::Key_End, true, 999'999, 9);
    row("page up", Qt::Key_PageUp, false, 75, 5);
    row("page down", Qt::Key_PageDown, false, 125, 5);
}

void TestGridKeys::moveAsInASpreadsheet()
{
    QFETCH(int, key);
    QFETCH(bool, control);
    QFETCH(qint64, row);
    QFETCH(int, place);
    QCOMPARE(step(key, control ? Qt::ControlModifier : Qt::NoModifier), (GridStep{{row, place}}));
}

void TestGridKeys::followTheArrowsOfAMirroredGrid()
{
    GridSelection selection;
    selection.resize(kExtent.rows, kExtent.places);
    selection.select({100, 5}, SelectUnit::Cells, SelectMode::Replace);
    GridExtent extent = kExtent;
    extent.mirrored = true;
    const auto step = [&](int key, Qt::KeyboardModifiers modifiers = {}) {
        return gridStep(QKeyEvent(QEvent::KeyPress, key, modifiers), selection, extent);
    };
    QCOMPARE(step(Qt::Key_Left), (GridStep{{100, 6}}));
    QCOMPARE(step(Qt::Key_Right), (GridStep{{100, 4}}));
    QCOMPARE(step(Qt::Key_Left, Qt::ControlModifier), (GridStep{{100, 9}}));
    QCOMPARE(step(Qt::Key_Home), (GridStep{{100, 0}}));
}

void TestGridKeys::stayInsideTheGrid()
{
    QCOMPARE(step(Qt::Key_PageUp, {}, GridPlace{3, 0}), (GridStep{{0, 0}}));
    QCOMPARE(step(Qt::Key_Left, {}, GridPlace{3, 0}), (GridStep{{3, 0}}));
    QCOMPARE(step(Qt::Key_Down, {}, GridPlace{999'999, 0}), (GridStep{{999'999, 0}}));
    QCOMPARE(step(Qt::Key_Right, {}, GridPlace{3, 9}), (GridStep{{3, 9}}));
}

void TestGridKeys::shiftExtends()
{
    QCOMPARE(
        step(Qt::Key_Down, Qt::ShiftModifier), (GridStep{{101, 5}, SelectUnit::Cells, SelectMode::Extend}));
    QCOMPARE(step(Qt::Key_End, Qt::ShiftModifier | Qt::ControlModifier),
        (GridStep{{999'999, 9}, SelectUnit::Cells, SelectMode::Extend}));
    GridSelection rows;
    rows.resize(kExtent.rows, kExtent.places);
    rows.select({7, 0}, SelectUnit::Rows, SelectMode::Replace);
    QCOMPARE(gridStep(QKeyEvent(QEvent::KeyPress, Qt::Key_Up, Qt::ShiftModifier), rows, kExtent),
        (GridStep{{6, 0}, SelectUnit::Rows, SelectMode::Extend}));
}

void TestGridKeys::spaceTakesRowsAndColumns()
{
    QCOMPARE(step(Qt::Key_Space, Qt::ShiftModifier), (GridStep{{100, 5}, SelectUnit::Rows}));
    QCOMPARE(step(Qt::Key_Space, Qt::ControlModifier), (GridStep{{100, 5}, SelectUnit::Columns}));
    QVERIFY(!step(Qt::Key_Space));
}

void TestGridKeys::beginAtTheFirstRowInView()
{
    QCOMPARE(step(Qt::Key_Down, {}, std::nullopt), (GridStep{{500, 0}}));
    QCOMPARE(step(Qt::Key_End, Qt::ControlModifier, std::nullopt), (GridStep{{999'999, 9}}));
}

void TestGridKeys::goFromTheKeypadToo()
{
    QCOMPARE(step(Qt::Key_Down, Qt::KeypadModifier), (GridStep{{101, 5}}));
}

void TestGridKeys::leaveOtherKeysToTheWindow()
{
    QVERIFY(!step(Qt::Key_Tab));
    QVERIFY(!step(Qt::Key_A));
    QVERIFY(!step(Qt::Key_PageDown, Qt::ControlModifier));
    QVERIFY(!step(Qt::Key_Up, Qt::AltModifier));
}

void TestGridKeys::doNothingInAnEmptyGrid()
{
    QVERIFY(!gridStep(QKeyEvent(QEvent::KeyPress, Qt::Key_Down, {}), {}, {0, 3, 10}));
    QVERIFY(!gridStep(QKeyEvent(QEvent::KeyPress, Qt::Key_Down, {}), {}, {3, 0, 10}));
}

void TestGridKeys::areKnownAsCommands()
{
    const auto command = [](int key, Qt::KeyboardModifiers modifiers) {
        return gridCommand(QKeyEvent(QEvent::KeyPress, key, modifiers));
    };
    QCOMPARE(command(Qt::Key_C, Qt::ControlModifier), GridCommand::Copy);
    QCOMPARE(command(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier), GridCommand::CopyWithHeaders);
    QCOMPARE(command(Qt::Key_Plus, Qt::ControlModifier | Qt::KeypadModifier), GridCommand::ZoomIn);
    QCOMPARE(command(Qt::Key_F3, Qt::ShiftModifier), GridCommand::FindPrevious);
    QVERIFY(!command(Qt::Key_C, Qt::NoModifier));
    QVERIFY(!command(Qt::Key_F, Qt::AltModifier | Qt::ControlModifier));
    QCOMPARE(gridShortcut(GridCommand::Copy), QKeySequence(Qt::CTRL | Qt::Key_C));
}

void TestGridKeys::areTold()
{
    QString all;
    for (const GridKeyHelp& key : gridKeyHelp()) {
        QVERIFY(!key.action.isEmpty() && !key.keys.isEmpty());
        all += key.keys + u' ';
    }
    for (const char* keys : {"Ctrl+F", "F3", "Shift+F3", "Ctrl+G", "Ctrl+Shift+C", "Ctrl+Space"})
        QVERIFY2(all.contains(QString::fromLatin1(keys)), keys);
}

QTEST_GUILESS_MAIN(TestGridKeys)
#include "tst_gridkeys.moc"
