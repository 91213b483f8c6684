#include "ui/cellmenu.h"

#include "support/shownresult.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QRegularExpression>

using namespace larder;
using namespace larder::test;

class TestCellMenu final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void doesAsTheKeys();
};

void TestCellMenu::doesAsTheKeys()
{
    ShownResult shown;
    shown.click(2, 1);
    std::vector<GridCommand> commands;
    connect(&shown.view, &ResultView::commandRequested, this,
        [&](GridCommand command) { commands.push_back(command); });
    QMenu menu;
    addCellActions(menu, shown.view);
    QStringList copied;
    for (QAction* const action : menu.actions()) {
        QVERIFY(!action->shortcut().isEmpty());
        action->trigger();
        copied << QGuiApplication::clipboard()->text();
    }
    QCOMPARE(copied.mid(0, 2), (QStringList{QStringLiteral("three"), QStringLiteral("name\nthree")}));
    QCOMPARE(commands, (std::vector{GridCommand::Find, GridCommand::GoToRow}));
}

QTEST_MAIN(TestCellMenu)
#include "tst_cellmenu.moc"
