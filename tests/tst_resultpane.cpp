#include "ui/resultpane.h"

#include "tests/support/results.h"
#include "ui/gridstate.h"
#include "ui/resultheader.h"
#include "ui/resultview.h"

#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

Q_DECLARE_METATYPE(larder::RunOutcome)

using namespace larder;
using namespace larder::test;

namespace {

class Bench
{
public:
    Bench()
    {
        pane.resize(400, 300);
        pane.show();
    }

    [[nodiscard]] const QLabel& label(const char* name) const
    {
        return *pane.findChild<QLabel*>(QString::fromLatin1(name));
    }
    /// The page in place of the rows; empty while rows are on screen.
    [[nodiscard]] QString message() const
    {
        const QLabel& page = label("resultMessage");
        return pane.findChild<QStackedWidget*>()->currentWidget() == &page ? page.text() : QString();
    }
    [[nodiscard]] QString note() const
    {
        return label("resultNote").isVisible() ? label("resultNote").text() : QString();
    }
    [[nodiscard]] ResultView& view() const { return *pane.findChild<ResultView*>(); }

    ResultPane pane;
};

ResultPtr numbers(qint64 count, Completeness completeness = Completeness::Complete)
{
    std::vector<Row> rows;
    for (qint64 row = 0; row < count; ++row)
        rows.push_back({row});
    return resultOf({QStringLiteral("n")}, rows, completeness);
}

const Error kError{QStringLiteral("The statement failed"), QStringLiteral("disk is <b>bad</b>"),
    QStringLiteral("Try again.")};

} // namespace

class TestResultPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void startsWithAHint();
    void saysThatTheFirstStatementRuns();
    void marksTheResultOnScreenAsPrevious();
    void newRowsTakeTheMarkAway();
    void showsHowAStatementEnded_data();
    void showsHowAStatementEnded();
    void noteGoesWithTheNextStatement();
    void anEmptyResultIsAGridWithColumns();
    void saysThatMoreResultsAreNotShown();
    void tellsWhichRowsAreVisible();
    void scrollingIsTold();
    void passesOnWhatIsDoneToCells();
    void findsBelowTheRows();
    void showsTextsAsTheyStand();
    void sortsAsThePreferencesSay();
};

void TestResultPane::sortsAsThePreferencesSay()
{
    Bench bench;
    bench.pane.showOutcome(
        {.result = resultOf({QStringLiteral("n")}, {{qint64(2)}, {Value()}, {qint64(1)}})});
    bench.view().header().setSortKeys({{0}});
    QTRY_COMPARE(bench.pane.rows().resultRow(0), 2);
    bench.pane.setPreferences({.nulls = NullsPlace::First});
    QTRY_COMPARE(bench.pane.rows().resultRow(0), 1);
}

void TestResultPane::startsWithAHint()
{
    const Bench bench;
    QVERIFY(bench.message().contains(QStringLiteral("Ctrl+Return")));
    QVERIFY(!bench.pane.result());
    QCOMPARE(bench.pane.rowsText(), QString());
}

void TestResultPane::saysThatTheFirstStatementRuns()
{
    Bench bench;
    bench.pane.begin();
    QCOMPARE(bench.message(), QStringLiteral("Running…"));
    QVERIFY(!bench.view().isPrevious());
}

void TestResultPane::marksTheResultOnScreenAsPrevious()
{
    Bench bench;
    bench.pane.showOutcome({.result = numbers(3)});
    QVERIFY(!bench.view().isPrevious());
    bench.pane.begin();
    QVERIFY(bench.view().isPrevious());
    QCOMPARE(bench.message(), QString());
    // The rows of the statement before are none of this one.
    QCOMPARE(bench.pane.rowsText(), QString());
}

void TestResultPane::newRowsTakeTheMarkAway()
{
    Bench bench;
    bench.pane.showOutcome({.result = numbers(3)});
    bench.pane.begin();
    const ResultPtr rows = numbers(5, Completeness::Streaming);
    bench.pane.showRows(rows);
    QVERIFY(!bench.view().isPrevious());
    QCOMPARE(bench.pane.result(), rows);
}

void TestResultPane::showsHowAStatementEnded_data()
{
    QTest::addColumn<RunOutcome>("outcome");
    QTest::addColumn<bool>("rows");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("note");
    const auto row
        = [](const char* name, const RunOutcome& outcome, bool rows, const char* message, const char* note) {
              QTest::newRow(name) << outcome << rows << QString::fromUtf8(message) << QString::fromUtf8(note);
          };
    const ResultPtr cut = numbers(2, Completeness::Failed);
    row("rows", {.result = numbers(2)}, true, "", "");
    row("changes", {.rowsAffected = 7}, false, "Done. 7 rows changed.", "");
    row("error", {.error = kError}, false, "No result",
        "The statement failed: disk is <b>bad</b>. Try again.");
    row("error after rows", {.result = cut, .error = kError}, true, "",
        "Incomplete, only the rows before the error are shown. The statement failed: disk is <b>bad</b>. Try "
        "again.");
    row("error before the first row", {.result = numbers(0, Completeness::Failed), .error = kError}, false,
        "No result", "The statement failed: disk is <b>bad</b>. Try again.");
    row("cancelled", {.cancelled = true}, false, "Cancelled", "");
    row("cancelled before the first row", {.result = numbers(0, Completeness::Cancelled), .cancelled = true},
        false, "Cancelled", "");
    row("cancelled after rows", {.result = numbers(2, Completeness::Cancelled), .cancelled = true}, true, "",
        "Cancelled. Only the rows that had arrived are shown.");
}

void TestResultPane::showsHowAStatementEnded()
{
    QFETCH(RunOutcome, outcome);
    QFETCH(bool, rows);
    QFETCH(QString, message);
    QFETCH(QString, note);
    for (const bool afterAResult : {false, true}) {
        Bench bench;
        if (afterAResult)
            bench.pane.showOutcome({.result = numbers(9)});
        bench.pane.begin();
        bench.pane.showOutcome(outcome);
        QCOMPARE(bench.pane.result(), rows ? outcome.result : ResultPtr());
        QCOMPARE(bench.view().rows().rowCount(), rows ? outcome.result->rowCount() : 0);
        QCOMPARE(bench.message(), message);
        QCOMPARE(bench.note(), note);
        QVERIFY(!bench.view().isPrevious());
    }
}

void TestResultPane::noteGoesWithTheNextStatement()
{
    Bench bench;
    bench.pane.showOutcome({.error = kError});
    QVERIFY(!bench.note().isEmpty());
    bench.pane.begin();
    QCOMPARE(bench.note(), QString());
}

void TestResultPane::anEmptyResultIsAGridWithColumns()
{
    Bench bench;
    bench.pane.showOutcome({.result = emptyResult()});
    QCOMPARE(bench.message(), QString());
    QCOMPARE(bench.view().state().columns().count(), 1);
    QCOMPARE(bench.pane.rowsText(), QStringLiteral("0 rows"));
}

void TestResultPane::saysThatMoreResultsAreNotShown()
{
    Bench bench;
    bench.pane.showOutcome({.result = numbers(2), .resultsNotShown = 2});
    QVERIFY2(bench.note().contains(QStringLiteral("2 more results")), qPrintable(bench.note()));
    QVERIFY(bench.message().isEmpty());
    bench.pane.begin();
    QCOMPARE(bench.note(), QString());
}

void TestResultPane::tellsWhichRowsAreVisible()
{
    Bench bench;
    bench.pane.showOutcome({.result = numbers(3)});
    QCOMPARE(bench.pane.rowsText(), QStringLiteral("rows 1–3 of 3"));
    bench.pane.showOutcome({.result = numbers(500)});
    const QRegularExpression top(QStringLiteral("^rows 1–(\\d+) of 500$"));
    const auto match = top.match(bench.pane.rowsText());
    QVERIFY2(match.hasMatch(), qPrintable(bench.pane.rowsText()));
    QVERIFY(match.captured(1).toInt() > 3 && match.captured(1).toInt() < 100);
    bench.view().state().scrollToRow(500);
    QVERIFY2(
        bench.pane.rowsText().endsWith(QStringLiteral("–500 of 500")), qPrintable(bench.pane.rowsText()));
}

void TestResultPane::scrollingIsTold()
{
    Bench bench;
    bench.pane.showOutcome({.result = numbers(500)});
    QSignalSpy spy(&bench.pane, &ResultPane::visibleRowsChanged);
    bench.view().verticalScrollBar()->setValue(10);
    QVERIFY(!spy.isEmpty());
    QVERIFY2(bench.pane.rowsText().startsWith(QStringLiteral("rows 11–")), qPrintable(bench.pane.rowsText()));
}

void TestResultPane::passesOnWhatIsDoneToCells()
{
    Bench bench;
    bench.pane.showOutcome({.result = numbers(3)});
    std::vector<CellPosition> activated;
    std::vector<CellPosition> links;
    connect(&bench.pane, &ResultPane::cellActivated, this,
        [&](CellPosition position) { activated.push_back(position); });
    connect(&bench.pane, &ResultPane::linkActivated, this,
        [&](CellPosition position) { links.push_back(position); });
    const QPoint cell = bench.view().cellRect({1, 0}).center();
    QTest::mouseClick(bench.view().viewport(), Qt::LeftButton, Qt::ControlModifier, cell);
    QTest::mouseDClick(bench.view().viewport(), Qt::LeftButton, {}, cell);
    QCOMPARE(links, (std::vector<CellPosition>{{1, 0}}));
    QCOMPARE(activated, (std::vector<CellPosition>{{1, 0}}));
    QCOMPARE(bench.pane.currentCell(), CellPosition({1, 0}));
}

void TestResultPane::findsBelowTheRows()
{
    Bench bench;
    bench.pane.showOutcome({.result = numbers(30)});
    QTest::keyClick(&bench.view(), Qt::Key_F, Qt::ControlModifier);
    auto* const bar = bench.pane.findChild<QWidget*>(QStringLiteral("findBar"));
    QVERIFY(bar && bar->isVisible());
    QVERIFY(bar->mapTo(&bench.pane, QPoint()).y() >= bench.view().geometry().bottom());
    bar->findChild<QLineEdit*>()->setText(QStringLiteral("29"));
    QTRY_COMPARE(bench.pane.currentCell(), CellPosition({29, 0}));
}

// Texts of the user and of the server may look like HTML.
void TestResultPane::showsTextsAsTheyStand()
{
    const Bench bench;
    for (const char* name : {"resultNote", "resultMessage"})
        QCOMPARE(bench.label(name).textFormat(), Qt::PlainText);
}

QTEST_MAIN(TestResultPane)
#include "tst_resultpane.moc"
