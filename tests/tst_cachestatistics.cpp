#include "cache/cachestatistics.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;
using namespace std::chrono_literals;

namespace {

constexpr int kReasonCodes = int(ReasonCode::ConnectionClosed) + 1;

} // namespace

class TestCacheStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void countsNothingAtFirst();
    void countsHitsMissesAndBypassesApart();
    void countsUnderEveryReason();
    void leavesBypassesOutOfTheHitRatio();
    void alwaysAddsUp();
    void countsHitsByTheirClass();
    void savesTimeOrLosesIt();
    void countsJoinedRunsAmongTheMisses();
};

void TestCacheStatistics::countsNothingAtFirst()
{
    const CacheStatistics statistics;
    QCOMPARE(statistics.requests(), 0);
    QCOMPARE(statistics.hitRatio(), 0.0);
    QVERIFY(statistics == CacheStatistics());
}

void TestCacheStatistics::countsHitsMissesAndBypassesApart()
{
    CacheStatistics statistics;
    statistics.countHit(HitClass::ProvenFresh, 1ms);
    statistics.countHit(HitClass::ProvenFresh, 1ms);
    statistics.countHit(HitClass::ProvenFresh, 1ms);
    statistics.countMiss(ReasonCode::Ttl);
    statistics.countMiss(ReasonCode::Evicted);
    statistics.countBypass(ReasonCode::Off);
    QCOMPARE(statistics.hits(), 3);
    QCOMPARE(statistics.misses(), 2);
    QCOMPARE(statistics.bypasses(), 1);
    QCOMPARE(statistics.requests(), 6);
    QCOMPARE(statistics.byReason(ReasonCode::Ttl), 1);
    QCOMPARE(statistics.byReason(ReasonCode::Off), 1);
    QCOMPARE(statistics.byReason(ReasonCode::FirstSeen), 0);
}

void TestCacheStatistics::countsUnderEveryReason()
{
    CacheStatistics statistics;
    for (int code = 1; code < kReasonCodes; ++code) {
        statistics.countMiss(ReasonCode(code));
        statistics.countBypass(ReasonCode(code));
        QCOMPARE(statistics.byReason(ReasonCode(code)), 2);
    }
}

void TestCacheStatistics::leavesBypassesOutOfTheHitRatio()
{
    CacheStatistics statistics;
    statistics.countBypass(ReasonCode::Off);
    QCOMPARE(statistics.hitRatio(), 0.0);
    statistics.countHit(HitClass::ProvenFresh, 1ms);
    QCOMPARE(statistics.hitRatio(), 1.0);
    statistics.countMiss(ReasonCode::Ttl);
    statistics.countMiss(ReasonCode::Ttl);
    statistics.countMiss(ReasonCode::Ttl);
    QCOMPARE(statistics.hitRatio(), 0.25);
}

void TestCacheStatistics::alwaysAddsUp()
{
    std::mt19937 random(7);
    CacheStatistics statistics;
    for (int i = 1; i <= 5'000; ++i) {
        const auto reason = ReasonCode(1 + int(random() % (kReasonCodes - 1)));
        switch (random() % 3) {
        case 0:
            statistics.countHit(HitClass::ProvenFresh, 1ms);
            break;
        case 1:
            statistics.countMiss(reason);
            break;
        default:
            statistics.countBypass(reason);
        }
        qint64 withReason = 0;
        for (int code = 0; code < kReasonCodes; ++code)
            withReason += statistics.byReason(ReasonCode(code));
        QCOMPARE(statistics.requests(), i);
        QCOMPARE(statistics.hits() + statistics.misses() + statistics.bypasses(), i);
        QCOMPARE(withReason, statistics.misses() + statistics.bypasses());
    }
}

void TestCacheStatistics::countsHitsByTheirClass()
{
    CacheStatistics statistics;
    for (const HitClass hit : {HitClass::ProvenFresh, HitClass::Stale, HitClass::Rows, HitClass::Rows})
        statistics.countHit(hit, 0ms);
    QCOMPARE(statistics.byClass(HitClass::ProvenFresh), 1);
    QCOMPARE(statistics.byClass(HitClass::NotVerified), 0);
    QCOMPARE(statistics.byClass(HitClass::Stale), 1);
    QCOMPARE(statistics.byClass(HitClass::Rows), 2);
    QCOMPARE(statistics.hits(), 4);
}

void TestCacheStatistics::savesTimeOrLosesIt()
{
    CacheStatistics statistics;
    statistics.countHit(HitClass::ProvenFresh, 3ms);
    QCOMPARE(statistics.timeSaved(), 3ms);
    statistics.countHit(HitClass::ProvenFresh, -5ms);
    QCOMPARE(statistics.timeSaved(), -2ms);
}

void TestCacheStatistics::countsJoinedRunsAmongTheMisses()
{
    CacheStatistics statistics;
    statistics.countMiss(ReasonCode::FirstSeen);
    statistics.countMiss(ReasonCode::FirstSeen);
    statistics.countJoined();
    QCOMPARE(statistics.joined(), 1);
    QCOMPARE(statistics.misses(), 2);
    QCOMPARE(statistics.requests(), 2);
}

QTEST_APPLESS_MAIN(TestCacheStatistics)
#include "tst_cachestatistics.moc"
