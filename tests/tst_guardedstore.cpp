#include "cache/guardedstore.h"

#include "cache/memorystore.h"
#include "cache/resultcache.h"
#include "tests/support/manualclock.h"
#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

#include <stdexcept>

using namespace larder;
using namespace std::chrono_literals;

namespace {

/// A store that works until it is told to fail.
class FailingStore final : public CacheStore
{
public:
    explicit FailingStore(const bool& fails) : m_fails(fails) { }

    [[nodiscard]] CacheEntry* find(const CacheKey& key) override { return working().find(key); }
    [[nodiscard]] CacheEntry* find(EntryId id) override { return working().find(id); }
    void touch(EntryId id) override { working().touch(id); }
    [[nodiscard]] Insertion insert(CacheEntry entry) override { return working().insert(std::move(entry)); }
    std::optional<CacheEntry> take(EntryId id) override { return working().take(id); }
    void setPinned(EntryId id, bool pinned) override { working().setPinned(id, pinned); }
    [[nodiscard]] size_t visitSome(size_t place, size_t count, const Visit& visit) const override
    {
        return working().visitSome(place, count, visit);
    }
    [[nodiscard]] std::vector<EntryId> evictionOrder() const override { return working().evictionOrder(); }
    [[nodiscard]] qint64 slotBytes() const override { return m_store.slotBytes(); }
    [[nodiscard]] qint64 entryCount() const override { return m_store.entryCount(); }
    [[nodiscard]] qint64 usedBytes() const override { return m_store.usedBytes(); }
    [[nodiscard]] qint64 budgetBytes() const override { return m_store.budgetBytes(); }

private:
    [[nodiscard]] MemoryStore& working() const
    {
        if (m_fails)
            throw std::runtime_error("out of order");
        return m_store;
    }

    const bool& m_fails;
    mutable MemoryStore m_store{qint64(1) << 20};
};

const KeyComponents kAsked{.connection = {"sqlite", "shop.db", {}}, .sql = "SELECT 1"};

Reason keep(ResultCache& cache)
{
    const CacheKey key(kAsked);
    return cache
        .land(cache.beginFill(key),
            {.key = key, .components = kAsked, .sql = kAsked.sql, .result = test::resultOf(1)})
        .notStored;
}

ResultCache::Lookup find(ResultCache& cache)
{
    return cache.find(CacheKey(kAsked), kAsked);
}

} // namespace

class TestGuardedStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void holdsNothingWhileItIsClosed();
    void tellsOfEachFailure();
    void letsTheDatabaseAnswerWhileTheStoreFails();
    void servesNothingFromBeforeAFailure();
    void storesAgainWhenTheStoreWorksAgain();
    void survivesAFailureInTheMiddleOfALanding();
};

void TestGuardedStore::holdsNothingWhileItIsClosed()
{
    bool fails = false;
    test::ManualClock clock;
    GuardedStore store(std::make_unique<FailingStore>(fails), clock, [](const QString&) {});
    CacheEntry entry;
    entry.facts = std::make_shared<const EntryFacts>();
    entry.id = EntryId(1);
    entry.result = test::emptyResult();
    QVERIFY(store.insert(entry).stored);
    fails = true;
    QVERIFY(!store.find(EntryId(1)));
    QVERIFY(store.isClosed());
    QCOMPARE(store.failure(), QStringLiteral("out of order"));
    fails = false;
    QVERIFY(!store.find(EntryId(1)));
    QVERIFY(!store.find(CacheKey()));
    QVERIFY(!store.take(EntryId(1)));
    QVERIFY(!store.insert(entry).stored);
    store.touch(EntryId(1));
    store.setPinned(EntryId(1), true);
    int visited = 0;
    store.forEach([&](const CacheEntry&) { ++visited; });
    QCOMPARE(store.visitSome(0, 10, [&](const CacheEntry&) { ++visited; }), 0U);
    QCOMPARE(visited, 0);
    clock.advance(GuardedStore::kClosedFor);
    QVERIFY(!store.isClosed());
    QVERIFY(store.find(EntryId(1)));
}

void TestGuardedStore::tellsOfEachFailure()
{
    bool fails = true;
    test::ManualClock clock;
    QStringList told;
    GuardedStore store(
        std::make_unique<FailingStore>(fails), clock, [&](const QString& why) { told << why; });
    store.touch(EntryId(1));
    store.touch(EntryId(1));
    QCOMPARE(told.size(), 1);
    clock.advance(GuardedStore::kClosedFor);
    store.touch(EntryId(1));
    QCOMPARE(told.size(), 2);
}

void TestGuardedStore::letsTheDatabaseAnswerWhileTheStoreFails()
{
    bool fails = true;
    test::ManualClock clock;
    ResultCache cache(std::make_unique<FailingStore>(fails), clock);
    QCOMPARE(find(cache).reason.code, ReasonCode::StoreDown);
    QCOMPARE(find(cache).reason.detail, QStringLiteral("out of order"));
    QCOMPARE(keep(cache).code, ReasonCode::StoreDown);
    QVERIFY(cache.entries().empty());
    QCOMPARE(cache.events().event(1)->kind, EventKind::StoreFailed);
}

// Nobody could take it out while the store failed, so it may be older than what was written meanwhile.
void TestGuardedStore::servesNothingFromBeforeAFailure()
{
    bool fails = false;
    test::ManualClock clock;
    ResultCache cache(std::make_unique<FailingStore>(fails), clock);
    QVERIFY(!keep(cache));
    QVERIFY(find(cache).entry);
    fails = true;
    QVERIFY(!find(cache).entry);
    fails = false;
    clock.advance(GuardedStore::kClosedFor);
    QCOMPARE(find(cache).reason.code, ReasonCode::Epoch);
}

void TestGuardedStore::storesAgainWhenTheStoreWorksAgain()
{
    bool fails = true;
    test::ManualClock clock;
    ResultCache cache(std::make_unique<FailingStore>(fails), clock);
    QVERIFY(!find(cache).entry);
    fails = false;
    clock.advance(GuardedStore::kClosedFor);
    QVERIFY(!keep(cache));
    QVERIFY(find(cache).entry);
}

void TestGuardedStore::survivesAFailureInTheMiddleOfALanding()
{
    bool fails = false;
    test::ManualClock clock;
    ResultCache cache(std::make_unique<FailingStore>(fails), clock);
    QVERIFY(!keep(cache));
    const CacheKey key(kAsked);
    const FillTicket ticket = cache.beginFill(key);
    fails = true;
    QCOMPARE(
        cache.land(ticket, {.key = key, .components = kAsked, .sql = kAsked.sql, .result = test::resultOf(2)})
            .notStored.code,
        ReasonCode::StoreDown);
}

QTEST_APPLESS_MAIN(TestGuardedStore)
#include "tst_guardedstore.moc"
