#include "ui/panels.h"

#include "ui/celldock.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/messagesdock.h"
#include "ui/schemadock.h"

#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

class TestPanels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void laysOutAsAtTheFirstStart();
    void goesToAClosedPanelAndLeavesIt();
};

void TestPanels::laysOutAsAtTheFirstStart()
{
    QMainWindow window;
    Panels panels(window);
    window.resize(1280, 800);
    window.show();
    panels.schema().close();
    panels.messages().setFloating(true);
    window.addDockWidget(Qt::RightDockWidgetArea, &panels.entries());
    panels.cell().show();
    panels.resetLayout();
    QVERIFY(!panels.cell().isVisible());
    QCOMPARE(window.dockWidgetArea(&panels.cell()), Qt::RightDockWidgetArea);
    QVERIFY(panels.schema().isVisible() && !panels.messages().isFloating());
    QCOMPARE(window.dockWidgetArea(&panels.schema()), Qt::LeftDockWidgetArea);
    QCOMPARE(window.dockWidgetArea(&panels.entries()), Qt::BottomDockWidgetArea);
    QCOMPARE(window.tabifiedDockWidgets(&panels.entries()), (QList<QDockWidget*>{&panels.messages()}));
    QTRY_VERIFY(!panels.entries().visibleRegion().isEmpty());
}

void TestPanels::goesToAClosedPanelAndLeavesIt()
{
    QMainWindow window;
    Panels panels(window);
    QMenu* const menu = window.menuBar()->addMenu(QStringLiteral("View"));
    panels.fillMenu(*menu);
    const QSignalSpy leaves(&panels, &Panels::leaveRequested);
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    panels.messages().close();
    const auto goToMessages = [menu] {
        for (QAction* const action : menu->actions()) {
            if (action->text() == QStringLiteral("Go to Messages"))
                action->trigger();
        }
    };
    goToMessages();
    QVERIFY(panels.messages().isVisible());
    QTRY_VERIFY(QApplication::focusWidget() && panels.messages().isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(leaves.size(), 0);
    goToMessages();
    QCOMPARE(leaves.size(), 1);
}

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
