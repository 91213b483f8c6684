#include "ui/columnlayout.h"

#include <QHeaderView>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace larder;

namespace {

constexpr int kColumns = 4;
constexpr int kElastic = 1;
constexpr int kWidth = 100;

/// Four columns of 100 pixels, of which the second takes what is left of 800.
class View : public QTableView
{
public:
    View() : m_model(3, kColumns)
    {
        m_model.setHorizontalHeaderLabels(
            {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
        setModel(&m_model);
        setSortingEnabled(true);
        m_columns = new ColumnLayout(this, kElastic, [](int) { return kWidth; });
        resize(800, 300);
        show();
    }
    ~View() override { setModel(nullptr); }

    [[nodiscard]] ColumnLayout& columns() const { return *m_columns; }
    [[nodiscard]] bool isFilled() const { return horizontalHeader()->length() == viewport()->width(); }
    /// The items of the menu, as they are when it opens.
    [[nodiscard]] QList<QAction*> menuItems() const
    {
        Q_EMIT m_columns->menu()->aboutToShow();
        return m_columns->menu()->actions();
    }

private:
    QStandardItemModel m_model;
    ColumnLayout* m_columns = nullptr;
};

} // namespace

class TestColumnLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void fillsTheView();
    void fillsTheViewAfterAColumnWasSized();
    void keepsTheLeastWidthInANarrowView();
    void leavesTheElasticColumnOnceItWasSized();
    void isElasticAgainAfterADoubleClick();
    void offersEachColumn();
    void hidesAndShowsColumns();
    void hidesAndShowsTheElasticColumn();
    void keepsTheLastColumn();
    void sortsByItsMenu();
    void itsMenuStaysOpenWhileColumnsAreTicked();
    void resets();
    void restores();
    void goesToAnotherView();
    void refusesAForeignState_data();
    void refusesAForeignState();
};

void TestColumnLayout::fillsTheView()
{
    View view;
    QVERIFY(view.isFilled());
    QCOMPARE(view.columnWidth(0), kWidth);
    view.resize(1200, 300);
    QVERIFY(view.isFilled());
    QCOMPARE(view.columnWidth(kColumns - 1), kWidth);
    QCOMPARE(view.horizontalScrollBar()->maximum(), 0);
}

void TestColumnLayout::fillsTheViewAfterAColumnWasSized()
{
    View view;
    view.setColumnWidth(2, 150);
    QCOMPARE(view.columnWidth(2), 150);
    QVERIFY(view.isFilled());
}

void TestColumnLayout::keepsTheLeastWidthInANarrowView()
{
    View view;
    view.resize(250, 300);
    QCOMPARE(view.columnWidth(kElastic), kWidth);
    QVERIFY(view.horizontalScrollBar()->maximum() > 0);
    view.resize(800, 300);
    QVERIFY(view.isFilled());
}

void TestColumnLayout::leavesTheElasticColumnOnceItWasSized()
{
    View view;
    view.setColumnWidth(kElastic, 222);
    view.resize(1200, 300);
    QCOMPARE(view.columnWidth(kElastic), 222);
}

void TestColumnLayout::isElasticAgainAfterADoubleClick()
{
    View view;
    view.setColumnWidth(kElastic, 222);
    const QHeaderView& header = *view.horizontalHeader();
    const int edge = header.sectionViewportPosition(kElastic) + header.sectionSize(kElastic) - 1;
    QTest::mouseDClick(header.viewport(), Qt::LeftButton, {}, QPoint(edge, header.height() / 2));
    QVERIFY(view.isFilled());
    view.resize(1200, 300);
    QVERIFY(view.isFilled());
}

void TestColumnLayout::offersEachColumn()
{
    const View view;
    const QList<QAction*> items = view.menuItems();
    QCOMPARE(items.size(), kColumns + 3);
    QCOMPARE(items[2]->text(), QStringLiteral("c"));
    QVERIFY(items[2]->isChecked());
    QCOMPARE(view.menuItems().size(), kColumns + 3);
}

void TestColumnLayout::hidesAndShowsColumns()
{
    const View view;
    view.menuItems()[2]->trigger();
    QVERIFY(view.isColumnHidden(2));
    QVERIFY(view.isFilled());
    QVERIFY(!view.menuItems()[2]->isChecked());
    view.menuItems()[2]->trigger();
    QVERIFY(!view.isColumnHidden(2));
    QVERIFY(view.isFilled());
}

void TestColumnLayout::hidesAndShowsTheElasticColumn()
{
    View view;
    view.menuItems()[kElastic]->trigger();
    QVERIFY(view.isColumnHidden(kElastic));
    view.menuItems()[kElastic]->trigger();
    QVERIFY(view.isFilled());
    view.resize(1200, 300);
    QVERIFY(view.isFilled());
}

void TestColumnLayout::keepsTheLastColumn()
{
    const View view;
    for (int column = 1; column < kColumns; ++column)
        view.menuItems()[column]->trigger();
    QVERIFY(!view.menuItems()[0]->isEnabled());
    QVERIFY(view.menuItems()[1]->isEnabled());
}

void TestColumnLayout::sortsByItsMenu()
{
    const View view;
    const auto choose = [&](int item) { view.menuItems()[kColumns + 1]->menu()->actions()[item]->trigger(); };
    view.menuItems()[0]->trigger();
    choose(1);
    const QHeaderView& header = *view.horizontalHeader();
    QCOMPARE(header.sortIndicatorSection(), 2);
    QCOMPARE(header.sortIndicatorOrder(), Qt::AscendingOrder);
    choose(1);
    QCOMPARE(header.sortIndicatorOrder(), Qt::DescendingOrder);
    QVERIFY(view.menuItems()[kColumns + 1]->menu()->actions()[1]->isChecked());
}

void TestColumnLayout::itsMenuStaysOpenWhileColumnsAreTicked()
{
    const View view;
    QMenu& menu = *view.columns().menu();
    menu.popup({});
    // The button that called the menu goes up where an item happens to be.
    QTest::mouseRelease(&menu, Qt::LeftButton, {}, menu.actionGeometry(menu.actions()[1]).center());
    QVERIFY(!view.isColumnHidden(1));
    for (int column = 1; column < kColumns; ++column) {
        QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(menu.actions()[column]).center());
        QVERIFY(view.isColumnHidden(column));
        QVERIFY(menu.isVisible());
    }
    QVERIFY(!menu.actions()[0]->isEnabled());
    menu.setActiveAction(menu.actions()[2]);
    QTest::keyClick(&menu, Qt::Key_Space);
    QVERIFY(!view.isColumnHidden(2));
    QVERIFY(menu.isVisible());
    QVERIFY(menu.actions()[0]->isEnabled());
    // What is no tick ends it.
    QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(menu.actions()[kColumns + 2]).center());
    QVERIFY(!menu.isVisible());
}

void TestColumnLayout::resets()
{
    View view;
    view.horizontalHeader()->moveSection(0, 3);
    view.setColumnWidth(2, 33);
    view.setColumnWidth(kElastic, 44);
    view.hideColumn(3);
    view.menuItems().last()->trigger();
    QCOMPARE(view.horizontalHeader()->visualIndex(0), 0);
    QCOMPARE(view.columnWidth(2), kWidth);
    QVERIFY(!view.isColumnHidden(3));
    QVERIFY(view.isFilled());
}

void TestColumnLayout::restores()
{
    View before;
    before.sortByColumn(2, Qt::DescendingOrder);
    before.hideColumn(0);
    before.horizontalHeader()->moveSection(3, 0);
    before.setColumnWidth(2, 123);
    View after;
    QVERIFY(after.columns().restoreState(before.columns().saveState()));
    QVERIFY(after.isColumnHidden(0));
    QCOMPARE(after.horizontalHeader()->visualIndex(3), 0);
    QCOMPARE(after.horizontalHeader()->sortIndicatorSection(), 2);
    QCOMPARE(after.columnWidth(2), 123);
    QVERIFY(after.isFilled());

    before.setColumnWidth(kElastic, 77);
    QVERIFY(after.columns().restoreState(before.columns().saveState()));
    QCOMPARE(after.columnWidth(kElastic), 77);
}

void TestColumnLayout::goesToAnotherView()
{
    View view;
    view.hideColumn(0);
    view.setColumnWidth(2, 123);
    view.sortByColumn(3, Qt::DescendingOrder);
    QTreeView tree;
    tree.setModel(view.model());
    tree.setSortingEnabled(true);
    tree.resize(600, 300);
    tree.show();
    view.columns().setView(&tree, tree.header());
    QVERIFY(tree.isColumnHidden(0));
    QCOMPARE(tree.columnWidth(2), 123);
    QCOMPARE(tree.header()->sortIndicatorSection(), 3);
    QCOMPARE(tree.header()->length(), tree.viewport()->width());
    view.menuItems()[0]->trigger();
    QVERIFY(!tree.isColumnHidden(0));
    QVERIFY(view.isColumnHidden(0));
    tree.setColumnWidth(3, 77);
    view.columns().setView(&view, view.horizontalHeader());
    QVERIFY(!view.isColumnHidden(0));
    QCOMPARE(view.columnWidth(3), 77);
    QVERIFY(view.isFilled());
}

void TestColumnLayout::refusesAForeignState_data()
{
    QTest::addColumn<QByteArray>("state");
    const View view;
    const QByteArray good = view.columns().saveState();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("words") << QByteArray("not a state of this table, whatever else it is");
    QTest::newRow("cut in the head") << good.left(6);
    QTest::newRow("cut in the header's state") << good.left(30);
    QByteArray otherVersion = good;
    otherVersion[3] = char(99);
    QTest::newRow("other version") << otherVersion;
    QByteArray otherCount = good;
    otherCount[7] = char(kColumns + 1);
    QTest::newRow("other columns") << otherCount;
}

void TestColumnLayout::refusesAForeignState()
{
    QFETCH(const QByteArray, state);
    const View view;
    const QByteArray before = view.columns().saveState();
    QVERIFY(!view.columns().restoreState(state));
    QCOMPARE(view.columns().saveState(), before);
}

QTEST_MAIN(TestColumnLayout)
#include "tst_columnlayout.moc"
