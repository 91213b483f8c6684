#include "ui/resulttab.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/gridstate.h"
#include "ui/limitbar.h"
#include "ui/querytab.h"
#include "ui/resultheader.h"
#include "ui/resultpane.h"
#include "ui/resultview.h"
#include "ui/sqleditor.h"

#include <QLabel>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

const QByteArray kNumbers = "CREATE TABLE t(n INTEGER PRIMARY KEY, part TEXT);"
                            "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 1000)"
                            "INSERT INTO t SELECT i, 'p' || (i % 7) FROM s;";
const QByteArray kEndless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";

/// A query in a window, on a SQLite file behind the real cache; one run fetches 100 rows.
class Bench
{
public:
    Bench() : m_session(m_file.path()), tab(m_session.engine().service())
    {
        tab.setConnection(ConnectionInfo{
            m_session.connection(), QStringLiteral("test.sqlite"), QStringLiteral("SQLite"), m_file.path()});
        Preferences preferences;
        preferences.rowLimit = 100;
        tab.setPreferences(preferences);
        tab.resize(600, 500);
        tab.show();
    }

    void wait() const { QTRY_VERIFY_WITH_TIMEOUT(!tab.status().busy, 30'000); }
    void run(const QByteArray& sql = "SELECT * FROM t ORDER BY n")
    {
        tab.editor().setUtf8Text(sql);
        tab.runStatement();
        wait();
    }
    void fetchNext()
    {
        tab.fetchNext();
        wait();
    }
    void fetchAll()
    {
        tab.fetchAll();
        wait();
    }
    void refresh()
    {
        tab.refresh();
        wait();
    }

    [[nodiscard]] qint64 rowCount() { return tab.pane().result() ? tab.pane().result()->rowCount() : -1; }
    [[nodiscard]] ResultView& view() { return *tab.findChild<ResultView*>(); }
    [[nodiscard]] LimitBar& bar() { return *tab.findChild<LimitBar*>(); }
    [[nodiscard]] QString limitText()
    {
        return bar().isVisible() ? bar().findChild<QLabel*>(QStringLiteral("limitText"))->text() : QString();
    }
    [[nodiscard]] QString note()
    {
        const auto* const label = tab.findChild<QLabel*>(QStringLiteral("resultNote"));
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] bool isOnItsWay() { return !m_session.engine().service().flights().empty(); }
    void check() { m_session.engine().service().check(m_session.connection()); }
    [[nodiscard]] size_t entryCount() { return m_session.engine().cache().entries().size(); }
    [[nodiscard]] const SqliteFixture& file() const { return m_file; }

private:
    SqliteFixture m_file{kNumbers};
    TestSession m_session;

public:
    QueryTab tab;
};

} // namespace

class TestResultTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void tellsAtTheEndOfTheGridThatMoreRowsExist();
    void isSilentAboutAResultThatIsWhole();
    void fetchesAsManyRowsMoreAsOneRunFetches();
    void fetchesAllRowsAtOnce();
    void eachLimitIsAnEntryOfItsOwn();
    void refreshKeepsTheLimitThatWasFetched();
    void freshRowsAreAsManyAsThoseThatTheyReplace();
    void anotherRunBeginsWithTheLimitAgain();
    void fetchedRowsKeepPlaceCellSortAndFilter();
    void refreshKeepsPlaceAndCell();
    void runningTheSameAgainFollowsTheKeys();
    void anotherStatementBeginsAtTheTop();
    void anotherStatementBeginsWithoutSortAndFilter();
    void theSameStatementKeepsSortAndFilter();
    void refreshOfSeveralStatementsKeepsSortAndFilterOfTheLast();
    void aHitLeavesTheRowsSorted();
    void aCellThatTheSortMovesIsFollowed();
    void rowsStayOnScreenWhileMoreAreFetched();
    void aCancelLeavesTheRowsThatWereThere();
    void aCancelledRefreshLeavesTheRowsThatWereThere();
    void tellsWhatARefreshIsFor();
    void anErrorLeavesTheRowsThatWereThere();
    void aChangeIsNotRunAgainForItsRows();
    void nothingMoreIsFetchedOfAWholeResult();
    void theLastOfSeveralStatementsIsContinued();
    void aResultWithoutPreferenceGoesOnByItsOwnLimit();
};

void TestResultTab::tellsAtTheEndOfTheGridThatMoreRowsExist()
{
    Bench bench;
    bench.run();
    QCOMPARE(bench.limitText(), QStringLiteral("First 100 rows, more exist"));
    QCOMPARE(bench.tab.status().rows, QStringLiteral("first 100 rows, more exist"));
    QVERIFY(bench.tab.status().hasMore);
    // The cache's answer says the same.
    bench.run();
    QVERIFY(bench.tab.status().provenance->source == Source::Cache);
    QCOMPARE(bench.limitText(), QStringLiteral("First 100 rows, more exist"));
    QVERIFY(bench.tab.status().hasMore);
}

void TestResultTab::isSilentAboutAResultThatIsWhole()
{
    Bench bench;
    bench.run("SELECT * FROM t LIMIT 100");
    QCOMPARE(bench.rowCount(), 100);
    QCOMPARE(bench.limitText(), QString());
    QVERIFY(!bench.tab.status().hasMore);
    bench.run();
    QVERIFY(!bench.limitText().isEmpty());
    bench.run("SELECT nothing FROM nowhere");
    QCOMPARE(bench.limitText(), QString());
}

void TestResultTab::fetchesAsManyRowsMoreAsOneRunFetches()
{
    Bench bench;
    bench.run();
    QTest::mouseClick(bench.bar().findChild<QToolButton*>(QStringLiteral("fetchNextButton")), Qt::LeftButton);
    bench.wait();
    QCOMPARE(bench.rowCount(), 200);
    QCOMPARE(bench.limitText(), QStringLiteral("First 200 rows, more exist"));
    for (int i = 0; i < 8; ++i)
        bench.fetchNext();
    QCOMPARE(bench.rowCount(), 1000);
    QCOMPARE(bench.limitText(), QString());
    QVERIFY(bench.tab.pane().result()->completeness() == Completeness::Complete);
}

void TestResultTab::fetchesAllRowsAtOnce()
{
    Bench bench;
    bench.run();
    QTest::mouseClick(bench.bar().findChild<QToolButton*>(QStringLiteral("fetchAllButton")), Qt::LeftButton);
    bench.wait();
    QCOMPARE(bench.rowCount(), 1000);
    QCOMPARE(bench.limitText(), QString());
    QVERIFY(bench.tab.status().rows.endsWith(QStringLiteral("of 1,000")));
}

void TestResultTab::eachLimitIsAnEntryOfItsOwn()
{
    Bench bench;
    bench.run();
    bench.fetchNext();
    QCOMPARE(bench.entryCount(), size_t(2));
    bench.run();
    QCOMPARE(bench.rowCount(), 100);
    QVERIFY(bench.tab.status().provenance->source == Source::Cache);
    bench.fetchNext();
    QCOMPARE(bench.rowCount(), 200);
    QVERIFY(bench.tab.status().provenance->source == Source::Cache);
    QCOMPARE(bench.entryCount(), size_t(2));
}

void TestResultTab::refreshKeepsTheLimitThatWasFetched()
{
    Bench bench;
    bench.run();
    bench.fetchNext();
    bench.file().exec("DELETE FROM t WHERE n = 1");
    bench.refresh();
    QCOMPARE(bench.rowCount(), 200);
    QCOMPARE(bench.tab.pane().result()->cell(0, 0).integer, 2);
    bench.fetchAll();
    bench.refresh();
    QCOMPARE(bench.rowCount(), 999);
}

void TestResultTab::freshRowsAreAsManyAsThoseThatTheyReplace()
{
    Bench bench;
    bench.run();
    bench.fetchNext();
    bench.tab.runFresh();
    bench.wait();
    QCOMPARE(bench.rowCount(), 200);
    QVERIFY(bench.tab.status().provenance->source == Source::Database);
}

void TestResultTab::anotherRunBeginsWithTheLimitAgain()
{
    Bench bench;
    bench.run();
    bench.fetchAll();
    bench.tab.runStatement();
    bench.wait();
    QCOMPARE(bench.rowCount(), 100);
}

void TestResultTab::fetchedRowsKeepPlaceCellSortAndFilter()
{
    Bench bench;
    bench.run();
    ResultHeader& header = bench.view().header();
    header.setSortKeys({{0, Qt::DescendingOrder}});
    header.setFilterText(1, QStringLiteral("!p3"));
    QTRY_COMPARE(bench.tab.pane().rows().rowCount(), 86);
    bench.view().state().columns().setWidthByUser(1, 222);
    bench.view().goTo({50, 1});
    bench.view().state().scrollToRow(45);
    const GridPosition before = bench.tab.pane().refresh().position();
    QVERIFY(before.firstVisibleRow > 0);
    QVERIFY(before.current.has_value());
    bench.fetchNext();
    QTRY_COMPARE(bench.tab.pane().rows().rowCount(), 171);
    QCOMPARE(header.sortKeys(), (std::vector<SortKey>{{0, Qt::DescendingOrder}}));
    QCOMPARE(header.filterTexts().at(1), QStringLiteral("!p3"));
    QCOMPARE(bench.view().state().columns().width(1), 222);
    QCOMPARE(bench.tab.pane().refresh().position(), before);
}

void TestResultTab::refreshKeepsPlaceAndCell()
{
    Bench bench;
    bench.run();
    bench.view().goTo({70, 1});
    bench.view().state().scrollToRow(60);
    const GridPosition before = bench.tab.pane().refresh().position();
    QCOMPARE(before, (GridPosition{60, CellPosition{70, 1}}));
    bench.file().exec("UPDATE t SET part = 'new'");
    bench.refresh();
    QTRY_COMPARE(bench.tab.pane().refresh().position(), before);
    QCOMPARE(bench.tab.pane().result()->cell(70, 1).bytes.toByteArray(), QByteArray("new"));
}

void TestResultTab::runningTheSameAgainFollowsTheKeys()
{
    Bench bench;
    bench.run();
    bench.view().goTo({70, 1});
    bench.view().state().scrollToRow(60);
    const qint64 number = bench.tab.pane().result()->cell(70, 0).integer;
    bench.file().exec("DELETE FROM t WHERE rowid IN (SELECT rowid FROM t ORDER BY rowid LIMIT 3)");
    bench.tab.runStatement();
    bench.wait();
    QTRY_COMPARE(bench.view().currentCell(), (CellPosition{67, 1}));
    QCOMPARE(bench.tab.pane().result()->cell(67, 0).integer, number);
    QCOMPARE(bench.view().state().lines().top(), 57);
}

void TestResultTab::anotherStatementBeginsAtTheTop()
{
    Bench bench;
    bench.run();
    bench.view().goTo({70, 1});
    bench.run("SELECT n, part FROM t WHERE n >= 0");
    QCOMPARE(bench.view().currentCell(), std::nullopt);
    QCOMPARE(bench.view().state().lines().top(), 0);
    QVERIFY(!bench.view().changes());
}

void TestResultTab::anotherStatementBeginsWithoutSortAndFilter()
{
    Bench bench;
    bench.run("SELECT n, part FROM t WHERE n < 50 ORDER BY n");
    ResultHeader& header = bench.view().header();
    header.setSortKeys({{0, Qt::DescendingOrder}});
    header.setFilterText(1, QStringLiteral("p3"));
    QTRY_COMPARE(bench.tab.pane().rows().rowCount(), 7);
    bench.run("SELECT n, part FROM t WHERE n > 950 ORDER BY n");
    QCOMPARE(bench.tab.pane().rows().rowCount(), 50);
    QVERIFY(header.sortKeys().empty());
    QVERIFY(header.filterTexts().empty());
    bench.run("SELECT n, part FROM t WHERE n < 50 ORDER BY n");
    QCOMPARE(bench.tab.pane().rows().rowCount(), 49);
    QVERIFY(header.filterTexts().empty());
}

void TestResultTab::theSameStatementKeepsSortAndFilter()
{
    Bench bench;
    bench.run("SELECT n, part FROM t WHERE n < 50 ORDER BY n");
    ResultHeader& header = bench.view().header();
    header.setFilterText(1, QStringLiteral("p3"));
    QTRY_COMPARE(bench.tab.pane().rows().rowCount(), 7);
    const auto keeps = [&] {
        QTRY_COMPARE(bench.tab.pane().rows().rowCount(), 7);
        QCOMPARE(header.filterTexts().at(1), QStringLiteral("p3"));
    };
    bench.run("SELECT n,  part FROM t WHERE n < 50 ORDER BY n -- the same for the database");
    keeps();
    bench.tab.runFresh();
    bench.wait();
    keeps();
    bench.run("UPDATE t SET part = 'p3' WHERE n = 3");
    bench.run("SELECT n, part FROM t WHERE n < 50 ORDER BY n");
    keeps();
}

void TestResultTab::refreshOfSeveralStatementsKeepsSortAndFilterOfTheLast()
{
    Bench bench;
    bench.tab.editor().setUtf8Text("SELECT n, part FROM t WHERE n = 1; SELECT n, part FROM t WHERE n < 50");
    bench.tab.runAll();
    bench.wait();
    bench.view().header().setFilterText(1, QStringLiteral("p3"));
    QTRY_COMPARE(bench.tab.pane().rows().rowCount(), 7);
    bench.file().exec("DELETE FROM t WHERE n = 3");
    bench.refresh();
    QTRY_COMPARE(bench.tab.pane().rows().rowCount(), 6);
    QCOMPARE(bench.view().header().filterTexts().at(1), QStringLiteral("p3"));
}

// The cache answers with the very rows that are on screen.
void TestResultTab::aHitLeavesTheRowsSorted()
{
    Bench bench;
    bench.run();
    bench.view().header().setSortKeys({{0, Qt::DescendingOrder}});
    QTRY_VERIFY(bench.tab.pane().rows().order);
    bench.refresh();
    QCOMPARE(bench.tab.status().provenance->source, Source::Cache);
    QVERIFY(bench.tab.pane().rows().order);
}

void TestResultTab::aCellThatTheSortMovesIsFollowed()
{
    Bench bench;
    bench.run();
    bench.view().header().setSortKeys({{0, Qt::DescendingOrder}});
    QTRY_VERIFY(bench.tab.pane().rows().order);
    bench.view().goTo({10, 0});
    const qint64 number = bench.tab.pane().rows().cell(10, 0).integer;
    bench.fetchNext();
    QTRY_COMPARE(bench.tab.pane().rows().rowCount(), 200);
    QTRY_VERIFY(bench.tab.pane().rows().order);
    QTRY_COMPARE(bench.view().currentCell()->row, 110);
    QCOMPARE(bench.tab.pane().rows().cell(110, 0).integer, number);
}

void TestResultTab::rowsStayOnScreenWhileMoreAreFetched()
{
    Bench bench;
    bench.run(kEndless);
    QCOMPARE(bench.rowCount(), 100);
    bench.tab.fetchAll();
    QVERIFY(bench.tab.status().busy);
    QVERIFY(!bench.view().isPrevious());
    QTRY_VERIFY(bench.limitText().contains(QStringLiteral("rows so far")));
    QTRY_VERIFY(!bench.limitText().contains(QStringLiteral("… 0 rows")));
    QCOMPARE(bench.rowCount(), 100);
    QVERIFY(bench.tab.status().provenance.has_value());
    bench.tab.cancel();
    bench.wait();
}

void TestResultTab::aCancelLeavesTheRowsThatWereThere()
{
    Bench bench;
    bench.run(kEndless);
    const ResultPtr before = bench.tab.pane().result();
    bench.tab.fetchAll();
    bench.tab.cancel();
    bench.wait();
    QCOMPARE(bench.tab.pane().result(), before);
    QVERIFY(bench.tab.status().message.startsWith(QStringLiteral("Cancelled")));
    QVERIFY(bench.note().startsWith(QStringLiteral("Cancelled. The rows on screen")));
    QCOMPARE(bench.limitText(), QStringLiteral("First 100 rows, more exist"));
    // It can be asked for again, from where it was.
    bench.fetchNext();
    QCOMPARE(bench.rowCount(), 200);
    QCOMPARE(bench.note(), QString());
    bench.refresh();
    QCOMPARE(bench.rowCount(), 200);
}

void TestResultTab::aCancelledRefreshLeavesTheRowsThatWereThere()
{
    Bench bench;
    bench.file().exec("CREATE TABLE most(n); INSERT INTO most VALUES (3)");
    bench.run("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < (SELECT n FROM most))"
              " SELECT count(*) FROM c");
    const ResultPtr before = bench.tab.pane().result();
    QCOMPARE(TestSession::rows(before), QByteArray("3"));
    bench.file().exec("UPDATE most SET n = 1000000000000");
    bench.tab.refresh();
    QVERIFY(bench.tab.status().busy);
    QTRY_VERIFY(bench.isOnItsWay());
    bench.tab.cancel();
    QCOMPARE(bench.tab.status().message, QStringLiteral("Cancelling…"));
    bench.wait();
    QCOMPARE(bench.tab.pane().result(), before);
    QVERIFY(!bench.view().isPrevious());
    QVERIFY(bench.tab.status().message.startsWith(QStringLiteral("Cancelled")));
    QVERIFY(bench.note().startsWith(QStringLiteral("Cancelled. The rows on screen")));
    QVERIFY(bench.tab.status().provenance.has_value());
    // Those of a run that is over are not those of the one that was cancelled.
    QCOMPARE(bench.tab.status().timings, QString());
}

void TestResultTab::tellsWhatARefreshIsFor()
{
    Bench bench;
    bench.run("SELECT count(*) FROM t");
    bench.file().exec("DELETE FROM t WHERE n = 1");
    bench.check();
    QTRY_COMPARE(bench.tab.status().standing.state, Standing::State::Doubtful);
    bench.refresh();
    const Reason reason = bench.tab.status().provenance->reason;
    QCOMPARE(reason, (Reason{ReasonCode::Bypass, QStringLiteral("the rows before might have changed")}));
    // That was the reason of one run.
    bench.refresh();
    QCOMPARE(bench.tab.status().provenance->source, Source::Cache);
}

void TestResultTab::anErrorLeavesTheRowsThatWereThere()
{
    Bench bench;
    bench.run();
    bench.file().exec("DROP TABLE t");
    bench.fetchNext();
    QCOMPARE(bench.rowCount(), 100);
    QCOMPARE(bench.tab.status().message, QStringLiteral("Error"));
    QVERIFY(bench.note().contains(QStringLiteral("no such table")));
    QVERIFY(bench.note().endsWith(QStringLiteral("fetched before.")));
    QCOMPARE(bench.limitText(), QStringLiteral("First 100 rows, more exist"));
}

void TestResultTab::aChangeIsNotRunAgainForItsRows()
{
    Bench bench;
    bench.run("UPDATE t SET part = part || '!' WHERE true RETURNING n, part");
    QCOMPARE(bench.rowCount(), 100);
    QVERIFY(bench.limitText().contains(QStringLiteral("it changes data")));
    QVERIFY(!bench.tab.status().hasMore);
    bench.fetchNext();
    bench.fetchAll();
    bench.run("SELECT DISTINCT length(part) FROM t");
    QCOMPARE(TestSession::rows(bench.tab.pane().result()), QByteArray("3"));
}

void TestResultTab::nothingMoreIsFetchedOfAWholeResult()
{
    Bench bench;
    bench.tab.fetchNext();
    QVERIFY(!bench.tab.status().busy);
    bench.run("SELECT 1");
    bench.tab.fetchAll();
    QVERIFY(!bench.tab.status().busy);
    QCOMPARE(bench.rowCount(), 1);
}

void TestResultTab::theLastOfSeveralStatementsIsContinued()
{
    Bench bench;
    bench.tab.editor().setUtf8Text("SELECT 1; SELECT * FROM t ORDER BY n;");
    bench.tab.runAll();
    bench.wait();
    bench.fetchNext();
    QCOMPARE(bench.rowCount(), 200);
    bench.refresh();
    QCOMPARE(bench.rowCount(), 200);
    QCOMPARE(bench.tab.pane().result()->columnCount(), 2);
}

void TestResultTab::aResultWithoutPreferenceGoesOnByItsOwnLimit()
{
    Bench bench;
    bench.run();
    bench.tab.setPreferences({.rowLimit = 0});
    bench.fetchNext();
    QCOMPARE(bench.rowCount(), 200);
    bench.run();
    QCOMPARE(bench.rowCount(), 1000);
}

QTEST_MAIN(TestResultTab)
#include "tst_resulttab.moc"
