#include "ui/recentfilesmenu.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

class TestRecentFilesMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isDisabledWithoutFiles();
    void namesFilesWithTheirFolders();
    void anAmpersandIsNoMnemonic();
    void tellsWhichFileWasChosen();
    void newPathsReplaceTheOld();
};

void TestRecentFilesMenu::isDisabledWithoutFiles()
{
    RecentFilesMenu menu;
    QVERIFY(!menu.isEnabled());
    menu.setPaths({QStringLiteral("/a")});
    QVERIFY(menu.isEnabled());
    menu.setPaths({});
    QVERIFY(!menu.isEnabled());
    QVERIFY(menu.actions().isEmpty());
}

void TestRecentFilesMenu::namesFilesWithTheirFolders()
{
    RecentFilesMenu menu;
    menu.setPaths({QStringLiteral("/data/new/shop.db"), QStringLiteral("/data/old/shop.db")});
    QCOMPARE(menu.actions().size(), 2);
    QCOMPARE(menu.actions()[0]->text(), QStringLiteral("shop.db (/data/new)"));
    QCOMPARE(menu.actions()[1]->text(), QStringLiteral("shop.db (/data/old)"));
}

void TestRecentFilesMenu::anAmpersandIsNoMnemonic()
{
    RecentFilesMenu menu;
    menu.setPaths({QStringLiteral("/tea & salt/a&b.db")});
    QCOMPARE(menu.actions().constFirst()->text(), QStringLiteral("a&&b.db (/tea && salt)"));
}

void TestRecentFilesMenu::tellsWhichFileWasChosen()
{
    RecentFilesMenu menu;
    const QString path = QStringLiteral("/tea & salt/50%1 ü.db");
    menu.setPaths({QStringLiteral("/a"), path});
    QSignalSpy spy(&menu, &RecentFilesMenu::chosen);
    menu.actions()[1]->trigger();
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).at(0).toString(), path);
}

void TestRecentFilesMenu::newPathsReplaceTheOld()
{
    RecentFilesMenu menu;
    menu.setPaths({QStringLiteral("/a"), QStringLiteral("/b")});
    menu.setPaths({QStringLiteral("/c")});
    QCOMPARE(menu.actions().size(), 1);
    QCOMPARE(menu.actions().constFirst()->text(), QStringLiteral("c (/)"));
}

QTEST_MAIN(TestRecentFilesMenu)
#include "tst_recentfilesmenu.moc"
