#include "cache/validatortokens.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

constexpr auto kOne = ConnectionId(1);
constexpr auto kTwo = ConnectionId(2);

} // namespace

class TestValidatorTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void numbersAStateUntilAnotherTokenIsSeen();
    void neverComesBackToAStateThatWasLeft();
    void keepsConnectionsApart();
    void carriesAStateOverToTheTokenThatOwnWritesMade();
    void carriesNothingOverFromAnotherToken();
    void forgetsAConnection();
    void tellsALossFromAChange();
    void tellsWhyAStateIsNotProven();
};

void TestValidatorTokens::numbersAStateUntilAnotherTokenIsSeen()
{
    ValidatorTokens tokens;
    const ValidatorTokens::Noted first = tokens.note(kOne, "a");
    QVERIFY(!first.changed);
    QCOMPARE(tokens.note(kOne, "a").mark, first.mark);
    QVERIFY(!tokens.note(kOne, "a").changed);
    QVERIFY(tokens.isPresent(first.mark));
    const ValidatorTokens::Noted second = tokens.note(kOne, "b");
    QVERIFY(second.changed);
    QVERIFY(second.mark != first.mark);
    QVERIFY(!tokens.isPresent(first.mark));
    QVERIFY(tokens.isPresent(second.mark));
}

void TestValidatorTokens::neverComesBackToAStateThatWasLeft()
{
    ValidatorTokens tokens;
    const DatabaseMark first = tokens.note(kOne, "a").mark;
    (void)tokens.note(kOne, "b");
    QVERIFY(tokens.note(kOne, "a").mark != first);
    QVERIFY(!tokens.isPresent(first));
}

void TestValidatorTokens::keepsConnectionsApart()
{
    ValidatorTokens tokens;
    const DatabaseMark one = tokens.note(kOne, "a").mark;
    const DatabaseMark two = tokens.note(kTwo, "a").mark;
    QVERIFY(one != two);
    (void)tokens.note(kTwo, "b");
    QVERIFY(tokens.isPresent(one));
    QVERIFY(!tokens.isPresent(two));
}

void TestValidatorTokens::carriesAStateOverToTheTokenThatOwnWritesMade()
{
    ValidatorTokens tokens;
    const DatabaseMark before = tokens.note(kOne, "a").mark;
    tokens.carryOver(kOne, "a", "b");
    QVERIFY(tokens.isPresent(before));
    QCOMPARE(tokens.note(kOne, "b").mark, before);
    QVERIFY(tokens.note(kOne, "a").mark != before);
}

void TestValidatorTokens::carriesNothingOverFromAnotherToken()
{
    ValidatorTokens tokens;
    const DatabaseMark before = tokens.note(kOne, "a").mark;
    const DatabaseMark other = tokens.note(kTwo, "a").mark;
    tokens.carryOver(kOne, "x", "b");
    tokens.carryOver(ConnectionId(3), "a", "b");
    QVERIFY(tokens.note(kOne, "b").mark != before);
    QCOMPARE(tokens.note(kTwo, "a").mark, other);
}

void TestValidatorTokens::forgetsAConnection()
{
    ValidatorTokens tokens;
    const DatabaseMark mark = tokens.note(kOne, "a").mark;
    tokens.forget(kOne);
    QVERIFY(!tokens.isPresent(mark));
    QVERIFY(tokens.note(kOne, "a").mark != mark);
}

void TestValidatorTokens::tellsALossFromAChange()
{
    ValidatorTokens tokens;
    const DatabaseMark first = tokens.note(kOne, "one|a").mark;
    QVERIFY(!tokens.since(first));
    const ValidatorTokens::Noted second = tokens.note(kOne, "two|a");
    QVERIFY(second.changed && second.lost);
    QCOMPARE(tokens.since(first).code, ReasonCode::ValidatorUnknown);
    const ValidatorTokens::Noted third = tokens.note(kOne, "two|b");
    QVERIFY(third.changed && !third.lost);
    QCOMPARE(tokens.since(second.mark).code, ReasonCode::ValidatorChanged);
    // What was lost stays so, whatever is heard later.
    QCOMPARE(tokens.since(first).code, ReasonCode::ValidatorUnknown);
}

void TestValidatorTokens::tellsWhyAStateIsNotProven()
{
    ValidatorTokens tokens;
    const DatabaseMark first = tokens.note(kOne, "|a").mark;
    const DatabaseMark other = tokens.note(kTwo, "|a").mark;
    QVERIFY(!tokens.whyNotProven(first, first));
    QCOMPARE(tokens.whyNotProven(std::nullopt, first).code, ReasonCode::ValidatorUnknown);
    // Proven where it was read, but that says nothing here.
    const Reason elsewhere = tokens.whyNotProven(other, first);
    QCOMPARE(elsewhere.code, ReasonCode::ValidatorUnknown);
    QVERIFY(elsewhere.detail.contains(QStringLiteral("another connection")));
    const DatabaseMark second = tokens.note(kOne, "|b").mark;
    QCOMPARE(tokens.whyNotProven(first, second), Reason{ReasonCode::ValidatorChanged});
}

QTEST_APPLESS_MAIN(TestValidatorTokens)
#include "tst_validatortokens.moc"
