#include "ui/querytabs.h"

#include "app/engine.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"
#include "ui/tabletab.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

ConnectionInfo connection(quint64 id, const char* target)
{
    const QString path = QString::fromUtf8(target);
    return {ConnectionId(id), path.mid(1), QStringLiteral("SQLite"), path};
}

/// Tabs as the window has them: never empty.
class Bench
{
public:
    Bench() { tabs.addEmptyTab(); }

    QByteArrayList texts()
    {
        QByteArrayList list;
        for (const TabText& each : tabs.texts())
            list << each.text;
        return list;
    }

    QStringList titles()
    {
        QStringList list;
        for (int i = 0; i < tabs.count(); ++i)
            list << tabs.tabText(i);
        return list;
    }

    Engine engine;
    QueryTabs tabs{engine.service()};
};

} // namespace

class TestQueryTabs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void aNewTabIsCurrentAndOnTheDefaultConnection();
    void buttonAddsATab();
    void thereIsAlwaysOneTab();
    void theTabInPlaceOfTheLastKeepsItsDatabase();
    void closedTextsComeBackInReverseOrder();
    void emptyTabsAreNotBroughtBack();
    void reopeningNothingDoesNothing();
    void aReopenedTabKeepsItsTarget();
    void aReopenedTabForgetsADatabaseThatWasClosed();
    void aReopenedTabFindsADatabaseThatWasOpenedAgain();
    void restoreReplacesASingleEmptyTab();
    void noTwoTabsHaveTheSameNumber();
    void restoreKeepsTextThatIsThere();
    void restoreOfNothingLeavesTheEmptyTab();
    void restoredTabsWaitForTheirDatabases();
    void anOpenedDatabaseGoesToWaitingTabsOnly();
    void anEmptyTabWithoutAnExampleTakesTheDefaultDatabase();
    void tellsTheDatabaseOfATabInItsToolTip();
    void namesTheDatabaseInTheTabWhereThereAreSeveral();
    void marksATabWithTheColourOfItsDatabase();
    void showsATabOnTheDatabaseThatIsAskedFor();
    void aClosedDatabaseLeavesItsTabs();
    void tellsThatTextsChanged();
    void tellsThatTheOrderChanged();
    void passesReportsOn();
    void aTableIsOpenedOnce();
    void tabsOfTablesComeBack();
    void aClosedTabOfATableComesBack();
    void rowsThatAQueryRefersToOpenInATabOfTheirTable();
    void theStatementOfATableOpensAsAQuery();
    void goesWhileAStatementRuns();
    void aClosedTabGivesTheMemoryOfItsRowsBack();
};

void TestQueryTabs::aNewTabIsCurrentAndOnTheDefaultConnection()
{
    Bench bench;
    bench.tabs.setDefaultConnection(connection(1, "/a"));
    QSignalSpy spy(&bench.tabs, &QueryTabs::tabAdded);
    QueryTab* const tab = bench.tabs.addEmptyTab();
    QCOMPARE(bench.tabs.current(), tab);
    QCOMPARE(spy.count(), 1);
    QVERIFY(tab->connection() == connection(1, "/a"));
    QVERIFY(bench.tabs.tabText(0) != bench.tabs.tabText(1));
    QVERIFY(!bench.tabs.at(5));
}

void TestQueryTabs::buttonAddsATab()
{
    Bench bench;
    auto* const button = bench.tabs.findChild<QToolButton*>(QStringLiteral("newTabButton"));
    QVERIFY(button->toolTip().contains(QStringLiteral("Ctrl+T")));
    button->click();
    QCOMPARE(bench.tabs.count(), 2);
}

void TestQueryTabs::thereIsAlwaysOneTab()
{
    Bench bench;
    bench.tabs.currentQuery()->editor().setUtf8Text("SELECT 1");
    for (int i = 0; i < 3; ++i) {
        bench.tabs.closeTab(0);
        QCOMPARE(bench.tabs.count(), 1);
        QVERIFY(bench.tabs.current());
        QCOMPARE(bench.texts(), QByteArrayList{""});
    }
    bench.tabs.closeTab(7);
    bench.tabs.closeTab(-1);
    QCOMPARE(bench.tabs.count(), 1);
}

void TestQueryTabs::theTabInPlaceOfTheLastKeepsItsDatabase()
{
    Bench bench;
    bench.tabs.current()->setConnection(connection(1, "/a"));
    bench.tabs.setDefaultConnection(connection(2, "/b"));
    bench.tabs.closeTab(0);
    QVERIFY(bench.tabs.current()->connection() == connection(1, "/a"));
}

void TestQueryTabs::closedTextsComeBackInReverseOrder()
{
    Bench bench;
    bench.tabs.connectionAdded(connection(1, "/a"));
    bench.tabs.addTab("SELECT 'ü'", connection(1, "/a"));
    bench.tabs.addTab("SELECT 2", std::nullopt);
    bench.tabs.closeTab(1);
    bench.tabs.closeTab(1);
    QCOMPARE(bench.texts(), QByteArrayList{""});
    bench.tabs.reopenTab();
    bench.tabs.reopenTab();
    QCOMPARE(bench.texts(), (QByteArrayList{"", "SELECT 'ü'", "SELECT 2"}));
    QVERIFY(bench.tabs.at(1)->connection() == connection(1, "/a"));
    QVERIFY(!bench.tabs.at(2)->connection());
    QCOMPARE(bench.titles(),
        (QStringList{QStringLiteral("Query 1"), QStringLiteral("Query 2"), QStringLiteral("Query 3")}));
    QCOMPARE(bench.tabs.currentIndex(), 1);
}

void TestQueryTabs::emptyTabsAreNotBroughtBack()
{
    Bench bench;
    bench.tabs.addTab("SELECT 1", std::nullopt);
    bench.tabs.addTab(" \n", std::nullopt);
    bench.tabs.closeTab(1);
    bench.tabs.closeTab(1);
    bench.tabs.reopenTab();
    QCOMPARE(bench.tabs.texts().back().text, QByteArray("SELECT 1"));
}

void TestQueryTabs::reopeningNothingDoesNothing()
{
    Bench bench;
    bench.tabs.reopenTab();
    QCOMPARE(bench.tabs.count(), 1);
}

// What was written for one database must not come to run on another.
void TestQueryTabs::aReopenedTabKeepsItsTarget()
{
    Bench bench;
    bench.tabs.restore({{"DELETE FROM a", QStringLiteral("/a")}});
    bench.tabs.closeTab(0);
    bench.tabs.reopenTab();
    QCOMPARE(bench.tabs.current()->target(), QStringLiteral("/a"));
    bench.tabs.connectionAdded(connection(2, "/b"));
    QVERIFY(!bench.tabs.current()->connection());
}

void TestQueryTabs::aReopenedTabForgetsADatabaseThatWasClosed()
{
    Bench bench;
    bench.tabs.addTab("SELECT 1", connection(1, "/a"));
    bench.tabs.closeTab(1);
    bench.tabs.connectionRemoved(ConnectionId(1));
    bench.tabs.reopenTab();
    QVERIFY(!bench.tabs.current()->connection());
    QCOMPARE(bench.tabs.current()->target(), QStringLiteral("/a"));
}

void TestQueryTabs::aReopenedTabFindsADatabaseThatWasOpenedAgain()
{
    Bench bench;
    bench.tabs.addTab("SELECT 1", connection(1, "/a"));
    bench.tabs.closeTab(1);
    bench.tabs.connectionRemoved(ConnectionId(1));
    bench.tabs.connectionAdded(connection(2, "/a"));
    bench.tabs.reopenTab();
    QVERIFY(bench.tabs.current()->connection() == connection(2, "/a"));
}

void TestQueryTabs::restoreReplacesASingleEmptyTab()
{
    Bench bench;
    const std::vector<TabText> texts{{"SELECT 1", QStringLiteral("/a"), std::nullopt, 5},
        {QByteArray("\xff\0x", 3), {}, std::nullopt, 1, true}, {"", QStringLiteral("/b"), std::nullopt, 2}};
    bench.tabs.restore(texts);
    QCOMPARE(bench.tabs.texts(), texts);
    QCOMPARE(bench.titles(),
        (QStringList{QStringLiteral("Query 5"), QStringLiteral("Query 1"), QStringLiteral("Query 2")}));
    bench.tabs.addEmptyTab();
    QCOMPARE(bench.titles().last(), QStringLiteral("Query 6"));
}

void TestQueryTabs::noTwoTabsHaveTheSameNumber()
{
    Bench bench;
    bench.tabs.currentQuery()->editor().setUtf8Text("SELECT 0");
    bench.tabs.restore({{"SELECT 1", {}, std::nullopt, 1}, {"SELECT 2"}, {"SELECT 3", {}, std::nullopt, 3}});
    QCOMPARE(bench.titles(),
        (QStringList{QStringLiteral("Query 1"), QStringLiteral("Query 2"), QStringLiteral("Query 3"),
            QStringLiteral("Query 4")}));
}

void TestQueryTabs::restoreKeepsTextThatIsThere()
{
    Bench bench;
    bench.tabs.currentQuery()->editor().setUtf8Text("SELECT 0");
    bench.tabs.restore({{"SELECT 1"}});
    QCOMPARE(bench.texts(), (QByteArrayList{"SELECT 0", "SELECT 1"}));
}

void TestQueryTabs::restoreOfNothingLeavesTheEmptyTab()
{
    Bench bench;
    bench.tabs.restore({});
    QCOMPARE(bench.texts(), QByteArrayList{""});
}

void TestQueryTabs::restoredTabsWaitForTheirDatabases()
{
    Bench bench;
    bench.tabs.setDefaultConnection(connection(9, "/default"));
    bench.tabs.restore({{"SELECT 1", QStringLiteral("/a")}, {"SELECT 2"}});
    QVERIFY(!bench.tabs.at(0)->connection());
    QVERIFY(!bench.tabs.at(1)->connection());
}

void TestQueryTabs::anOpenedDatabaseGoesToWaitingTabsOnly()
{
    Bench bench;
    bench.tabs.restore({{"1", QStringLiteral("/a")}, {"2", QStringLiteral("/b")}, {"3"}});
    bench.tabs.addTab("4", connection(7, "/c"));
    bench.tabs.connectionAdded(connection(1, "/a"));
    QVERIFY(bench.tabs.at(0)->connection() == connection(1, "/a"));
    QVERIFY(!bench.tabs.at(1)->connection());
    QVERIFY(bench.tabs.at(2)->connection() == connection(1, "/a"));
    QVERIFY(bench.tabs.at(3)->connection() == connection(7, "/c"));
    bench.tabs.connectionAdded(connection(2, "/b"));
    QVERIFY(bench.tabs.at(1)->connection() == connection(2, "/b"));
    QVERIFY(bench.tabs.at(0)->connection() == connection(1, "/a"));
    bench.tabs.setCurrentIndex(3);
    QVERIFY(bench.tabs.addEmptyTab()->connection() == connection(7, "/c"));
}

void TestQueryTabs::anEmptyTabWithoutAnExampleTakesTheDefaultDatabase()
{
    Bench bench;
    bench.tabs.connectionAdded(connection(1, "/a"));
    bench.tabs.current()->setConnection(std::nullopt);
    QVERIFY(bench.tabs.addEmptyTab()->connection() == connection(1, "/a"));
}

void TestQueryTabs::tellsTheDatabaseOfATabInItsToolTip()
{
    Bench bench;
    QCOMPARE(bench.tabs.tabToolTip(0), QStringLiteral("On no database"));
    bench.tabs.connectionAdded(connection(1, "/a"));
    QCOMPARE(bench.tabs.tabToolTip(0), QStringLiteral("On a: /a"));
    bench.tabs.connectionRemoved(ConnectionId(1));
    QCOMPARE(bench.tabs.tabToolTip(0), QStringLiteral("On /a, which is not open"));
    bench.tabs.restore({{"SELECT 1", QStringLiteral("/b")}});
    QCOMPARE(bench.tabs.tabToolTip(0), QStringLiteral("On /b, which is not open"));
}

void TestQueryTabs::namesTheDatabaseInTheTabWhereThereAreSeveral()
{
    Bench bench;
    bench.tabs.connectionAdded(connection(1, "/a"));
    QCOMPARE(bench.titles(), QStringList{QStringLiteral("Query 1")});
    ConnectionInfo other = connection(2, "/b");
    other.label = QStringLiteral("R&D of the northern branch");
    bench.tabs.connectionAdded(other);
    bench.tabs.addTab("SELECT 1", other);
    bench.tabs.openTable({QStringLiteral("item")}, connection(1, "/a"));
    QCOMPARE(bench.titles(),
        (QStringList{QStringLiteral("Query 1 · a"), QStringLiteral("Query 2 · R&&D of the northern…"),
            QStringLiteral("item · a")}));
    QVERIFY(bench.tabs.tabToolTip(1).contains(other.label));
    bench.tabs.connectionRemoved(ConnectionId(2));
    QCOMPARE(bench.titles(),
        (QStringList{QStringLiteral("Query 1"), QStringLiteral("Query 2"), QStringLiteral("item")}));
}

void TestQueryTabs::marksATabWithTheColourOfItsDatabase()
{
    Bench bench;
    ConnectionInfo red = connection(1, "/a");
    red.colour = Qt::red;
    bench.tabs.connectionAdded(red);
    QCOMPARE(bench.tabs.tabIcon(0).pixmap(12, 12).toImage().pixelColor(6, 6), QColor(Qt::red));
    bench.tabs.connectionRemoved(ConnectionId(1));
    QVERIFY(bench.tabs.tabIcon(0).isNull());
}

void TestQueryTabs::showsATabOnTheDatabaseThatIsAskedFor()
{
    Bench bench;
    bench.tabs.showConnection(connection(1, "/a"));
    QCOMPARE(bench.tabs.count(), 1);
    QVERIFY(bench.tabs.current()->connection() == connection(1, "/a"));
    bench.tabs.currentQuery()->editor().setUtf8Text("1");
    bench.tabs.showConnection(connection(2, "/b"));
    QCOMPARE(bench.tabs.count(), 2);
    QVERIFY(bench.tabs.current()->connection() == connection(2, "/b"));
    bench.tabs.currentQuery()->editor().setUtf8Text("2");
    bench.tabs.showConnection(connection(1, "/a"));
    QCOMPARE(bench.tabs.count(), 2);
    QCOMPARE(bench.tabs.currentIndex(), 0);
}

void TestQueryTabs::aClosedDatabaseLeavesItsTabs()
{
    Bench bench;
    bench.tabs.connectionAdded(connection(1, "/a"));
    bench.tabs.addTab("2", connection(2, "/b"));
    bench.tabs.connectionRemoved(ConnectionId(1));
    QVERIFY(!bench.tabs.at(0)->connection());
    QCOMPARE(bench.tabs.at(0)->target(), QStringLiteral("/a"));
    QVERIFY(bench.tabs.at(1)->connection() == connection(2, "/b"));
    bench.tabs.setCurrentIndex(0);
    QVERIFY(!bench.tabs.addEmptyTab()->connection());
}

void TestQueryTabs::tellsThatTextsChanged()
{
    Bench bench;
    QSignalSpy spy(&bench.tabs, &QueryTabs::textsChanged);
    bench.tabs.currentQuery()->editor().setUtf8Text("SELECT 1");
    QVERIFY(spy.count() >= 1);
    spy.clear();
    bench.tabs.addEmptyTab();
    QVERIFY(spy.count() >= 1);
    spy.clear();
    bench.tabs.closeTab(0);
    QVERIFY(spy.count() >= 1);
    spy.clear();
    bench.tabs.reopenTab();
    QVERIFY(spy.count() >= 1);
}

void TestQueryTabs::tellsThatTheOrderChanged()
{
    Bench bench;
    bench.tabs.addTab("SELECT 1", std::nullopt);
    QSignalSpy spy(&bench.tabs, &QueryTabs::textsChanged);
    bench.tabs.tabBar()->moveTab(0, 1);
    QCOMPARE(bench.texts(), (QByteArrayList{"SELECT 1", ""}));
    QVERIFY(spy.count() >= 1);
}

void TestQueryTabs::passesReportsOn()
{
    Bench bench;
    QSignalSpy spy(&bench.tabs, &QueryTabs::reported);
    Q_EMIT bench.tabs.current()->reported(QStringLiteral("line"));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).at(0).toString(), QStringLiteral("line"));
}

void TestQueryTabs::aTableIsOpenedOnce()
{
    Bench bench;
    TableTab* const tab = bench.tabs.openTable({QStringLiteral("a & b")}, connection(1, "/a"));
    QCOMPARE(bench.tabs.current(), tab);
    QCOMPARE(bench.tabs.tabText(1), QStringLiteral("a && b"));
    bench.tabs.setCurrentIndex(0);
    QCOMPARE(bench.tabs.openTable({QStringLiteral("a & b")}, connection(1, "/a")), tab);
    QCOMPARE(bench.tabs.currentIndex(), 1);
    QVERIFY(bench.tabs.openTable({QStringLiteral("a & b")}, connection(2, "/b")) != tab);
    QVERIFY(bench.tabs.openTable({QStringLiteral("c")}, connection(1, "/a")) != tab);
    QCOMPARE(bench.tabs.count(), 4);
    QVERIFY(!bench.tabs.currentQuery());
    TableTab* const other
        = bench.tabs.openTable({QStringLiteral("a & b"), QStringLiteral("x")}, connection(1, "/a"));
    QVERIFY(other != tab);
    QCOMPARE(bench.tabs.tabText(4), QStringLiteral("x.a && b"));
    QCOMPARE(
        bench.tabs.openTable({QStringLiteral("a & b"), QStringLiteral("x")}, connection(1, "/a")), other);
}

void TestQueryTabs::tabsOfTablesComeBack()
{
    Bench bench;
    const std::vector<TabText> texts{{"SELECT 1", QStringLiteral("/a"), std::nullopt, 1},
        {{}, QStringLiteral("/a"),
            TableState{QStringLiteral("t"), QStringLiteral("n = 'not yet"),
                {{QStringLiteral("n"), Qt::DescendingOrder}}, {{QStringLiteral("s"), QStringLiteral("=1")}}},
            0, true}};
    bench.tabs.restore(texts);
    QCOMPARE(bench.tabs.texts(), texts);
    bench.tabs.connectionAdded(connection(1, "/a"));
    QVERIFY(bench.tabs.at(1)->connection() == connection(1, "/a"));
    QCOMPARE(bench.tabs.texts(), texts);
}

void TestQueryTabs::aClosedTabOfATableComesBack()
{
    Bench bench;
    bench.tabs.addTable({QStringLiteral("t"), QStringLiteral("n = 1")}, connection(1, "/a"));
    const TabText text = bench.tabs.current()->text();
    bench.tabs.closeTab(1);
    QCOMPARE(bench.tabs.count(), 1);
    bench.tabs.reopenTab();
    QCOMPARE(bench.tabs.current()->text(), text);
}

void TestQueryTabs::rowsThatAQueryRefersToOpenInATabOfTheirTable()
{
    Bench bench;
    bench.tabs.current()->setConnection(connection(1, "/a"));
    const TableState rows{QStringLiteral("customer"), QStringLiteral("\"id\" = 1")};
    bench.tabs.current()->visit(rows);
    QCOMPARE(bench.tabs.count(), 2);
    QCOMPARE(*bench.tabs.current()->text().table, rows);
    QVERIFY(bench.tabs.current()->connection() == connection(1, "/a"));
    auto* const table = qobject_cast<TableTab*>(bench.tabs.current());
    QVERIFY(table->findChild<QToolButton*>(QStringLiteral("backButton"))->isEnabled());
    table->back();
    QCOMPARE(bench.tabs.currentIndex(), 0);
    // The way back goes with the tab that it leads to.
    bench.tabs.closeTab(0);
    table->back();
    QCOMPARE(bench.tabs.current(), table);
}

void TestQueryTabs::theStatementOfATableOpensAsAQuery()
{
    Bench bench;
    TableTab* const tab = bench.tabs.openTable({QStringLiteral("t")}, connection(1, "/a"));
    Q_EMIT tab->queryRequested("SELECT * FROM t;");
    QVERIFY(bench.tabs.currentQuery());
    QCOMPARE(bench.tabs.current()->text().text, QByteArray("SELECT * FROM t;"));
    QVERIFY(bench.tabs.current()->connection() == connection(1, "/a"));
}

void TestQueryTabs::goesWhileAStatementRuns()
{
    const SqliteFixture file("CREATE TABLE item(id INTEGER)");
    TestSession session(file.path());
    QueryTabs tabs(session.engine().service());
    tabs.addTab("SELECT * FROM item",
        ConnectionInfo{session.connection(), QStringLiteral("test"), QStringLiteral("SQLite"), file.path()});
    tabs.show();
    tabs.current()->runStatement();
    QVERIFY(tabs.current()->status().busy);
}

void TestQueryTabs::aClosedTabGivesTheMemoryOfItsRowsBack()
{
    const SqliteFixture file;
    TestSession session(file.path());
    QueryTabs tabs(session.engine().service());
    tabs.setCacheWish({FreshnessPolicy::Off});
    tabs.addEmptyTab();
    tabs.addTab(
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 300000) SELECT n FROM c",
        ConnectionInfo{session.connection(), QStringLiteral("test"), QStringLiteral("SQLite"), file.path()});
    tabs.show();
    const SpillStorage& storage = *session.engine().storage();
    // Once when the rows are here, sorted besides, and once while they arrive.
    tabs.current()->runStatement();
    QTRY_VERIFY(!tabs.current()->status().busy);
    QVERIFY(storage.usedBytes() >= 300'000 * 8);
    tabs.current()->pane().setArrangement({{0, Qt::DescendingOrder}}, {});
    tabs.closeTab(1);
    QTRY_COMPARE(storage.usedBytes(), 0);
    tabs.reopenTab();
    tabs.current()->setConnection(
        ConnectionInfo{session.connection(), QStringLiteral("test"), QStringLiteral("SQLite"), file.path()});
    tabs.current()->runStatement();
    QTRY_VERIFY(storage.usedBytes() > 0);
    tabs.closeTab(1);
    QTRY_COMPARE(storage.usedBytes(), 0);
}

QTEST_MAIN(TestQueryTabs)
#include "tst_querytabs.moc"
