#include "cache/liveresults.h"

#include "tests/support/results.h"

#include <QTest>

using namespace larder;

namespace {

CacheEntry entryOf(quint64 id, ResultPtr result)
{
    KeyComponents components;
    components.sql = "SELECT " + QByteArray::number(id);
    CacheEntry entry;
    entry.id = EntryId(id);
    entry.key = CacheKey(components);
    entry.facts = std::make_shared<const EntryFacts>(EntryFacts{.key = entry.key.hex()});
    entry.result = std::move(result);
    return entry;
}

} // namespace

class TestLiveResults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsAResultAsLongAsItLives();
    void knowsTheLatestOfAKey();
    void leavesOutWhatIsKnownRowByRow();
    void makesRoomFromWhatIsGone();
    void forgets();
};

void TestLiveResults::knowsAResultAsLongAsItLives()
{
    LiveResults live;
    ResultPtr shown = test::resultOf(1);
    const CacheEntry entry = entryOf(1, shown);
    const CacheKey key = entry.key;
    live.keep(entryOf(1, shown));
    QVERIFY(live.find(key)->result == shown);
    QCOMPARE(live.find(key)->id, EntryId(1));
    QVERIFY(!live.find(entryOf(2, shown).key));
    LiveResults dead;
    dead.keep(entryOf(1, test::resultOf(1)));
    QVERIFY(!dead.find(key));
}

void TestLiveResults::knowsTheLatestOfAKey()
{
    LiveResults live;
    const ResultPtr before = test::resultOf(1);
    const ResultPtr now = test::resultOf(2);
    live.keep(entryOf(1, before));
    live.keep(entryOf(1, now));
    QVERIFY(live.find(entryOf(1, now).key)->result == now);
}

void TestLiveResults::leavesOutWhatIsKnownRowByRow()
{
    LiveResults live;
    const ResultPtr shown = test::resultOf(1);
    live.keep(entryOf(1, shown));
    CacheEntry entry = entryOf(1, shown);
    entry.rows = RowSource{"main.t", {0}};
    live.keep(entry);
    QVERIFY(!live.find(entry.key));
}

void TestLiveResults::makesRoomFromWhatIsGone()
{
    LiveResults live;
    const ResultPtr shown = test::resultOf(1);
    live.keep(entryOf(0, shown));
    for (quint64 id = 1; id < 3'000; ++id)
        live.keep(entryOf(id, test::resultOf(1)));
    live.keep(entryOf(3'000, shown));
    QVERIFY(live.find(entryOf(0, shown).key));
    QVERIFY(live.find(entryOf(3'000, shown).key));
    // What all live is bounded, too: the last that were kept or asked for stay.
    for (quint64 id = 4'000; id < 6'000; ++id) {
        live.keep(entryOf(id, shown));
        QVERIFY(live.find(entryOf(0, shown).key));
    }
    QVERIFY(live.find(entryOf(5'999, shown).key));
    QVERIFY(!live.find(entryOf(3'000, shown).key));
}

void TestLiveResults::forgets()
{
    LiveResults live;
    const ResultPtr shown = test::resultOf(1);
    live.keep(entryOf(1, shown));
    live.keep(entryOf(2, shown));
    live.remove(entryOf(1, shown).key);
    QVERIFY(!live.find(entryOf(1, shown).key));
    QVERIFY(live.find(entryOf(2, shown).key));
    live.clear();
    QVERIFY(!live.find(entryOf(2, shown).key));
}

QTEST_APPLESS_MAIN(TestLiveResults)
#include "tst_liveresults.moc"
