#include "cache/misshistory.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

KeyComponents components(qint64 parameter, const QByteArray& sql = "SELECT ?")
{
    return {.connection = {"sqlite", "shop.db"}, .sql = sql, .parameters = {{"1", parameter}}};
}

Reason reasonFor(const MissHistory& history, const KeyComponents& asked)
{
    return history.reasonFor(CacheKey(asked), asked);
}

void remember(MissHistory& history, const KeyComponents& gone, const Reason& reason)
{
    history.remember(CacheKey(gone), gone, reason);
}

} // namespace

class TestMissHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysFirstSeenForWhatItDoesNotKnow();
    void tellsWhyAKeyWent();
    void tellsTheLastReasonOfSeveral();
    void namesTheDifferenceFromTheLastRequestOfTheSameSql();
    void prefersTheReasonOfTheKeyToTheDifference();
    void comparesWithWhatWasAskedOrRememberedLast();
    void doesNotCompareDifferentSql();
    void saysFirstSeenAgainForWhatItForgot();
    void keepsTenThousandReasons();
};

void TestMissHistory::saysFirstSeenForWhatItDoesNotKnow()
{
    const MissHistory history;
    QCOMPARE(reasonFor(history, components(1)), Reason{ReasonCode::FirstSeen});
}

void TestMissHistory::tellsWhyAKeyWent()
{
    MissHistory history;
    const Reason reason{ReasonCode::TableChanged, QStringLiteral("UPDATE orders, 14:03:21")};
    remember(history, components(1), reason);
    QCOMPARE(reasonFor(history, components(1)), reason);
}

void TestMissHistory::tellsTheLastReasonOfSeveral()
{
    MissHistory history;
    remember(history, components(1), {ReasonCode::Evicted});
    remember(history, components(1), {ReasonCode::Ttl});
    QCOMPARE(reasonFor(history, components(1)), Reason{ReasonCode::Ttl});
}

void TestMissHistory::namesTheDifferenceFromTheLastRequestOfTheSameSql()
{
    MissHistory history;
    history.asked(components(42));
    KeyComponents now = components(0);
    now.parameters[0].value = test::text("42");
    const Reason reason = reasonFor(history, now);
    QCOMPARE(reason.code, ReasonCode::KeyDiffers);
    QCOMPARE(reason.detail, QStringLiteral("parameter 1 was integer 42, is now text '42'"));
}

void TestMissHistory::prefersTheReasonOfTheKeyToTheDifference()
{
    MissHistory history;
    remember(history, components(1), {ReasonCode::Evicted});
    history.asked(components(2));
    QCOMPARE(reasonFor(history, components(1)), Reason{ReasonCode::Evicted});
}

void TestMissHistory::comparesWithWhatWasAskedOrRememberedLast()
{
    MissHistory history;
    history.asked(components(1));
    history.asked(components(2));
    QCOMPARE(reasonFor(history, components(3)).detail,
        QStringLiteral("parameter 1 was integer 2, is now integer 3"));
    remember(history, components(4), {ReasonCode::Evicted});
    QCOMPARE(reasonFor(history, components(3)).detail,
        QStringLiteral("parameter 1 was integer 4, is now integer 3"));
}

void TestMissHistory::doesNotCompareDifferentSql()
{
    MissHistory history;
    history.asked(components(1, "SELECT 1, ?"));
    QCOMPARE(reasonFor(history, components(1, "SELECT 2, ?")), Reason{ReasonCode::FirstSeen});
}

void TestMissHistory::saysFirstSeenAgainForWhatItForgot()
{
    MissHistory history;
    remember(history, components(0, "SELECT 0, ?"), {ReasonCode::Evicted});
    for (int i = 1; i <= 10'000; ++i)
        remember(history, components(i, "SELECT " + QByteArray::number(i) + ", ?"), {ReasonCode::Evicted});
    QCOMPARE(reasonFor(history, components(0, "SELECT 0, ?")), Reason{ReasonCode::FirstSeen});
}

void TestMissHistory::keepsTenThousandReasons()
{
    MissHistory history;
    for (int i = 0; i < 10'000; ++i)
        remember(history, components(i), {ReasonCode::Evicted, QString::number(i)});
    for (int i = 0; i < 10'000; ++i)
        QCOMPARE(reasonFor(history, components(i)).detail, QString::number(i));
}

QTEST_APPLESS_MAIN(TestMissHistory)
#include "tst_misshistory.moc"
