#include "cache/entryinfo.h"

#include "tests/support/manualclock.h"
#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;
using Millis = std::chrono::milliseconds;
using OptionalMillis = std::optional<std::chrono::milliseconds>;

Q_DECLARE_METATYPE(OptionalMillis)

namespace {

CacheEntry storedAt(const Clock& clock, OptionalMillis ttl, const ResultPtr& result)
{
    CacheEntry entry;
    entry.id = EntryId(9);
    const KeyComponents components{
        .connection = {"sqlite", "shop.db"}, .sql = "SELECT 1", .parameters = {{"1", 42}}};
    entry.key = CacheKey(components);
    entry.facts = std::make_shared<const EntryFacts>(
        EntryFacts{components, "select 1 -- as typed", {"main.orders", "main.items"}, entry.key.hex()});
    entry.result = result;
    entry.stamp.tables = {{"main.orders", {}, 1}, {"main.items", {}, 2}};
    entry.stamp.validator = DatabaseMark(7);
    entry.storedAt = clock.now();
    entry.storedWallTime = clock.wallTime();
    entry.lifetime.hard = ttl;
    entry.usage.lastUsed = entry.storedAt;
    entry.fill = {.lookup = 100ms, .validate = 100ms, .execute = 8ms, .fetch = 2ms};
    entry.chargeBytes = 1'234;
    return entry;
}

EntryInfo infoOf(const CacheEntry& entry, Clock::TimePoint now)
{
    // Whatever was there is written over.
    EntryInfo info;
    info.id = EntryId(99);
    info.state = EntryState::Expired;
    info.reason = {ReasonCode::ExpiredByUser};
    info.pinned = true;
    info.outdated = true;
    info.tags = {"other"};
    info.evictionRank = 5;
    info.ttlLeft = Millis(1);
    info.idleLeft = Millis(1);
    describe(entry, now, info);
    return info;
}

} // namespace

class TestEntryInfo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void copiesWhatTheEntryTells();
    void tellsTheTimeLeft();
    void hasNoEndWhilePinned();
    void isOutdatedFromFourFifthsOfItsTimeOn();
    void tellsTheStateWithoutAskingTheDatabase();
    void tellsWhenItWasProven();
    void showsTheAgeSinceStoringAndNotSinceProvingUnlikeMetabase44280();
};

void TestEntryInfo::copiesWhatTheEntryTells()
{
    test::ManualClock clock;
    CacheEntry entry
        = storedAt(clock, 60s, test::resultOf({QStringLiteral("a"), QStringLiteral("b")}, {{1, 2}}));
    entry.usage.hits = 3;
    entry.usage.timeSaved = -5ms;
    entry.usage.lastHit = clock.wallTime();
    entry.usage.hitCost = 12us;
    entry.usage.lastRefuted = clock.wallTime();
    entry.usage.refutation = {ReasonCode::ValidatorChanged};
    entry.tags = {"report"};
    const EntryInfo info = infoOf(entry, clock.now());
    QCOMPARE(info.id, EntryId(9));
    QCOMPARE(info.facts, entry.facts);
    QCOMPARE(info.bytes, 1'234);
    QCOMPARE(info.created, clock.wallTime());
    QCOMPARE(info.hits, 3);
    QCOMPARE(info.lastHit, clock.wallTime());
    QCOMPARE(info.fillCost, 10ms);
    QCOMPARE(info.timeSaved, -5ms);
    QCOMPARE(info.hitCost, 4us);
    QCOMPARE(info.refutedAt, clock.wallTime());
    QCOMPARE(info.refutation.code, ReasonCode::ValidatorChanged);
    QCOMPARE(info.tags, QByteArrayList{"report"});
    QCOMPARE(info.evictionRank, 0);
}

void TestEntryInfo::tellsTheTimeLeft()
{
    test::ManualClock clock;
    CacheEntry entry = storedAt(clock, 60s, test::resultOf(1));
    entry.lifetime.idle = 20s;
    QVERIFY(infoOf(entry, clock.now()).ttlLeft == OptionalMillis(60s));
    clock.advance(15s);
    QVERIFY(infoOf(entry, clock.now()).idleLeft == OptionalMillis(5s));
    entry.usage.lastUsed = clock.now();
    clock.advance(1ms);
    QVERIFY(infoOf(entry, clock.now()).ttlLeft == OptionalMillis(45s - 1ms));
    QVERIFY(infoOf(entry, clock.now()).idleLeft == OptionalMillis(20s - 1ms));
    QCOMPARE(infoOf(entry, clock.now()).age, Millis(15'001));
    clock.advance(60s);
    QVERIFY(infoOf(entry, clock.now()).ttlLeft == OptionalMillis(-15'001ms));
    entry.lifetime = {};
    QVERIFY(!infoOf(entry, clock.now()).ttlLeft);
    QVERIFY(!infoOf(entry, clock.now()).idleLeft);
}

void TestEntryInfo::hasNoEndWhilePinned()
{
    test::ManualClock clock;
    CacheEntry entry = storedAt(clock, 60s, test::resultOf(1));
    entry.lifetime.idle = 20s;
    QVERIFY(entry.end() == std::optional(clock.now() + 20s));
    entry.pinned = true;
    QVERIFY(!entry.end());
    clock.advance(1h);
    const EntryInfo info = infoOf(entry, clock.now());
    QVERIFY(info.pinned);
    QVERIFY(!info.ttlLeft);
    QCOMPARE(info.state, EntryState::Proven);
    QVERIFY(!info.outdated);
}

void TestEntryInfo::isOutdatedFromFourFifthsOfItsTimeOn()
{
    test::ManualClock clock;
    CacheEntry entry = storedAt(clock, 60s, test::resultOf(1));
    clock.advance(48s - 1ms);
    QVERIFY(!infoOf(entry, clock.now()).outdated);
    clock.advance(1ms);
    QVERIFY(infoOf(entry, clock.now()).outdated);
    entry.lifetime.hard = std::nullopt;
    QVERIFY(!infoOf(entry, clock.now()).outdated);
    entry.outdated = true;
    QVERIFY(infoOf(entry, clock.now()).outdated);
}

void TestEntryInfo::tellsTheStateWithoutAskingTheDatabase()
{
    test::ManualClock clock;
    CacheEntry entry = storedAt(clock, 60s, test::resultOf(1));
    QCOMPARE(infoOf(entry, clock.now()).state, EntryState::Proven);
    entry.stamp.validator = std::nullopt;
    QCOMPARE(infoOf(entry, clock.now()).state, EntryState::Unverifiable);
    clock.advance(60s - 1ms);
    QCOMPARE(infoOf(entry, clock.now()).state, EntryState::Unverifiable);
    clock.advance(1ms);
    QCOMPARE(infoOf(entry, clock.now()).state, EntryState::Expired);
    QCOMPARE(infoOf(entry, clock.now()).reason.code, ReasonCode::Ttl);
    entry.stamp.validator = DatabaseMark(7);
    QCOMPARE(infoOf(entry, clock.now()).state, EntryState::Expired);
}

void TestEntryInfo::tellsWhenItWasProven()
{
    test::ManualClock clock;
    CacheEntry entry = storedAt(clock, std::nullopt, test::resultOf(1));
    const QDateTime stored = clock.wallTime();
    clock.advance(10s);
    QCOMPARE(infoOf(entry, clock.now()).provenAt, stored);
    entry.usage.lastVerified = clock.wallTime();
    QCOMPARE(infoOf(entry, clock.now()).provenAt, stored.addSecs(10));
}

// metabase#44280: wrong age label.
void TestEntryInfo::showsTheAgeSinceStoringAndNotSinceProvingUnlikeMetabase44280()
{
    test::ManualClock clock;
    CacheEntry entry = storedAt(clock, std::nullopt, test::resultOf(1));
    clock.advance(90s);
    entry.usage.lastVerified = clock.wallTime();
    clock.advance(5s);
    const EntryInfo info = infoOf(entry, clock.now());
    QCOMPARE(info.age, 95s);
    QCOMPARE(info.created.msecsTo(clock.wallTime()), 95'000);
}

QTEST_APPLESS_MAIN(TestEntryInfo)
#include "tst_entryinfo.moc"
