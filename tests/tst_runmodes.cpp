#include "cache/cachecontrol.h"
#include "tests/support/servicebench.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kSelect = "SELECT n FROM orders";

QueryRequest inMode(QueryRequest request, RunMode mode)
{
    request.mode = mode;
    return request;
}

} // namespace

class TestRunModes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void goesAroundTheCacheBothWays();
    void answersFromTheCacheAlone();
    void asksNothingWhereTheCacheAloneCanNotAnswer();
    void servesAnOldEntryAsStaleAndRefreshesItOnce();
    void provesAnOldEntryUnderVerify();
    void refreshesWhatWasMarkedAsOutdated();
    void endsAnEntryThatNobodyAsksFor();
    void removesWhatIsOverBeforeAnotherHasToGo();
    void keepsProofsOverAnOwnWriteToAnotherTable();
    void doubtsEntriesWhenTheDatabaseHasChanged();
    void savesTimeByTheSum();
    void tellsEveryRun();
};

void TestRunModes::goesAroundTheCacheBothWays()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(inMode(bench.request(kSelect), RunMode::Uncached));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute " + kSelect});
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(log.finished.at(0)), 43);
    QCOMPARE(log.finished[0].provenance.reason.code, ReasonCode::Bypass);
    QVERIFY(!log.finished[0].provenance.stored);
    QCOMPARE(bench.served(bench.request(kSelect))->cell(0, 0).integer, 42);
}

void TestRunModes::answersFromTheCacheAlone()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(inMode(bench.request(kSelect), RunMode::CachedOnly));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QCOMPARE(firstNumber(log.finished.at(0)), 42);
    QVERIFY(log.finished[0].provenance.freshness == Freshness::NotVerified);
    const RunLog& instant
        = bench.begin(inMode(bench.request(kSelect, FreshnessPolicy::Instant), RunMode::CachedOnly));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QCOMPARE(firstNumber(instant.finished.at(0)), 42);
}

void TestRunModes::asksNothingWhereTheCacheAloneCanNotAnswer()
{
    ServiceBench bench;
    const RunLog& unknown = bench.begin(inMode(bench.request(kSelect), RunMode::CachedOnly));
    const RunLog& write = bench.begin(inMode(bench.request("DELETE FROM orders"), RunMode::CachedOnly));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QVERIFY(unknown.finished.at(0).error.has_value());
    QVERIFY(unknown.finished[0].error->why.contains(QStringLiteral("first time seen")));
    QCOMPARE(unknown.finished[0].provenance.reason.code, ReasonCode::FirstSeen);
    QCOMPARE(write.finished.at(0).provenance.reason.code, ReasonCode::Uncacheable);
    QVERIFY(write.finished[0].error.has_value());
    QCOMPARE(bench.service.statistics().requests(), 2);
}

void TestRunModes::servesAnOldEntryAsStaleAndRefreshesItOnce()
{
    ServiceBench bench;
    QueryRequest request = bench.request(kSelect, FreshnessPolicy::Ttl);
    request.ttl = 100s;
    (void)bench.begin(request);
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(42));
    bench.clock.advance(89s);
    (void)bench.port.takeCalls();
    const RunLog& first = bench.begin(request);
    QVERIFY(first.finished.at(0).provenance.freshness == Freshness::Stale);
    QCOMPARE(firstNumber(first.finished[0]), 42);
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"token"});
    bench.port.answerToken(ValidatorToken("1"));
    const RunLog& second = bench.begin(request);
    QVERIFY(second.finished.at(0).provenance.freshness == Freshness::Stale);
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute " + kSelect});
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(first.refreshed.at(0)), 43);
    QVERIFY(second.refreshed.empty());
    const RunLog& third = bench.begin(request);
    QCOMPARE(firstNumber(third.finished.at(0)), 43);
    QVERIFY(third.finished[0].provenance.freshness == Freshness::NotVerified);
    QCOMPARE(bench.service.statistics().byClass(HitClass::Stale), 2);
}

void TestRunModes::provesAnOldEntryUnderVerify()
{
    ServiceBench bench;
    QueryRequest request = bench.request(kSelect);
    request.ttl = 100s;
    (void)bench.begin(request);
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(42));
    bench.clock.advance(89s);
    const RunLog& log = bench.begin(request);
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(log.finished.at(0).provenance.freshness == Freshness::ProvenFresh);
}

void TestRunModes::refreshesWhatWasMarkedAsOutdated()
{
    ServiceBench bench;
    CacheControl control(bench.cache, bench.clock);
    (void)bench.fill(kSelect, ordersRead(42), "1");
    control.expireSoftly({bench.cache.entries().at(0).id});
    const RunLog& log = bench.begin(bench.request(kSelect));
    QVERIFY(log.finished.at(0).provenance.freshness == Freshness::Stale);
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(log.refreshed.at(0)), 43);
    const RunLog& fresh = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(firstNumber(fresh.finished.at(0)), 43);
    QVERIFY(fresh.finished[0].provenance.freshness == Freshness::ProvenFresh);
}

void TestRunModes::endsAnEntryThatNobodyAsksFor()
{
    ServiceBench bench;
    QueryRequest request = bench.request(kSelect);
    request.idleTtl = 10s;
    (void)bench.begin(request);
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(42));
    for (int i = 0; i < 3; ++i) {
        bench.clock.advance(9s);
        const RunLog& log = bench.begin(request);
        bench.port.answerToken(ValidatorToken("1"));
        QVERIFY(log.finished.at(0).provenance.source == Source::Cache);
    }
    bench.clock.advance(10s);
    const RunLog& late = bench.begin(request);
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(late.finished.at(0).provenance.reason.code, ReasonCode::IdleTtl);
}

void TestRunModes::removesWhatIsOverBeforeAnotherHasToGo()
{
    ServiceBench probe;
    (void)probe.fill("SELECT 1", ordersRead(1));
    ServiceBench bench(2 * probe.cache.store().usedBytes());
    QueryRequest shortLived = bench.request("SELECT 2");
    shortLived.ttl = 5s;
    (void)bench.fill("SELECT 1", ordersRead(1));
    (void)bench.begin(shortLived);
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(2));
    bench.clock.advance(10s);
    (void)bench.fill("SELECT 3", ordersRead(3));
    QVERIFY(bench.served(bench.request("SELECT 1")));
    QVERIFY(bench.served(bench.request("SELECT 3")));
    QCOMPARE(bench.cache.entries().size(), 2U);
}

void TestRunModes::keepsProofsOverAnOwnWriteToAnotherTable()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    (void)bench.fill("SELECT n FROM items", readOutcome(resultOf(7), {"main.items"}), "1");
    StatementOutcome write = writeOutcome({"main.items"});
    write.committed.onlyMove = TokenMove{"1", "2"};
    (void)bench.runPlain("UPDATE items SET n = 8", write);
    const RunLog& kept = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("2"));
    QVERIFY(kept.finished.at(0).provenance.freshness == Freshness::ProvenFresh);
    const RunLog& written = bench.begin(bench.request("SELECT n FROM items"));
    bench.port.answerToken(ValidatorToken("2"));
    bench.port.answerStatement(readOutcome(resultOf(8), {"main.items"}));
    QCOMPARE(firstNumber(written.finished.at(0)), 8);
    // Without the proof nothing is carried over.
    (void)bench.runPlain("UPDATE items SET n = 9", writeOutcome({"main.items"}));
    const RunLog& doubted = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("3"));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(doubted.finished.at(0).provenance.reason.code, ReasonCode::ValidatorChanged);
}

// A green shield on an entry that is known to be older than the database would be a lie.
void TestRunModes::doubtsEntriesWhenTheDatabaseHasChanged()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    (void)bench.fill("SELECT 1", readOutcome(resultOf(1)), "1");
    QCOMPARE(bench.cache.entries().at(0).state, EntryState::Proven);
    (void)bench.begin(bench.request("SELECT 1"));
    bench.port.answerToken(ValidatorToken("2"));
    bench.port.answerStatement(readOutcome(resultOf(1)));
    for (const EntryInfo& entry : bench.cache.entries())
        QCOMPARE(entry.state, entry.facts->sql == kSelect ? EntryState::Doubtful : EntryState::Proven);
}

void TestRunModes::savesTimeByTheSum()
{
    ServiceBench bench;
    StatementOutcome slow = ordersRead(42);
    slow.timings = {.execute = 30ms, .fetch = 10ms};
    (void)bench.fill(kSelect, slow, "1");
    (void)bench.begin(bench.request(kSelect));
    bench.clock.advance(15ms);
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(bench.service.statistics().timeSaved(), 25ms);
    (void)bench.begin(bench.request(kSelect));
    bench.clock.advance(75ms);
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(bench.service.statistics().timeSaved(), -10ms);
    QCOMPARE(bench.cache.entries().at(0).timeSaved, -10ms);
}

void TestRunModes::tellsEveryRun()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    (void)bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    (void)bench.runPlain("UPDATE orders SET n = 1", writeOutcome({"main.orders"}));
    (void)bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(failedOutcome());
    QStringList told;
    const EventLog& events = bench.cache.events();
    for (quint64 number = events.firstNumber(); number <= events.lastNumber(); ++number)
        told << eventName(events.event(number)->kind);
    QCOMPARE(told,
        (QStringList{QStringLiteral("Bypass"), QStringLiteral("Stored"), QStringLiteral("Validated"),
            QStringLiteral("Hit"), QStringLiteral("Bypass"), QStringLiteral("TableChanged"),
            QStringLiteral("Removed"), QStringLiteral("Miss")}));
    const CacheEvent& removed = *events.event(7);
    QCOMPARE(removed.cause, 6U);
    QCOMPARE(removed.reason.code, ReasonCode::TableChanged);
    QCOMPARE(removed.sql, kSelect);
    QCOMPARE(events.event(8)->reason.code, ReasonCode::TableChanged);
    QCOMPARE(events.event(8)->key, events.event(4)->key);
}

QTEST_GUILESS_MAIN(TestRunModes)
#include "tst_runmodes.moc"
