#include "ui/tabletab.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/gridstate.h"
#include "ui/linkfollower.h"
#include "ui/resultheader.h"
#include "ui/resultview.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

const QByteArray kShop
    = "CREATE TABLE area(land TEXT, town TEXT, size REAL, PRIMARY KEY(land, town)) WITHOUT ROWID;"
      "CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT, land TEXT, town TEXT,"
      " FOREIGN KEY(land, town) REFERENCES area);"
      "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer(id), total REAL);"
      "INSERT INTO area VALUES ('it''s', 'Köln', 0.5), ('x', 'y', 2);"
      "INSERT INTO customer VALUES (1, 'Ann', 'it''s', 'Köln'), (2, 'Bob', NULL, NULL);"
      "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 1000)"
      "INSERT INTO orders SELECT i, nullif(i % 3, 0), (i * 7919) % 1000 / 4.0 FROM s;"
      "CREATE VIEW rich AS SELECT id, total FROM orders WHERE total > 200;";

/// The tab of a table in a window, on a SQLite file behind the real cache; one run fetches 100 rows.
class Bench
{
public:
    explicit Bench(const TableState& state, const QByteArray& script = kShop)
        : m_file(script)
        , m_session(m_file.path())
        , tab(m_session.engine().service(), state)
    {
        Preferences preferences;
        preferences.rowLimit = 100;
        tab.setPreferences(preferences);
        tab.setConnection(ConnectionInfo{
            m_session.connection(), QStringLiteral("test.sqlite"), QStringLiteral("SQLite"), m_file.path()});
        tab.resize(900, 500);
    }
    explicit Bench(const char* table) : Bench(TableState{QString::fromUtf8(table)}) { }

    void show()
    {
        tab.setSchema(std::make_shared<Schema>(m_session.schema().value()));
        tab.show();
        wait();
    }
    void wait()
    {
        QTRY_VERIFY_WITH_TIMEOUT(!tab.status().busy, 30'000);
        // The grid arranges beside the window what has come.
        QTest::qWait(0);
    }
    void applyWhere(const QString& text)
    {
        where().setText(text);
        QTest::keyClick(&where(), Qt::Key_Return);
        wait();
    }
    void sort(int column, Qt::SortOrder order)
    {
        header().setSortKeys({{column, order}});
        wait();
    }
    void filter(int column, const QString& text)
    {
        QSignalSpy requested(&tab.pane(), &ResultPane::arrangementRequested);
        header().setFilterText(column, text);
        QVERIFY(requested.wait());
        wait();
    }
    void follow(qint64 row, int column)
    {
        tab.findChild<LinkFollower*>()->follow({row, column});
        wait();
    }
    void click(const char* name) { QTest::mouseClick(&button(name), Qt::LeftButton); }

    /// Beside the tab, without waiting for its end.
    void start(const QByteArray& sql)
    {
        (void)m_session.engine().service().start(m_session.request(sql), &tab, {});
    }
    [[nodiscard]] QByteArray rows() { return TestSession::rows(tab.pane().result()); }
    [[nodiscard]] QByteArray shown(int column, qint64 most = 5)
    {
        const ArrangedRows& rows = tab.pane().rows();
        QByteArrayList cells;
        for (qint64 row = 0; row < std::min(most, rows.rowCount()); ++row)
            cells << QByteArray::number(rows.cell(row, column).integer);
        return cells.join(' ');
    }
    [[nodiscard]] QLineEdit& where() { return *tab.findChild<QLineEdit*>(QStringLiteral("whereEdit")); }
    [[nodiscard]] QToolButton& button(const char* name)
    {
        return *tab.findChild<QToolButton*>(QString::fromUtf8(name));
    }
    [[nodiscard]] QString label(const char* name)
    {
        const auto* const found = tab.findChild<QLabel*>(QString::fromUtf8(name));
        return found->isVisible() ? found->text() : QString();
    }
    [[nodiscard]] QString work() { return label("tableWork"); }
    [[nodiscard]] QString count() { return label("tableRows"); }
    [[nodiscard]] QString note() { return label("resultNote"); }
    [[nodiscard]] QString error() { return label("whereError"); }
    [[nodiscard]] ResultView& view() { return *tab.findChild<ResultView*>(); }
    [[nodiscard]] ResultHeader& header() { return view().header(); }
    [[nodiscard]] const SqliteFixture& file() const { return m_file; }
    /// Without that of the tree.
    [[nodiscard]] std::vector<EntryInfo> entries()
    {
        std::vector<EntryInfo> entries = m_session.engine().cache().entries();
        std::erase_if(entries,
            [](const EntryInfo& entry) { return entry.facts->components.technique == Technique::Schema; });
        return entries;
    }

private:
    SqliteFixture m_file;
    TestSession m_session;

public:
    TableTab tab;
};

} // namespace

class TestTableTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void showsTheRowsWithTheirProvenance();
    void rowsThatStayBesideAMistakeAreFollowed();
    void waitsUntilItIsSeenAndTheSchemaIsKnown();
    void appliesAConditionAndShowsWhatIsWrongWithIt();
    void aWrongConditionLeavesTheRowsThere();
    void anUnfinishedConditionIsToldAtItsEnd();
    void theRowsOfAnotherTableAreNotKept();
    void aConditionThatReachesTooFarIsNotSent();
    void saysThatAFilterIsLeftOut();
    void sortsAndFiltersInTheDatabaseWhereRowsAreMissing();
    void sortsAndFiltersHereWhereAllRowsAreHere();
    void aFilterThatIsTakenBackBringsTheRowsBack();
    void filtersHereWhatTheDatabaseCanNot();
    void otherRowsAreTheFirstWhereNullsStandElsewhere();
    void pagesAreStable();
    void countsOnlyWhenAsked();
    void aCountOutlivesASort();
    void aCountIsCancelled();
    void whatIsHereIsSortedOnlyHere();
    void whatCameSortedIsNotSortedAgain();
    void theNextPageFollowsThePreferences();
    void nothingIsCountedThatIsDecidedHere();
    void followsAKeyAndComesBackToTheSamePlace();
    void followsAKeyOfSeveralColumns();
    void findsTheRowsThatReferToOne();
    void aNullLeadsNowhereAndSaysSo();
    void aNewWayForgetsTheOneForward();
    void opensItsStatementAsAQuery();
    void asksByTheRulesOfTheConnection();
    void tellsAllThatMustBeSaved();
    void comesBackAsItWas();
    void refreshAsksAgainAndKeepsThePlace();
    void showsViewsAndCuriousNames();
    void theWindowGoesOnWhileABigTableIsSorted();
};

void TestTableTab::showsTheRowsWithTheirProvenance()
{
    Bench bench("customer");
    bench.show();
    QCOMPARE(bench.rows(), QByteArray("1,'Ann','it''s','Köln'\n2,'Bob',NULL,NULL"));
    QVERIFY(bench.tab.status().provenance->stored);
    QCOMPARE(bench.entries().size(), size_t(1));
    QCOMPARE(bench.count(), QStringLiteral("2 rows"));
    QCOMPARE(bench.label("tableName"), QStringLiteral("customer"));
    bench.tab.refresh();
    bench.wait();
    QVERIFY(bench.tab.status().provenance->source == Source::Cache);
    bench.tab.runFresh();
    bench.wait();
    QVERIFY(bench.tab.status().provenance->source == Source::Database);
}

void TestTableTab::rowsThatStayBesideAMistakeAreFollowed()
{
    Bench bench("customer");
    bench.show();
    QCOMPARE(bench.tab.status().standing, Standing());
    bench.start("UPDATE customer SET name = 'Bea' WHERE id = 1");
    bench.applyWhere(QStringLiteral("nosuch = 1"));
    QVERIFY(!bench.error().isEmpty());
    QVERIFY(bench.rows().startsWith("1,'Ann'"));
    QCOMPARE(bench.tab.status().standing.state, Standing::State::Overtaken);
}

void TestTableTab::waitsUntilItIsSeenAndTheSchemaIsKnown()
{
    Bench bench("customer");
    bench.tab.show();
    QVERIFY(!bench.tab.status().busy);
    QCOMPARE(
        bench.label("resultMessage"), QStringLiteral("The rows are read as soon as the database is open."));
    bench.show();
    QVERIFY(bench.tab.pane().result());
    Bench hidden("customer");
    hidden.tab.setSchema(std::make_shared<Schema>());
    QVERIFY(!hidden.tab.status().busy);
    hidden.tab.show();
    QVERIFY(hidden.tab.status().busy);
    hidden.wait();
    QVERIFY(hidden.tab.pane().result());
}

void TestTableTab::appliesAConditionAndShowsWhatIsWrongWithIt()
{
    Bench bench("customer");
    bench.show();
    bench.applyWhere(QStringLiteral("name LIKE 'B%' -- only him"));
    QCOMPARE(bench.rows(), QByteArray("2,'Bob',NULL,NULL"));
    bench.applyWhere(QStringLiteral("name = 'ü' AND nothing = 1"));
    QVERIFY2(bench.error().contains(QStringLiteral("nothing")), qPrintable(bench.error()));
    QCOMPARE(bench.where().selectionStart(), 15);
    // It is said once.
    QVERIFY2(!bench.note().contains(QStringLiteral("nothing")), qPrintable(bench.note()));
    QTest::keyClicks(&bench.where(), QStringLiteral("id = 1"));
    QCOMPARE(bench.error(), QString());
    QCOMPARE(bench.where().text(), QStringLiteral("name = 'ü' AND id = 1"));
    bench.applyWhere({});
    QCOMPARE(bench.tab.pane().result()->rowCount(), 2);
}

void TestTableTab::aWrongConditionLeavesTheRowsThere()
{
    Bench bench("orders");
    bench.show();
    bench.applyWhere(QStringLiteral("id > 10"));
    bench.sort(0, Qt::DescendingOrder);
    bench.applyWhere(QStringLiteral("  id > > 20"));
    QVERIFY2(bench.error().contains(QStringLiteral("near \">\"")), qPrintable(bench.error()));
    QCOMPARE(bench.where().selectionStart(), 7);
    QCOMPARE(bench.shown(0), QByteArray("1000 999 998 997 996"));
    QVERIFY(bench.note().contains(QStringLiteral("id > 10")));
    QVERIFY(bench.tab.status().hasMore);
    // What is done with them is done with the condition that they came with.
    bench.sort(0, Qt::AscendingOrder);
    QCOMPARE(bench.shown(0), QByteArray("11 12 13 14 15"));
    QCOMPARE(bench.where().text(), QStringLiteral("  id > > 20"));
    QCOMPARE(bench.note(), QString());
    bench.applyWhere(QStringLiteral("id > 20 >"));
    bench.tab.refresh();
    bench.wait();
    QCOMPARE(bench.shown(0), QByteArray("11 12 13 14 15"));
    bench.applyWhere(QStringLiteral("id > 20"));
    QCOMPARE(bench.shown(0), QByteArray("21 22 23 24 25"));
    QCOMPARE(bench.note(), QString());
}

void TestTableTab::anUnfinishedConditionIsToldAtItsEnd()
{
    Bench bench("customer");
    bench.show();
    bench.applyWhere(QStringLiteral("id >"));
    QVERIFY2(bench.error().contains(QStringLiteral("missing at its end")), qPrintable(bench.error()));
    QVERIFY(!bench.error().contains(u')'));
    QCOMPARE(bench.where().cursorPosition(), 4);
    QCOMPARE(bench.tab.pane().result()->rowCount(), 2);
}

void TestTableTab::theRowsOfAnotherTableAreNotKept()
{
    Bench bench("orders");
    bench.show();
    bench.tab.visit({QStringLiteral("customer"), QStringLiteral("total >")});
    bench.wait();
    QVERIFY(!bench.error().isEmpty());
    QVERIFY(!bench.tab.pane().result());
}

void TestTableTab::aConditionThatReachesTooFarIsNotSent()
{
    Bench bench("customer");
    bench.show();
    bench.applyWhere(QStringLiteral("1); DELETE FROM customer; --"));
    QVERIFY(bench.error().contains(QStringLiteral("bracket")));
    QCOMPARE(bench.where().selectionStart(), 1);
    QCOMPARE(bench.tab.pane().result()->rowCount(), 2);
}

void TestTableTab::saysThatAFilterIsLeftOut()
{
    Bench bench("orders");
    bench.show();
    bench.filter(0, QStringLiteral("~["));
    QTRY_COMPARE(bench.work(), QStringLiteral("a filter that is wrong is left out"));
    bench.filter(1, QStringLiteral("NULL"));
    QTRY_COMPARE(
        bench.work(), QStringLiteral("a filter that is wrong is left out · filtered in the database"));
}

void TestTableTab::sortsAndFiltersInTheDatabaseWhereRowsAreMissing()
{
    Bench bench("orders");
    bench.show();
    QCOMPARE(bench.shown(0), QByteArray("1 2 3 4 5"));
    QCOMPARE(bench.count(), QStringLiteral("≥ 100 rows"));
    bench.sort(0, Qt::DescendingOrder);
    QCOMPARE(bench.work(), QStringLiteral("sorted in the database"));
    QCOMPARE(bench.shown(0), QByteArray("1000 999 998 997 996"));
    bench.filter(1, QStringLiteral("NULL"));
    QCOMPARE(bench.work(), QStringLiteral("sorted in the database · filtered in the database"));
    QCOMPARE(bench.shown(0), QByteArray("999 996 993 990 987"));
    // Less than one run fetches: from here on all is done here.
    bench.filter(0, QStringLiteral("<100"));
    QCOMPARE(bench.tab.pane().result()->rowCount(), 33);
    bench.sort(0, Qt::AscendingOrder);
    QTRY_COMPARE(bench.shown(0), QByteArray("3 6 9 12 15"));
    QCOMPARE(bench.work(), QStringLiteral("sorted here · filtered in the database"));
    QCOMPARE(bench.count(), QStringLiteral("33 rows"));
}

void TestTableTab::sortsAndFiltersHereWhereAllRowsAreHere()
{
    Bench bench("customer");
    bench.show();
    bench.sort(0, Qt::DescendingOrder);
    QTRY_COMPARE(bench.shown(0), QByteArray("2 1"));
    QCOMPARE(bench.work(), QStringLiteral("sorted here"));
    bench.filter(1, QStringLiteral("a"));
    QTRY_COMPARE(bench.shown(0), QByteArray("1"));
    QCOMPARE(bench.work(), QStringLiteral("sorted here · filtered here"));
    QCOMPARE(bench.count(), QStringLiteral("1 row"));
    QCOMPARE(bench.entries().size(), size_t(1));
}

void TestTableTab::aFilterThatIsTakenBackBringsTheRowsBack()
{
    Bench bench("orders");
    bench.show();
    bench.filter(0, QStringLiteral("=500"));
    QCOMPARE(bench.shown(0), QByteArray("500"));
    bench.filter(0, QStringLiteral("=501"));
    QTRY_COMPARE(bench.shown(0), QByteArray("501"));
    bench.filter(0, {});
    QTRY_COMPARE(bench.shown(0), QByteArray("1 2 3 4 5"));
    QVERIFY(bench.tab.status().provenance->source == Source::Cache);
}

void TestTableTab::filtersHereWhatTheDatabaseCanNot()
{
    Bench bench("orders");
    bench.show();
    bench.filter(0, QStringLiteral("~^1?00$"));
    QTRY_COMPARE(bench.work(), QStringLiteral("filtered in the database, the rest here"));
    QTRY_COMPARE(bench.shown(0), QByteArray("100"));
    QVERIFY(bench.tab.status().rows.contains(QStringLiteral("filtered from first 100 rows, more exist")));
    bench.tab.fetchAll();
    bench.wait();
    QTRY_COMPARE(bench.shown(0), QByteArray("100"));
}

void TestTableTab::otherRowsAreTheFirstWhereNullsStandElsewhere()
{
    Bench bench("orders");
    bench.show();
    bench.sort(1, Qt::AscendingOrder);
    QCOMPARE(bench.shown(0), QByteArray("1 4 7 10 13"));
    Preferences preferences;
    preferences.rowLimit = 100;
    preferences.nulls = NullsPlace::First;
    bench.tab.setPreferences(preferences);
    bench.wait();
    QCOMPARE(bench.shown(0), QByteArray("3 6 9 12 15"));
}

void TestTableTab::pagesAreStable()
{
    Bench bench("orders");
    bench.show();
    bench.sort(1, Qt::AscendingOrder);
    const QByteArray first = bench.shown(0, 100);
    bench.tab.fetchNext();
    bench.wait();
    QTRY_VERIFY(bench.shown(0, 200).startsWith(first + ' '));
    QCOMPARE(bench.tab.pane().rows().rowCount(), 200);
    QVERIFY(first.startsWith("1 4 7 10 "));
}

void TestTableTab::countsOnlyWhenAsked()
{
    Bench bench("orders");
    bench.show();
    QCOMPARE(bench.count(), QStringLiteral("≥ 100 rows"));
    QVERIFY(bench.button("countButton").isVisible());
    bench.click("countButton");
    QTRY_COMPARE(bench.count(), QStringLiteral("1,000 rows"));
    QVERIFY(!bench.button("countButton").isVisible());
    bench.filter(1, QStringLiteral("=1"));
    QCOMPARE(bench.count(), QStringLiteral("≥ 100 rows"));
    bench.click("countButton");
    QTRY_COMPARE(bench.count(), QStringLiteral("334 rows"));
    bench.tab.fetchAll();
    bench.wait();
    QCOMPARE(bench.count(), QStringLiteral("334 rows"));
    QVERIFY(!bench.button("countButton").isVisible());
}

void TestTableTab::aCountOutlivesASort()
{
    Bench bench("orders");
    bench.show();
    bench.click("countButton");
    QTRY_COMPARE(bench.count(), QStringLiteral("1,000 rows"));
    bench.sort(2, Qt::DescendingOrder);
    QCOMPARE(bench.count(), QStringLiteral("1,000 rows"));
    bench.tab.fetchNext();
    bench.wait();
    QCOMPARE(bench.count(), QStringLiteral("1,000 rows"));
    bench.tab.refresh();
    bench.wait();
    QCOMPARE(bench.count(), QStringLiteral("≥ 200 rows"));
}

void TestTableTab::whatIsHereIsSortedOnlyHere()
{
    Bench bench("customer");
    bench.show();
    bench.sort(1, Qt::DescendingOrder);
    bench.applyWhere(QStringLiteral("id < 10"));
    QTRY_COMPARE(bench.shown(0), QByteArray("2 1"));
    QVERIFY2(!bench.tab.sql().contains("COLLATE"), bench.tab.sql());
    QCOMPARE(bench.work(), QStringLiteral("sorted here"));
    // More rows than one run fetches have come meanwhile: the first are for the database to tell.
    bench.file().exec("WITH RECURSIVE s(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM s WHERE i < 300)"
                      "INSERT INTO customer SELECT i, printf('%c', 90 - i % 26), NULL, NULL FROM s;");
    bench.applyWhere(QString());
    bench.wait();
    QTRY_COMPARE(bench.work(), QStringLiteral("sorted in the database"));
}

void TestTableTab::whatCameSortedIsNotSortedAgain()
{
    Bench bench("orders");
    bench.show();
    bench.sort(2, Qt::DescendingOrder);
    QCOMPARE(bench.work(), QStringLiteral("sorted in the database"));
    QVERIFY(!bench.tab.pane().rows().order);
    // A filter that is done here keeps the order.
    bench.filter(0, QStringLiteral("~0"));
    QTRY_VERIFY(bench.tab.pane().rows().order);
    const RowOrder& order = *bench.tab.pane().rows().order;
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    Preferences preferences;
    preferences.rowLimit = 0;
    bench.tab.setPreferences(preferences);
    bench.tab.fetchAll();
    bench.wait();
    bench.sort(2, Qt::AscendingOrder);
    QTRY_COMPARE(bench.tab.pane().rows().cell(0, 2).real, 0.0);
}

void TestTableTab::theNextPageFollowsThePreferences()
{
    Bench bench("orders");
    bench.show();
    QCOMPARE(bench.button("fetchNextButton").text(), QStringLiteral("Fetch next 100"));
    Preferences preferences;
    preferences.rowLimit = 300;
    bench.tab.setPreferences(preferences);
    QCOMPARE(bench.button("fetchNextButton").text(), QStringLiteral("Fetch next 300"));
    QCOMPARE(bench.count(), QStringLiteral("≥ 100 rows"));
}

void TestTableTab::aCountIsCancelled()
{
    Bench bench({QStringLiteral("endless")},
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i "
        "FROM "
        "n;");
    bench.show();
    bench.click("countButton");
    QTRY_COMPARE(bench.count(), QStringLiteral("Counting…"));
    QCOMPARE(bench.button("countButton").text(), QStringLiteral("Cancel count"));
    bench.click("countButton");
    QTRY_COMPARE(bench.count(), QStringLiteral("≥ 100 rows"));
    // A run ends a count, for which it would have to wait.
    bench.click("countButton");
    bench.applyWhere(QStringLiteral("i > 5"));
    QCOMPARE(bench.shown(0, 2), QByteArray("6 7"));
}

void TestTableTab::nothingIsCountedThatIsDecidedHere()
{
    Bench bench("orders");
    bench.show();
    bench.filter(0, QStringLiteral("~0"));
    QVERIFY(bench.count().startsWith(u'≥'));
    QVERIFY(!bench.button("countButton").isVisible());
    QVERIFY(bench.tab.findChild<QLabel*>(QStringLiteral("tableRows"))
                ->toolTip()
                .contains(QStringLiteral("no equal of a filter")));
}

void TestTableTab::followsAKeyAndComesBackToTheSamePlace()
{
    Bench bench("orders");
    bench.show();
    bench.applyWhere(QStringLiteral("total >= 0"));
    bench.sort(0, Qt::DescendingOrder);
    bench.filter(1, QStringLiteral("!NULL"));
    bench.tab.fetchNext();
    bench.wait();
    bench.view().goTo({150, 1});
    bench.view().state().scrollToRow(140);
    const GridPosition place = bench.tab.pane().refresh().position();
    const TableState before = bench.tab.state();
    const QSignalSpy changed(&bench.tab, &TableTab::tableChanged);
    QVERIFY(!bench.button("backButton").isEnabled());
    bench.follow(150, 1);
    QCOMPARE(bench.tab.state().table, QStringLiteral("customer"));
    QCOMPARE(bench.where().text(), QStringLiteral("\"id\" = 1"));
    QVERIFY(bench.rows().startsWith("1,'Ann'"));
    QCOMPARE(changed.size(), 1);
    bench.tab.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.tab));
    QTest::keyClick(&bench.tab, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(bench.tab.state().table, before.table);
    bench.wait();
    QCOMPARE(bench.tab.state(), before);
    QTRY_COMPARE(bench.tab.pane().refresh().position(), place);
    QCOMPARE(bench.tab.pane().rows().rowCount(), 200);
    QTest::keyClick(&bench.tab, Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(bench.tab.state().table, QStringLiteral("customer"));
    bench.wait();
    QVERIFY(bench.rows().startsWith("1,'Ann'"));
    QVERIFY(!bench.button("forwardButton").isEnabled());
}

void TestTableTab::followsAKeyOfSeveralColumns()
{
    Bench bench("customer");
    bench.show();
    bench.follow(0, 3);
    QCOMPARE(bench.rows(), QByteArray("'it''s','Köln',0.5"));
    QCOMPARE(bench.where().text(), QStringLiteral("\"land\" = 'it''s' AND \"town\" = 'Köln'"));
    bench.tab.back();
    bench.wait();
    QCOMPARE(bench.tab.pane().result()->rowCount(), 2);
    QCOMPARE(bench.where().text(), QString());
}

void TestTableTab::findsTheRowsThatReferToOne()
{
    Bench bench("customer");
    bench.show();
    bench.view().goTo({1, 0});
    QMenu menu;
    bench.tab.findChild<LinkFollower*>()->extendMenu(menu);
    QMenu* const referring = menu.findChild<QMenu*>();
    QVERIFY(referring);
    QCOMPARE(referring->actions().size(), 1);
    QCOMPARE(referring->actions().front()->text(), QStringLiteral("In orders, by customer"));
    referring->actions().front()->trigger();
    bench.wait();
    QCOMPARE(bench.tab.state().table, QStringLiteral("orders"));
    QCOMPARE(bench.shown(0), QByteArray("2 5 8 11 14"));
}

void TestTableTab::aNullLeadsNowhereAndSaysSo()
{
    Bench bench("customer");
    bench.show();
    bench.follow(1, 2);
    QCOMPARE(bench.tab.status().message, QStringLiteral("NULL refers to no row in area"));
    bench.follow(1, 1);
    QCOMPARE(bench.tab.status().message, QStringLiteral("The column refers to no other table"));
    QCOMPARE(bench.tab.state().table, QStringLiteral("customer"));
    bench.view().goTo({1, 2});
    QMenu menu;
    bench.tab.findChild<LinkFollower*>()->extendMenu(menu);
    bool told = false;
    for (const QAction* const action : menu.actions())
        told = told || (action->text().startsWith(QStringLiteral("NULL refers")) && !action->isEnabled());
    QVERIFY(told);
}

void TestTableTab::aNewWayForgetsTheOneForward()
{
    Bench bench("orders");
    bench.show();
    bench.follow(0, 1);
    bench.tab.back();
    bench.wait();
    bench.follow(1, 1);
    QVERIFY(bench.rows().startsWith("2,'Bob'"));
    bench.tab.forward();
    bench.wait();
    QVERIFY(bench.rows().startsWith("2,'Bob'"));
    bench.tab.back();
    bench.wait();
    QCOMPARE(bench.tab.state().table, QStringLiteral("orders"));
    bench.tab.back();
    bench.wait();
    QCOMPARE(bench.tab.state().table, QStringLiteral("orders"));
}

void TestTableTab::opensItsStatementAsAQuery()
{
    Bench bench("orders");
    bench.show();
    bench.applyWhere(QStringLiteral("total > 1"));
    bench.sort(0, Qt::DescendingOrder);
    const QSignalSpy spy(&bench.tab, &TableTab::queryRequested);
    bench.click("openAsQueryButton");
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toByteArray(),
        QByteArray("SELECT * FROM \"orders\"\nWHERE (\ntotal > 1\n)\n"
                   "ORDER BY \"id\" COLLATE BINARY DESC NULLS LAST, rowid;"));
}

void TestTableTab::asksByTheRulesOfTheConnection()
{
    Bench bench(TableState{QStringLiteral("item")},
        "CREATE TABLE part(k BLOB PRIMARY KEY);"
        "CREATE TABLE item(id INTEGER PRIMARY KEY, part BLOB REFERENCES part(k));"
        "INSERT INTO item VALUES (1, x'61');");
    ConnectionInfo connection = *bench.tab.connection();
    connection.dialect = SqlDialect::PostgreSql;
    bench.tab.setConnection(connection);
    bench.show();
    QCOMPARE(bench.tab.sql(), QByteArray("SELECT * FROM \"item\"\nORDER BY \"id\""));
    bench.follow(0, 1);
    QCOMPARE(bench.where().text(), QStringLiteral("\"k\" = '\\x61'::bytea"));
}

void TestTableTab::tellsAllThatMustBeSaved()
{
    Bench bench("orders");
    bench.show();
    const QSignalSpy changed(&bench.tab, &ResultTab::textChanged);
    bench.sort(2, Qt::DescendingOrder);
    bench.filter(1, QStringLiteral("=1"));
    const auto before = changed.size();
    QVERIFY(before > 0);
    bench.where().setText(QStringLiteral("typed and not entered"));
    QVERIFY(changed.size() > before);
    const TabText text = bench.tab.text();
    QCOMPARE(text.target, bench.file().path());
    QCOMPARE(*text.table,
        (TableState{QStringLiteral("orders"), QStringLiteral("typed and not entered"),
            {{QStringLiteral("total"), Qt::DescendingOrder}},
            {{QStringLiteral("customer"), QStringLiteral("=1")}}}));
}

void TestTableTab::comesBackAsItWas()
{
    const TableState state{QStringLiteral("orders"), QStringLiteral("total < 100"),
        {{QStringLiteral("id"), Qt::DescendingOrder}}, {{QStringLiteral("customer"), QStringLiteral("=2")}}};
    Bench bench(state);
    QCOMPARE(*bench.tab.text().table, state);
    bench.show();
    QCOMPARE(bench.tab.state(), state);
    QCOMPARE(bench.header().filterTexts().at(1), QStringLiteral("=2"));
    QCOMPARE(bench.header().sortKeys().front().column, 0);
    QTRY_COMPARE(bench.work(), QStringLiteral("sorted in the database · filtered in the database"));
    QVERIFY(bench.shown(0, 1).toInt() > 900);
}

void TestTableTab::refreshAsksAgainAndKeepsThePlace()
{
    Bench bench("orders");
    bench.show();
    bench.tab.fetchNext();
    bench.wait();
    bench.view().goTo({120, 2});
    bench.view().state().scrollToRow(110);
    const GridPosition place = bench.tab.pane().refresh().position();
    bench.file().exec("UPDATE orders SET total = -1");
    bench.tab.refresh();
    bench.wait();
    QCOMPARE(bench.tab.pane().refresh().position(), place);
    QCOMPARE(bench.tab.pane().result()->rowCount(), 200);
    QCOMPARE(bench.tab.pane().result()->cell(0, 2).real, -1.0);
}

void TestTableTab::showsViewsAndCuriousNames()
{
    Bench view("rich");
    view.show();
    QVERIFY(view.tab.pane().result()->rowCount() > 50);
    // The view's column comes from a table that others refer to.
    view.follow(0, 1);
    QCOMPARE(view.tab.status().message, QStringLiteral("The column refers to no other table"));
    Bench curious({QStringLiteral("a \"b\"; -- ü")},
        "CREATE TABLE \"a \"\"b\"\"; -- ü\"(\"x\"\"y\"); INSERT INTO \"a \"\"b\"\"; -- ü\" VALUES (1),(2);");
    curious.show();
    curious.sort(0, Qt::DescendingOrder);
    QTRY_COMPARE(curious.shown(0), QByteArray("2 1"));
}

void TestTableTab::theWindowGoesOnWhileABigTableIsSorted()
{
    Bench bench({QStringLiteral("big")},
        "CREATE TABLE big(n, s); WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < "
        "300000) INSERT INTO big SELECT (i * 7919) % 300007, 'text ' || i FROM s;");
    bench.show();
    bench.header().setSortKeys({{1, Qt::DescendingOrder}});
    QVERIFY(bench.tab.status().busy);
    // Events are dealt with while the database sorts.
    int turns = 0;
    while (bench.tab.status().busy) {
        QCoreApplication::processEvents();
        ++turns;
    }
    QVERIFY(turns > 2);
    QCOMPARE(bench.tab.pane().rows().cell(0, 1).bytes.toByteArray(), QByteArray("text 99999"));
}

QTEST_MAIN(TestTableTab)
#include "tst_tabletab.moc"
