#include "cache/cachecontrol.h"

#include "cache/memorystore.h"
#include "tests/support/manualclock.h"
#include "tests/support/results.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

namespace {

const ConnectionIdentity kShop{"sqlite", "shop.db", {}};
const ConnectionIdentity kOther{"sqlite", "other.db", {}};

struct Bench
{
    EntryId keep(const QByteArray& sql, const QByteArrayList& tables = {}, qint64 parameter = 0,
        const ConnectionIdentity& database = kShop, const Lifetime& lifetime = {},
        std::optional<DatabaseMark> validator = std::nullopt)
    {
        const KeyComponents components{.connection = database, .sql = sql, .parameters = {{"1", parameter}}};
        const CacheKey key(components);
        const Reason refused = cache
                                   .land(cache.beginFill(key),
                                       {.key = key,
                                           .components = components,
                                           .sql = sql,
                                           .result = test::resultOf(1),
                                           .tables = tables,
                                           .validator = validator,
                                           .lifetime = lifetime,
                                           .cost = {.execute = 10ms}})
                                   .notStored;
        return refused ? EntryId() : cache.find(key, components).entry->id;
    }
    EntryInfo info(EntryId id) const
    {
        for (const EntryInfo& entry : cache.entries()) {
            if (entry.id == id)
                return entry;
        }
        return {};
    }
    static KeyComponents componentsOf(const QByteArray& sql, const ConnectionIdentity& database = kShop)
    {
        return {.connection = database, .sql = sql, .parameters = {{"1", qint64(0)}}};
    }
    ResultCache::Lookup find(const QByteArray& sql, const ConnectionIdentity& database = kShop)
    {
        const KeyComponents components = componentsOf(sql, database);
        return cache.find(CacheKey(components), components);
    }

    test::ManualClock clock;
    ResultCache cache{std::make_unique<MemoryStore>(qint64(1) << 30), clock};
    CacheControl control{cache, clock};
};

} // namespace

class TestCacheControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void expiresEntriesAndBringsThemBack();
    void tellsHowManyItExpiredAndWhatLedToTheirEnd();
    void showsNoEntryThatAnUndoOvertook();
    void expiresAllParametersOfAnSqlText();
    void doesNotStoreARunningQueryThatWasExpired();
    void selectsByTag();
    void selectsByPattern_data();
    void selectsByPattern();
    void expiresATableAndBringsItBack();
    void expiresADatabaseOrEverything();
    void bringsNothingBackThatAWriteChanged();
    void bringsNothingBackOverANewerAnswer();
    void bringsNothingBackOverANewerAnswerThatWasNotStored();
    void bringsNothingBackThatAProgramExpiredSince();
    void bringsBackForTenSecondsOnly();
    void bringsBackTheLastExpireOnly();
    void bringsBackEntriesThatWereNotSweptYet();
    void marksAsOutdated();
    void pinsAgainstTheTimeToLive();
    void keepsThePinOnTheAnswerThatReplacesIt();
    void keepsPinAndTagsForTheAnswerBehindAChange();
    void provesOnlyWhatTheCheckBearsOut();
    void remembersWhyACheckFailed();
    void tellsWhenThereIsSomethingToUndo();
    void tellsWhatItDid();
};

void TestCacheControl::expiresEntriesAndBringsThemBack()
{
    Bench bench;
    const EntryId id = bench.keep("SELECT 1");
    (void)bench.keep("SELECT 2");
    QVERIFY(!bench.control.canUndo());
    QCOMPARE(bench.control.undo(), 0);
    bench.control.expireEntries({id});
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::ExpiredByUser);
    QVERIFY(bench.find("SELECT 2").entry);
    QVERIFY(bench.control.canUndo());
    bench.clock.advance(9s);
    QCOMPARE(bench.control.undo(), 1);
    QCOMPARE(bench.find("SELECT 1").entry->id, id);
    QCOMPARE(bench.find("SELECT 1").entry->storedAt, bench.clock.now() - 9s);
    QCOMPARE(bench.control.undo(), 0);
}

// Its token went when the one before came back.
void TestCacheControl::tellsHowManyItExpiredAndWhatLedToTheirEnd()
{
    Bench bench;
    const EntryId one = bench.keep("SELECT 1");
    const EntryId two = bench.keep("SELECT 2");
    bench.cache.expire({one}, {ReasonCode::Evicted});
    const quint64 before = bench.cache.events().lastNumber();
    QCOMPARE(bench.control.expireEntries({one, two, EntryId(4711)}), 1);
    const EventLog& events = bench.cache.events();
    QCOMPARE(events.lastNumber(), before + 2);
    QCOMPARE(events.event(before + 1)->kind, EventKind::Expired);
    QCOMPARE(events.event(before + 2)->kind, EventKind::Removed);
    QCOMPARE(events.event(before + 2)->cause, before + 1);
}

void TestCacheControl::showsNoEntryThatAnUndoOvertook()
{
    Bench bench;
    const EntryId before = bench.keep("SELECT 1", {"main.t"});
    bench.control.expireTable(kShop, "main.t");
    (void)bench.keep("SELECT 2", {"main.t"});
    QCOMPARE(bench.control.undo(), 1);
    QCOMPARE(bench.cache.entries().size(), 1U);
    QCOMPARE(bench.cache.entries()[0].id, before);
    QVERIFY(!bench.find("SELECT 2").entry);
    QCOMPARE(bench.find("SELECT 1").entry->id, before);
}

void TestCacheControl::expiresAllParametersOfAnSqlText()
{
    Bench bench;
    (void)bench.keep("SELECT ?", {}, 0);
    (void)bench.keep("SELECT ?", {}, 1);
    (void)bench.keep("SELECT ?", {}, 1, kOther);
    (void)bench.keep("SELECT ? + 1");
    bench.control.expireSql(kShop, "SELECT ?");
    QCOMPARE(bench.cache.entries().size(), 2U);
    QCOMPARE(bench.control.undo(), 2);
    QCOMPARE(bench.cache.entries().size(), 4U);
}

void TestCacheControl::doesNotStoreARunningQueryThatWasExpired()
{
    Bench bench;
    const KeyComponents components{.connection = kShop, .sql = "SELECT ?", .parameters = {{"1", qint64(7)}}};
    const CacheKey key(components);
    const FillTicket ticket = bench.cache.beginFill(key);
    bench.control.expireSql(kShop, "SELECT ?");
    const ResultCache::Landed landed = bench.cache.land(
        ticket, {.key = key, .components = components, .sql = components.sql, .result = test::resultOf(1)});
    QCOMPARE(landed.notStored.code, ReasonCode::ExpiredByUser);
}

void TestCacheControl::selectsByTag()
{
    Bench bench;
    const EntryId first = bench.keep("SELECT 1");
    const EntryId second = bench.keep("SELECT 2");
    (void)bench.keep("SELECT 3");
    bench.control.setTags({first, second}, {"report", "daily"});
    bench.control.setTags({second}, {"report"});
    const CacheControl::Selection reports = bench.control.tagged("report");
    QCOMPARE(reports.entries.size(), 2U);
    QCOMPARE(reports.bytes, bench.cache.entries()[0].bytes + bench.cache.entries()[1].bytes);
    QCOMPARE(bench.control.tagged("daily").entries, std::vector{first});
    QVERIFY(bench.control.tagged("dail").entries.empty());
    // A look only.
    QCOMPARE(bench.cache.entries().size(), 3U);
    bench.control.expireEntries(reports.entries);
    QCOMPARE(bench.cache.entries().size(), 1U);
}

void TestCacheControl::selectsByPattern_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<int>("count");
    QTest::newRow("a part, in any case") << QStringLiteral("from ORDERS") << 2;
    QTest::newRow("any characters, over lines") << QStringLiteral("SELECT*items") << 1;
    QTest::newRow("one character") << QStringLiteral("n ?? 4") << 0;
    QTest::newRow("one character each") << QStringLiteral("n ? 4") << 1;
    QTest::newRow("what an expression would take for itself") << QStringLiteral("(a.b)/[c]") << 1;
    QTest::newRow("nothing else") << QStringLiteral("(aXb)") << 0;
    QTest::newRow("all") << QStringLiteral("*") << 4;
}

void TestCacheControl::selectsByPattern()
{
    QFETCH(QString, pattern);
    QFETCH(int, count);
    Bench bench;
    for (const char* sql : {"SELECT n FROM orders", "SELECT n FROM orders WHERE n > 4",
             "SELECT *\nFROM items", "SELECT (a.b)/[c]"})
        (void)bench.keep(sql);
    QCOMPARE(int(bench.control.matching(pattern).entries.size()), count);
}

void TestCacheControl::expiresATableAndBringsItBack()
{
    Bench bench;
    (void)bench.keep("SELECT 1", {"main.orders"});
    (void)bench.keep("SELECT 2", {"main.items"});
    (void)bench.keep("SELECT 1", {"main.orders"}, 0, kOther);
    bench.control.expireTable(kShop, "main.orders");
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::ExpiredByUser);
    QVERIFY(bench.find("SELECT 2").entry);
    QVERIFY(bench.find("SELECT 1", kOther).entry);
    QCOMPARE(bench.control.undo(), 1);
    QVERIFY(bench.find("SELECT 1").entry);
}

void TestCacheControl::expiresADatabaseOrEverything()
{
    Bench bench;
    (void)bench.keep("SELECT 1", {"main.orders"});
    (void)bench.keep("SELECT 1", {}, 0, kOther);
    bench.control.expireDatabase(kShop);
    QVERIFY(!bench.find("SELECT 1").entry);
    QVERIFY(bench.find("SELECT 1", kOther).entry);
    bench.control.expireEverything();
    QVERIFY(!bench.find("SELECT 1", kOther).entry);
    QVERIFY(bench.cache.entries().empty());
    QCOMPARE(bench.control.undo(), 1);
    QVERIFY(bench.find("SELECT 1", kOther).entry);
}

void TestCacheControl::bringsNothingBackThatAWriteChanged()
{
    Bench bench;
    const EntryId id = bench.keep("SELECT 1", {"main.orders"});
    bench.control.expireEntries({id});
    bench.cache.applyWrites(kShop, {.tables = {"main.orders"}}, "UPDATE orders");
    QCOMPARE(bench.control.undo(), 0);
    QVERIFY(!bench.find("SELECT 1").entry);
    (void)bench.keep("SELECT 1", {"main.orders"});
    bench.control.expireTable(kShop, "main.orders");
    bench.cache.applyWrites(kShop, {.tables = {"main.orders"}}, "UPDATE orders");
    QCOMPARE(bench.control.undo(), 0);
    QVERIFY(!bench.find("SELECT 1").entry);
}

void TestCacheControl::bringsNothingBackOverANewerAnswer()
{
    Bench bench;
    const EntryId old = bench.keep("SELECT 1");
    bench.control.expireEntries({old});
    const EntryId newer = bench.keep("SELECT 1");
    QCOMPARE(bench.control.undo(), 0);
    QCOMPARE(bench.find("SELECT 1").entry->id, newer);
}

// Too large, say: the old one would be served instead of what was on screen already.
void TestCacheControl::bringsNothingBackOverANewerAnswerThatWasNotStored()
{
    Bench bench;
    const KeyComponents components = Bench::componentsOf("SELECT 1");
    const CacheKey key(components);
    bench.control.expireEntries({bench.keep("SELECT 1")});
    const ResultCache::Landed newer = bench.cache.land(bench.cache.beginFill(key),
        {.key = key,
            .components = components,
            .sql = "SELECT 1",
            .result = test::resultOf(2),
            .forbidden = Reason{ReasonCode::Uncacheable}});
    QCOMPARE(newer.notStored.code, ReasonCode::Uncacheable);
    QCOMPARE(bench.control.undo(), 0);
    QVERIFY(!bench.find("SELECT 1").entry);
}

// It was promised that its next run asks the database.
void TestCacheControl::bringsNothingBackThatAProgramExpiredSince()
{
    Bench bench;
    const EntryId byHand = bench.keep("SELECT 1");
    (void)bench.keep("SELECT 2");
    (void)bench.keep("SELECT 3");
    bench.control.expireEntries({byHand, bench.find("SELECT 3").entry->id});
    for (const char* sql : {"SELECT 1", "SELECT 2"})
        bench.cache.expire(CacheKey(Bench::componentsOf(sql)), {ReasonCode::ExpiredByUser});
    QCOMPARE(bench.control.undo(), 1);
    QVERIFY(!bench.find("SELECT 1").entry);
    QVERIFY(!bench.find("SELECT 2").entry);
    QVERIFY(bench.find("SELECT 3").entry);
}

void TestCacheControl::bringsBackForTenSecondsOnly()
{
    Bench bench;
    bench.control.expireEntries({bench.keep("SELECT 1", {"main.orders"})});
    bench.clock.advance(10s);
    QVERIFY(!bench.control.canUndo());
    QCOMPARE(bench.control.undo(), 0);
    QVERIFY(!bench.find("SELECT 1").entry);
}

void TestCacheControl::bringsBackTheLastExpireOnly()
{
    Bench bench;
    bench.control.expireEntries({bench.keep("SELECT 1")});
    bench.control.expireEntries({bench.keep("SELECT 2")});
    QCOMPARE(bench.control.undo(), 1);
    QVERIFY(!bench.find("SELECT 1").entry);
    QVERIFY(bench.find("SELECT 2").entry);
}

void TestCacheControl::bringsBackEntriesThatWereNotSweptYet()
{
    Bench bench;
    for (qint64 i = 0; i < 5'000; ++i)
        (void)bench.keep("SELECT ?", {"main.orders"}, i);
    QSignalSpy removed(&bench.cache, &ResultCache::entryRemoved);
    bench.control.expireTable(kShop, "main.orders");
    QCOMPARE(removed.size(), 0);
    const std::vector<EntryInfo> entries = bench.cache.entries();
    QCOMPARE(entries.size(), 5'000U);
    for (const EntryInfo& entry : entries) {
        QCOMPARE(entry.state, EntryState::Expired);
        QCOMPARE(entry.reason.code, ReasonCode::ExpiredByUser);
    }
    QTRY_VERIFY(!removed.empty());
    QVERIFY(removed.size() < 5'000);
    QCOMPARE(bench.control.undo(), removed.size());
    QTRY_COMPARE(bench.cache.entries().size(), 5'000U);
    for (const EntryInfo& entry : bench.cache.entries())
        QVERIFY(entry.state != EntryState::Expired);
    bench.control.expireTable(kShop, "main.orders");
    QTRY_VERIFY(bench.cache.entries().empty());
    QCOMPARE(bench.cache.store().usedBytes(), 0);
}

void TestCacheControl::marksAsOutdated()
{
    Bench bench;
    const EntryId id = bench.keep("SELECT 1");
    QSignalSpy changed(&bench.cache, &ResultCache::entryChanged);
    bench.control.expireSoftly({id, EntryId(99)});
    QCOMPARE(changed.size(), 1);
    QVERIFY(bench.find("SELECT 1").entry->outdated);
    QVERIFY(bench.cache.entries().at(0).outdated);
}

void TestCacheControl::pinsAgainstTheTimeToLive()
{
    Bench bench;
    const EntryId id = bench.keep("SELECT 1", {"main.orders"}, 0, kShop, {.hard = 10s});
    bench.control.setPinned({id}, true);
    bench.clock.advance(1h);
    QVERIFY(bench.find("SELECT 1").entry);
    QVERIFY(bench.cache.entries().at(0).pinned);
    bench.cache.applyWrites(kShop, {.tables = {"main.orders"}}, "UPDATE orders");
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::TableChanged);
    const EntryId again = bench.keep("SELECT 1", {}, 0, kShop, {.hard = 10s});
    bench.control.setPinned({again}, true);
    bench.clock.advance(1h);
    bench.control.setPinned({again}, false);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::Ttl);
}

void TestCacheControl::keepsThePinOnTheAnswerThatReplacesIt()
{
    Bench bench;
    bench.control.setPinned({bench.keep("SELECT 1", {}, 0, kShop, {.hard = 10s})}, true);
    const EntryId fresh = bench.keep("SELECT 1", {}, 0, kShop, {.hard = 10s});
    bench.clock.advance(1h);
    QCOMPARE(bench.find("SELECT 1").entry->id, fresh);
    QVERIFY(bench.cache.entries().at(0).pinned);
    bench.control.setPinned({fresh}, false);
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::Ttl);
    (void)bench.keep("SELECT 1");
    QVERIFY(!bench.cache.entries().at(0).pinned);
}

void TestCacheControl::keepsPinAndTagsForTheAnswerBehindAChange()
{
    Bench bench;
    EntryId id = bench.keep("SELECT 1", {"main.orders"});
    bench.control.setPinned({id}, true);
    bench.control.setTags({id}, {"vip", "daily"});
    bench.cache.applyWrites(kShop, {.tables = {"main.orders"}}, "UPDATE orders");
    QCOMPARE(bench.find("SELECT 1").reason.code, ReasonCode::TableChanged);
    id = bench.keep("SELECT 1", {"main.orders"});
    QVERIFY(bench.cache.entries().at(0).pinned);
    QCOMPARE(bench.cache.entries().at(0).tags, (QByteArrayList{"vip", "daily"}));
    // So does the one that takes its place at once.
    id = bench.keep("SELECT 1", {"main.orders"});
    QCOMPARE(bench.cache.entries().at(0).tags, (QByteArrayList{"vip", "daily"}));
    bench.cache.expire({id}, {ReasonCode::ValidatorChanged});
    (void)bench.keep("SELECT 2");
    QVERIFY(!bench.cache.entries().at(0).pinned);
    id = bench.keep("SELECT 1", {"main.orders"});
    QVERIFY(bench.find("SELECT 1").entry->pinned);
    // What somebody has expired was meant to go.
    bench.cache.expire({id}, {ReasonCode::ExpiredByUser});
    (void)bench.keep("SELECT 1", {"main.orders"});
    QVERIFY(!bench.find("SELECT 1").entry->pinned);
    QVERIFY(bench.find("SELECT 1").entry->tags.isEmpty());
}

void TestCacheControl::provesOnlyWhatTheCheckBearsOut()
{
    Bench bench;
    const DatabaseMark before = bench.cache.noteToken(ConnectionId(1), "before", kShop);
    const EntryId holds = bench.keep("SELECT 1", {"main.t"}, 0, kShop, {}, before);
    const EntryId unknown = bench.keep("SELECT 2");
    bench.clock.advance(5s);
    const CacheControl::Check check = bench.control.noteCheck({holds, unknown, EntryId(99)}, before, 40us);
    QCOMPARE(bench.cache.events().event(bench.cache.events().lastNumber())->duration, 40us);
    QCOMPARE(check.proven, 1);
    QCOMPARE(check.doubts.size(), size_t(1));
    QCOMPARE(check.doubts.front().code, ReasonCode::ValidatorUnknown);
    QCOMPARE(bench.info(unknown).refutation, check.doubts.front());
    QCOMPARE(bench.info(holds).provenAt, bench.clock.wallTime());
    QVERIFY(!bench.info(holds).refutedAt.isValid());
    QCOMPARE(bench.info(unknown).refutedAt, bench.clock.wallTime());
    bench.clock.advance(5s);
    const DatabaseMark later = bench.cache.noteToken(ConnectionId(1), "later", kShop);
    QCOMPARE(bench.control.noteCheck({holds}, later).proven, 0);
    QCOMPARE(bench.info(holds).refutedAt, bench.clock.wallTime());
    QCOMPARE(bench.info(holds).refutation.code, ReasonCode::ValidatorChanged);
    QCOMPARE(bench.info(holds).state, EntryState::Doubtful);
}

void TestCacheControl::remembersWhyACheckFailed()
{
    Bench bench;
    const DatabaseMark mark = bench.cache.noteToken(ConnectionId(1), "token", kShop);
    const EntryId id = bench.keep("SELECT 1", {"main.t"}, 0, kShop, {}, mark);
    bench.control.noteFailedCheck(
        {id, EntryId(99)}, {QStringLiteral("No server"), QStringLiteral("it is off")});
    QCOMPARE(bench.info(id).refutedAt, bench.clock.wallTime());
    QCOMPARE(bench.info(id).refutation,
        (Reason{ReasonCode::ValidatorUnknown, QStringLiteral("No server: it is off")}));
    QCOMPARE(bench.info(id).state, EntryState::Proven);
}

void TestCacheControl::tellsWhenThereIsSomethingToUndo()
{
    Bench bench;
    const EntryId id = bench.keep("SELECT 1", {"main.t"});
    const QSignalSpy changed(&bench.control, &CacheControl::undoChanged);
    bench.control.expireEntries({id});
    QCOMPARE(changed.size(), 1);
    (void)bench.control.undo();
    QCOMPARE(changed.size(), 2);
    bench.control.expireTable(kShop, "main.t");
    QCOMPARE(changed.size(), 3);
}

void TestCacheControl::tellsWhatItDid()
{
    Bench bench;
    const EntryId id = bench.keep("SELECT 1", {"main.orders"});
    bench.control.setPinned({id}, true);
    bench.control.expireTable(kShop, "main.orders");
    (void)bench.control.undo();
    QList<EventKind> kinds;
    std::vector<std::chrono::nanoseconds> durations;
    for (quint64 number = 1; number <= bench.cache.events().lastNumber(); ++number) {
        kinds << bench.cache.events().event(number)->kind;
        durations.push_back(bench.cache.events().event(number)->duration);
    }
    QCOMPARE(kinds,
        (QList<EventKind>{EventKind::Stored, EventKind::Pinned, EventKind::Expired, EventKind::Removed,
            EventKind::Restored, EventKind::Stored}));
    // Only the fill took time.
    QCOMPARE(durations, (std::vector<std::chrono::nanoseconds>{10ms, 0ms, 0ms, 0ms, 0ms, 0ms}));
    QCOMPARE(bench.cache.events().event(4)->cause, 3U);
    QCOMPARE(bench.cache.events().event(6)->cause, 5U);
}

QTEST_GUILESS_MAIN(TestCacheControl)
#include "tst_cachecontrol.moc"
