#include "ui/runresults.h"

#include "tests/support/results.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"

#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

ResultPtr number(qint64 value, Completeness completeness = Completeness::Complete)
{
    return test::resultOf({QStringLiteral("n")}, {{value}}, completeness);
}

/// A query in a window, on a SQLite file behind the real cache.
class Bench
{
public:
    Bench() : m_session(m_file.path()), tab(m_session.engine().service())
    {
        tab.setConnection(ConnectionInfo{
            m_session.connection(), QStringLiteral("test.sqlite"), QStringLiteral("SQLite"), m_file.path()});
        tab.resize(600, 500);
        tab.show();
    }

    void run(const QByteArray& script)
    {
        tab.editor().setUtf8Text(script);
        tab.runAll();
        wait();
    }
    void wait() const { QTRY_VERIFY_WITH_TIMEOUT(!tab.status().busy, 30'000); }
    [[nodiscard]] RunResults& results() { return *tab.findChild<RunResults*>(); }
    [[nodiscard]] QByteArray rows() { return TestSession::rows(tab.pane().result()); }
    [[nodiscard]] QString note()
    {
        const auto* const label = tab.findChild<QLabel*>(QStringLiteral("resultNote"));
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] const SqliteFixture& file() const { return m_file; }

private:
    SqliteFixture m_file{"CREATE TABLE t(v INTEGER); INSERT INTO t VALUES (1), (2)"};
    TestSession m_session;

public:
    QueryTab tab;
};

} // namespace

/// The results of one run beside each other, and what stays when a run fails.
class TestRunResults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void hasATabForEachResult();
    void tellsTheErrorBesideTheLastResultOnly();
    void keepsTheLastResults();
    void isHiddenForOneResult();
    void showsTheResultsOfAScript();
    void anErrorInAScriptHasATabOfItsOwn();
    void goesOnFromTheResultThatIsShown();
    void keepsRowsWhenTheSameStatementFails();
    void dropsRowsWhenAnotherStatementFails();
};

void TestRunResults::hasATabForEachResult()
{
    RunResults results;
    const QSignalSpy chosen(&results, &RunResults::chosen);
    results.add(0, "CALL several()", {.result = number(1), .moreResults = {number(2), number(3)}});
    QCOMPARE(results.count(), 3);
    QCOMPARE(results.currentIndex(), 0);
    QVERIFY(results.isVisible());
    QCOMPARE(results.tabText(1), QStringLiteral("2: CALL several()"));
    QCOMPARE(chosen.size(), 0);
    results.setCurrentIndex(2);
    QCOMPARE(chosen.size(), 1);
    const auto entry = chosen[0][0].value<RunResults::Entry>();
    QCOMPARE(TestSession::rows(entry.outcome.result), QByteArray("3"));
    QVERIFY(entry.outcome.moreResults.empty());
    results.add(1, "SELECT 4", {.result = number(4)});
    QCOMPARE(results.currentIndex(), 3);
    results.add(2, "UPDATE t SET v = 1", {.rowsAffected = 1});
    QCOMPARE(results.count(), 4);
    results.clear();
    QCOMPARE(results.count(), 0);
    QVERIFY(!results.isVisible());
    QCOMPARE(chosen.size(), 1);
}

void TestRunResults::tellsTheErrorBesideTheLastResultOnly()
{
    RunResults results;
    const QSignalSpy chosen(&results, &RunResults::chosen);
    results.add(0, "CALL breaks()",
        {.result = number(1),
            .error = Error{QStringLiteral("The statement failed"), {}, {}},
            .moreResults = {number(2, Completeness::Failed)}});
    results.setCurrentIndex(1);
    QVERIFY(chosen[0][0].value<RunResults::Entry>().outcome.error);
    results.setCurrentIndex(0);
    QVERIFY(!chosen[1][0].value<RunResults::Entry>().outcome.error);
}

void TestRunResults::keepsTheLastResults()
{
    RunResults results;
    for (int i = 0; i < RunResults::kMost + 2; ++i)
        results.add(size_t(i), "SELECT", {.result = number(i)});
    QCOMPARE(results.count(), RunResults::kMost);
    QCOMPARE(results.tabText(0), QStringLiteral("3: SELECT"));
    const QSignalSpy chosen(&results, &RunResults::chosen);
    results.setCurrentIndex(0);
    QCOMPARE(chosen[0][0].value<RunResults::Entry>().place, size_t(2));
}

void TestRunResults::isHiddenForOneResult()
{
    Bench bench;
    bench.run("SELECT v FROM t");
    QCOMPARE(bench.rows(), QByteArray("1\n2"));
    QVERIFY(!bench.results().isVisible());
}

void TestRunResults::showsTheResultsOfAScript()
{
    Bench bench;
    bench.run("SELECT v FROM t; UPDATE t SET v = v + 10 WHERE v > 0; SELECT sum(v) FROM t");
    QCOMPARE(bench.rows(), QByteArray("23"));
    QVERIFY(bench.results().isVisible());
    QCOMPARE(bench.results().count(), 2);
    QVERIFY(bench.results().isEnabled());
    bench.results().setCurrentIndex(0);
    QCOMPARE(bench.rows(), QByteArray("1\n2"));
    QCOMPARE(bench.tab.sql(), QByteArray("SELECT v FROM t"));
    // It was read before the UPDATE.
    QCOMPARE(int(bench.tab.status().standing.state), int(Standing::State::Overtaken));
    bench.results().setCurrentIndex(1);
    QCOMPARE(bench.rows(), QByteArray("23"));
    QCOMPARE(int(bench.tab.status().standing.state), int(Standing::State::Holds));
    bench.run("SELECT 1");
    QVERIFY(!bench.results().isVisible());
}

void TestRunResults::anErrorInAScriptHasATabOfItsOwn()
{
    Bench bench;
    bench.run("SELECT v FROM t; SELECT nosuch FROM t; SELECT 3");
    QCOMPARE(bench.results().count(), 2);
    QCOMPARE(bench.results().tabText(1), QStringLiteral("2: SELECT nosuch FROM t"));
    QCOMPARE(bench.results().currentIndex(), 1);
    QVERIFY(bench.note().contains(QStringLiteral("nosuch")));
    bench.results().setCurrentIndex(0);
    QCOMPARE(bench.rows(), QByteArray("1\n2"));
    QVERIFY(bench.note().isEmpty());
    bench.results().setCurrentIndex(1);
    QVERIFY(!bench.tab.pane().result());
    QVERIFY(bench.note().contains(QStringLiteral("nosuch")));
}

void TestRunResults::goesOnFromTheResultThatIsShown()
{
    Bench bench;
    Preferences preferences;
    preferences.rowLimit = 1;
    bench.tab.setPreferences(preferences);
    bench.run("SELECT v FROM t ORDER BY v; SELECT v FROM t ORDER BY v DESC");
    bench.results().setCurrentIndex(0);
    QCOMPARE(bench.rows(), QByteArray("1"));
    QVERIFY(bench.tab.status().hasMore);
    bench.tab.fetchNext();
    bench.wait();
    QCOMPARE(bench.rows(), QByteArray("1\n2"));
    bench.results().setCurrentIndex(1);
    QCOMPARE(bench.rows(), QByteArray("2"));
    bench.results().setCurrentIndex(0);
    QCOMPARE(bench.rows(), QByteArray("1\n2"));
}

void TestRunResults::keepsRowsWhenTheSameStatementFails()
{
    Bench bench;
    bench.run("SELECT v FROM t");
    bench.file().exec("DROP TABLE t");
    bench.tab.refresh();
    bench.wait();
    QCOMPARE(bench.rows(), QByteArray("1\n2"));
    QVERIFY2(bench.note().contains(QStringLiteral("no such table")), qPrintable(bench.note()));
    QVERIFY(bench.note().contains(QStringLiteral("fetched before")));
    QCOMPARE(bench.tab.status().message, QStringLiteral("Error"));
    QVERIFY(bench.tab.status().provenance);
    QVERIFY(bench.tab.status().standing.state != Standing::State::Holds);
}

void TestRunResults::dropsRowsWhenAnotherStatementFails()
{
    Bench bench;
    bench.run("SELECT v FROM t");
    bench.run("SELECT v FROM u");
    QVERIFY(!bench.tab.pane().result());
    QVERIFY2(bench.note().contains(QStringLiteral("no such table")), qPrintable(bench.note()));
    QVERIFY(!bench.tab.status().provenance);
}

QTEST_MAIN(TestRunResults)
#include "tst_runresults.moc"
