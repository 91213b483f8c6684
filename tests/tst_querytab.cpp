#include "ui/querytab.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/gridstate.h"
#include "ui/resultpane.h"
#include "ui/resultview.h"
#include "ui/sqleditor.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QTimer>

using namespace larder;

namespace {

constexpr unsigned long kErrorIndicator = 9;

const QByteArray kItems = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                          "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil');"
                          "CREATE TABLE other(x); INSERT INTO other VALUES ('o1'),('o2');";
const QByteArray kEndless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
const QByteArray kEndlessCount = "SELECT count(*) FROM (" + kEndless + ")";
const QByteArray kCount = "SELECT count(*) FROM item";

/// A tab in a window, on a SQLite file behind the real cache.
class Bench
{
public:
    Bench() : m_session(m_file.path()), tab(m_session.engine().service())
    {
        speak(SqlDialect::Sqlite);
        tab.resize(600, 500);
        tab.show();
    }

    /// Takes the file for one whose statements follow the rules of @p dialect.
    void speak(SqlDialect dialect)
    {
        tab.setConnection(ConnectionInfo{m_session.connection(), QStringLiteral("test.sqlite"),
            QStringLiteral("SQLite"), m_file.path(), dialect});
    }
    void write(const QByteArray& sql) { tab.editor().setUtf8Text(sql); }
    void select(long begin, long end)
    {
        tab.editor().SendScintilla(QsciScintilla::SCI_SETSEL, static_cast<unsigned long>(begin), end);
    }
    void wait() const { QTRY_VERIFY_WITH_TIMEOUT(!tab.status().busy, 30'000); }
    void run(const QByteArray& sql)
    {
        write(sql);
        tab.runStatement();
        wait();
    }
    void runAll(const QByteArray& sql)
    {
        write(sql);
        tab.runAll();
        wait();
    }

    ResultPane& pane() { return *tab.findChild<ResultPane*>(); }
    ResultView& view() { return *tab.findChild<ResultView*>(); }
    QByteArray rows() { return TestSession::rows(pane().result()); }
    /// The page in place of the rows; empty while rows are on screen.
    QString message()
    {
        const auto* const label = tab.findChild<QLabel*>(QStringLiteral("resultMessage"));
        return tab.findChild<QStackedWidget*>()->currentWidget() == label ? label->text() : QString();
    }
    QString note()
    {
        const auto* const label = tab.findChild<QLabel*>(QStringLiteral("resultNote"));
        return label->isVisible() ? label->text() : QString();
    }
    /// The text that is underlined as wrong.
    QByteArray marked()
    {
        QByteArray found;
        const QByteArray text = tab.editor().utf8Text();
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (tab.editor().SendScintilla(QsciScintilla::SCI_INDICATORVALUEAT, kErrorIndicator, long(i)))
                found += text[i];
        }
        return found;
    }
    [[nodiscard]] const Provenance& provenance() const { return *tab.status().provenance; }
    [[nodiscard]] size_t entryCount() { return m_session.engine().cache().entries().size(); }
    [[nodiscard]] const SqliteFixture& file() const { return m_file; }
    [[nodiscard]] TestSession& session() { return m_session; }

private:
    SqliteFixture m_file{kItems};
    TestSession m_session;

public:
    QueryTab tab;
};

/// Answers the dialog of parameters that is about to open.
void answerParameters(
    const QStringList& values, QDialogButtonBox::StandardButton button = QDialogButtonBox::Ok)
{
    QTimer::singleShot(0, qApp, [=] {
        auto* const dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        const auto edits = dialog->findChildren<QLineEdit*>();
        QCOMPARE(edits.size(), values.size());
        for (qsizetype i = 0; i < values.size(); ++i)
            edits[i]->setText(values[i]);
        QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(button), Qt::LeftButton);
    });
}

} // namespace

class TestQueryTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void runsTheStatementAtTheCursor();
    void runsTheSelectionAlone();
    void runsEachStatementOfTheSelection();
    void runsAllInOrderAndShowsTheLastResult();
    void runAllStopsAtTheFirstErrorAndMarksIt();
    void theMarkGoesWithTheNextRun();
    void secondRunIsAnsweredByTheCache();
    void runFreshAsksTheDatabaseAndReplacesTheEntry();
    void refreshRunsWhatWasRunLastWhateverTheTextSays();
    void refreshRunsAllAgainAfterRunAll();
    void refreshAfterRunFreshMayUseTheCache();
    void refreshBeforeAnyRunRunsTheStatement();
    void anEmptyTextRunsNothing();
    void marksThePreviousResultWhileAStatementRuns();
    void cancelWithoutRowsSaysSoAndTheTabRunsAgain();
    void cancelWithRowsKeepsThemAndSaysSo();
    void cancelEndsRunAllToo();
    void cancelWithoutARunDoesNothing();
    void runsOneStatementAtATime();
    void asksBeforeAllRowsAreDeleted();
    void statementWithoutRowsTellsHowManyChanged();
    void aStatementThatChangesNoRowsCountsNone();
    void marksTheStatementOfAScriptThatFailed();
    void anErrorTakesTheOldResultAway();
    void rowsBeforeAnErrorStayWithIt();
    void saysThatThereIsNothingToRun();
    void withoutADatabaseItSaysWhatToDo();
    void statusTellsRowsTimesAndProvenance();
    void statusOfAnErrorClaimsNoProvenance();
    void reportsOneLinePerStatement();
    void instantAnswerIsProvenBehind();
    void instantAnswerIsReplacedAfterAForeignWrite();
    void lateCheckOfAnEarlierStatementLeavesTheNewerAlone();
    void policyOffStoresNothing();
    void asksForParametersAndRefreshKeepsThem();
    void dismissedParametersRunNothing();
    void selectionSummaryReachesTheStatus();
    void keepsItsTargetWhenTheDatabaseIsClosed();
    void cutsItsTextByTheRulesOfTheConnection();
    void asksForTheParametersOfTheConnectionsRules();
    void followsTheRulesOfATargetThatIsNotOpen();
    void mayBeDestroyedWhileItRuns();
};

void TestQueryTab::runsTheStatementAtTheCursor()
{
    Bench bench;
    bench.write("SELECT 1;\nSELECT 2;\nSELECT 3;");
    bench.tab.editor().SendScintilla(QsciScintilla::SCI_GOTOPOS, 14UL);
    bench.tab.runStatement();
    QVERIFY(bench.tab.status().busy);
    bench.wait();
    QCOMPARE(bench.rows(), QByteArray("2"));
}

void TestQueryTab::runsTheSelectionAlone()
{
    Bench bench;
    bench.write("SELECT 1 + 1");
    bench.select(0, 8);
    bench.tab.runStatement();
    bench.wait();
    QCOMPARE(bench.rows(), QByteArray("1"));
}

void TestQueryTab::runsEachStatementOfTheSelection()
{
    Bench bench;
    bench.write("DELETE FROM item WHERE id = 1; SELECT count(*) FROM item; SELECT 'not selected'");
    bench.select(0, 56);
    bench.tab.runStatement();
    bench.wait();
    QCOMPARE(bench.note(), QString());
    QCOMPARE(bench.rows(), QByteArray("2"));
}

void TestQueryTab::runsAllInOrderAndShowsTheLastResult()
{
    Bench bench;
    bench.runAll(
        "DELETE FROM item WHERE id = 1;\nINSERT INTO item VALUES (4,'rice'),(5,'soap');\n" + kCount + ";");
    QCOMPARE(bench.rows(), QByteArray("4"));
}

void TestQueryTab::runAllStopsAtTheFirstErrorAndMarksIt()
{
    Bench bench;
    bench.runAll(
        "INSERT INTO item VALUES (4,'ü');\nSELECT 'ü', nosuch FROM item;\nDELETE FROM item WHERE true;");
    QVERIFY2(bench.note().contains(QStringLiteral("no such column: nosuch")), qPrintable(bench.note()));
    QVERIFY2(bench.note().contains(QStringLiteral("Statement 2 of 3 failed; the one after it was not run.")),
        qPrintable(bench.note()));
    QCOMPARE(bench.marked(), QByteArray("nosuch"));
    QCOMPARE(bench.message(), QStringLiteral("No result"));
    bench.run(kCount);
    QCOMPARE(bench.rows(), QByteArray("4"));
}

void TestQueryTab::theMarkGoesWithTheNextRun()
{
    Bench bench;
    bench.runAll("SELECT 1; SELECT nosuch;");
    QCOMPARE(bench.marked(), QByteArray("nosuch"));
    bench.tab.editor().SendScintilla(QsciScintilla::SCI_GOTOPOS, 2UL);
    bench.tab.runStatement();
    bench.wait();
    QCOMPARE(bench.marked(), QByteArray());
    QCOMPARE(bench.note(), QString());
}

void TestQueryTab::secondRunIsAnsweredByTheCache()
{
    Bench bench;
    bench.run(kCount);
    QCOMPARE(int(bench.provenance().source), int(Source::Database));
    bench.run(kCount);
    QCOMPARE(int(bench.provenance().source), int(Source::Cache));
    QCOMPARE(int(bench.provenance().freshness), int(Freshness::ProvenFresh));
    QCOMPARE(bench.rows(), QByteArray("3"));
}

void TestQueryTab::runFreshAsksTheDatabaseAndReplacesTheEntry()
{
    Bench bench;
    bench.run(kCount);
    bench.tab.runFresh();
    bench.wait();
    QCOMPARE(int(bench.provenance().source), int(Source::Database));
    QVERIFY(bench.provenance().stored);
    QCOMPARE(bench.entryCount(), size_t(1));
}

void TestQueryTab::refreshRunsWhatWasRunLastWhateverTheTextSays()
{
    Bench bench;
    bench.run(kCount);
    bench.write("SELECT 'another'");
    bench.file().exec("DELETE FROM item WHERE id = 1");
    bench.tab.refresh();
    bench.wait();
    QCOMPARE(bench.rows(), QByteArray("2"));
}

void TestQueryTab::refreshRunsAllAgainAfterRunAll()
{
    Bench bench;
    bench.runAll("INSERT INTO item(name) VALUES ('x'); " + kCount);
    QCOMPARE(bench.rows(), QByteArray("4"));
    bench.tab.refresh();
    bench.wait();
    QCOMPARE(bench.rows(), QByteArray("5"));
}

void TestQueryTab::refreshAfterRunFreshMayUseTheCache()
{
    Bench bench;
    bench.write(kCount);
    bench.tab.runFresh();
    bench.wait();
    bench.tab.refresh();
    bench.wait();
    QCOMPARE(int(bench.provenance().source), int(Source::Cache));
}

void TestQueryTab::refreshBeforeAnyRunRunsTheStatement()
{
    Bench bench;
    bench.write(kCount);
    bench.tab.refresh();
    bench.wait();
    QCOMPARE(bench.rows(), QByteArray("3"));
}

void TestQueryTab::anEmptyTextRunsNothing()
{
    Bench bench;
    bench.write(" \n-- nothing\n");
    bench.tab.runStatement();
    bench.tab.runAll();
    bench.tab.runFresh();
    bench.tab.refresh();
    QVERIFY(!bench.tab.status().busy);
    QVERIFY(!bench.pane().result());
}

void TestQueryTab::marksThePreviousResultWhileAStatementRuns()
{
    Bench bench;
    bench.run("SELECT name FROM item");
    QVERIFY(!bench.view().isPrevious());
    bench.write(kEndlessCount);
    bench.tab.runStatement();
    QVERIFY(bench.view().isPrevious());
    QCOMPARE(bench.tab.status().message, QStringLiteral("Running…"));
    QVERIFY(!bench.tab.status().provenance);
    QVERIFY(bench.pane().result()->rowCount() == 3);
    bench.tab.cancel();
    bench.wait();
    QVERIFY(!bench.view().isPrevious());
    QVERIFY(!bench.pane().result());
}

void TestQueryTab::cancelWithoutRowsSaysSoAndTheTabRunsAgain()
{
    Bench bench;
    bench.write(kEndlessCount);
    bench.tab.runStatement();
    QTest::qWait(50);
    QVERIFY(bench.tab.status().busy);
    QElapsedTimer timer;
    timer.start();
    bench.tab.cancel();
    bench.wait();
    QVERIFY(timer.elapsed() < 1'500);
    QCOMPARE(bench.message(), QStringLiteral("Cancelled"));
    QCOMPARE(bench.note(), QString());
    QVERIFY(bench.tab.status().message.startsWith(QStringLiteral("Cancelled")));
    QVERIFY(!bench.tab.status().provenance);
    QCOMPARE(bench.entryCount(), size_t(0));
    bench.run(kCount);
    QCOMPARE(bench.rows(), QByteArray("3"));
}

void TestQueryTab::cancelWithRowsKeepsThemAndSaysSo()
{
    Bench bench;
    bench.write(kEndless);
    bench.tab.runStatement();
    QTRY_COMPARE(bench.tab.status().message, QStringLiteral("Fetching…"));
    QVERIFY(bench.tab.status().rows.contains(QStringLiteral("so far")));
    QVERIFY(!bench.view().isPrevious());
    bench.tab.cancel();
    bench.wait();
    QCOMPARE(bench.message(), QString());
    QVERIFY(bench.pane().result()->rowCount() > 0);
    QVERIFY2(bench.note().startsWith(QStringLiteral("Cancelled.")), qPrintable(bench.note()));
    QCOMPARE(bench.entryCount(), size_t(0));
}

void TestQueryTab::cancelEndsRunAllToo()
{
    Bench bench;
    bench.write(kEndlessCount + "; DELETE FROM item WHERE true;");
    bench.tab.runAll();
    QTest::qWait(50);
    bench.tab.cancel();
    bench.wait();
    bench.run(kCount);
    QCOMPARE(bench.rows(), QByteArray("3"));
}

void TestQueryTab::cancelWithoutARunDoesNothing()
{
    Bench bench;
    bench.run(kCount);
    const RunStatus before = bench.tab.status();
    bench.tab.cancel();
    QCoreApplication::processEvents();
    QVERIFY(bench.tab.status() == before);
}

void TestQueryTab::runsOneStatementAtATime()
{
    Bench bench;
    bench.write(kEndlessCount);
    bench.tab.runStatement();
    bench.write("DELETE FROM item WHERE true");
    bench.tab.runStatement();
    bench.tab.runAll();
    bench.tab.runFresh();
    bench.tab.refresh();
    bench.tab.cancel();
    bench.wait();
    bench.run(kCount);
    QCOMPARE(bench.rows(), QByteArray("3"));
}

void TestQueryTab::asksBeforeAllRowsAreDeleted()
{
    Bench bench;
    int asked = 0;
    const auto cancel = [&asked] {
        if (auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
            ++asked;
            box->reject();
        }
    };
    bench.write("DELETE FROM item");
    for (void (QueryTab::*run)() :
        {&QueryTab::runStatement, &QueryTab::runAll, &QueryTab::runFresh, &QueryTab::refresh}) {
        QTimer::singleShot(0, &bench.tab, cancel);
        (bench.tab.*run)();
    }
    QCOMPARE(asked, 4);
    bench.run(kCount);
    QCOMPARE(bench.rows(), QByteArray("3"));
}

void TestQueryTab::statementWithoutRowsTellsHowManyChanged()
{
    Bench bench;
    bench.run("SELECT 1");
    bench.run("UPDATE item SET name = upper(name) WHERE true");
    QCOMPARE(bench.message(), QStringLiteral("Done. 3 rows changed."));
    QVERIFY(!bench.pane().result());
    QCOMPARE(bench.tab.status().rows, QString());
    QCOMPARE(bench.tab.status().message, QStringLiteral("Done"));
}

void TestQueryTab::aStatementThatChangesNoRowsCountsNone()
{
    Bench bench;
    bench.run("CREATE TABLE made(a)");
    QCOMPARE(bench.message(), QStringLiteral("Done."));
    bench.run("DELETE FROM made WHERE a = 1");
    QCOMPARE(bench.message(), QStringLiteral("Done. 0 rows changed."));
}

// SQLite tells no place for what only shows when the statement runs.
void TestQueryTab::marksTheStatementOfAScriptThatFailed()
{
    Bench bench;
    bench.tab.editor().setUtf8Text("SELECT 1; INSERT INTO item(id) VALUES (1); SELECT 2");
    bench.tab.runAll();
    QTRY_VERIFY(!bench.tab.status().busy);
    QVERIFY2(bench.note().contains(QStringLiteral("UNIQUE")), qPrintable(bench.note()));
    QCOMPARE(bench.marked(), QByteArray("INSERT"));
}

void TestQueryTab::anErrorTakesTheOldResultAway()
{
    Bench bench;
    bench.run(kCount);
    bench.run("SELEC 1");
    QVERIFY(!bench.pane().result());
    QCOMPARE(bench.message(), QStringLiteral("No result"));
    QVERIFY(bench.note().contains(QStringLiteral("syntax error")));
    QCOMPARE(bench.marked(), QByteArray("SELEC"));
}

void TestQueryTab::rowsBeforeAnErrorStayWithIt()
{
    Bench bench;
    bench.run("SELECT json(CASE id WHEN 3 THEN 'bad' ELSE id END) FROM item");
    QCOMPARE(bench.pane().result()->rowCount(), 2);
    QCOMPARE(bench.message(), QString());
    QVERIFY2(bench.note().startsWith(QStringLiteral("Incomplete, only the rows before the error are shown.")),
        qPrintable(bench.note()));
    QVERIFY(bench.note().contains(QStringLiteral("malformed JSON")));
}

void TestQueryTab::saysThatThereIsNothingToRun()
{
    Bench bench;
    bench.run("  \n");
    QCOMPARE(bench.tab.status().message, QStringLiteral("No statement at the cursor"));
    QVERIFY(!bench.tab.status().busy);
}

void TestQueryTab::withoutADatabaseItSaysWhatToDo()
{
    Bench bench;
    bench.tab.setConnection(std::nullopt);
    bench.run(kCount);
    QVERIFY(bench.note().contains(QStringLiteral("not open")));
    QVERIFY(bench.note().contains(QStringLiteral("Ctrl+O")));
    bench.tab.setConnection(ConnectionInfo{ConnectionId(1), {}, {}, {}});
    QVERIFY(!bench.message().contains(QStringLiteral("No result")));
    QVERIFY(!bench.tab.status().busy);
}

void TestQueryTab::statusTellsRowsTimesAndProvenance()
{
    Bench bench;
    bench.run("SELECT * FROM item");
    const RunStatus first = bench.tab.status();
    QCOMPARE(first.message, QStringLiteral("Done"));
    QCOMPARE(first.rows, QStringLiteral("rows 1–3 of 3"));
    QVERIFY2(first.timings.contains(QStringLiteral("execute ")), qPrintable(first.timings));
    QCOMPARE(int(first.provenance->reason.code), int(ReasonCode::FirstSeen));
    QVERIFY(!first.busy);
    bench.tab.refresh();
    bench.wait();
    const RunStatus second = bench.tab.status();
    QVERIFY2(second.timings.contains(QStringLiteral("check ")), qPrintable(second.timings));
    QVERIFY(!second.timings.contains(QStringLiteral("execute ")));
    bench.run("SELECT * FROM item WHERE 0");
    QCOMPARE(bench.tab.status().rows, QStringLiteral("0 rows"));
}

void TestQueryTab::statusOfAnErrorClaimsNoProvenance()
{
    Bench bench;
    bench.run(kCount);
    bench.run("SELECT nosuch");
    QCOMPARE(bench.tab.status().message, QStringLiteral("Error"));
    QVERIFY(!bench.tab.status().provenance);
    QCOMPARE(bench.tab.status().rows, QString());
}

void TestQueryTab::reportsOneLinePerStatement()
{
    Bench bench;
    QSignalSpy spy(&bench.tab, &QueryTab::reported);
    bench.runAll("SELECT *\n  FROM item;\nDELETE FROM item WHERE true;\nSELECT nosuch;\nSELECT 1;");
    QCOMPARE(spy.count(), 3);
    const auto line = [&](int i) { return spy.at(i).at(0).toString(); };
    QVERIFY2(line(0).startsWith(QStringLiteral("SELECT * FROM item | 3 rows | ")), qPrintable(line(0)));
    QVERIFY(line(0).contains(QStringLiteral("first time seen")));
    QVERIFY2(line(1).startsWith(QStringLiteral("DELETE FROM item WHERE true | 3 rows changed | ")),
        qPrintable(line(1)));
    QVERIFY2(
        line(2).startsWith(QStringLiteral("SELECT nosuch | The statement failed: ")), qPrintable(line(2)));
    QVERIFY2(line(2).contains(QStringLiteral("nosuch (line 4, column 8). ")), qPrintable(line(2)));
    QVERIFY2(line(2).endsWith(QStringLiteral(" Statement 3 of 4 failed; the one after it was not run.")),
        qPrintable(line(2)));
}

void TestQueryTab::instantAnswerIsProvenBehind()
{
    Bench bench;
    bench.run(kCount);
    bench.tab.setCacheWish({FreshnessPolicy::Instant});
    QSignalSpy spy(&bench.tab, &QueryTab::statusChanged);
    bench.tab.refresh();
    bench.wait();
    QTRY_COMPARE(int(bench.provenance().freshness), int(Freshness::ProvenFresh));
    QCOMPARE(int(bench.provenance().source), int(Source::Cache));
    QCOMPARE(bench.rows(), QByteArray("3"));
    QVERIFY(spy.count() >= 2);
}

void TestQueryTab::instantAnswerIsReplacedAfterAForeignWrite()
{
    Bench bench;
    bench.run(kCount);
    bench.file().exec("DELETE FROM item WHERE id = 1");
    bench.tab.setCacheWish({FreshnessPolicy::Instant});
    bench.tab.refresh();
    bench.wait();
    // The old answer comes first and does not claim to be true.
    if (bench.rows() == "3")
        QCOMPARE(int(bench.provenance().freshness), int(Freshness::NotVerified));
    QTRY_COMPARE(bench.rows(), QByteArray("2"));
    QCOMPARE(int(bench.provenance().source), int(Source::Database));
    QCOMPARE(int(bench.provenance().reason.code), int(ReasonCode::ValidatorChanged));
    QCOMPARE(bench.tab.status().rows, QStringLiteral("rows 1–1 of 1"));
}

// The first answer comes at once from the cache. Its check brings new rows when the second statement, which
// goes around the cache, is on screen already.
void TestQueryTab::lateCheckOfAnEarlierStatementLeavesTheNewerAlone()
{
    Bench bench;
    bench.runAll("SELECT name FROM item; PRAGMA user_version;");
    QCOMPARE(bench.rows(), QByteArray("0"));
    bench.file().exec("DELETE FROM item WHERE id = 1");
    bench.tab.setCacheWish({FreshnessPolicy::Instant});
    bench.tab.runAll();
    bench.wait();
    for (int i = 0; i < 50; ++i) {
        QCOMPARE(bench.rows(), QByteArray("0"));
        QVERIFY(bench.provenance().reason.code != ReasonCode::ValidatorChanged);
        QTest::qWait(10);
    }
}

void TestQueryTab::policyOffStoresNothing()
{
    Bench bench;
    bench.tab.setCacheWish({FreshnessPolicy::Off});
    bench.run(kCount);
    bench.run(kCount);
    QCOMPARE(int(bench.provenance().reason.code), int(ReasonCode::Off));
    QCOMPARE(bench.entryCount(), size_t(0));
}

void TestQueryTab::asksForParametersAndRefreshKeepsThem()
{
    Bench bench;
    answerParameters({QStringLiteral("2"), QStringLiteral("salt")});
    bench.run("SELECT id, :id = 2, name = @name FROM item WHERE id = :id");
    QCOMPARE(bench.rows(), QByteArray("2,1,1"));
    bench.tab.refresh();
    bench.wait();
    QCOMPARE(bench.rows(), QByteArray("2,1,1"));
    QCOMPARE(int(bench.provenance().source), int(Source::Cache));
}

void TestQueryTab::dismissedParametersRunNothing()
{
    Bench bench;
    answerParameters({QString()}, QDialogButtonBox::Cancel);
    bench.write("DELETE FROM item WHERE id = :id; DELETE FROM item WHERE true;");
    bench.tab.runAll();
    QVERIFY(!bench.tab.status().busy);
    bench.run(kCount);
    QCOMPARE(bench.rows(), QByteArray("3"));
}

void TestQueryTab::selectionSummaryReachesTheStatus()
{
    Bench bench;
    bench.run("SELECT id FROM item");
    bench.view().state().selectAll();
    QTRY_VERIFY(!bench.tab.status().selection.isEmpty());
    QVERIFY2(bench.tab.status().selection.contains(u'6'), qPrintable(bench.tab.status().selection));
    QVERIFY(bench.tab.status().provenance);
    bench.view().goTo({0, 0});
    QTRY_VERIFY(bench.tab.status().selection.isEmpty());
}

void TestQueryTab::keepsItsTargetWhenTheDatabaseIsClosed()
{
    Bench bench;
    QSignalSpy spy(&bench.tab, &QueryTab::statusChanged);
    QCOMPARE(bench.tab.target(), bench.file().path());
    bench.tab.setConnection(std::nullopt);
    QCOMPARE(bench.tab.target(), bench.file().path());
    QCOMPARE(spy.count(), 1);
}

void TestQueryTab::cutsItsTextByTheRulesOfTheConnection()
{
    // Comments within comments; SQLite's end with the first mark.
    const QByteArray nested = "SELECT 1 /* /* ; */ ; */ + 1";
    Bench bench;
    bench.speak(SqlDialect::PostgreSql);
    bench.run(nested + "; SELECT 2");
    QCOMPARE(bench.tab.sql(), nested);
    bench.speak(SqlDialect::Sqlite);
    bench.tab.runStatement();
    bench.wait();
    QCOMPARE(bench.tab.sql(), QByteArray("SELECT 1 /* /* ; */"));
}

void TestQueryTab::asksForTheParametersOfTheConnectionsRules()
{
    Bench bench;
    bench.speak(SqlDialect::PostgreSql);
    bool asked = false;
    QTimer::singleShot(0, qApp, [&asked] {
        asked = QApplication::activeModalWidget();
        if (asked)
            QApplication::activeModalWidget()->close();
    });
    // An operator there.
    bench.run("SELECT '{}' ? 'a'");
    QTest::qWait(0);
    QVERIFY(!asked);
    bench.speak(SqlDialect::Sqlite);
    answerParameters({QStringLiteral("2")});
    bench.run("SELECT ?");
    QCOMPARE(bench.rows(), QByteArray("2"));
}

void TestQueryTab::followsTheRulesOfATargetThatIsNotOpen()
{
    Bench bench;
    bench.tab.setConnection(std::nullopt);
    bench.write("SELECT $$a;b$$; SELECT 2");
    bench.tab.setTarget(QStringLiteral("postgresql:///shop"));
    QCOMPARE(int(bench.tab.dialect()), int(SqlDialect::PostgreSql));
    QCOMPARE(bench.tab.editor().allStatements().size(), size_t(2));
    bench.tab.setTarget(QStringLiteral("/folder/postgresql:/shop"));
    QCOMPARE(int(bench.tab.dialect()), int(SqlDialect::Sqlite));
    QCOMPARE(bench.tab.editor().allStatements().size(), size_t(3));
}

void TestQueryTab::mayBeDestroyedWhileItRuns()
{
    const SqliteFixture file(kItems);
    TestSession session(file.path());
    auto tab = std::make_unique<QueryTab>(session.engine().service());
    tab->setConnection(ConnectionInfo{session.connection(), QString(), QString(), file.path()});
    tab->editor().setUtf8Text(kEndlessCount);
    tab->runStatement();
    QTest::qWait(50);
    tab.reset();
    QCOMPARE(TestSession::rows(session.run(kCount).result), QByteArray("3"));
}

QTEST_MAIN(TestQueryTab)
#include "tst_querytab.moc"
