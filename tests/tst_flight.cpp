#include "tests/support/servicebench.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kSelect = "SELECT n FROM orders";

/// Starts a run of @p request that finds the database at its first state.
const RunLog& askAt1(ServiceBench& bench, const QueryRequest& request)
{
    const RunLog& log = bench.begin(request);
    bench.port.answerToken(ValidatorToken("1"));
    return log;
}

const RunLog& askAt1(ServiceBench& bench)
{
    return askAt1(bench, bench.request(kSelect));
}

} // namespace

class TestFlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void sendsAStatementOnceForAllWhoAskTheSame();
    void joinsUnderVerifyOnlyWhereNothingChangedSinceTheFirst();
    void joinsWithoutAnyProofWhereThePolicyWantsNone();
    void tellsWhatIsOnItsWay();
    void cancelsAllWhoWait();
    void doesNotJoinWhatAWriteOvertook();
    void doesNotJoinWhatWasExpired();
    void doesNotJoinAFreshRun();
    void joinsNoOtherKey();
    void handsOverToTheNextWhenTheFirstIsCancelled();
    void endsTheStatementWithTheLastWhoWaits();
    void joinsNothingThatIsBeingCancelled();
    void sharesAnErrorAndStoresNothing();
    void showsRowsOnTheirWayToAllWhoWait();
    void asksAnewWhereTheFirstReadInATransaction();
    void endsAllWhenTheConnectionIsRemoved();
};

void TestFlight::sendsAStatementOnceForAllWhoAskTheSame()
{
    ServiceBench bench;
    const RunLog& first = bench.begin(bench.request(kSelect));
    const RunLog& second = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerToken(ValidatorToken("1"));
    const RunLog& third = askAt1(bench);
    QCOMPARE(bench.port.executions(), 1);
    bench.port.answerStatement(ordersRead(42));
    for (const RunLog* log : {&first, &second, &third}) {
        QCOMPARE(log->finished.size(), 1U);
        QCOMPARE(firstNumber(log->finished[0]), 42);
        QVERIFY(log->finished[0].provenance.stored);
        QVERIFY(log->finished[0].provenance.freshness == Freshness::Live);
        QCOMPARE(log->finished[0].provenance.joined, log != &first);
    }
    QCOMPARE(bench.cache.entries().size(), 1U);
    QCOMPARE(bench.cache.entries()[0].facts->followers, 2);
    QCOMPARE(bench.service.statistics().misses(), 3);
    QCOMPARE(bench.service.statistics().joined(), 2);
}

// Rows that were read before the second one asked are an answer to it only if nothing changed in between.
void TestFlight::joinsUnderVerifyOnlyWhereNothingChangedSinceTheFirst()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    const RunLog& second = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("2"));
    QCOMPARE(bench.port.executions(), 2);
    const RunLog& unproven = bench.begin(bench.request(kSelect));
    bench.port.answerToken(Error{QStringLiteral("no"), {}});
    QCOMPARE(bench.port.executions(), 3);
    bench.port.answerStatement(ordersRead(1));
    QCOMPARE(firstNumber(first.finished.at(0)), 1);
    QVERIFY(second.finished.empty());
    bench.port.answerStatement(ordersRead(2));
    QCOMPARE(firstNumber(second.finished.at(0)), 2);
    bench.port.answerStatement(ordersRead(3));
    QCOMPARE(firstNumber(unproven.finished.at(0)), 3);
    QCOMPARE(bench.service.statistics().joined(), 0);
}

void TestFlight::joinsWithoutAnyProofWhereThePolicyWantsNone()
{
    ServiceBench bench;
    (void)bench.begin(bench.request(kSelect, FreshnessPolicy::Ttl));
    bench.port.answerToken(Error{QStringLiteral("no"), {}});
    const RunLog& second = bench.begin(bench.request(kSelect, FreshnessPolicy::Ttl));
    bench.port.answerToken(ValidatorToken("2"));
    QCOMPARE(bench.port.executions(), 1);
    bench.port.answerStatement(ordersRead(42));
    QCOMPARE(firstNumber(second.finished.at(0)), 42);
    // They are as old as the first request.
    QVERIFY(second.finished[0].provenance.freshness == Freshness::NotVerified);
}

void TestFlight::tellsWhatIsOnItsWay()
{
    ServiceBench bench;
    QVERIFY(bench.service.flights().empty());
    const RunLog& first = askAt1(bench);
    bench.clock.advance(3s);
    const RunLog& second = askAt1(bench);
    bench.port.showRows(resultOf({QStringLiteral("n")}, {{qint64(1)}, {qint64(2)}, {qint64(3)}}));
    const CacheStatistics before = bench.service.statistics();
    const std::vector<FlightInfo> flights = bench.service.flights();
    QCOMPARE(flights.size(), size_t(1));
    const FlightInfo& flight = flights.front();
    QCOMPARE(flight.leader, first.id);
    QCOMPARE(flight.connection, bench.connection);
    QCOMPARE(flight.sql, kSelect);
    QCOMPARE(flight.followers, 1);
    QCOMPARE(flight.rows, 3);
    QVERIFY(flight.waiting == 3s);
    QVERIFY(!flight.cancelled);
    QVERIFY(bench.service.statistics() == before);
    bench.service.cancel(first.id);
    QCOMPARE(bench.service.flights().front().leader, second.id);
    QCOMPARE(bench.service.flights().front().followers, 0);
    bench.port.answerStatement(ordersRead(1));
    QVERIFY(bench.service.flights().empty());
}

void TestFlight::cancelsAllWhoWait()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    const RunLog& second = askAt1(bench);
    bench.service.cancelFlight(RunId(999));
    bench.service.cancelFlight(bench.service.flights().front().id);
    settle();
    QVERIFY(second.finished.at(0).cancelled);
    QVERIFY(bench.service.flights().front().cancelled);
    bench.port.answerStatement(cancelledOutcome());
    settle();
    QVERIFY(first.finished.at(0).cancelled);
    QVERIFY(bench.service.flights().empty());
}

void TestFlight::doesNotJoinWhatAWriteOvertook()
{
    ServiceBench bench;
    (void)askAt1(bench);
    bench.cache.applyWrites(bench.port.identity(), {.tables = {"main.items"}}, "UPDATE items");
    const RunLog& second = askAt1(bench);
    QCOMPARE(bench.port.executions(), 2);
    bench.port.answerStatement(ordersRead(1));
    QVERIFY(second.finished.empty());
    bench.port.answerStatement(ordersRead(2));
    QCOMPARE(firstNumber(second.finished.at(0)), 2);
}

void TestFlight::doesNotJoinWhatWasExpired()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    bench.service.expire(bench.request(kSelect));
    (void)askAt1(bench);
    QCOMPARE(bench.port.executions(), 2);
    bench.port.answerStatement(ordersRead(1));
    QCOMPARE(first.finished.at(0).provenance.notStored.code, ReasonCode::ExpiredByUser);
    QVERIFY(bench.cache.entries().empty());
    bench.port.answerStatement(ordersRead(2));
    QCOMPARE(bench.cache.entries().size(), 1U);
}

void TestFlight::doesNotJoinAFreshRun()
{
    ServiceBench bench;
    (void)askAt1(bench);
    QueryRequest fresh = bench.request(kSelect);
    fresh.mode = RunMode::Fresh;
    (void)askAt1(bench, fresh);
    QCOMPARE(bench.port.executions(), 2);
    bench.port.answerStatement(ordersRead(1));
    bench.port.answerStatement(ordersRead(2));
    QCOMPARE(bench.cache.entries().size(), 1U);
}

void TestFlight::joinsNoOtherKey()
{
    ServiceBench bench;
    (void)bench.begin(bench.request(kSelect));
    QueryRequest limited = bench.request(kSelect);
    limited.rowLimit = 10;
    (void)bench.begin(limited);
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(bench.port.executions(), 2);
    bench.port.answerStatement(ordersRead(1));
    bench.port.answerStatement(ordersRead(2));
}

void TestFlight::handsOverToTheNextWhenTheFirstIsCancelled()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    const RunLog& second = askAt1(bench);
    (void)bench.port.takeCalls();
    bench.service.cancel(first.id);
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QCOMPARE(first.finished.size(), 1U);
    QVERIFY(first.finished[0].cancelled);
    QVERIFY(second.finished.empty());
    bench.port.answerStatement(ordersRead(42));
    QCOMPARE(firstNumber(second.finished.at(0)), 42);
    QVERIFY(second.finished[0].provenance.stored);
    QCOMPARE(first.finished.size(), 1U);
    QCOMPARE(bench.cache.entries().size(), 1U);
}

void TestFlight::endsTheStatementWithTheLastWhoWaits()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    const RunLog& second = askAt1(bench);
    (void)bench.port.takeCalls();
    bench.service.cancel(first.id);
    bench.service.cancel(second.id);
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"cancel"});
    bench.port.answerStatement(cancelledOutcome());
    QVERIFY(second.finished.at(0).cancelled);
    QCOMPARE(second.finished.size(), 1U);
    QVERIFY(bench.cache.entries().empty());
}

void TestFlight::joinsNothingThatIsBeingCancelled()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    bench.service.cancel(first.id);
    const RunLog& second = askAt1(bench);
    QCOMPARE(bench.port.executions(), 2);
    bench.port.answerStatement(cancelledOutcome());
    QVERIFY(first.finished.at(0).cancelled);
    bench.port.answerStatement(ordersRead(42));
    QCOMPARE(firstNumber(second.finished.at(0)), 42);
}

void TestFlight::sharesAnErrorAndStoresNothing()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    const RunLog& second = askAt1(bench);
    bench.port.answerStatement(failedOutcome());
    QVERIFY(first.finished.at(0).error.has_value());
    QVERIFY(second.finished.at(0).error == first.finished.at(0).error);
    QVERIFY(bench.cache.entries().empty());
    (void)askAt1(bench);
    QCOMPARE(bench.port.executions(), 2);
    bench.port.answerStatement(ordersRead(1));
}

void TestFlight::showsRowsOnTheirWayToAllWhoWait()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    const RunLog& second = askAt1(bench);
    bench.port.showRows(resultOf(1));
    QCOMPARE(first.progressed.size(), 1U);
    QCOMPARE(second.progressed.size(), 1U);
    bench.service.cancel(first.id);
    bench.port.showRows(resultOf(2));
    QCOMPARE(first.progressed.size(), 1U);
    QCOMPARE(second.progressed.size(), 2U);
    bench.port.answerStatement(ordersRead(2));
}

// A transaction began before the statement was executed: its rows are true for its own run only.
void TestFlight::asksAnewWhereTheFirstReadInATransaction()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    const RunLog& second = askAt1(bench);
    StatementOutcome inTransaction = ordersRead(42);
    inTransaction.session.inTransaction = true;
    bench.port.answerStatement(inTransaction);
    QVERIFY(first.finished.at(0).provenance.freshness == Freshness::Snapshot);
    QVERIFY(second.finished.empty());
    StatementOutcome own = ordersRead(43);
    own.session.inTransaction = true;
    bench.port.answerStatement(own);
    QCOMPARE(firstNumber(second.finished.at(0)), 43);
    QVERIFY(second.finished[0].provenance.freshness == Freshness::Snapshot);
    QVERIFY(!second.finished[0].provenance.joined);
    QVERIFY(bench.cache.entries().empty());
}

void TestFlight::endsAllWhenTheConnectionIsRemoved()
{
    ServiceBench bench;
    const RunLog& first = askAt1(bench);
    const RunLog& second = askAt1(bench);
    bench.service.removeConnection(bench.connection);
    QVERIFY(first.finished.at(0).cancelled);
    QVERIFY(second.finished.at(0).cancelled);
}

QTEST_GUILESS_MAIN(TestFlight)
#include "tst_flight.moc"
