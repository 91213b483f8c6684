#include "models/inspector/validationtally.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestValidationTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isSilentBeforeTheFirstAnswer();
    void addsUpWhatHolds();
    void tellsEachReasonOnce();
    void tellsAtMostThreeReasons();
    void tellsWhyADatabaseWasNotAsked();
};

void TestValidationTally::isSilentBeforeTheFirstAnswer()
{
    QCOMPARE(ValidationTally().text(), QString());
}

void TestValidationTally::addsUpWhatHolds()
{
    ValidationTally tally;
    tally.add(CacheControl::Check{.proven = 1});
    QCOMPARE(tally.text(), QStringLiteral("1 entry still holds."));
    tally.add(CacheControl::Check{.proven = 2});
    QCOMPARE(tally.text(), QStringLiteral("3 entries still hold."));
}

void TestValidationTally::tellsEachReasonOnce()
{
    ValidationTally tally;
    const Reason changed{ReasonCode::ValidatorChanged};
    tally.add(CacheControl::Check{.proven = 0, .doubts = {changed, changed, {ReasonCode::Ttl}}});
    QCOMPARE(tally.text(),
        QStringLiteral(
            "0 entries still hold. 3 may have changed (database may have changed since it was stored; time "
            "to live is over)."));
}

void TestValidationTally::tellsAtMostThreeReasons()
{
    ValidationTally tally;
    CacheControl::Check check;
    for (const char16_t each : {u'a', u'b', u'c', u'd'})
        check.doubts.push_back({ReasonCode::Partial, QString(QChar(each))});
    tally.add(check);
    QVERIFY2(tally.text().endsWith(QStringLiteral("rows are missing: c; …).")), qPrintable(tally.text()));
}

void TestValidationTally::tellsWhyADatabaseWasNotAsked()
{
    ValidationTally tally;
    tally.add(Error{QStringLiteral("No server"), QStringLiteral("it is off")});
    QCOMPARE(tally.text(), QStringLiteral("Not validated: No server: it is off"));
    tally.add(CacheControl::Check{.proven = 1});
    QCOMPARE(tally.text(), QStringLiteral("1 entry still holds. Not validated: No server: it is off"));
}

QTEST_GUILESS_MAIN(TestValidationTally)
#include "tst_validationtally.moc"
