#include "cache/resultcache.h"

#include "cache/memorystore.h"
#include "tests/support/manualclock.h"
#include "tests/support/results.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace larder;
using namespace std::chrono_literals;

namespace {

const ConnectionIdentity kShop{"sqlite", "shop.db", {}};
const QByteArray kOrders = "main.orders";
const QByteArray kItems = "main.items";
constexpr qint64 kLargeBytes = qint64(1) << 30;

/// A store in which every key has the hash of every other.
class CollidingStore final : public CacheStore
{
public:
    [[nodiscard]] CacheEntry* find(const CacheKey& /*key*/) override { return m_entry ? &*m_entry : nullptr; }
    [[nodiscard]] CacheEntry* find(EntryId id) override
    {
        return m_entry && m_entry->id == id ? &*m_entry : nullptr;
    }
    void touch(EntryId /*id*/) override { }
    [[nodiscard]] Insertion insert(CacheEntry entry) override
    {
        m_entry = std::move(entry);
        return {.stored = true};
    }
    std::optional<CacheEntry> take(EntryId id) override
    {
        return find(id) ? std::exchange(m_entry, std::nullopt) : std::nullopt;
    }
    void setPinned(EntryId /*id*/, bool /*pinned*/) override { }
    [[nodiscard]] size_t visitSome(size_t /*place*/, size_t /*count*/, const Visit& visit) const override
    {
        if (m_entry)
            visit(*m_entry);
        return 0;
    }
    [[nodiscard]] std::vector<EntryId> evictionOrder() const override { return {}; }
    [[nodiscard]] qint64 slotBytes() const override { return 0; }
    [[nodiscard]] qint64 entryCount() const override { return m_entry ? 1 : 0; }
    [[nodiscard]] qint64 usedBytes() const override { return 0; }
    [[nodiscard]] qint64 budgetBytes() const override { return kLargeBytes; }

private:
    std::optional<CacheEntry> m_entry;
};

KeyComponents asked(const QByteArray& sql, const ConnectionIdentity& identity = kShop)
{
    return {.connection = identity, .sql = sql};
}

ResultCache::Fill fillOf(
    const KeyComponents& components, const ResultPtr& result, const QByteArrayList& tables = {})
{
    return {.key = CacheKey(components),
        .components = components,
        .sql = components.sql,
        .result = result,
        .tables = tables,
        .validator = DatabaseMark(1),
        .cost = {.execute = 8ms, .fetch = 2ms}};
}

CommittedWrites writesTo(const QByteArrayList& tables)
{
    return {.tables = tables};
}

/// A cache under test with its clock.
struct Bench
{
    explicit Bench(qint64 budgetBytes = kLargeBytes)
        : Bench(std::make_unique<MemoryStore>(makeEvictionPolicy("LRU", budgetBytes)))
    {
    }
    explicit Bench(std::unique_ptr<CacheStore> store) : cache(std::move(store), clock) { }

    Reason keep(const ResultCache::Fill& fill)
    {
        return cache.land(cache.beginFill(fill.key), fill).notStored;
    }
    Reason keep(const QByteArray& sql, const QByteArrayList& tables = {})
    {
        return keep(fillOf(asked(sql), test::resultOf(1), tables));
    }
    ResultCache::Lookup find(const KeyComponents& components)
    {
        return cache.find(CacheKey(components), components);
    }
    ResultCache::Lookup find(const QByteArray& sql) { return find(asked(sql)); }
    EntryId idOf(const QByteArray& sql) { return find(sql).entry->id; }

    test::ManualClock clock;
    ResultCache cache;
};

/// What one entry of keep() is charged, for an SQL text of @p sqlBytes.
qint64 chargeOfOne(qsizetype sqlBytes)
{
    Bench bench;
    (void)bench.keep(QByteArray(sqlBytes, 'x'));
    return bench.cache.store().usedBytes();
}

QByteArrayList sqlOf(const std::vector<EntryInfo>& entries)
{
    QByteArrayList texts;
    for (const EntryInfo& entry : entries)
        texts << entry.facts->sql;
    std::sort(texts.begin(), texts.end());
    return texts;
}

} // namespace

class TestResultCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsWhatLanded();
    void tellsWhyItFindsNothing();
    void doesNotServeAnotherKeyWithTheSameHash();
    void doesNotServeRowsToAnotherUserUnlikeSuperset13538();
    void doesNotServeRowsOfAnotherDatabase();
    void discardsWhatAWriteOvertook_data();
    void discardsWhatAWriteOvertook();
    void dropsTheOldEntryWhenItsReplacementIsDiscarded();
    void discardsAFillWhoseEntryIsExpiredMeanwhile();
    void discardsEveryFillWhenAllIsExpired();
    void forgetsAnAbandonedFill();
    void endsEntriesByTheirTtl();
    void endsAnEmptyResultAfterThirtySeconds();
    void takesTheAgeThatTheAskerAccepts();
    void expiresExactlyWhatWasNamed();
    void expiresOneDatabaseOnly();
    void isIndifferentToExpiringTwice();
    void dropsWhatDependsOnAWrittenTable();
    void dropsEverythingOfADatabaseAfterAnUnknownWrite();
    void dropsTheEntriesOfAllUsersAfterAWriteByOne();
    void ignoresAnEmptyWrite();
    void doesNotStoreWhatIsTooLargeAndDropsTheOldUnlikeMetabase78075();
    void storesNothingForbiddenAndDropsTheOld();
    void replacesUnlikeMetabase19418();
    void tellsAtTheNextMissThatItWasEvicted();
    void neverExceedsItsBudget();
    void countsAHitAndItsSignedSaving();
    void findsWhatItGaveUpAsLongAsSomebodyShowsIt();
    void forgetsWhatItGaveUpWhenItIsNotTrueAnyMore_data();
    void forgetsWhatItGaveUpWhenItIsNotTrueAnyMore();
    void recordsAProof();
    void showsTheFactsOfWhatLanded();
    void writesOverTheListThatItIsGiven();
    void isQuietWhenInspected();
    void doesNotCountFindingAsUse();
    void servesNoStaleAnswerInAnyInterleaving_data();
    void servesNoStaleAnswerInAnyInterleaving();
};

void TestResultCache::findsWhatLanded()
{
    Bench bench;
    QSignalSpy stored(&bench.cache, &ResultCache::entryStored);
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    const ResultPtr result = test::resultOf(42);
    QVERIFY(!bench.keep(fillOf(asked("SELECT 1"), result, {kOrders})));
    const ResultCache::Lookup found = bench.find("SELECT 1");
    QVERIFY(found.entry);
    QVERIFY(!found.reason);
    QCOMPARE(found.entry->result.get(), result.get());
    QVERIFY(found.entry->stamp.validator == DatabaseMark(1));
    QCOMPARE(found.entry->storedWallTime, bench.clock.wallTime());
    QCOMPARE(stored.size(), 1);
    QCOMPARE(stored[0][0].value<EntryId>(), found.entry->id);
    QCOMPARE(removed.size(), 0);
}

void TestResultCache::tellsWhyItFindsNothing()
{
    Bench bench;
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::FirstSeen);
    KeyComponents limited = asked("SELECT 1");
    limited.rowLimit = 10;
    const Reason reason = bench.find(limited).reason;
    QCOMPARE(reason.code, ReasonCode::KeyDiffers);
    QCOMPARE(reason.detail, QStringLiteral("all rows were asked for, now the first 10 rows"));
}

void TestResultCache::doesNotServeAnotherKeyWithTheSameHash()
{
    Bench bench(std::make_unique<CollidingStore>());
    QVERIFY(!bench.keep("SELECT 1"));
    const ResultCache::Lookup found = bench.find("SELECT 2");
    QVERIFY(!found.entry);
    QCOMPARE(found.reason.code, ReasonCode::Collision);
    QVERIFY(bench.find("SELECT 1").entry);
    QVERIFY(!bench.keep("SELECT 2"));
    QVERIFY(bench.find("SELECT 2").entry);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::Collision);
}

// superset#13538: rows served to another user.
void TestResultCache::doesNotServeRowsToAnotherUserUnlikeSuperset13538()
{
    Bench bench;
    const KeyComponents anna = asked("SELECT * FROM salary", {"postgresql", "shop", "anna"});
    const KeyComponents bob = asked("SELECT * FROM salary", {"postgresql", "shop", "bob"});
    QVERIFY(!bench.keep(fillOf(anna, test::resultOf(1))));
    QVERIFY(!bench.find(bob).entry);
    QCOMPARE(bench.find(asked(anna.sql, {"postgresql", "shop", {}})).entry, nullptr);
    QVERIFY(!bench.keep(fillOf(bob, test::resultOf(2))));
    QCOMPARE(bench.find(anna).entry->result->cell(0, 0).integer, 1);
    QCOMPARE(bench.find(bob).entry->result->cell(0, 0).integer, 2);
}

void TestResultCache::doesNotServeRowsOfAnotherDatabase()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    QVERIFY(!bench.find(asked("SELECT 1", {"sqlite", "other.db", {}})).entry);
    QVERIFY(!bench.find(asked("SELECT 1", {"mysql", "shop.db", {}})).entry);
    QVERIFY(bench.find("SELECT 1").entry);
}

// The fill race: a write lands while an older read is on its way.
void TestResultCache::discardsWhatAWriteOvertook_data()
{
    QTest::addColumn<QByteArrayList>("writtenBefore");
    QTest::addColumn<QByteArrayList>("writtenMeanwhile");
    QTest::addColumn<bool>("wholeDatabase");
    QTest::addColumn<bool>("stored");
    const auto row = [](const char* name, const QByteArrayList& before, const QByteArrayList& meanwhile,
                         bool wholeDatabase, bool stored) {
        QTest::newRow(name) << before << meanwhile << wholeDatabase << stored;
    };
    row("nothing", {}, {}, false, true);
    row("before it began", {kOrders}, {}, false, true);
    row("a table that was known", {kOrders}, {kOrders}, false, false);
    row("a table that was never seen", {}, {kOrders}, false, false);
    row("the second table", {}, {kItems}, false, false);
    row("another table", {}, {"main.log"}, false, true);
    row("something unknown", {}, {}, true, false);
}

void TestResultCache::discardsWhatAWriteOvertook()
{
    QFETCH(QByteArrayList, writtenBefore);
    QFETCH(QByteArrayList, writtenMeanwhile);
    QFETCH(bool, wholeDatabase);
    QFETCH(bool, stored);
    Bench bench;
    bench.cache.applyWrites(kShop, writesTo(writtenBefore), "UPDATE orders");
    const ResultCache::Fill fill = fillOf(asked("SELECT 1"), test::resultOf(1), {kOrders, kItems});
    const auto ticket = bench.cache.beginFill(fill.key);
    bench.cache.applyWrites(
        kShop, {.tables = writtenMeanwhile, .wholeDatabase = wholeDatabase}, "UPDATE orders");
    const Reason reason = bench.cache.land(ticket, fill).notStored;
    QCOMPARE(reason.code, stored ? ReasonCode::None : ReasonCode::RaceDiscarded);
    const ResultCache::Lookup found = bench.find("SELECT 1");
    QCOMPARE(found.entry != nullptr, stored);
    QCOMPARE(found.reason, reason);
}

void TestResultCache::dropsTheOldEntryWhenItsReplacementIsDiscarded()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    const EntryId old = bench.idOf("SELECT 1");
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    const ResultCache::Fill fill = fillOf(asked("SELECT 1"), test::resultOf(2), {kOrders});
    const auto ticket = bench.cache.beginFill(fill.key);
    bench.cache.applyWrites(kShop, writesTo({kOrders}), "UPDATE orders");
    QCOMPARE(bench.cache.land(ticket, fill).notStored.code, ReasonCode::RaceDiscarded);
    QVERIFY(!bench.find("SELECT 1").entry);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][0].value<EntryId>(), old);
}

void TestResultCache::discardsAFillWhoseEntryIsExpiredMeanwhile()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    const ResultCache::Fill same = fillOf(asked("SELECT 1"), test::resultOf(2));
    const ResultCache::Fill other = fillOf(asked("SELECT 2"), test::resultOf(2));
    const auto sameTicket = bench.cache.beginFill(same.key);
    const auto otherTicket = bench.cache.beginFill(other.key);
    bench.cache.expire({bench.idOf("SELECT 1")}, {ReasonCode::ExpiredByUser});
    QCOMPARE(bench.cache.land(sameTicket, same).notStored.code, ReasonCode::ExpiredByUser);
    QVERIFY(!bench.cache.land(otherTicket, other).notStored);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::ExpiredByUser);
    // A fill that began after it is stored.
    QVERIFY(!bench.keep("SELECT 1"));
}

void TestResultCache::discardsEveryFillWhenAllIsExpired()
{
    Bench bench;
    const ResultCache::Fill fill = fillOf(asked("SELECT 1"), test::resultOf(1));
    const auto ticket = bench.cache.beginFill(fill.key);
    bench.cache.expireAll({ReasonCode::ExpiredByUser});
    QCOMPARE(bench.cache.land(ticket, fill).notStored.code, ReasonCode::ExpiredByUser);
    QVERIFY(!bench.find("SELECT 1").entry);
    const auto ofShop = bench.cache.beginFill(fill.key);
    bench.cache.expireAll({ReasonCode::ConnectionClosed}, kShop);
    QCOMPARE(bench.cache.land(ofShop, fill).notStored.code, ReasonCode::ConnectionClosed);
    QVERIFY(!bench.keep(fill));
}

void TestResultCache::forgetsAnAbandonedFill()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    bench.cache.abandonFill(bench.cache.beginFill(CacheKey(asked("SELECT 1"))));
    QVERIFY(bench.find("SELECT 1").entry);
}

void TestResultCache::endsEntriesByTheirTtl()
{
    Bench bench;
    ResultCache::Fill fill = fillOf(asked("SELECT 1"), test::resultOf(1));
    fill.lifetime.hard = 10s;
    QVERIFY(!bench.keep(fill));
    QVERIFY(!bench.keep("SELECT 2"));
    const std::chrono::milliseconds ttl = *bench.find("SELECT 1").entry->lifetime.hard;
    QVERIFY(ttl >= 9s && ttl <= 11s);
    bench.clock.advance(ttl - 1ms);
    QVERIFY(bench.find("SELECT 1").entry);
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    bench.clock.advance(1ms);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::Ttl);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::Ttl);
    QCOMPARE(removed.size(), 1);
    bench.clock.advance(24h);
    QVERIFY(bench.find("SELECT 2").entry);
}

void TestResultCache::endsAnEmptyResultAfterThirtySeconds()
{
    Bench bench;
    QVERIFY(!bench.keep(fillOf(asked("SELECT 1"), test::emptyResult())));
    bench.clock.advance(30s - 1ms);
    QVERIFY(bench.find("SELECT 1").entry);
    bench.clock.advance(1ms);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::EmptyTtl);
}

// metabase#78339: unbounded stale serving.
void TestResultCache::takesTheAgeThatTheAskerAccepts()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    const KeyComponents components = asked("SELECT 1");
    const CacheKey key(components);
    bench.clock.advance(10s);
    QVERIFY(bench.cache.find(key, components, 10s).entry);
    QVERIFY(bench.cache.find(key, components).entry);
    bench.clock.advance(1ms);
    QCOMPARE(bench.cache.find(key, components, 10s).reason.code, ReasonCode::Ttl);
}

void TestResultCache::expiresExactlyWhatWasNamed()
{
    Bench bench;
    for (const char* sql : {"SELECT 1", "SELECT 2", "SELECT 3"})
        QVERIFY(!bench.keep(sql));
    const EntryId first = bench.idOf("SELECT 1");
    const EntryId third = bench.idOf("SELECT 3");
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    const Reason reason{ReasonCode::ExpiredByUser, QStringLiteral("by hand")};
    bench.cache.expire({first, EntryId(4711), third}, reason);
    QCOMPARE(sqlOf(bench.cache.entries()), QByteArrayList{"SELECT 2"});
    QCOMPARE(removed.size(), 2);
    QCOMPARE(removed[0][0].value<EntryId>(), first);
    QCOMPARE(removed[1][0].value<EntryId>(), third);
    QCOMPARE(removed[0][1].value<Reason>(), reason);
    QCOMPARE(bench.find("SELECT 1").reason, reason);
}

void TestResultCache::expiresOneDatabaseOnly()
{
    Bench bench;
    const ConnectionIdentity other{"sqlite", "other.db", {}};
    QVERIFY(!bench.keep("SELECT 1"));
    QVERIFY(!bench.keep(fillOf(asked("SELECT 1", other), test::resultOf(1))));
    bench.cache.expireAll({ReasonCode::ConnectionClosed}, kShop);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::ConnectionClosed);
    QVERIFY(bench.find(asked("SELECT 1", other)).entry);
    bench.cache.expireAll({ReasonCode::ExpiredByUser});
    QVERIFY(bench.cache.entries().empty());
    QCOMPARE(bench.cache.store().usedBytes(), 0);
}

void TestResultCache::isIndifferentToExpiringTwice()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    const EntryId id = bench.idOf("SELECT 1");
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    bench.cache.expire({id, id}, {ReasonCode::ExpiredByUser});
    bench.cache.expire({id}, {ReasonCode::Evicted});
    QCOMPARE(removed.size(), 1);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::ExpiredByUser);
}

void TestResultCache::dropsWhatDependsOnAWrittenTable()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1", {kOrders, kItems}));
    QVERIFY(!bench.keep("SELECT 2", {kItems}));
    QVERIFY(!bench.keep("SELECT 3", {kOrders}));
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    bench.cache.applyWrites(kShop, writesTo({kOrders}), "UPDATE orders SET paid = 1");
    QCOMPARE(removed.size(), 2);
    QCOMPARE(sqlOf(bench.cache.entries()), QByteArrayList{"SELECT 2"});
    const Reason reason = bench.find("SELECT 1").reason;
    QCOMPARE(reason.code, ReasonCode::TableChanged);
    QVERIFY(reason.detail.contains(QStringLiteral("UPDATE orders SET paid = 1")));
    QVERIFY(!bench.keep("SELECT 1", {kOrders}));
    QVERIFY(bench.find("SELECT 1").entry);
}

void TestResultCache::dropsEverythingOfADatabaseAfterAnUnknownWrite()
{
    Bench bench;
    const ConnectionIdentity other{"sqlite", "other.db", {}};
    QVERIFY(!bench.keep("SELECT 1", {kOrders}));
    QVERIFY(!bench.keep("SELECT 2"));
    QVERIFY(!bench.keep(fillOf(asked("SELECT 1", other), test::resultOf(1), {kOrders})));
    bench.cache.applyWrites(kShop, {.wholeDatabase = true}, "DROP TABLE orders");
    QVERIFY(!bench.find("SELECT 1").entry);
    QVERIFY(!bench.find("SELECT 2").entry);
    QVERIFY(bench.find(asked("SELECT 1", other)).entry);
}

void TestResultCache::dropsTheEntriesOfAllUsersAfterAWriteByOne()
{
    Bench bench;
    const ConnectionIdentity anna{"postgresql", "shop", "anna"};
    const ConnectionIdentity bob{"postgresql", "shop", "bob"};
    QVERIFY(!bench.keep(fillOf(asked("SELECT 1", anna), test::resultOf(1), {kOrders})));
    QVERIFY(!bench.keep(fillOf(asked("SELECT 1", bob), test::resultOf(1), {kOrders})));
    bench.cache.applyWrites(anna, writesTo({kOrders}), "UPDATE orders");
    QCOMPARE(bench.find(asked("SELECT 1", anna)).reason.code, ReasonCode::TableChanged);
    QCOMPARE(bench.find(asked("SELECT 1", bob)).reason.code, ReasonCode::TableChanged);
    const ResultCache::Fill fill = fillOf(asked("SELECT 1", bob), test::resultOf(1), {kOrders});
    const auto ticket = bench.cache.beginFill(fill.key);
    bench.cache.applyWrites(anna, writesTo({kOrders}), "UPDATE orders");
    QCOMPARE(bench.cache.land(ticket, fill).notStored.code, ReasonCode::RaceDiscarded);
}

void TestResultCache::ignoresAnEmptyWrite()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1", {kOrders}));
    const auto ticket = bench.cache.beginFill(CacheKey(asked("SELECT 2")));
    bench.cache.applyWrites(kShop, {}, "SELECT 3");
    bench.cache.applyWrites(kShop, {.schemaChanged = true}, "CREATE TEMP TABLE t(x)");
    QVERIFY(bench.find("SELECT 1").entry);
    QVERIFY(!bench.cache.land(ticket, fillOf(asked("SELECT 2"), test::resultOf(1), {kOrders})).notStored);
}

// metabase#78075: a too large refresh keeps serving old data.
void TestResultCache::doesNotStoreWhatIsTooLargeAndDropsTheOldUnlikeMetabase78075()
{
    Bench bench(100'000);
    QVERIFY(!bench.keep("SELECT 1"));
    QVERIFY(!bench.keep("SELECT 2"));
    const EntryId old = bench.idOf("SELECT 1");
    QSignalSpy stored(&bench.cache, &ResultCache::entryStored);
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    const Reason reason = bench.keep(fillOf(asked("SELECT 1"), test::resultOfSize(100'000)));
    QCOMPARE(reason.code, ReasonCode::TooLarge);
    QVERIFY(!reason.detail.isEmpty());
    QCOMPARE(bench.find("SELECT 1").reason, reason);
    QVERIFY(bench.find("SELECT 2").entry);
    QCOMPARE(stored.size(), 0);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][0].value<EntryId>(), old);
}

void TestResultCache::storesNothingForbiddenAndDropsTheOld()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    ResultCache::Fill fill = fillOf(asked("SELECT 1"), test::resultOf(2));
    fill.forbidden = {ReasonCode::Uncacheable, QStringLiteral("the view reads the clock")};
    QCOMPARE(bench.keep(fill), fill.forbidden);
    QCOMPARE(bench.find("SELECT 1").reason, fill.forbidden);
}

// metabase#19418: refresh did not replace.
void TestResultCache::replacesUnlikeMetabase19418()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    const EntryId old = bench.idOf("SELECT 1");
    QSignalSpy stored(&bench.cache, &ResultCache::entryStored);
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    bench.clock.advance(5s);
    QVERIFY(!bench.keep(fillOf(asked("SELECT 1"), test::resultOf(2))));
    const ResultCache::Lookup found = bench.find("SELECT 1");
    QVERIFY(found.entry->id != old);
    QCOMPARE(found.entry->result->cell(0, 0).integer, 2);
    QCOMPARE(found.entry->storedAt, bench.clock.now());
    QCOMPARE(bench.cache.entries().size(), size_t(1));
    QCOMPARE(stored.size(), 1);
    QCOMPARE(stored[0][0].value<EntryId>(), found.entry->id);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][0].value<EntryId>(), old);
    QCOMPARE(removed[0][1].value<Reason>().code, ReasonCode::Replaced);
}

void TestResultCache::tellsAtTheNextMissThatItWasEvicted()
{
    Bench bench(2 * chargeOfOne(8));
    QVERIFY(!bench.keep("SELECT 1"));
    QVERIFY(!bench.keep("SELECT 2"));
    const EntryId first = bench.idOf("SELECT 1");
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    QVERIFY(!bench.keep("SELECT 3"));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][0].value<EntryId>(), first);
    QCOMPARE(removed[0][1].value<Reason>().code, ReasonCode::Evicted);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::Evicted);
}

void TestResultCache::neverExceedsItsBudget()
{
    constexpr qint64 kBudgetBytes = 50'000;
    Bench bench(kBudgetBytes);
    std::mt19937 random(3);
    bool within = true;
    const auto look = [&] { within = within && bench.cache.store().usedBytes() <= kBudgetBytes; };
    connect(&bench.cache, &ResultCache::entryRemoved, this, look);
    connect(&bench.cache, &ResultCache::entryStored, this, look);
    for (int i = 0; i < 500; ++i) {
        const QByteArray sql = "SELECT " + QByteArray::number(quint32(random() % 20));
        (void)bench.keep(fillOf(asked(sql), test::resultOfSize(qsizetype(random() % 60'000))));
        qint64 sum = 0;
        for (const EntryInfo& entry : bench.cache.entries())
            sum += entry.bytes;
        QCOMPARE(bench.cache.store().usedBytes(), sum);
        QVERIFY(within && sum <= kBudgetBytes);
    }
}

void TestResultCache::countsAHitAndItsSignedSaving()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    const EntryId id = bench.idOf("SELECT 1");
    QSignalSpy changed(&bench.cache, &ResultCache::entryChanged);
    bench.cache.recordHit(id, 7ms);
    QCOMPARE(bench.cache.entries()[0].timeSaved, 7ms);
    bench.clock.advance(1s);
    bench.cache.recordHit(id, -21ms);
    QCOMPARE(bench.cache.entries()[0].timeSaved, 7ms - 21ms);
    QCOMPARE(bench.cache.entries()[0].hits, 2);
    QCOMPARE(bench.cache.entries()[0].lastHit, bench.clock.wallTime());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[0][0].value<EntryId>(), id);
    bench.cache.recordHit(EntryId(4711), {});
    QCOMPARE(changed.size(), 2);
}

void TestResultCache::findsWhatItGaveUpAsLongAsSomebodyShowsIt()
{
    Bench bench(2 * chargeOfOne(8));
    QVERIFY(!bench.keep("SELECT 1", {kOrders}));
    ResultPtr shown = bench.find("SELECT 1").entry->result;
    QVERIFY(!bench.keep("SELECT 2"));
    QVERIFY(!bench.keep("SELECT 3"));
    QCOMPARE(bench.cache.store().entryCount(), 2);
    const CacheEntry* const entry = bench.find("SELECT 1").entry;
    QVERIFY(entry && entry->result == shown);
    QVERIFY(!bench.cache.recordHit(entry->id, 1ms));
    // Looking for it keeps no rows alive.
    const std::weak_ptr<const ResultSet> rows = shown;
    shown.reset();
    QCoreApplication::processEvents();
    QVERIFY(rows.expired());
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::Evicted);
}

void TestResultCache::forgetsWhatItGaveUpWhenItIsNotTrueAnyMore_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("a write") << 0;
    QTest::newRow("its time is over") << 1;
    QTest::newRow("expired") << 2;
    QTest::newRow("everything expired") << 3;
    QTest::newRow("a newer answer that is not stored") << 4;
    QTest::newRow("the database has changed") << 5;
}

void TestResultCache::forgetsWhatItGaveUpWhenItIsNotTrueAnyMore()
{
    QFETCH(int, what);
    Bench bench(2 * chargeOfOne(8));
    ResultCache::Fill fill = fillOf(asked("SELECT 1"), test::resultOf(1), {kOrders});
    const ResultPtr shown = fill.result;
    fill.lifetime.hard = 60s;
    QVERIFY(!bench.keep(fill));
    QVERIFY(!bench.keep("SELECT 2"));
    QVERIFY(!bench.keep("SELECT 3"));
    QVERIFY(bench.find("SELECT 1").entry);
    if (what == 0)
        bench.cache.applyWrites(kShop, writesTo({kOrders}), "UPDATE orders");
    else if (what == 1)
        bench.clock.advance(70s);
    else if (what == 2)
        bench.cache.expire(fill.key, {ReasonCode::ExpiredByUser});
    else if (what == 5)
        bench.cache.expire({bench.idOf("SELECT 1")}, {ReasonCode::ValidatorChanged});
    else if (what == 3)
        bench.cache.expireAll({ReasonCode::ExpiredByUser});
    fill.result = test::resultOfSize(1 << 20);
    if (what == 4)
        QVERIFY(bench.keep(fill));
    QVERIFY(!bench.find("SELECT 1").entry);
    QVERIFY(!bench.find("SELECT 1").entry);
}

void TestResultCache::recordsAProof()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1"));
    bench.clock.advance(5s);
    QSignalSpy changed(&bench.cache, &ResultCache::entryChanged);
    bench.cache.recordProof(bench.idOf("SELECT 1"), 40us);
    bench.cache.recordProof(EntryId(4711));
    QCOMPARE(bench.cache.events().event(bench.cache.events().lastNumber())->duration, 40us);
    const EntryInfo info = bench.cache.entries()[0];
    QCOMPARE(info.provenAt, bench.clock.wallTime());
    QCOMPARE(info.age, 5s);
    QCOMPARE(info.hits, 0);
    QCOMPARE(changed.size(), 1);
}

void TestResultCache::showsTheFactsOfWhatLanded()
{
    Bench bench;
    KeyComponents components = asked("SELECT 1");
    components.parameters = {{"1", qint64(42)}};
    ResultCache::Fill fill{.key = CacheKey(components),
        .components = components,
        .sql = "select 1 -- as typed",
        .result = test::resultOf({QStringLiteral("a"), QStringLiteral("b")}, {{1, 2}}),
        .tables = {"main.t", "main.u"}};
    QVERIFY(!bench.keep(fill));
    const EntryFacts facts{.components = components,
        .sql = fill.sql,
        .tables = fill.tables,
        .key = fill.key.hex(),
        .rows = 1,
        .columns = 2};
    const std::vector<EntryInfo> entries = bench.cache.entries();
    QVERIFY(*entries.at(0).facts == facts);
    QCOMPARE(bench.cache.entries().at(0).facts, entries.at(0).facts);
}

void TestResultCache::writesOverTheListThatItIsGiven()
{
    Bench bench;
    QVERIFY(!bench.keep("SELECT 1", {kOrders}));
    QVERIFY(!bench.keep("SELECT 2"));
    const std::vector<EntryInfo> before = bench.cache.entries();
    bench.cache.recordHit(bench.idOf("SELECT 2"), {});
    bench.cache.expire({bench.idOf("SELECT 1")}, {ReasonCode::ExpiredByUser});
    QVERIFY(!bench.keep("SELECT 3"));
    QVERIFY(!bench.keep("SELECT 4"));
    const std::vector<EntryInfo> now = bench.cache.entries();
    QCOMPARE(sqlOf(now), (QByteArrayList{"SELECT 2", "SELECT 3", "SELECT 4"}));
    QVERIFY(bench.cache.entries(before) == now);
    std::vector<EntryInfo> longer = before;
    longer.insert(longer.end(), now.begin(), now.end());
    QVERIFY(bench.cache.entries(longer) == now);
    bench.cache.expireAll({ReasonCode::ExpiredByUser});
    bench.cache.expire({now[0].id, now[1].id, now[2].id}, {ReasonCode::ExpiredByUser});
    QVERIFY(bench.cache.entries(now).empty());
}

void TestResultCache::isQuietWhenInspected()
{
    Bench bench(3 * chargeOfOne(8));
    for (const char* sql : {"SELECT 1", "SELECT 2", "SELECT 3"})
        QVERIFY(!bench.keep(sql));
    bench.cache.recordHit(bench.idOf("SELECT 1"), {});
    bench.clock.advance(3s);
    const std::vector<EntryInfo> before = bench.cache.entries();
    QCOMPARE(sqlOf(before), (QByteArrayList{"SELECT 1", "SELECT 2", "SELECT 3"}));
    QSignalSpy changed(&bench.cache, &ResultCache::entryChanged);
    for (int i = 0; i < 10; ++i)
        QVERIFY(bench.cache.entries() == before);
    QCOMPARE(changed.size(), 0);
    QVERIFY(!bench.keep("SELECT 4"));
    QCOMPARE(sqlOf(bench.cache.entries()), (QByteArrayList{"SELECT 1", "SELECT 3", "SELECT 4"}));
}

void TestResultCache::doesNotCountFindingAsUse()
{
    Bench bench(2 * chargeOfOne(8));
    QVERIFY(!bench.keep("SELECT 1"));
    QVERIFY(!bench.keep("SELECT 2"));
    QVERIFY(bench.find("SELECT 1").entry);
    QCOMPARE(bench.cache.entries()[0].hits, 0);
    QVERIFY(!bench.keep("SELECT 3"));
    QVERIFY(!bench.find("SELECT 1").entry);
}

void TestResultCache::servesNoStaleAnswerInAnyInterleaving_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 50; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

// Reads take their rows at any moment between their begin and their landing; writes happen at any moment.
void TestResultCache::servesNoStaleAnswerInAnyInterleaving()
{
    QFETCH(int, seed);
    std::mt19937 random{unsigned(seed)};
    const std::array tables{kOrders, kItems, QByteArray("main.log")};
    const auto tableOf = [&](const QByteArray& sql) { return tables.at(size_t(sql.back() - '0')); };
    std::map<QByteArray, qint64> versions;
    struct Reading
    {
        FillTicket ticket = {};
        QByteArray sql;
        std::optional<qint64> seen = std::nullopt;
    };
    std::vector<Reading> readings;
    Bench bench;
    int served = 0;
    for (int step = 0; step < 1'000; ++step) {
        const QByteArray sql = "SELECT " + QByteArray::number(quint32(random() % tables.size()));
        const size_t at = readings.empty() ? 0 : random() % readings.size();
        const auto kind = random() % 20;
        if (kind < 6 && readings.size() < 6) {
            readings.push_back({bench.cache.beginFill(CacheKey(asked(sql))), sql});
        } else if (kind < 12 && !readings.empty() && !readings[at].seen) {
            readings[at].seen = versions[tableOf(readings[at].sql)];
        } else if (kind < 19 && !readings.empty() && readings[at].seen) {
            const Reading& reading = readings[at];
            (void)bench.cache.land(reading.ticket,
                fillOf(asked(reading.sql), test::resultOf(*reading.seen), {tableOf(reading.sql)}));
            readings.erase(readings.begin() + qptrdiff(at));
        } else if (kind == 19) {
            ++versions[tableOf(sql)];
            bench.cache.applyWrites(kShop, writesTo({tableOf(sql)}), "UPDATE");
        }
        if (const CacheEntry* const entry = bench.find(sql).entry) {
            ++served;
            QCOMPARE(entry->result->cell(0, 0).integer, versions[tableOf(sql)]);
        }
    }
    QVERIFY(served > 200);
}

QTEST_GUILESS_MAIN(TestResultCache)
#include "tst_resultcache.moc"
