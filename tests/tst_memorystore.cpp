#include "cache/memorystore.h"

#include "tests/support/results.h"

#include <QByteArrayList>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>

using namespace larder;

namespace {

std::unique_ptr<EvictionPolicy> lru(qint64 budgetBytes)
{
    return makeEvictionPolicy("LRU", budgetBytes);
}

/// What had to go for @p entry, which must come in.
std::vector<CacheEntry> insertInto(MemoryStore& store, const CacheEntry& entry)
{
    CacheStore::Insertion insertion = store.insert(entry);
    if (!insertion.stored)
        qWarning("the entry was refused");
    return std::move(insertion.evicted);
}

CacheKey keyNamed(const QByteArray& name)
{
    return CacheKey(KeyComponents{.connection = {"sqlite", "shop.db"}, .sql = name});
}

CacheEntry entryNamed(const QByteArray& name, quint64 id, qint64 chargeBytes)
{
    CacheEntry entry;
    entry.id = EntryId(id);
    entry.key = keyNamed(name);
    entry.facts = std::make_shared<const EntryFacts>(EntryFacts{.sql = name});
    entry.result = test::emptyResult();
    entry.chargeBytes = chargeBytes;
    return entry;
}

QByteArrayList namesOf(const std::vector<CacheEntry>& entries)
{
    QByteArrayList names;
    for (const CacheEntry& entry : entries)
        names << entry.facts->sql;
    return names;
}

QByteArrayList orderOf(MemoryStore& store)
{
    QByteArrayList names;
    for (const EntryId id : store.evictionOrder())
        names << store.find(id)->facts->sql;
    return names;
}

/// The store written down so simply that it can be believed: one list, the least recently used in front.
class NaiveStore
{
public:
    explicit NaiveStore(qint64 budgetBytes) : m_budgetBytes(budgetBytes) { }

    void touch(EntryId id)
    {
        const auto found = at(id);
        if (found != m_entries.end())
            std::rotate(found, found + 1, m_entries.end());
    }

    QByteArrayList insert(const CacheEntry& entry)
    {
        const auto sameKey = [&](const CacheEntry& other) { return other.key == entry.key; };
        std::erase_if(m_entries, sameKey);
        QByteArrayList evicted;
        while (usedBytes() + entry.chargeBytes > m_budgetBytes) {
            evicted << m_entries.front().facts->sql;
            m_entries.erase(m_entries.begin());
        }
        m_entries.push_back(entry);
        return evicted;
    }

    bool take(EntryId id)
    {
        const auto found = at(id);
        if (found == m_entries.end())
            return false;
        m_entries.erase(found);
        return true;
    }

    [[nodiscard]] qint64 usedBytes() const
    {
        qint64 bytes = 0;
        for (const CacheEntry& entry : m_entries)
            bytes += entry.chargeBytes;
        return bytes;
    }

    [[nodiscard]] const std::vector<CacheEntry>& entries() const { return m_entries; }

private:
    std::vector<CacheEntry>::iterator at(EntryId id)
    {
        return std::find_if(
            m_entries.begin(), m_entries.end(), [id](const CacheEntry& entry) { return entry.id == id; });
    }

    std::vector<CacheEntry> m_entries;
    qint64 m_budgetBytes;
};

} // namespace

class TestMemoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isEmptyAtFirst();
    void findsByKeyAndById();
    void evictsTheLeastRecentlyUsedFirst();
    void movesATouchedEntryToTheEnd();
    void changesNoOrderByFindingAndVisiting();
    void keepsAPinnedEntry();
    void refusesWhatIsNotWorthWhatWouldHaveToGo();
    void isVisitedPieceByPiece();
    void takesAnEntryOutOnce();
    void fillsTheBudgetToTheLastByte();
    void evictsEverythingForOneThatNeedsIt();
    void ignoresUnknownIds();
    void agreesWithANaiveStore_data();
    void agreesWithANaiveStore();
};

void TestMemoryStore::isEmptyAtFirst()
{
    MemoryStore store(lru(100));
    QCOMPARE(store.usedBytes(), 0);
    QCOMPARE(store.budgetBytes(), 100);
    QVERIFY(!store.find(keyNamed("a")));
    QVERIFY(!store.find(EntryId(1)));
    QCOMPARE(orderOf(store), QByteArrayList());
}

void TestMemoryStore::findsByKeyAndById()
{
    MemoryStore store(lru(100));
    QVERIFY(insertInto(store, entryNamed("a", 1, 10)).empty());
    QVERIFY(insertInto(store, entryNamed("b", 2, 10)).empty());
    QCOMPARE(store.find(keyNamed("a"))->id, EntryId(1));
    QCOMPARE(store.find(EntryId(2))->facts->sql, QByteArray("b"));
    QVERIFY(!store.find(keyNamed("c")));
    QVERIFY(!store.find(EntryId(3)));
}

void TestMemoryStore::evictsTheLeastRecentlyUsedFirst()
{
    MemoryStore store(lru(30));
    for (const char* name : {"a", "b", "c"})
        QVERIFY(insertInto(store, entryNamed(name, quint64(name[0]), 10)).empty());
    QCOMPARE(namesOf(insertInto(store, entryNamed("d", 'd', 15))), (QByteArrayList{"a", "b"}));
    QCOMPARE(orderOf(store), (QByteArrayList{"c", "d"}));
    QCOMPARE(store.usedBytes(), 25);
    QVERIFY(!store.find(keyNamed("a")));
    QVERIFY(!store.find(EntryId('b')));
}

void TestMemoryStore::movesATouchedEntryToTheEnd()
{
    MemoryStore store(lru(30));
    for (const char* name : {"a", "b", "c"})
        QVERIFY(insertInto(store, entryNamed(name, quint64(name[0]), 10)).empty());
    store.touch(EntryId('a'));
    QCOMPARE(orderOf(store), (QByteArrayList{"b", "c", "a"}));
    store.touch(EntryId('a'));
    QCOMPARE(orderOf(store), (QByteArrayList{"b", "c", "a"}));
    QCOMPARE(namesOf(insertInto(store, entryNamed("d", 'd', 10))), QByteArrayList{"b"});
}

void TestMemoryStore::changesNoOrderByFindingAndVisiting()
{
    MemoryStore store(lru(20));
    QVERIFY(insertInto(store, entryNamed("a", 1, 10)).empty());
    QVERIFY(insertInto(store, entryNamed("b", 2, 10)).empty());
    QVERIFY(store.find(keyNamed("a")));
    QVERIFY(store.find(EntryId(1)));
    QCOMPARE(orderOf(store), (QByteArrayList{"a", "b"}));
    QCOMPARE(namesOf(insertInto(store, entryNamed("c", 3, 10))), QByteArrayList{"a"});
}

void TestMemoryStore::keepsAPinnedEntry()
{
    MemoryStore store(lru(30));
    CacheEntry pinned = entryNamed("a", 1, 10);
    pinned.pinned = true;
    QVERIFY(insertInto(store, pinned).empty());
    QVERIFY(insertInto(store, entryNamed("b", 2, 10)).empty());
    QCOMPARE(namesOf(insertInto(store, entryNamed("c", 3, 20))), QByteArrayList{"b"});
    const CacheStore::Insertion tooMuch = store.insert(entryNamed("d", 4, 30));
    QVERIFY(!tooMuch.stored);
    QVERIFY(tooMuch.evicted.empty());
    store.setPinned(EntryId(1), false);
    QVERIFY(!store.find(EntryId(1))->pinned);
    store.setPinned(EntryId(3), true);
    QVERIFY(store.find(EntryId(3))->pinned);
    store.setPinned(EntryId(9), true);
    QCOMPARE(namesOf(insertInto(store, entryNamed("e", 5, 10))), QByteArrayList{"a"});
}

void TestMemoryStore::refusesWhatIsNotWorthWhatWouldHaveToGo()
{
    MemoryStore store(100);
    CacheEntry dear = entryNamed("dear", 1, 100);
    dear.fill.execute = std::chrono::seconds(10);
    QVERIFY(insertInto(store, dear).empty());
    CacheEntry cheap = entryNamed("cheap", 2, 100);
    cheap.fill.execute = std::chrono::milliseconds(1);
    const CacheStore::Insertion insertion = store.insert(cheap);
    QVERIFY(!insertion.stored);
    QVERIFY(insertion.evicted.empty());
    QCOMPARE(orderOf(store), QByteArrayList{"dear"});
    QVERIFY(!store.find(keyNamed("cheap")));
    QVERIFY(!store.find(EntryId(2)));
}

void TestMemoryStore::isVisitedPieceByPiece()
{
    MemoryStore store(lru(1'000));
    QByteArrayList names;
    for (quint64 i = 1; i <= 25; ++i) {
        names << QByteArray::number(i);
        QVERIFY(insertInto(store, entryNamed(names.last(), i, 10)).empty());
    }
    QCOMPARE(store.entryCount(), 25);
    store.take(EntryId(7));
    names.removeOne("7");
    QByteArrayList visited;
    int pieces = 0;
    size_t place = 0;
    do {
        place = store.visitSome(place, 10, [&](const CacheEntry& entry) { visited << entry.facts->sql; });
        ++pieces;
    } while (place != 0);
    std::sort(names.begin(), names.end());
    std::sort(visited.begin(), visited.end());
    QCOMPARE(visited, names);
    QCOMPARE(pieces, 3);
}

void TestMemoryStore::takesAnEntryOutOnce()
{
    MemoryStore store(lru(30));
    QVERIFY(insertInto(store, entryNamed("a", 1, 10)).empty());
    const auto taken = store.take(EntryId(1));
    QVERIFY(taken.has_value());
    QCOMPARE(taken->facts->sql, QByteArray("a"));
    QCOMPARE(taken->chargeBytes, 10);
    QVERIFY(!store.take(EntryId(1)).has_value());
    QVERIFY(!store.find(keyNamed("a")));
    QCOMPARE(store.usedBytes(), 0);
}

void TestMemoryStore::fillsTheBudgetToTheLastByte()
{
    MemoryStore store(lru(30));
    QVERIFY(insertInto(store, entryNamed("a", 1, 10)).empty());
    QVERIFY(insertInto(store, entryNamed("b", 2, 20)).empty());
    QCOMPARE(store.usedBytes(), store.budgetBytes());
    QCOMPARE(namesOf(insertInto(store, entryNamed("c", 3, 1))), QByteArrayList{"a"});
}

void TestMemoryStore::evictsEverythingForOneThatNeedsIt()
{
    MemoryStore store(lru(30));
    QVERIFY(insertInto(store, entryNamed("a", 1, 10)).empty());
    QVERIFY(insertInto(store, entryNamed("b", 2, 10)).empty());
    QCOMPARE(namesOf(insertInto(store, entryNamed("c", 3, 30))), (QByteArrayList{"a", "b"}));
    QCOMPARE(store.usedBytes(), 30);
}

void TestMemoryStore::ignoresUnknownIds()
{
    MemoryStore store(lru(30));
    QVERIFY(insertInto(store, entryNamed("a", 1, 10)).empty());
    store.touch(EntryId(7));
    QVERIFY(!store.take(EntryId(7)).has_value());
    QCOMPARE(orderOf(store), QByteArrayList{"a"});
}

void TestMemoryStore::agreesWithANaiveStore_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 20; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestMemoryStore::agreesWithANaiveStore()
{
    QFETCH(int, seed);
    constexpr qint64 kBudgetBytes = 200;
    std::mt19937 random{unsigned(seed)};
    MemoryStore store(lru(kBudgetBytes));
    NaiveStore model(kBudgetBytes);
    quint64 lastId = 0;
    for (int step = 0; step < 2'000; ++step) {
        const auto id = EntryId(random() % (lastId + 2));
        switch (random() % 4) {
        case 0:
        case 1: {
            const QByteArray name = QByteArray::number(quint32(random() % 30));
            const qint64 charge = random() % 20 == 0 ? kBudgetBytes : qint64(random() % 40);
            const CacheEntry entry = entryNamed(name, ++lastId, charge);
            if (const CacheEntry* const old = store.find(entry.key))
                store.take(EntryId(old->id));
            const QByteArrayList expected = model.insert(entry);
            QCOMPARE(namesOf(insertInto(store, entry)), expected);
            break;
        }
        case 2:
            store.touch(id);
            model.touch(id);
            break;
        default:
            QCOMPARE(store.take(id).has_value(), model.take(id));
        }
        QCOMPARE(orderOf(store), namesOf(model.entries()));
        QCOMPARE(store.usedBytes(), model.usedBytes());
        QVERIFY(store.usedBytes() <= kBudgetBytes);
        for (const CacheEntry& entry : model.entries()) {
            QCOMPARE(store.find(entry.key)->id, entry.id);
            QCOMPARE(store.find(entry.id)->id, entry.id);
        }
    }
}

QTEST_APPLESS_MAIN(TestMemoryStore)
#include "tst_memorystore.moc"
