#include "cache/expireshelf.h"

#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

namespace {

const Clock::TimePoint kBegin{1h};

CacheEntry entryOf(quint64 id, qint64 bytes = 10)
{
    CacheEntry entry;
    entry.id = EntryId(id);
    entry.chargeBytes = bytes;
    return entry;
}

std::vector<quint64> idsOf(const std::vector<CacheEntry>& entries)
{
    std::vector<quint64> ids;
    for (const CacheEntry& entry : entries)
        ids.push_back(quint64(entry.id));
    return ids;
}

} // namespace

class TestExpireShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsNothingBeforeItBegins();
    void givesBackWhatItKeptUntilTheDeadline();
    void forgetsWhatBelongedToTheExpireBefore();
    void givesUpTheOldestWhereThereIsNoRoom();
    void givesBackNothingThatWasDropped();
    void isEmptyAfterwards();
};

void TestExpireShelf::keepsNothingBeforeItBegins()
{
    ExpireShelf shelf(100);
    QVERIFY(!shelf.isOpen(kBegin));
    shelf.keep(entryOf(1), kBegin);
    QVERIFY(shelf.takeAll(kBegin).empty());
}

void TestExpireShelf::givesBackWhatItKeptUntilTheDeadline()
{
    for (const auto& [later, ids] : {std::pair{9s, std::vector<quint64>{1, 2}}, {10s, {}}}) {
        ExpireShelf shelf(100);
        shelf.begin(kBegin + 10s);
        shelf.keep(entryOf(1), kBegin);
        shelf.keep(entryOf(2), kBegin + 1s);
        QCOMPARE(shelf.isOpen(kBegin + later), !ids.empty());
        QCOMPARE(idsOf(shelf.takeAll(kBegin + later)), ids);
    }
}

void TestExpireShelf::forgetsWhatBelongedToTheExpireBefore()
{
    ExpireShelf shelf(20);
    shelf.begin(kBegin + 10s);
    shelf.keep(entryOf(1, 20), kBegin);
    shelf.begin(kBegin + 12s);
    shelf.keep(entryOf(2, 20), kBegin + 2s);
    QCOMPARE(idsOf(shelf.takeAll(kBegin + 11s)), std::vector<quint64>{2});
}

void TestExpireShelf::givesUpTheOldestWhereThereIsNoRoom()
{
    ExpireShelf shelf(25);
    shelf.begin(kBegin + 10s);
    for (quint64 id = 1; id <= 4; ++id)
        shelf.keep(entryOf(id), kBegin);
    QCOMPARE(idsOf(shelf.takeAll(kBegin)), (std::vector<quint64>{3, 4}));
    // One that is too large for it takes the others with it.
    shelf.begin(kBegin + 10s);
    shelf.keep(entryOf(5), kBegin);
    shelf.keep(entryOf(6, 26), kBegin);
    QVERIFY(shelf.takeAll(kBegin).empty());
}

void TestExpireShelf::givesBackNothingThatWasDropped()
{
    ExpireShelf shelf(100);
    KeyComponents components;
    components.sql = "SELECT 1";
    const CacheKey one(components);
    components.sql = "SELECT 2";
    const CacheKey two(components);
    CacheEntry entry = entryOf(1);
    entry.key = one;
    shelf.begin(kBegin + 10s);
    shelf.keep(entry, kBegin);
    entry = entryOf(2);
    entry.key = two;
    shelf.drop(two.digest());
    shelf.keep(entry, kBegin);
    QCOMPARE(idsOf(shelf.takeAll(kBegin)), std::vector<quint64>{1});
    shelf.begin(kBegin + 10s);
    shelf.keep(entry, kBegin);
    QCOMPARE(idsOf(shelf.takeAll(kBegin)), std::vector<quint64>{2});
}

void TestExpireShelf::isEmptyAfterwards()
{
    ExpireShelf shelf(100);
    shelf.begin(kBegin + 10s);
    shelf.keep(entryOf(1), kBegin);
    (void)shelf.takeAll(kBegin);
    QVERIFY(!shelf.isOpen(kBegin));
    QVERIFY(shelf.takeAll(kBegin).empty());
}

QTEST_APPLESS_MAIN(TestExpireShelf)
#include "tst_expireshelf.moc"
