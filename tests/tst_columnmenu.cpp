#include "ui/columnmenu.h"

#include "support/shownresult.h"
#include "ui/columnfitter.h"
#include "ui/resultheader.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>

using namespace larder;
using namespace larder::test;

namespace {

/// A grid and the menu of one of its columns.
struct Shown : ShownResult
{
    Shown() { fitter.start(painter); }

    /// The entry of @p column that is called @p name, mnemonics aside; null if there is none.
    QAction* entry(int column, const char* name)
    {
        menu = std::make_unique<QMenu>();
        addColumnActions(*menu, view.state(), view.header(), fitter, column);
        QList<QAction*> entries = menu->actions();
        for (const QMenu* const part : menu->findChildren<QMenu*>())
            entries << part->actions();
        for (QAction* const action : entries) {
            if (action->text().remove(u'&') == QString::fromUtf8(name))
                return action;
        }
        return nullptr;
    }
    void choose(int column, const char* name) { entry(column, name)->trigger(); }
    [[nodiscard]] std::vector<int> shown() const { return view.state().columns().shown(); }

    GridPainter painter{QFont()};
    ColumnFitter fitter{view.state(), view.header()};
    std::unique_ptr<QMenu> menu;
};

} // namespace

class TestColumnMenu final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void hidesAndShows();
    void neverHidesTheLast();
    void freezes();
    void selectsTheColumn();
    void copiesTheName();
    void fitsWidths();
    void leadsToTheFilter();
};

void TestColumnMenu::hidesAndShows()
{
    Shown grid;
    QVERIFY(!grid.entry(0, "Show column"));
    grid.choose(1, "Hide column");
    QCOMPARE(grid.shown(), (std::vector<int>{0, 2}));
    grid.choose(0, "name");
    QCOMPARE(grid.shown(), (std::vector<int>{0, 1, 2}));
    grid.choose(0, "Hide column");
    grid.choose(1, "Hide column");
    grid.view.header().setFilterText(0, QStringLiteral("1"));
    QVERIFY(grid.entry(2, "id (filtered)") && grid.entry(2, "name"));
    grid.choose(2, "Show all columns (2)");
    QCOMPARE(grid.shown(), (std::vector<int>{0, 1, 2}));
}

void TestColumnMenu::neverHidesTheLast()
{
    Shown grid;
    grid.choose(1, "Hide column");
    grid.choose(0, "Hide column");
    QVERIFY(!grid.entry(2, "Hide column")->isEnabled());
}

void TestColumnMenu::freezes()
{
    Shown grid;
    QVERIFY(!grid.entry(1, "Unfreeze"));
    grid.choose(1, "Freeze up to here");
    QCOMPARE(grid.view.state().columns().frozen(), 2);
    QVERIFY(!grid.entry(1, "Freeze up to here"));
    grid.choose(0, "Unfreeze");
    grid.view.state().columns().setWidthByUser(0, 3'000);
    QVERIFY(!grid.entry(1, "Freeze up to here")->isEnabled());
    QCOMPARE(grid.view.state().columns().frozen(), 0);
}

void TestColumnMenu::selectsTheColumn()
{
    Shown grid;
    grid.choose(1, "Select column");
    QCOMPARE(grid.view.selection().ranges, (std::vector<CellRange>{{0, 2, 1, 1}}));
}

void TestColumnMenu::copiesTheName()
{
    Shown grid;
    grid.choose(2, "Copy name");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("extra"));
}

void TestColumnMenu::fitsWidths()
{
    Shown grid;
    GridColumns& columns = grid.view.state().columns();
    const int fitting = columns.width(1);
    columns.setWidthByUser(0, 400);
    columns.setWidthByUser(1, 400);
    grid.choose(1, "Auto width");
    QCOMPARE(columns.width(1), fitting);
    QCOMPARE(columns.width(0), 400);
    columns.setWidthByUser(1, 20);
    grid.choose(2, "Auto width of all");
    QCOMPARE(columns.width(1), fitting);
    QVERIFY(columns.width(0) < 200);
}

void TestColumnMenu::leadsToTheFilter()
{
    Shown grid;
    QVERIFY(QTest::qWaitForWindowActive(&grid.view));
    grid.view.state().columns().setWidthByUser(0, 3'000);
    grid.choose(2, "Filter…");
    const auto* const field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(field && field->isVisible());
    QCOMPARE(field->accessibleName(), QStringLiteral("Filter of extra"));
}

QTEST_MAIN(TestColumnMenu)
#include "tst_columnmenu.moc"
