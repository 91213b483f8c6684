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
};

void TestOutcomeText::saysWhatCameOfAStatement()
{
    const auto first
        = [](const RunOutcome& outcome) { return outcomeLines("SELECT\n 1", outcome, {}).front(); };
    RunOutcome outcome;
    outcome.rowsAffected = 3;
    QVERIFY2(first(outcome).startsWith(QStringLiteral("SELECT 1 | 3 row(s) changed | ")),
        qPrintable(first(outcome)));
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

QTEST_GUILESS_MAIN(TestOutcomeText)
#include "tst_outcometext.moc"
