#include "cache/memorystore.h"

#include "tests/support/results.h"

#include <QByteArrayList>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>

using namespace larder;

namespace {

CacheKey keyNamed(const QByteArray& name)
{
    return CacheKey(KeyComponents{.connection = {"sqlite", "shop.db"}, .sql = name});
}

CacheEntry entryNamed(const QByteArray& name, quint64 id, qint64 chargeBytes)
{
    CacheEntry entry;
    entry.id = EntryId(id);
    entry.key = keyNamed(name);
    entry.sql = name;
    entry.result = test::emptyResult();
    entry.chargeBytes = chargeBytes;
    return entry;
}

QByteArrayList namesOf(const std::vector<CacheEntry>& entries)
{
    QByteArrayList names;
    for (const CacheEntry& entry : entries)
        names << entry.sql;
    return names;
}

QByteArrayList orderOf(const MemoryStore& store)
{
    QByteArrayList names;
    store.forEach([&](const CacheEntry& entry) { names << entry.sql; });
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
            evicted << m_entries.front().sql;
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
    void replacesAnEntryOfTheSameKeyWithoutEvictingIt();
    void replacesWithoutEvictingOthersWhereTheOldOneMakesRoom();
    void takesAnEntryOutOnce();
    void fillsTheBudgetToTheLastByte();
    void evictsEverythingForOneThatNeedsIt();
    void ignoresUnknownIds();
    void agreesWithANaiveStore_data();
    void agreesWithANaiveStore();
};

void TestMemoryStore::isEmptyAtFirst()
{
    MemoryStore store(100);
    QCOMPARE(store.usedBytes(), 0);
    QCOMPARE(store.budgetBytes(), 100);
    QVERIFY(!store.find(keyNamed("a")));
    QVERIFY(!store.find(EntryId(1)));
    QCOMPARE(orderOf(store), QByteArrayList());
}

void TestMemoryStore::findsByKeyAndById()
{
    MemoryStore store(100);
    QVERIFY(store.insert(entryNamed("a", 1, 10)).empty());
    QVERIFY(store.insert(entryNamed("b", 2, 10)).empty());
    QCOMPARE(store.find(keyNamed("a"))->id, EntryId(1));
    QCOMPARE(store.find(EntryId(2))->sql, QByteArray("b"));
    QVERIFY(!store.find(keyNamed("c")));
    QVERIFY(!store.find(EntryId(3)));
}

void TestMemoryStore::evictsTheLeastRecentlyUsedFirst()
{
    MemoryStore store(30);
    for (const char* name : {"a", "b", "c"})
        QVERIFY(store.insert(entryNamed(name, quint64(name[0]), 10)).empty());
    QCOMPARE(namesOf(store.insert(entryNamed("d", 'd', 15))), (QByteArrayList{"a", "b"}));
    QCOMPARE(orderOf(store), (QByteArrayList{"c", "d"}));
    QCOMPARE(store.usedBytes(), 25);
    QVERIFY(!store.find(keyNamed("a")));
    QVERIFY(!store.find(EntryId('b')));
}

void TestMemoryStore::movesATouchedEntryToTheEnd()
{
    MemoryStore store(30);
    for (const char* name : {"a", "b", "c"})
        QVERIFY(store.insert(entryNamed(name, quint64(name[0]), 10)).empty());
    store.touch(EntryId('a'));
    QCOMPARE(orderOf(store), (QByteArrayList{"b", "c", "a"}));
    store.touch(EntryId('a'));
    QCOMPARE(orderOf(store), (QByteArrayList{"b", "c", "a"}));
    QCOMPARE(namesOf(store.insert(entryNamed("d", 'd', 10))), QByteArrayList{"b"});
}

void TestMemoryStore::changesNoOrderByFindingAndVisiting()
{
    MemoryStore store(20);
    QVERIFY(store.insert(entryNamed("a", 1, 10)).empty());
    QVERIFY(store.insert(entryNamed("b", 2, 10)).empty());
    QVERIFY(store.find(keyNamed("a")));
    QVERIFY(store.find(EntryId(1)));
    QCOMPARE(orderOf(store), (QByteArrayList{"a", "b"}));
    QCOMPARE(namesOf(store.insert(entryNamed("c", 3, 10))), QByteArrayList{"a"});
}

void TestMemoryStore::replacesAnEntryOfTheSameKeyWithoutEvictingIt()
{
    MemoryStore store(30);
    QVERIFY(store.insert(entryNamed("a", 1, 10)).empty());
    QVERIFY(store.insert(entryNamed("b", 2, 10)).empty());
    QVERIFY(store.insert(entryNamed("a", 3, 20)).empty());
    QCOMPARE(store.usedBytes(), 30);
    QCOMPARE(store.find(keyNamed("a"))->id, EntryId(3));
    QVERIFY(!store.find(EntryId(1)));
    QCOMPARE(orderOf(store), (QByteArrayList{"b", "a"}));
}

void TestMemoryStore::replacesWithoutEvictingOthersWhereTheOldOneMakesRoom()
{
    MemoryStore store(30);
    QVERIFY(store.insert(entryNamed("b", 1, 10)).empty());
    QVERIFY(store.insert(entryNamed("a", 2, 20)).empty());
    QVERIFY(store.insert(entryNamed("a", 3, 20)).empty());
    QCOMPARE(orderOf(store), (QByteArrayList{"b", "a"}));
}

void TestMemoryStore::takesAnEntryOutOnce()
{
    MemoryStore store(30);
    QVERIFY(store.insert(entryNamed("a", 1, 10)).empty());
    const auto taken = store.take(EntryId(1));
    QVERIFY(taken.has_value());
    QCOMPARE(taken->sql, QByteArray("a"));
    QCOMPARE(taken->chargeBytes, 10);
    QVERIFY(!store.take(EntryId(1)).has_value());
    QVERIFY(!store.find(keyNamed("a")));
    QCOMPARE(store.usedBytes(), 0);
}

void TestMemoryStore::fillsTheBudgetToTheLastByte()
{
    MemoryStore store(30);
    QVERIFY(store.insert(entryNamed("a", 1, 10)).empty());
    QVERIFY(store.insert(entryNamed("b", 2, 20)).empty());
    QCOMPARE(store.usedBytes(), store.budgetBytes());
    QCOMPARE(namesOf(store.insert(entryNamed("c", 3, 1))), QByteArrayList{"a"});
}

void TestMemoryStore::evictsEverythingForOneThatNeedsIt()
{
    MemoryStore store(30);
    QVERIFY(store.insert(entryNamed("a", 1, 10)).empty());
    QVERIFY(store.insert(entryNamed("b", 2, 10)).empty());
    QCOMPARE(namesOf(store.insert(entryNamed("c", 3, 30))), (QByteArrayList{"a", "b"}));
    QCOMPARE(store.usedBytes(), 30);
}

void TestMemoryStore::ignoresUnknownIds()
{
    MemoryStore store(30);
    QVERIFY(store.insert(entryNamed("a", 1, 10)).empty());
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
    MemoryStore store(kBudgetBytes);
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
            const QByteArrayList expected = model.insert(entry);
            QCOMPARE(namesOf(store.insert(entry)), expected);
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
