#include "ui/gridaccessible.h"

#include "support/shownresult.h"
#ifdef LARDER_HEARS_EVENTS
#include "support/heardevents.h"
#endif

#include <QPushButton>

#include <QRegularExpression>

using namespace larder;
using namespace larder::test;

namespace {

ResultPtr manyRows(int rows)
{
    std::vector<Row> all;
    for (qint64 row = 0; row < rows; ++row)
        all.push_back({row, text("tea")});
    return resultOf({QStringLiteral("a"), QStringLiteral("b")}, all);
}

struct Shown : ShownResult
{
    using ShownResult::ShownResult;

    [[nodiscard]] QAccessibleInterface& table() { return *QAccessible::queryAccessibleInterface(&view); }
    [[nodiscard]] QAccessibleTableInterface& cells() { return *table().tableInterface(); }
    [[nodiscard]] QString name(int row, int column)
    {
        return cells().cellAt(row, column)->text(QAccessible::Name);
    }
};

} // namespace

class TestGridAccessible final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void isATable();
    void cellsSayColumnAndValue();
    void columnsAreThoseThatAreShown();
    void childrenAreFoundAgain();
    void tellsAndTakesTheSelection();
    void theCurrentCellHasTheFocus();
    void findsTheCellAtAPoint();
    void keepsFewCellsOfMany();
    void cellsOfAnEarlierResultAreNotValid();
    void countsNoFurtherThanAnInt();
    void cellsStandWhereTheyAreSeenInAMirroredGrid();
    void cellsKnowTheirPlacesWhenColumnsAreHidden();
    void sendsWhatScreenReadersNeed();
};

void TestGridAccessible::isATable()
{
    Shown shown;
    QCOMPARE(shown.table().role(), QAccessible::Table);
    QCOMPARE(shown.table().text(QAccessible::Name), QStringLiteral("Results"));
    QCOMPARE(shown.cells().rowCount(), 3);
    QCOMPARE(shown.cells().columnCount(), 3);
    QCOMPARE(shown.cells().columnDescription(1), QStringLiteral("name"));
    QCOMPARE(shown.cells().rowDescription(1), QStringLiteral("2"));
    QVERIFY(!shown.cells().cellAt(3, 0) && !shown.cells().cellAt(0, 3) && !shown.cells().cellAt(-1, 0));
}

void TestGridAccessible::cellsSayColumnAndValue()
{
    Shown shown;
    QCOMPARE(shown.name(0, 0), QStringLiteral("id: 1"));
    QCOMPARE(shown.name(0, 2), QStringLiteral("extra: NULL"));
    QAccessibleInterface* const cell = shown.cells().cellAt(2, 1);
    QCOMPARE(cell->role(), QAccessible::Cell);
    QCOMPARE(cell->text(QAccessible::Value), QStringLiteral("three"));
    QCOMPARE(cell->text(QAccessible::Description), QStringLiteral("row 3 of 3, column 2 of 3"));
    QCOMPARE(cell->tableCellInterface()->rowIndex(), 2);
    QCOMPARE(cell->tableCellInterface()->columnIndex(), 1);
    QCOMPARE(cell->parent(), &shown.table());
    const QRect area = shown.view.cellRect({2, 1});
    QCOMPARE(cell->rect(), QRect(shown.view.viewport()->mapToGlobal(area.topLeft()), area.size()));
}

void TestGridAccessible::columnsAreThoseThatAreShown()
{
    Shown shown;
    shown.view.state().columns().setHidden(0, true);
    QCOMPARE(shown.cells().columnCount(), 2);
    QCOMPARE(shown.name(0, 0), QStringLiteral("name: one"));
}

void TestGridAccessible::childrenAreFoundAgain()
{
    Shown shown;
    QAccessibleInterface& table = shown.table();
    int cells = 0;
    for (int i = 0; i < table.childCount(); ++i) {
        QAccessibleInterface* const child = table.child(i);
        QVERIFY(child);
        QCOMPARE(table.indexOfChild(child), i);
        cells += child->role() == QAccessible::Cell ? 1 : 0;
    }
    QCOMPARE(cells, 9);
}

void TestGridAccessible::tellsAndTakesTheSelection()
{
    Shown shown;
    shown.select(0, 1, 1, 2);
    QCOMPARE(shown.cells().selectedCellCount(), 4);
    QCOMPARE(shown.cells().selectedCells().size(), 4);
    QVERIFY(shown.cells().cellAt(1, 2)->state().selected);
    QVERIFY(!shown.cells().cellAt(1, 0)->state().selected);
    QVERIFY(shown.cells().selectRow(1));
    QCOMPARE(shown.cells().selectedRows(), QList<int>{1});
    QCOMPARE(shown.cells().selectedRowCount(), 1);
    QVERIFY(shown.cells().unselectRow(1));
    QVERIFY(shown.cells().selectedRows().isEmpty());
    QVERIFY(shown.cells().selectColumn(2));
    QCOMPARE(shown.cells().selectedColumns(), QList<int>{2});
    QVERIFY(shown.cells().isColumnSelected(2) && !shown.cells().isRowSelected(2));
    QVERIFY(!shown.cells().selectColumn(9));
}

void TestGridAccessible::theCurrentCellHasTheFocus()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    shown.click(1, 1);
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QAccessibleInterface* const cell = shown.table().focusChild();
    QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("name: three"));
    QVERIFY(cell->state().focused);
    QVERIFY(!shown.cells().cellAt(1, 1)->state().focused);
    QCOMPARE(shown.table().child(shown.table().indexOfChild(cell)), cell);
}

void TestGridAccessible::findsTheCellAtAPoint()
{
    Shown shown;
    const QPoint point = shown.view.viewport()->mapToGlobal(shown.view.cellRect({2, 1}).center());
    const QAccessibleInterface* const cell = shown.table().childAt(point.x(), point.y());
    QVERIFY(cell);
    QCOMPARE(cell->text(QAccessible::Value), QStringLiteral("three"));
}

void TestGridAccessible::keepsFewCellsOfMany()
{
    Shown shown(manyRows(20'000));
    const QAccessible::Id first = QAccessible::uniqueId(shown.cells().cellAt(0, 0));
    for (int row = 0; row < 20'000; ++row)
        QVERIFY(shown.cells().cellAt(row, 0));
    QVERIFY(!QAccessible::accessibleInterface(first));
    QCOMPARE(shown.name(19'999, 0), QStringLiteral("a: 19999"));
}

void TestGridAccessible::cellsOfAnEarlierResultAreNotValid()
{
    Shown shown(manyRows(100));
    const QAccessible::Id id = QAccessible::uniqueId(shown.cells().cellAt(50, 1));
    shown.view.setRows({manyRows(3)});
    QAccessibleInterface* const cell = QAccessible::accessibleInterface(id);
    QVERIFY(!cell || (!cell->isValid() && cell->text(QAccessible::Name).isEmpty() && cell->state().invalid));
    QCOMPARE(shown.name(2, 0), QStringLiteral("a: 2"));
}

void TestGridAccessible::countsNoFurtherThanAnInt()
{
    constexpr qsizetype kChunkRows = 1'000'000;
    std::vector<ColumnBuilder> nulls(2);
    for (qsizetype row = 0; row < kChunkRows; ++row) {
        for (ColumnBuilder& column : nulls)
            column.appendNull();
    }
    auto columns = std::make_shared<const std::vector<ColumnInfo>>(2);
    Shown shown(std::make_shared<const ResultSet>(std::move(columns),
        std::vector<ChunkPtr>(3'000, chunkOf(nulls, kChunkRows)), Completeness::Complete));
    QVERIFY(shown.cells().rowCount() > 1'000'000'000);
    QVERIFY(shown.table().childCount() > 2'000'000'000);
    const int last = shown.table().childCount() - 1;
    QCOMPARE(shown.table().indexOfChild(shown.table().child(last)), last);
    shown.view.goTo({2'999'999'999, 1});
    QCOMPARE(shown.view.currentCell(), CellPosition({2'999'999'999, 1}));
    QVERIFY(shown.view.viewport()->rect().contains(shown.view.cellRect({2'999'999'999, 1})));
}

void TestGridAccessible::cellsStandWhereTheyAreSeenInAMirroredGrid()
{
    Shown shown;
    shown.view.setLayoutDirection(Qt::RightToLeft);
    const QRect first = shown.cells().cellAt(0, 0)->rect();
    QVERIFY(first.left() > shown.cells().cellAt(0, 1)->rect().right());
    QCOMPARE(shown.table().childAt(first.center().x(), first.center().y()), shown.cells().cellAt(0, 0));
}

void TestGridAccessible::cellsKnowTheirPlacesWhenColumnsAreHidden()
{
    Shown shown;
    QCOMPARE(shown.name(1, 0), QStringLiteral("id: 20"));
    QCOMPARE(shown.name(0, 2), QStringLiteral("extra: NULL"));
    shown.view.state().columns().setHidden(2, true);
    QCOMPARE(shown.name(1, 0), QStringLiteral("id: 20"));
    QCOMPARE(shown.name(1, 1), QStringLiteral("name: "));
}

void TestGridAccessible::sendsWhatScreenReadersNeed()
{
#ifdef LARDER_HEARS_EVENTS
    Shown shown(manyRows(10));
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    shown.click(3, 1);
    HeardEvents events;
    QTest::keyClick(&shown.view, Qt::Key_Left);
    const auto focused = events.take(QAccessible::Focus);
    QCOMPARE(focused.size(), 1U);
    QCOMPARE(focused.front().name, QStringLiteral("a: 3"));
    QCOMPARE(focused.front().value, QStringLiteral("3"));

    QTest::keyClick(&shown.view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(events.take(QAccessible::SelectionWithin).size(), 1U);
    shown.view.state().columns().setHidden(1, true);
    QCOMPARE(events.take(QAccessible::TableModelChanged).size(), 1U);

    // Whoever comes back to the grid hears the cell, not only the grid.
    QPushButton other(&shown.view);
    other.show();
    other.setFocus();
    shown.view.setFocus();
    QCoreApplication::processEvents();
    QCOMPARE(events.take(QAccessible::Focus).back().name, QStringLiteral("a: 4"));

    shown.view.setRows({manyRows(5)});
    QCOMPARE(events.take(QAccessible::TableModelChanged).size(), 1U);
#else
    QSKIP("The private headers of Qt are missing (qt6-base-private-dev)");
#endif
}

QTEST_MAIN(TestGridAccessible)
#include "tst_gridaccessible.moc"
