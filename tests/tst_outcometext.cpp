#include "models/outcometext.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestOutcomeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhatCameOfAStatement();
    void cutsALongStatement();
    void tellsTheRemarksOfTheServerBehindIt();
    void tellsThatResultsAreNotShown();
    void tellsWhereAScriptStopped_data();
    void tellsWhereAScriptStopped();
    void tellsWhereAScriptWasCancelled();
    void leavesWhatDoesNotStopAScript();
};

void TestOutcomeText::saysWhatCameOfAStatement()
{
    const auto first
        = [](const RunOutcome& outcome) { return outcomeLines("SELECT\n 1", outcome, {}).front(); };
    RunOutcome outcome;
    outcome.rowsAffected = 3;
    QVERIFY2(first(outcome).startsWith(QStringLiteral("SELECT 1 | 3 rows changed | ")),
        qPrintable(first(outcome)));
    QCOMPARE(first({.rowsAffected = 1}).left(24), QStringLiteral("SELECT 1 | 1 row changed"));
    QCOMPARE(first({.rowsAffected = 0}).left(26), QStringLiteral("SELECT 1 | 0 rows changed "));
    // Nobody asks a COMMIT for rows.
    QCOMPARE(first({}).left(16), QStringLiteral("SELECT 1 | done "));
    outcome.error = Error{QStringLiteral("The statement failed"), QStringLiteral("no such table")};
    QCOMPARE(first(outcome), QStringLiteral("SELECT 1 | ") + errorText(*outcome.error));
    QCOMPARE(first({.cancelled = true}), QStringLiteral("SELECT 1 | cancelled"));
}

void TestOutcomeText::cutsALongStatement()
{
    const QString line = outcomeLines(QByteArray(10'000, 'x'), {.cancelled = true}, {}).front();
    QVERIFY(line.startsWith(QString(99, u'x') + u'…'));
}

void TestOutcomeText::tellsTheRemarksOfTheServerBehindIt()
{
    const QStringList lines = outcomeLines(
        "DO 1", {.cancelled = true, .notices = {QStringLiteral("one"), QStringLiteral("two")}}, {});
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.mid(1), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
}

void TestOutcomeText::tellsThatResultsAreNotShown()
{
    QVERIFY(outcomeLines("CALL p()", {.resultsNotShown = 2}, {}).contains(resultsNotShownText(2)));
    QVERIFY(resultsNotShownText(2).contains(QStringLiteral("2 more results")));
    QVERIFY(resultsNotShownText(1).contains(QStringLiteral("another result")));
}

void TestOutcomeText::tellsWhereAScriptStopped_data()
{
    QTest::addColumn<size_t>("place");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, size_t place, const QString& text) {
        QTest::newRow(name) << place << QStringLiteral("It failed: no such table. ") + text;
    };
    row("the first", 0, QStringLiteral("Statement 1 of 3 failed; the 2 after it were not run. Try again."));
    row("the second", 1, QStringLiteral("Statement 2 of 3 failed; the one after it was not run. Try again."));
    row("the last", 2, QStringLiteral("Statement 3 of 3 failed; all before it were run. Try again."));
}

void TestOutcomeText::tellsWhereAScriptStopped()
{
    QFETCH(const size_t, place);
    const Error error{
        QStringLiteral("It failed"), QStringLiteral("no such table"), QStringLiteral("Try again.")};
    const RunOutcome told = outcomeInScript({.error = error}, place, 3);
    QTEST(errorText(*told.error), "text");
}

void TestOutcomeText::tellsWhereAScriptWasCancelled()
{
    const RunOutcome told = outcomeInScript({.cancelled = true}, 0, 5);
    QCOMPARE(told.notices,
        (std::vector{QStringLiteral("Statement 1 of 5 was cancelled; the 4 after it were not run.")}));
}

void TestOutcomeText::leavesWhatDoesNotStopAScript()
{
    QVERIFY(outcomeInScript({.rowsAffected = 1}, 0, 5).notices.empty());
    const RunOutcome alone = outcomeInScript({.error = Error{QStringLiteral("It failed"), {}}}, 0, 1);
    QCOMPARE(errorText(*alone.error), QStringLiteral("It failed"));
}

QTEST_GUILESS_MAIN(TestOutcomeText)
#include "tst_outcometext.moc"
