#include "cache/queryservice.h"

#include "tests/support/servicebench.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <map>
#include <random>

using namespace larder;
using namespace std::chrono_literals;
using test::cancelledOutcome;
using test::failedOutcome;
using test::firstNumber;
using test::ordersRead;
using test::readOutcome;
using test::resultOf;
using test::RunLog;
using test::ScriptedPort;
using test::ServiceBench;
using test::settle;
using test::writeOutcome;

namespace {

const QByteArray kSelect = "SELECT n FROM orders";
const QByteArray kOrders = "main.orders";

/// How far a run has come.
enum class Step { New, Validating, Stamping, Executing, CheckingBehind, ExecutingBehind };

bool isBehind(Step step)
{
    return step == Step::CheckingBehind || step == Step::ExecutingBehind;
}

/// Brings a run of kSelect to @p step. Where an entry is needed, it holds 42 and the token "1".
const RunLog& runAt(ServiceBench& bench, Step step, const QObject* receiver = nullptr)
{
    if (step == Step::Validating || isBehind(step))
        (void)bench.fill(kSelect, ordersRead(42), "1");
    const FreshnessPolicy policy = isBehind(step) ? FreshnessPolicy::Instant : FreshnessPolicy::Verify;
    const RunLog& log = bench.start(bench.request(kSelect, policy), receiver);
    if (step == Step::New)
        return log;
    settle();
    if (step == Step::Executing || step == Step::ExecutingBehind)
        bench.port.answerToken(ValidatorToken("2"));
    return log;
}

void addSteps()
{
    QTest::addColumn<Step>("step");
    QTest::newRow("new") << Step::New;
    QTest::newRow("validating") << Step::Validating;
    QTest::newRow("stamping") << Step::Stamping;
    QTest::newRow("executing") << Step::Executing;
    QTest::newRow("checking behind") << Step::CheckingBehind;
    QTest::newRow("executing behind") << Step::ExecutingBehind;
}

/// Answers everything that still waits, as a database does that was asked to end.
void answerTheRest(ScriptedPort& port)
{
    while (port.waitingTokens() > 0)
        port.answerToken(ValidatorToken("2"));
    while (port.waitingStatements() > 0)
        port.answerStatement(cancelledOutcome());
    settle();
}

} // namespace

class TestQueryService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void rowsOfALostSessionAreNotLive();
    void callsBackNeverFromInsideStart();
    void finishesExactlyOnceWhenCancelled_data() { addSteps(); }
    void finishesExactlyOnceWhenCancelled();
    void isIndifferentToCancellingTwiceOrTooLate();
    void asksThePortToCancelOnlyWhatItExecutes_data() { addSteps(); }
    void asksThePortToCancelOnlyWhatItExecutes();
    void takesAnAnswerThatWasQuickerThanTheCancel();
    void isSilentAfterItsContextIsGone_data() { addSteps(); }
    void isSilentAfterItsContextIsGone();
    void finishesAsCancelledWhenTheConnectionIsRemoved_data() { addSteps(); }
    void finishesAsCancelledWhenTheConnectionIsRemoved();
    void dropsTheEntriesOfARemovedConnectionOnly();
    void failsWhereTheConnectionIsUnknown();
    void endsWithRunsOnTheirWay();
    void keepsConnectionsApart();
    void keepsUsersApart();
    void dropsWhatIsOfAFileThatWasReplaced();
    void dropsWhatIsOfAReplacedFileWithTheConnection();
    void keepsWhatAnotherConnectionStillHasOpen();
    void dropsWhatAWriteOfAnotherConnectionChanged();
    void appliesTheWritesOfAFailedStatement();
    void tellsSessionAndSchemaChanges();
    void loadsTheSchema();
    void dropsTheSchemaWhenItsContextIsGone();
    void tellsThatStatisticsChanged_data();
    void tellsThatStatisticsChanged();
    void addsUpAndExecutesOncePerMissInARandomSequence_data();
    void addsUpAndExecutesOncePerMissInARandomSequence();
    void servesNoStaleAnswerInAnyInterleaving_data();
    void servesNoStaleAnswerInAnyInterleaving();
    void letsACallbackRemoveTheConnection_data() { addSteps(); }
    void letsACallbackRemoveTheConnection();
    void letsACallbackOpenAConnectionWhileOneIsRemoved();
    void letsACallbackCancelTheOtherRunsOfARemovedConnection();
    void letsTheAnswerUnderInstantRemoveTheConnection();
    void letsTheAnswerUnderInstantEndItsContext();
};

// What was set in it counts no more, and nothing else tells.
void TestQueryService::rowsOfALostSessionAreNotLive()
{
    ServiceBench bench;
    StatementOutcome set = writeOutcome({});
    set.session.peculiarity = QStringLiteral("SET was used");
    (void)bench.runPlain("SET search_path = other", set);
    StatementOutcome read = ordersRead(42);
    read.session = set.session;
    const RunOutcome rows = bench.runPlain("SELECT n FROM orders", read).finished.at(0);
    QCOMPARE(bench.service.standing(*rows.basis), Standing());
    StatementOutcome lost;
    lost.error = Error{.what = QStringLiteral("Lost"), .kind = ErrorKind::ConnectionLost};
    (void)bench.runPlain("SELECT n FROM orders", lost);
    QCOMPARE(bench.service.standing(*rows.basis).state, Standing::State::ConnectionLost);
    const RunOutcome anew = bench.runPlain("SELECT n FROM orders", ordersRead(43)).finished.at(0);
    QCOMPARE(bench.service.standing(*anew.basis), Standing());
}

void TestQueryService::callsBackNeverFromInsideStart()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    QueryRequest elsewhere = bench.request(kSelect);
    elsewhere.connection = ConnectionId(4711);
    for (const QueryRequest& request : {bench.request(kSelect, FreshnessPolicy::Ttl),
             bench.request(kSelect, FreshnessPolicy::Instant), elsewhere}) {
        const RunLog& log = bench.start(request);
        QVERIFY(log.finished.empty());
        QCOMPARE(bench.port.takeCalls(), QByteArrayList());
        settle();
        QCOMPARE(log.finished.size(), size_t(1));
        QVERIFY(log.onlyLater);
        answerTheRest(bench.port);
        (void)bench.port.takeCalls();
    }
}

void TestQueryService::finishesExactlyOnceWhenCancelled()
{
    QFETCH(Step, step);
    ServiceBench bench;
    const RunLog& log = runAt(bench, step);
    const std::vector<EntryInfo> before = bench.cache.entries();
    bench.service.cancel(log.id);
    answerTheRest(bench.port);
    QCOMPARE(log.finished.size(), size_t(1));
    QCOMPARE(log.finished[0].cancelled, !isBehind(step));
    QCOMPARE(log.refreshed.size(), size_t(isBehind(step) ? 1 : 0));
    QVERIFY(log.refreshed.empty() || log.refreshed[0].cancelled);
    QVERIFY(bench.cache.entries() == before);
    // Nothing is left that could land or discard later.
    (void)bench.fill(kSelect, ordersRead(43));
    QCOMPARE(bench.served(bench.request(kSelect))->cell(0, 0).integer, 43);
    QCOMPARE(log.finished.size(), size_t(1));
}

void TestQueryService::isIndifferentToCancellingTwiceOrTooLate()
{
    ServiceBench bench;
    const RunLog& log = runAt(bench, Step::Executing);
    bench.service.cancel(log.id);
    bench.service.cancel(log.id);
    answerTheRest(bench.port);
    bench.service.cancel(log.id);
    bench.service.cancel(RunId(4711));
    QCOMPARE(log.finished.size(), size_t(1));
    const RunLog& whole = bench.fill(kSelect, ordersRead(42));
    bench.service.cancel(whole.id);
    QCOMPARE(whole.finished.size(), size_t(1));
    QVERIFY(!whole.finished[0].cancelled);
    QVERIFY(bench.served(bench.request(kSelect)));
}

void TestQueryService::asksThePortToCancelOnlyWhatItExecutes()
{
    QFETCH(Step, step);
    ServiceBench bench;
    const RunLog& log = runAt(bench, step);
    (void)bench.port.takeCalls();
    bench.service.cancel(log.id);
    const bool executing = step == Step::Executing || step == Step::ExecutingBehind;
    answerTheRest(bench.port);
    QCOMPARE(bench.port.takeCalls(), executing ? QByteArrayList{"cancel"} : QByteArrayList());
}

void TestQueryService::takesAnAnswerThatWasQuickerThanTheCancel()
{
    ServiceBench bench;
    const RunLog& log = runAt(bench, Step::Executing);
    bench.service.cancel(log.id);
    bench.port.answerStatement(ordersRead(42));
    QCOMPARE(log.finished.size(), size_t(1));
    QCOMPARE(log.finished[0].cancelled, !log.finished[0].provenance.stored);
}

void TestQueryService::isSilentAfterItsContextIsGone()
{
    QFETCH(Step, step);
    ServiceBench bench;
    auto receiver = std::make_unique<QObject>();
    const RunLog& log = runAt(bench, step, receiver.get());
    const std::vector<EntryInfo> before = bench.cache.entries();
    const size_t heard = log.finished.size();
    (void)bench.port.takeCalls();
    receiver.reset();
    const bool executing = step == Step::Executing || step == Step::ExecutingBehind;
    QCOMPARE(bench.port.takeCalls(), executing ? QByteArrayList{"cancel"} : QByteArrayList());
    if (executing)
        bench.port.showRows(resultOf(1, Completeness::Streaming));
    answerTheRest(bench.port);
    QCOMPARE(log.finished.size(), heard);
    QVERIFY(log.refreshed.empty() && log.progressed.empty());
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QVERIFY(bench.cache.entries() == before);
}

void TestQueryService::finishesAsCancelledWhenTheConnectionIsRemoved()
{
    QFETCH(Step, step);
    ServiceBench bench;
    const RunLog& log = runAt(bench, step);
    bench.service.removeConnection(bench.connection);
    settle();
    QCOMPARE(log.finished.size(), size_t(1));
    QCOMPARE(log.finished[0].cancelled, !isBehind(step));
    QCOMPARE(log.refreshed.size(), size_t(isBehind(step) ? 1 : 0));
    QVERIFY(bench.cache.entries().empty());
    bench.service.cancel(log.id);
    bench.service.removeConnection(bench.connection);
    QCOMPARE(log.finished.size(), size_t(1));
}

void TestQueryService::dropsTheEntriesOfARemovedConnectionOnly()
{
    ServiceBench bench;
    ConnectionId other = {};
    ScriptedPort& otherPort = bench.addPort({"sqlite", "other.db", {}}, other);
    (void)bench.fill(kSelect, ordersRead(42));
    QueryRequest elsewhere = bench.request(kSelect);
    elsewhere.connection = other;
    (void)bench.begin(elsewhere);
    otherPort.answerToken(ValidatorToken("1"));
    otherPort.answerStatement(ordersRead(43));
    const RunLog& running = bench.begin(elsewhere);
    bench.service.removeConnection(bench.connection);
    QCOMPARE(bench.cache.entries().size(), size_t(1));
    otherPort.answerToken(ValidatorToken("1"));
    QCOMPARE(firstNumber(running.finished.at(0)), 43);
    QVERIFY(running.finished[0].provenance.source == Source::Cache);
}

void TestQueryService::letsACallbackRemoveTheConnection()
{
    QFETCH(Step, step);
    ServiceBench bench;
    const RunLog& log = runAt(bench, step);
    int told = 0;
    const auto remove = [&](const RunOutcome&) {
        ++told;
        bench.service.removeConnection(bench.connection);
    };
    (void)bench.service.start(bench.request("SELECT n FROM items"), &bench.context, {.finished = remove});
    (void)bench.service.start(bench.request("SELECT n FROM log"), &bench.context, {.finished = remove});
    bench.service.removeConnection(bench.connection);
    settle();
    QCOMPARE(told, 2);
    QCOMPARE(log.finished.size(), size_t(1));
    QVERIFY(bench.cache.entries().empty());
}

void TestQueryService::letsACallbackOpenAConnectionWhileOneIsRemoved()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    std::vector<ConnectionId> opened;
    const auto open = [&](const RunOutcome&) {
        // Many, so that every container that holds connections has to grow.
        for (int i = 0; i < 100; ++i)
            (void)bench.addPort({"sqlite", QByteArray::number(i), {}}, opened.emplace_back());
    };
    (void)bench.service.start(bench.request("SELECT n FROM items"), &bench.context, {.finished = open});
    bench.service.removeConnection(bench.connection);
    QCOMPARE(opened.size(), size_t(100));
    QVERIFY(bench.cache.entries().empty());
    QCOMPARE(bench.begin(bench.request(kSelect)).finished.at(0).error.has_value(), true);
}

void TestQueryService::letsACallbackCancelTheOtherRunsOfARemovedConnection()
{
    ServiceBench bench;
    std::vector<RunId> runs;
    int told = 0;
    const auto cancelAll = [&](const RunOutcome&) {
        ++told;
        for (const RunId run : runs)
            bench.service.cancel(run);
    };
    for (const char* sql : {"SELECT n FROM items", "SELECT n FROM log"})
        runs.push_back(bench.service.start(
            bench.request(sql, FreshnessPolicy::Off), &bench.context, {.finished = cancelAll}));
    settle();
    QCOMPARE(bench.port.waitingStatements(), 2);
    bench.service.removeConnection(bench.connection);
    QCOMPARE(told, 2);
}

void TestQueryService::letsTheAnswerUnderInstantRemoveTheConnection()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    int finished = 0;
    (void)bench.service.start(bench.request(kSelect, FreshnessPolicy::Instant), &bench.context,
        {.finished = [&](const RunOutcome&) {
            ++finished;
            bench.service.removeConnection(bench.connection);
        }});
    settle();
    QCOMPARE(finished, 1);
}

void TestQueryService::letsTheAnswerUnderInstantEndItsContext()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    auto receiver = std::make_unique<QObject>();
    int finished = 0;
    int refreshed = 0;
    (void)bench.service.start(bench.request(kSelect, FreshnessPolicy::Instant), receiver.get(),
        {.finished =
                [&](const RunOutcome&) {
                    ++finished;
                    receiver.reset();
                },
            .refreshed = [&](const RunOutcome&) { ++refreshed; }});
    settle();
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QCOMPARE(finished, 1);
    QCOMPARE(refreshed, 0);
}

void TestQueryService::failsWhereTheConnectionIsUnknown()
{
    ServiceBench bench;
    QueryRequest elsewhere = bench.request(kSelect);
    elsewhere.connection = ConnectionId(4711);
    const RunLog& log = bench.begin(elsewhere);
    QCOMPARE(log.finished.size(), size_t(1));
    QVERIFY(log.finished[0].error.has_value());
    QVERIFY(!log.finished[0].cancelled);
    QCOMPARE(bench.service.statistics().requests(), 0);
    bench.service.removeConnection(ConnectionId(4711));
    QVERIFY(bench.service.session(ConnectionId(4711)) == SessionState());
}

void TestQueryService::endsWithRunsOnTheirWay()
{
    for (const Step step : {Step::New, Step::Validating, Step::Stamping, Step::Executing,
             Step::CheckingBehind, Step::ExecutingBehind}) {
        auto bench = std::make_unique<ServiceBench>();
        (void)runAt(*bench, step);
        bench.reset();
        settle();
    }
}

void TestQueryService::keepsConnectionsApart()
{
    ServiceBench bench;
    ConnectionId other = {};
    ScriptedPort& otherPort = bench.addPort({"sqlite", "other.db", {}}, other);
    (void)bench.fill(kSelect, ordersRead(42));
    QueryRequest elsewhere = bench.request(kSelect, FreshnessPolicy::Ttl);
    elsewhere.connection = other;
    const RunLog& log = bench.begin(elsewhere);
    QCOMPARE(otherPort.takeCalls(), QByteArrayList{"token"});
    otherPort.answerToken(ValidatorToken("1"));
    otherPort.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(log.finished.at(0)), 43);
    QCOMPARE(bench.served(bench.request(kSelect))->cell(0, 0).integer, 42);
    QCOMPARE(bench.cache.entries().size(), size_t(2));
}

// superset#13538: rows served to another user.
void TestQueryService::keepsUsersApart()
{
    ServiceBench bench;
    bench.port.setIdentity({"postgresql", "shop", "anna"});
    ConnectionId bob = {};
    ScriptedPort& bobPort = bench.addPort({"postgresql", "shop", "bob"}, bob);
    (void)bench.fill(kSelect, ordersRead(42));
    QueryRequest ofBob = bench.request(kSelect, FreshnessPolicy::Ttl);
    ofBob.connection = bob;
    QVERIFY(bench.begin(ofBob).finished.empty());
    QCOMPARE(bobPort.takeCalls(), QByteArrayList{"token"});
}

void TestQueryService::dropsWhatIsOfAFileThatWasReplaced()
{
    ServiceBench bench;
    const ConnectionIdentity before = bench.port.identity();
    (void)bench.fill(kSelect, ordersRead(42), "1");
    bench.port.setIdentity({before.engine, "another file", before.user});
    (void)bench.fill("SELECT n FROM items", readOutcome(resultOf(7), {"main.items"}));
    QCOMPARE(bench.cache.entries().size(), size_t(1));
    QCOMPARE(bench.cache.entries()[0].facts->rows, 1);
    QCOMPARE(bench.cache.entries()[0].facts->sql, QByteArray("SELECT n FROM items"));
}

// The port knows already, and no run has come since that would have found out.
void TestQueryService::dropsWhatIsOfAReplacedFileWithTheConnection()
{
    ServiceBench bench;
    const ConnectionIdentity before = bench.port.identity();
    (void)bench.fill(kSelect, ordersRead(42), "1");
    bench.port.setIdentity({before.engine, "another file", before.user});
    bench.service.removeConnection(bench.connection);
    QVERIFY(bench.cache.entries().empty());
}

// Another connection may still have the old file open, and what it gave stays true of it.
void TestQueryService::keepsWhatAnotherConnectionStillHasOpen()
{
    ServiceBench bench;
    const ConnectionIdentity before = bench.port.identity();
    ConnectionId other = {};
    (void)bench.addPort(before, other);
    (void)bench.fill(kSelect, ordersRead(42), "1");
    bench.port.setIdentity({before.engine, "another file", before.user});
    (void)bench.fill("SELECT n FROM items", readOutcome(resultOf(7), {"main.items"}));
    QCOMPARE(bench.cache.entries().size(), size_t(2));
}

void TestQueryService::dropsWhatAWriteOfAnotherConnectionChanged()
{
    ServiceBench bench;
    ConnectionId other = {};
    ScriptedPort& otherPort = bench.addPort(bench.port.identity(), other);
    (void)bench.fill(kSelect, ordersRead(42));
    (void)bench.fill("SELECT n FROM items", readOutcome(resultOf(7), {"main.items"}));
    QueryRequest write = bench.request("UPDATE orders SET n = 43");
    write.connection = other;
    const RunLog& log = bench.begin(write);
    StatementOutcome written = writeOutcome({kOrders});
    written.notices = {QStringLiteral("NOTICE: one row")};
    otherPort.answerStatement(written);
    QCOMPARE(log.finished.at(0).rowsAffected, 1);
    QCOMPARE(log.finished.at(0).notices, written.notices);
    QVERIFY(!bench.served(bench.request(kSelect)));
    QVERIFY(bench.served(bench.request("SELECT n FROM items")));
}

// A script that failed half way has still changed what stands before the error.
void TestQueryService::appliesTheWritesOfAFailedStatement()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    StatementOutcome outcome = failedOutcome();
    outcome.committed.wholeDatabase = true;
    (void)bench.runPlain("DELETE FROM orders; oops", outcome);
    QVERIFY(!bench.served(bench.request(kSelect)));
}

void TestQueryService::tellsSessionAndSchemaChanges()
{
    ServiceBench bench;
    QSignalSpy session(&bench.service, &QueryService::sessionChanged);
    QSignalSpy schema(&bench.service, &QueryService::schemaChanged);
    StatementOutcome begun;
    begun.session.inTransaction = true;
    (void)bench.runPlain("BEGIN", begun);
    QCOMPARE(session.size(), 1);
    QCOMPARE(session[0][0].value<ConnectionId>(), bench.connection);
    QVERIFY(bench.service.session(bench.connection) == begun.session);
    (void)bench.runPlain("INSERT INTO orders VALUES (1)", begun);
    QCOMPARE(session.size(), 1);
    StatementOutcome created;
    created.committed = {.wholeDatabase = true, .schemaChanged = true};
    (void)bench.runPlain("CREATE TABLE t(x)", created);
    QCOMPARE(session.size(), 2);
    QCOMPARE(schema.size(), 1);
    QCOMPARE(schema[0][0].value<ConnectionId>(), bench.connection);
}

void TestQueryService::loadsTheSchema()
{
    ServiceBench bench;
    std::optional<Schema> schema;
    bench.service.loadSchema(
        bench.connection, &bench.context, [&](const Result<SchemaPtr>& loaded) { schema = *loaded.value(); });
    QVERIFY(!schema);
    bench.port.answerToken(ValidatorToken("1"));
    settle();
    QVERIFY(schema && schema->tables.size() == 1);
}

void TestQueryService::dropsTheSchemaWhenItsContextIsGone()
{
    ServiceBench bench;
    bool heard = false;
    auto receiver = std::make_unique<QObject>();
    bench.service.loadSchema(
        bench.connection, receiver.get(), [&](const Result<SchemaPtr>&) { heard = true; });
    receiver.reset();
    bench.port.answerToken(ValidatorToken("1"));
    settle();
    QVERIFY(!heard);
}

void TestQueryService::tellsThatStatisticsChanged_data()
{
    QTest::addColumn<FreshnessPolicy>("policy");
    QTest::newRow("hit under ttl") << FreshnessPolicy::Ttl;
    QTest::newRow("hit under instant, before the check") << FreshnessPolicy::Instant;
    QTest::newRow("bypass") << FreshnessPolicy::Off;
}

void TestQueryService::tellsThatStatisticsChanged()
{
    QFETCH(FreshnessPolicy, policy);
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    CacheStatistics shown = bench.service.statistics();
    connect(
        &bench.service, &QueryService::statisticsChanged, this, [&] { shown = bench.service.statistics(); });
    const RunLog& log = bench.begin(bench.request(kSelect, policy));
    if (bench.port.waitingStatements() > 0)
        bench.port.answerStatement(ordersRead(43));
    QCOMPARE(log.finished.size(), size_t(1));
    QVERIFY(shown == bench.service.statistics());
}

void TestQueryService::addsUpAndExecutesOncePerMissInARandomSequence_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 5; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

// 2,000 operations on a database that answers by itself: statements, writes, expiry, time and failures.
void TestQueryService::addsUpAndExecutesOncePerMissInARandomSequence()
{
    QFETCH(int, seed);
    std::mt19937 random{unsigned(seed)};
    ServiceBench bench;
    qint64 version = 1;
    bench.port.answerBy([&](const Statement& statement) {
        if (statement.sql.startsWith("UPDATE")) {
            bench.port.setToken(ValidatorToken(QByteArray::number(++version)));
            return writeOutcome({kOrders});
        }
        return random() % 20 == 0 ? failedOutcome() : ordersRead(version);
    });
    const std::array sqls{kSelect, QByteArray("SELECT n + 1 FROM orders"), QByteArray("SELECT random()"),
        QByteArray("SELECT n FROM orders /* cache: off */"), QByteArray("UPDATE orders SET n = 1")};
    qint64 hits = 0;
    for (int step = 1; step <= 2'000; ++step) {
        QueryRequest request = bench.request(sqls.at(random() % 20 == 0 ? 4 : random() % 4));
        request.policy = FreshnessPolicy(random() % 4);
        request.mode = random() % 10 == 0 ? RunMode::Fresh : RunMode::Cached;
        bench.clock.advance(std::chrono::milliseconds(random() % 5'000));
        if (random() % 50 == 0)
            bench.cache.expireAll({ReasonCode::ExpiredByUser});
        const int executions = bench.port.executions();
        const CacheStatistics before = bench.service.statistics();
        const RunLog& log = bench.begin(request);
        QTRY_COMPARE(log.finished.size(), size_t(1));
        const CacheStatistics& now = bench.service.statistics();
        QCOMPARE(now.requests(), step);
        QCOMPARE(now.hits() + now.misses() + now.bypasses(), step);
        const bool hit = now.hits() > before.hits();
        hits += hit ? 1 : 0;
        QCOMPARE(log.finished[0].provenance.source == Source::Cache, hit);
        const bool stale = hit && log.finished[0].provenance.freshness == Freshness::Stale;
        if (stale || (hit && request.policy == FreshnessPolicy::Instant))
            QTRY_COMPARE(log.refreshed.size(), size_t(1));
        else
            QVERIFY(log.refreshed.empty());
        const bool changedBehind
            = !log.refreshed.empty() && log.refreshed[0].provenance.source == Source::Database;
        QCOMPARE(bench.port.executions() - executions, hit && !changedBehind ? 0 : 1);
        QVERIFY(log.onlyLater);
    }
    QVERIFY(hits > 100);
}

void TestQueryService::servesNoStaleAnswerInAnyInterleaving_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 20; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

// Others write to the database unseen, and so does Larder; reads and tokens come back at any moment and in
// any order among each other. What is called proven fresh was true when the token was answered.
void TestQueryService::servesNoStaleAnswerInAnyInterleaving()
{
    QFETCH(int, seed);
    std::mt19937 random{unsigned(seed)};
    ServiceBench bench;
    qint64 version = 1;
    int proven = 0;
    std::vector<const RunLog*> open;
    for (int step = 0; step < 2'000; ++step) {
        const qint64 before = version;
        switch (random() % 8) {
        case 0:
            if (open.size() < 5) {
                QueryRequest request = bench.request(kSelect);
                request.mode = random() % 8 == 0 ? RunMode::Fresh : RunMode::Cached;
                open.push_back(&bench.begin(request));
            }
            break;
        case 1:
        case 2:
        case 3:
            if (bench.port.waitingTokens() > 0)
                bench.port.answerToken(ValidatorToken(QByteArray::number(version)));
            break;
        case 4:
        case 5:
        case 6:
            if (bench.port.waitingStatements() > 0)
                bench.port.answerStatement(ordersRead(version));
            break;
        default:
            if (random() % 6 == 0)
                ++version;
            else if (random() % 6 == 0)
                bench.cache.applyWrites(bench.port.identity(), {.tables = {kOrders}}, "UPDATE orders");
        }
        std::erase_if(open, [&](const RunLog* log) {
            if (log->finished.empty())
                return false;
            const RunOutcome& outcome = log->finished[0];
            proven += outcome.provenance.freshness == Freshness::ProvenFresh ? 1 : 0;
            if (firstNumber(outcome) != before)
                qWarning("step %d: %lld instead of %lld", step, firstNumber(outcome), before);
            return true;
        });
    }
    QVERIFY(proven > 50);
}

QTEST_GUILESS_MAIN(TestQueryService)
#include "tst_queryservice.moc"
