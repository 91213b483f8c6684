#include "cache/queryrun.h"

#include "tests/support/servicebench.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;
using test::failedOutcome;
using test::firstNumber;
using test::ordersRead;
using test::readOutcome;
using test::resultOf;
using test::RunLog;
using test::ServiceBench;
using test::settle;
using test::writeOutcome;

Q_DECLARE_METATYPE(larder::StatementOutcome)

namespace {

const QByteArray kSelect = "SELECT n FROM orders";
const QByteArray kOrders = "main.orders";
const Error kNoToken{QStringLiteral("Cannot read the token"), QStringLiteral("database is locked")};

StatementOutcome inTransaction(StatementOutcome outcome)
{
    outcome.session.inTransaction = true;
    return outcome;
}

StatementOutcome withPeculiarity(StatementOutcome outcome, const QString& peculiarity)
{
    outcome.session.peculiarity = peculiarity;
    return outcome;
}

} // namespace

class TestQueryRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsTheStampBeforeItExecutes();
    void servesUnderVerifyOnlyWithAnEqualToken();
    void runsWhenTheTokenDiffers();
    void runsWhenTheTokenCannotBeRead();
    void countsTheMissesOfAnEntry();
    void neverProvesAnEntryThatHasNoToken();
    void runsWhenTheEntryWentWhileItWasChecked();
    void servesUnderTtlWithoutAskingTheDatabase();
    void servesAtOnceUnderInstantAndProvesBehind();
    void bringsTheNewResultBehindUnderInstant();
    void tellsUnderInstantThatTheCheckFailed();
    void bringsAnErrorBehindUnderInstantAndNotAnotherFinish();
    void runsFreshUnderEveryPolicyUnlikeSuperset22189_data();
    void runsFreshUnderEveryPolicyUnlikeSuperset22189();
    void tellsWhatAFreshRunIsFor();
    void countsNoRunOfAPanel_data();
    void countsNoRunOfAPanel();
    void tellsWhatLedToTheEndOfAnEntry();
    void doesNotTouchTheCacheWhenItIsOff_data();
    void doesNotTouchTheCacheWhenItIsOff();
    void bypassesWhatMayNotBeCached_data();
    void bypassesWhatMayNotBeCached();
    void tellsTheForbiddingTokenAsItIsWritten();
    void bypassesBothWaysInATransactionUnlikeDbeaver20193();
    void bypassesBothWaysInAPeculiarSession();
    void doesNotServeInATransactionThatBeganWhileItChecked();
    void doesNotStoreWhatWasReadInATransactionThatBeganMeanwhile();
    void doesNotRefreshBehindInATransactionThatBeganMeanwhile();
    void keepsTheOldEntryAndItsAgeOnFailureUnlikeMetabase76856_data();
    void keepsTheOldEntryAndItsAgeOnFailureUnlikeMetabase76856();
    void neverServesAKnownChangeAfterAFailedRunUnlikeMetabase78075();
    void storesAResultCutByTheLimitAndSaysSo();
    void storesNothingThatTheEngineForbids();
    void discardsWhatAWriteOfAnotherConnectionOvertook();
    void doesNotStoreRowsOfAnotherFileUnderTheOldKey();
    void doesNotServeUnderVerifyWhenTheFileWasExchanged();
    void countsTheTimeSavedWithItsSign();
    void obeysTheHintOff();
    void obeysTheHintTtl();
    void ignoresAMalformedHint();
    void labelsAnEmptyCachedResultUnlikeSuperset7164();
    void tellsTheAgeOfTheRowsUnlikeMetabase44280();
    void servesNothingAboveItsTtlHoweverOftenARefreshFailsUnlikeMetabase78339();
    void givesTwoViewsOneAnswerAfterARefreshUnlikeSuperset19540();
    void showsRowsOnTheirWayOnAMissOnly();
    void keepsOneKeyForTwoOrdersOfParameters();
    void marksPlainReadsForThePort();
    void measuresItsParts();
};

// A token read after the rows could confirm a state that the rows do not show.
void TestQueryRun::readsTheStampBeforeItExecutes()
{
    ServiceBench bench;
    const RunLog& log = bench.begin(bench.request(kSelect));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"token"});
    QCOMPARE(bench.port.waitingStatements(), 0);
    bench.port.answerToken(ValidatorToken("7"));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute " + kSelect});
    bench.port.answerStatement(ordersRead(42));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QCOMPARE(log.finished.size(), size_t(1));
    const Provenance& provenance = log.finished[0].provenance;
    QVERIFY(provenance.source == Source::Database && provenance.freshness == Freshness::Live);
    QVERIFY(provenance.stored && !provenance.notStored);
    QCOMPARE(provenance.reason.code, ReasonCode::FirstSeen);
    QCOMPARE(provenance.key.size(), 32);
    const RunLog& again = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("7"));
    QCOMPARE(again.finished.size(), size_t(1));
    QCOMPARE(again.finished[0].provenance.key, provenance.key);
}

void TestQueryRun::servesUnderVerifyOnlyWithAnEqualToken()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"token"});
    QVERIFY(log.finished.empty());
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(log.finished.size(), size_t(1));
    QCOMPARE(firstNumber(log.finished[0]), 42);
    const Provenance& provenance = log.finished[0].provenance;
    QVERIFY(provenance.source == Source::Cache && provenance.freshness == Freshness::ProvenFresh);
    QVERIFY(!provenance.reason);
    settle();
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QCOMPARE(bench.service.statistics().hits(), 1);
    QVERIFY(log.refreshed.empty());
}

void TestQueryRun::runsWhenTheTokenDiffers()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("2"));
    QVERIFY(log.finished.empty());
    QCOMPARE(bench.port.takeCalls(), (QByteArrayList{"token", "execute " + kSelect}));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(log.finished.at(0)), 43);
    QCOMPARE(log.finished[0].provenance.reason.code, ReasonCode::ValidatorChanged);
    QCOMPARE(bench.service.statistics().byReason(ReasonCode::ValidatorChanged), 1);
    // The new entry has the token that was read before its rows.
    const RunLog& again = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("2"));
    QCOMPARE(firstNumber(again.finished.at(0)), 43);
    QVERIFY(again.finished[0].provenance.source == Source::Cache);
}

void TestQueryRun::runsWhenTheTokenCannotBeRead()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect));
    bench.port.answerToken(kNoToken);
    QVERIFY(log.finished.empty());
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(bench.port.takeCalls(), (QByteArrayList{"token", "token", "execute " + kSelect}));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(log.finished.at(0)), 43);
    const Reason reason = log.finished[0].provenance.reason;
    QCOMPARE(reason.code, ReasonCode::ValidatorUnknown);
    QVERIFY(reason.detail.contains(kNoToken.why));
    QVERIFY(log.finished[0].provenance.source == Source::Database);
}

void TestQueryRun::countsTheMissesOfAnEntry()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const auto misses = [&] { return bench.cache.entries().at(0).misses; };
    QCOMPARE(misses(), 0);
    StatementOutcome failed;
    failed.error = Error{QStringLiteral("It failed"), {}};
    for (int i = 1; i <= 2; ++i) {
        (void)bench.begin(bench.request(kSelect));
        bench.port.answerToken(kNoToken);
        bench.port.answerToken(ValidatorToken("1"));
        bench.port.answerStatement(failed);
        QCOMPARE(misses(), i);
    }
    // Neither a hit nor what does not ask is a miss.
    (void)bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    QueryRequest fresh = bench.request(kSelect);
    fresh.mode = RunMode::Fresh;
    (void)bench.begin(fresh);
    QCOMPARE(misses(), 2);
    // What takes its place begins anew.
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(misses(), 0);
    QCOMPARE(bench.service.statistics().byReason(ReasonCode::ValidatorUnknown), 2);
}

void TestQueryRun::neverProvesAnEntryThatHasNoToken()
{
    ServiceBench bench;
    (void)bench.begin(bench.request(kSelect));
    bench.port.answerToken(kNoToken);
    bench.port.answerStatement(ordersRead(42));
    QCOMPARE(bench.cache.entries().at(0).state, EntryState::Unverifiable);
    const RunLog& log = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(log.finished.empty());
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(log.finished.at(0)), 43);
    // Nothing says that the database changed; it was never known where it stood.
    QCOMPARE(log.finished[0].provenance.reason.code, ReasonCode::ValidatorUnknown);
}

void TestQueryRun::runsWhenTheEntryWentWhileItWasChecked()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect));
    bench.cache.expireAll({ReasonCode::ExpiredByUser});
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(log.finished.empty());
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(log.finished.at(0).provenance.reason.code, ReasonCode::ExpiredByUser);
    QVERIFY(log.finished[0].provenance.stored);
}

void TestQueryRun::servesUnderTtlWithoutAskingTheDatabase()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    bench.clock.advance(60s);
    const RunLog& log = bench.begin(bench.request(kSelect, FreshnessPolicy::Ttl));
    QCOMPARE(log.finished.size(), size_t(1));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QVERIFY(log.finished[0].provenance.freshness == Freshness::NotVerified);
    QCOMPARE(log.finished[0].provenance.age, 60s);
    bench.clock.advance(1ms);
    const RunLog& late = bench.begin(bench.request(kSelect, FreshnessPolicy::Ttl));
    QVERIFY(late.finished.empty());
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(late.finished.at(0).provenance.reason.code, ReasonCode::Ttl);
    QueryRequest impatient = bench.request(kSelect, FreshnessPolicy::Ttl);
    impatient.ttl = 5s;
    bench.clock.advance(6s);
    QVERIFY(bench.begin(impatient).finished.empty());
}

void TestQueryRun::servesAtOnceUnderInstantAndProvesBehind()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect, FreshnessPolicy::Instant));
    QCOMPARE(log.finished.size(), size_t(1));
    QVERIFY(log.finished[0].provenance.freshness == Freshness::NotVerified);
    QVERIFY(log.refreshed.empty());
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"token"});
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(log.refreshed.size(), size_t(1));
    QVERIFY(log.refreshed[0].provenance.freshness == Freshness::ProvenFresh);
    QCOMPARE(log.refreshed[0].result.get(), log.finished[0].result.get());
    QCOMPARE(log.finished.size(), size_t(1));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList());
    QCOMPARE(bench.service.statistics().requests(), 2);
}

void TestQueryRun::bringsTheNewResultBehindUnderInstant()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect, FreshnessPolicy::Instant));
    bench.port.answerToken(ValidatorToken("2"));
    QVERIFY(log.refreshed.empty());
    QCOMPARE(bench.port.takeCalls(), (QByteArrayList{"token", "execute " + kSelect}));
    bench.port.showRows(resultOf(1, Completeness::Streaming));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(log.refreshed.size(), size_t(1));
    QCOMPARE(firstNumber(log.refreshed[0]), 43);
    QVERIFY(log.refreshed[0].provenance.source == Source::Database);
    QVERIFY(log.refreshed[0].provenance.stored);
    QCOMPARE(log.refreshed[0].provenance.reason.code, ReasonCode::ValidatorChanged);
    QVERIFY(log.progressed.empty());
    QCOMPARE(log.finished.size(), size_t(1));
    QCOMPARE(bench.service.statistics().requests(), 2);
    QCOMPARE(bench.service.statistics().hits(), 1);
}

void TestQueryRun::tellsUnderInstantThatTheCheckFailed()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    const RunLog& log = bench.begin(bench.request(kSelect, FreshnessPolicy::Instant));
    bench.port.answerToken(kNoToken);
    QCOMPARE(log.refreshed.size(), size_t(1));
    QVERIFY(log.refreshed[0].error == kNoToken);
    QVERIFY(log.refreshed[0].provenance.freshness == Freshness::NotVerified);
    QCOMPARE(bench.cache.entries().size(), size_t(1));
}

void TestQueryRun::bringsAnErrorBehindUnderInstantAndNotAnotherFinish()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect, FreshnessPolicy::Instant));
    bench.port.answerToken(ValidatorToken("2"));
    bench.port.answerStatement(failedOutcome());
    QCOMPARE(log.finished.size(), size_t(1));
    QCOMPARE(log.refreshed.size(), size_t(1));
    QVERIFY(log.refreshed[0].error.has_value());
    // It is known to be old now.
    QVERIFY(!bench.served(bench.request(kSelect)));
}

// superset#22189: the bypass flag is lost on one path.
void TestQueryRun::runsFreshUnderEveryPolicyUnlikeSuperset22189_data()
{
    QTest::addColumn<FreshnessPolicy>("policy");
    QTest::newRow("verify") << FreshnessPolicy::Verify;
    QTest::newRow("instant") << FreshnessPolicy::Instant;
    QTest::newRow("ttl") << FreshnessPolicy::Ttl;
}

void TestQueryRun::runsFreshUnderEveryPolicyUnlikeSuperset22189()
{
    QFETCH(FreshnessPolicy, policy);
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const EntryId old = bench.cache.entries().at(0).id;
    QueryRequest fresh = bench.request(kSelect, policy);
    fresh.mode = RunMode::Fresh;
    const RunLog& log = bench.begin(fresh);
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(log.finished.empty());
    QCOMPARE(bench.port.takeCalls(), (QByteArrayList{"token", "execute " + kSelect}));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(log.finished.at(0)), 43);
    QCOMPARE(log.finished[0].provenance.reason.code, ReasonCode::Bypass);
    QCOMPARE(bench.cache.entries().size(), size_t(1));
    QVERIFY(bench.cache.entries().at(0).id != old);
    QCOMPARE(bench.served(bench.request(kSelect)).get(), log.finished[0].result.get());
    QCOMPARE(bench.service.statistics().bypasses(), 2);
}

void TestQueryRun::tellsWhatAFreshRunIsFor()
{
    ServiceBench bench;
    QueryRequest fresh = bench.request(kSelect);
    fresh.mode = RunMode::Fresh;
    fresh.purpose = QStringLiteral("the rows before might have changed");
    const RunLog& log = bench.begin(fresh);
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(42));
    QCOMPARE(log.finished.at(0).provenance.reason, (Reason{ReasonCode::Bypass, fresh.purpose}));
    QCOMPARE(bench.service.statistics().bypasses(), 1);
}

void TestQueryRun::countsNoRunOfAPanel_data()
{
    QTest::addColumn<RunMode>("mode");
    QTest::newRow("fresh") << RunMode::Fresh;
    QTest::newRow("beside the cache") << RunMode::Uncached;
}

void TestQueryRun::countsNoRunOfAPanel()
{
    QFETCH(RunMode, mode);
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const CacheStatistics before = bench.service.statistics();
    const EntryInfo entry = bench.cache.entries().at(0);
    QueryRequest asked = bench.request(kSelect);
    asked.mode = mode;
    asked.purpose = QStringLiteral("Refresh of entry 1");
    asked.quiet = true;
    const RunLog& log = bench.begin(asked);
    if (mode == RunMode::Fresh)
        bench.port.answerToken(ValidatorToken("1"));
    const quint64 last = bench.cache.events().lastNumber();
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(log.finished.at(0)), 43);
    QCOMPARE(log.finished[0].provenance.reason, (Reason{ReasonCode::Bypass, asked.purpose}));
    QCOMPARE(bench.service.statistics(), before);
    const CacheEvent& event = *bench.cache.events().event(last);
    QCOMPARE(event.kind, EventKind::Asked);
    QCOMPARE(event.reason.detail, asked.purpose);
    QCOMPARE(bench.cache.entries().at(0).id == entry.id, mode == RunMode::Uncached);
}

// What others have changed has an event that the end of the entry can be traced to.
void TestQueryRun::tellsWhatLedToTheEndOfAnEntry()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const EntryId entry = bench.cache.entries().at(0).id;
    (void)bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("2"));
    quint64 changed = 0;
    quint64 cause = 0;
    for (quint64 number = 1; number <= bench.cache.events().lastNumber(); ++number) {
        const CacheEvent& event = *bench.cache.events().event(number);
        if (event.kind == EventKind::DatabaseChanged) {
            changed = number;
            QCOMPARE(event.database, databaseOf(bench.port.identity()));
        }
        if (event.kind == EventKind::Removed && event.entry == entry)
            cause = event.cause;
    }
    QVERIFY(changed > 0);
    QCOMPARE(cause, changed);
}

void TestQueryRun::doesNotTouchTheCacheWhenItIsOff_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<FreshnessPolicy>("policy");
    QTest::newRow("technique") << Technique::Off << FreshnessPolicy::Verify;
    QTest::newRow("policy") << Technique::All << FreshnessPolicy::Off;
    QTest::newRow("both") << Technique::Off << FreshnessPolicy::Off;
}

void TestQueryRun::doesNotTouchTheCacheWhenItIsOff()
{
    QFETCH(Technique, technique);
    QFETCH(FreshnessPolicy, policy);
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    const std::vector<EntryInfo> before = bench.cache.entries();
    QueryRequest request = bench.request(kSelect, policy);
    request.technique = technique;
    for (const RunMode mode : {RunMode::Cached, RunMode::Fresh}) {
        request.mode = mode;
        const RunLog& log = bench.begin(request);
        QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute " + kSelect});
        bench.port.answerStatement(ordersRead(43));
        QCOMPARE(firstNumber(log.finished.at(0)), 43);
        QCOMPARE(log.finished[0].provenance.reason.code, ReasonCode::Off);
        QVERIFY(!log.finished[0].provenance.stored);
    }
    QVERIFY(bench.cache.entries() == before);
    QCOMPARE(bench.service.statistics().byReason(ReasonCode::Off), 2);
}

void TestQueryRun::bypassesWhatMayNotBeCached_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* sql, const char* told) {
        QTest::newRow(sql) << QByteArray(sql) << QString::fromLatin1(told);
    };
    row("SELECT random()", "random");
    row("SELECT date('now') FROM orders", "date");
    row("UPDATE orders SET n = 1", "UPDATE");
    row("SELECT 1; SELECT 2", "several statements");
    row("PRAGMA table_info(orders)", "");
    row("SELECT 'open", "");
}

void TestQueryRun::bypassesWhatMayNotBeCached()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, told);
    ServiceBench bench;
    for (int run = 1; run <= 2; ++run) {
        const RunLog& log = bench.begin(bench.request(sql, FreshnessPolicy::Ttl));
        QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute " + sql});
        bench.port.answerStatement(readOutcome(resultOf(run)));
        QCOMPARE(firstNumber(log.finished.at(0)), run);
        const Provenance& provenance = log.finished[0].provenance;
        QCOMPARE(provenance.reason.code, ReasonCode::Uncacheable);
        QVERIFY2(provenance.reason.detail.contains(told), qPrintable(provenance.reason.detail));
        QVERIFY(provenance.key.isEmpty() && !provenance.stored);
        QCOMPARE(bench.service.statistics().bypasses(), run);
    }
    QVERIFY(bench.cache.entries().empty());
}

void TestQueryRun::tellsTheForbiddingTokenAsItIsWritten()
{
    ServiceBench bench;
    const RunLog& log = bench.begin(bench.request("SELECT '%1 %3"));
    bench.port.answerStatement(failedOutcome());
    const QString detail = log.finished.at(0).provenance.reason.detail;
    QVERIFY2(detail.contains(QStringLiteral("'%1 %3")), qPrintable(detail));
    QVERIFY2(detail.contains(QStringLiteral("in line 1, column 8")), qPrintable(detail));
}

// dbeaver#20193: a "stale cache" that was an open transaction.
void TestQueryRun::bypassesBothWaysInATransactionUnlikeDbeaver20193()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    (void)bench.runPlain("BEGIN", inTransaction({}));
    const std::vector<EntryInfo> before = bench.cache.entries();
    for (const FreshnessPolicy policy :
        {FreshnessPolicy::Verify, FreshnessPolicy::Instant, FreshnessPolicy::Ttl}) {
        const RunLog& log = bench.begin(bench.request(kSelect, policy));
        QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute " + kSelect});
        bench.port.answerStatement(inTransaction(ordersRead(43)));
        QCOMPARE(firstNumber(log.finished.at(0)), 43);
        QCOMPARE(log.finished[0].provenance.reason.code, ReasonCode::InTransaction);
        QVERIFY(log.finished[0].provenance.freshness == Freshness::Snapshot);
        QVERIFY(!log.finished[0].provenance.stored);
    }
    QVERIFY(bench.cache.entries() == before);
    (void)bench.runPlain("ROLLBACK", {});
    QCOMPARE(bench.served(bench.request(kSelect))->cell(0, 0).integer, 42);
}

void TestQueryRun::bypassesBothWaysInAPeculiarSession()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    const QString peculiarity = QStringLiteral("temporary table orders");
    (void)bench.runPlain("CREATE TEMP TABLE orders(n)", withPeculiarity({}, peculiarity));
    const RunLog& log = bench.begin(bench.request(kSelect, FreshnessPolicy::Ttl));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute " + kSelect});
    bench.port.answerStatement(withPeculiarity(ordersRead(43), peculiarity));
    QCOMPARE(log.finished.at(0).provenance.reason, (Reason{ReasonCode::Bypass, peculiarity}));
    (void)bench.runPlain("DROP TABLE temp.orders", {});
    QCOMPARE(bench.served(bench.request(kSelect))->cell(0, 0).integer, 42);
}

void TestQueryRun::doesNotServeInATransactionThatBeganWhileItChecked()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect));
    (void)bench.begin(bench.request("BEGIN", FreshnessPolicy::Off));
    bench.port.answerStatement(inTransaction({}));
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY2(log.finished.empty(), "the transaction may have changed what it reads");
}

void TestQueryRun::doesNotStoreWhatWasReadInATransactionThatBeganMeanwhile()
{
    ServiceBench bench;
    const RunLog& log = bench.begin(bench.request(kSelect));
    (void)bench.begin(bench.request("BEGIN", FreshnessPolicy::Off));
    bench.port.answerStatement(inTransaction({}));
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(inTransaction(ordersRead(43)));
    QCOMPARE(firstNumber(log.finished.at(0)), 43);
    QVERIFY(!log.finished[0].provenance.stored);
    QVERIFY(bench.cache.entries().empty());
}

void TestQueryRun::doesNotRefreshBehindInATransactionThatBeganMeanwhile()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect, FreshnessPolicy::Instant));
    (void)bench.begin(bench.request("BEGIN", FreshnessPolicy::Off));
    bench.port.answerStatement(inTransaction({}));
    bench.port.answerToken(ValidatorToken("2"));
    if (bench.port.waitingStatements() > 0)
        bench.port.answerStatement(inTransaction(ordersRead(43)));
    QCOMPARE(log.refreshed.size(), size_t(1));
    for (const EntryInfo& entry : bench.cache.entries())
        QVERIFY2(entry.id == EntryId(1), "a row of an open transaction was stored");
}

void TestQueryRun::keepsTheOldEntryAndItsAgeOnFailureUnlikeMetabase76856_data()
{
    QTest::addColumn<StatementOutcome>("outcome");
    QTest::newRow("error") << failedOutcome();
    QTest::newRow("error behind rows") << failedOutcome(resultOf(1, Completeness::Failed));
    QTest::newRow("error although complete") << failedOutcome(resultOf(1));
    QTest::newRow("cancelled") << test::cancelledOutcome();
    QTest::newRow("cancelled behind rows") << test::cancelledOutcome(resultOf(1, Completeness::Cancelled));
    QTest::newRow("cancelled although complete") << test::cancelledOutcome(resultOf(1));
    QTest::newRow("cut off") << readOutcome(resultOf(1, Completeness::Cancelled));
    QTest::newRow("failed") << readOutcome(resultOf(1, Completeness::Failed));
    QTest::newRow("not ended") << readOutcome(resultOf(1, Completeness::Streaming));
    QTest::newRow("no rows at all") << readOutcome({});
}

// metabase#76856: an interrupted refresh marks old data fresh.
void TestQueryRun::keepsTheOldEntryAndItsAgeOnFailureUnlikeMetabase76856()
{
    QFETCH(StatementOutcome, outcome);
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const std::vector<EntryInfo> before = bench.cache.entries();
    const auto age = 10s;
    bench.clock.advance(age);
    const RunLog& log = bench.fill(kSelect, outcome, "2");
    QCOMPARE(log.finished.size(), size_t(1));
    QCOMPARE(log.finished[0].error.has_value(), outcome.error.has_value());
    QCOMPARE(log.finished[0].cancelled, outcome.cancelled);
    QVERIFY(!log.finished[0].provenance.stored);
    QCOMPARE(bench.cache.entries().size(), size_t(1));
    QCOMPARE(bench.cache.entries()[0].id, before.at(0).id);
    QCOMPARE(bench.cache.entries()[0].created, before.at(0).created);
    QCOMPARE(bench.cache.entries()[0].provenAt, before.at(0).provenAt);
    const RunLog& served = bench.begin(bench.request(kSelect, FreshnessPolicy::Ttl));
    QCOMPARE(served.finished.at(0).provenance.age, age);
    QCOMPARE(firstNumber(served.finished[0]), 42);
    // And it still has its own stamp.
    const RunLog& checked = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("2"));
    QVERIFY(checked.finished.empty());
}

// metabase#78075: a failed refresh keeps serving old data.
void TestQueryRun::neverServesAKnownChangeAfterAFailedRunUnlikeMetabase78075()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("2"));
    bench.port.answerStatement(failedOutcome());
    QVERIFY(log.finished.at(0).error.has_value());
    QVERIFY(!bench.served(bench.request(kSelect)));
}

void TestQueryRun::storesAResultCutByTheLimitAndSaysSo()
{
    ServiceBench bench;
    QueryRequest request = bench.request(kSelect);
    request.rowLimit = 1;
    const RunLog& log = bench.begin(request);
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(bench.port.oldestStatement().rowLimit, 1);
    bench.port.answerStatement(readOutcome(resultOf(42, Completeness::LimitReached), {kOrders}));
    QVERIFY(log.finished.at(0).provenance.stored);
    const ResultPtr served = bench.served(request);
    QVERIFY(served);
    QCOMPARE(served->completeness(), Completeness::LimitReached);
    request.rowLimit = 0;
    QVERIFY(!bench.served(request));
}

void TestQueryRun::storesNothingThatTheEngineForbids()
{
    ServiceBench bench;
    StatementOutcome forbidden = ordersRead(1);
    forbidden.facts.forbidsCaching = Reason{ReasonCode::Uncacheable, QStringLiteral("view reads the clock")};
    const RunLog& log = bench.fill(kSelect, forbidden);
    QVERIFY(!log.finished.at(0).provenance.stored);
    QCOMPARE(log.finished[0].provenance.notStored, *forbidden.facts.forbidsCaching);
    StatementOutcome notARead = ordersRead(1);
    notARead.facts.isRead = false;
    const RunLog& unproven = bench.fill(kSelect, notARead);
    QCOMPARE(unproven.finished.at(0).provenance.notStored.code, ReasonCode::Uncacheable);
    QVERIFY(bench.cache.entries().empty());
}

void TestQueryRun::discardsWhatAWriteOfAnotherConnectionOvertook()
{
    ServiceBench bench;
    ConnectionId other = {};
    test::ScriptedPort& otherPort = bench.addPort(bench.port.identity(), other);
    const RunLog& log = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    QueryRequest write = bench.request("UPDATE orders SET n = 43");
    write.connection = other;
    (void)bench.begin(write);
    otherPort.answerStatement(writeOutcome({kOrders}));
    bench.port.answerStatement(ordersRead(42));
    QCOMPARE(firstNumber(log.finished.at(0)), 42);
    QCOMPARE(log.finished[0].provenance.notStored.code, ReasonCode::RaceDiscarded);
    QVERIFY(!log.finished[0].provenance.stored);
    QVERIFY(bench.cache.entries().empty());
}

void TestQueryRun::doesNotStoreRowsOfAnotherFileUnderTheOldKey()
{
    ServiceBench bench;
    const ConnectionIdentity before = bench.port.identity();
    (void)bench.begin(bench.request(kSelect));
    // The port notices with the token that another file lies at its path.
    bench.port.setIdentity({"sqlite", "another file", {}});
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(43));
    bench.port.setIdentity(before);
    QVERIFY2(!bench.served(bench.request(kSelect)), "the first file gets the rows of the second");
}

void TestQueryRun::doesNotServeUnderVerifyWhenTheFileWasExchanged()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const RunLog& log = bench.begin(bench.request(kSelect));
    bench.port.setIdentity({"sqlite", "another file", {}});
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY2(log.finished.empty(), "the token of one file proves nothing of another");
}

void TestQueryRun::countsTheTimeSavedWithItsSign()
{
    ServiceBench bench;
    // Costs 10 ms to fill.
    (void)bench.fill(kSelect, ordersRead(42), "1");
    for (const auto& [check, saved] : {std::pair(2ms, 8ms), std::pair(30ms, -12ms)}) {
        (void)bench.begin(bench.request(kSelect));
        bench.clock.advance(check);
        bench.port.answerToken(ValidatorToken("1"));
        QCOMPARE(bench.cache.entries().at(0).timeSaved, saved);
    }
}

void TestQueryRun::obeysTheHintOff()
{
    ServiceBench bench;
    const QByteArray sql = "SELECT n FROM orders /* cache: off */";
    (void)bench.fill(kSelect, ordersRead(42));
    const RunLog& log = bench.begin(bench.request(sql, FreshnessPolicy::Ttl));
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"execute " + sql});
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(log.finished.at(0).provenance.reason.code, ReasonCode::Bypass);
    QVERIFY(!log.finished[0].provenance.reason.detail.isEmpty());
    QCOMPARE(bench.served(bench.request(kSelect))->cell(0, 0).integer, 42);
}

void TestQueryRun::obeysTheHintTtl()
{
    ServiceBench bench;
    const QByteArray sql = "SELECT n FROM orders /* cache: all ttl=1 */";
    (void)bench.fill(sql, ordersRead(42), "1");
    QCOMPARE(*bench.cache.entries().at(0).ttlLeft, 1'000ms);
    bench.clock.advance(999ms);
    const RunLog& log = bench.begin(bench.request(sql));
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(log.finished.at(0).provenance.source == Source::Cache);
    bench.clock.advance(1ms);
    const RunLog& late = bench.begin(bench.request(sql));
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(late.finished.at(0).provenance.reason.code, ReasonCode::Ttl);
    // It overrides what the request says, also that caching is off.
    QueryRequest off = bench.request(sql);
    off.technique = Technique::Off;
    const RunLog& hinted = bench.begin(off);
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(firstNumber(hinted.finished.at(0)), 43);
    QVERIFY(hinted.finished[0].provenance.source == Source::Cache);
}

void TestQueryRun::ignoresAMalformedHint()
{
    ServiceBench bench;
    const QByteArray sql = "SELECT n FROM orders /* cache: perhaps */";
    const RunLog& filled = bench.fill(sql, ordersRead(42));
    QCOMPARE(filled.finished.at(0).provenance.ignoredHint, QByteArray("/* cache: perhaps */"));
    QVERIFY(bench.served(bench.request(sql)));
    const RunLog& plain = bench.fill("SELECT n FROM orders /* cache: all */", ordersRead(42));
    QCOMPARE(plain.finished.at(0).provenance.ignoredHint, QByteArray());
}

// superset#7164: an empty cached result shows no label.
void TestQueryRun::labelsAnEmptyCachedResultUnlikeSuperset7164()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, readOutcome(test::emptyResult(), {kOrders}), "1");
    bench.clock.advance(5s);
    const RunLog& log = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(log.finished.at(0).result);
    QCOMPARE(log.finished[0].result->rowCount(), 0);
    QVERIFY(log.finished[0].provenance.source == Source::Cache);
    QVERIFY(log.finished[0].provenance.freshness == Freshness::ProvenFresh);
    QCOMPARE(log.finished[0].provenance.age, 5s);
}

// metabase#44280: wrong age label.
void TestQueryRun::tellsTheAgeOfTheRowsUnlikeMetabase44280()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    const QDateTime fetched = bench.clock.wallTime();
    for (int minute = 1; minute <= 3; ++minute) {
        bench.clock.advance(1min);
        const RunLog& log = bench.begin(bench.request(kSelect));
        bench.port.answerToken(ValidatorToken("1"));
        QCOMPARE(log.finished.at(0).provenance.age, std::chrono::minutes(minute));
        QCOMPARE(log.finished[0].provenance.fetchedAt, fetched);
    }
    const RunLog& live = bench.fill(kSelect, ordersRead(43), "2");
    QCOMPARE(live.finished.at(0).provenance.age, 0ms);
    QCOMPARE(live.finished[0].provenance.fetchedAt, bench.clock.wallTime());
}

// metabase#78339: unbounded stale serving.
void TestQueryRun::servesNothingAboveItsTtlHoweverOftenARefreshFailsUnlikeMetabase78339()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42), "1");
    QueryRequest request = bench.request(kSelect, FreshnessPolicy::Ttl);
    request.ttl = 60s;
    for (int i = 0; i < 6; ++i) {
        bench.clock.advance(10s);
        QCOMPARE(firstNumber(bench.begin(request).finished.at(0)), 42);
    }
    bench.clock.advance(1ms);
    for (int i = 0; i < 3; ++i) {
        const RunLog& log = bench.begin(request);
        QVERIFY(log.finished.empty());
        bench.port.answerToken(kNoToken);
        bench.port.answerStatement(failedOutcome());
        QVERIFY(log.finished.at(0).error.has_value());
        QVERIFY(!log.finished[0].result);
        QVERIFY(!bench.served(request));
        bench.clock.advance(10s);
    }
    QCOMPARE(bench.service.statistics().hits(), 6);
    const RunLog& log = bench.begin(request);
    bench.port.answerToken(ValidatorToken("2"));
    bench.port.answerStatement(ordersRead(43));
    QCOMPARE(firstNumber(log.finished.at(0)), 43);
    QCOMPARE(bench.served(request).get(), log.finished[0].result.get());
}

// superset#19540: two views of one query disagree after a refresh.
void TestQueryRun::givesTwoViewsOneAnswerAfterARefreshUnlikeSuperset19540()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, ordersRead(42));
    const RunLog& one = bench.fill(kSelect, ordersRead(43));
    // Another layout of the same statement.
    const ResultPtr other = bench.served(bench.request("SELECT   n FROM orders /* the same */ ;"));
    QCOMPARE(other.get(), one.finished.at(0).result.get());
    QCOMPARE(bench.cache.entries().size(), size_t(1));
}

void TestQueryRun::showsRowsOnTheirWayOnAMissOnly()
{
    ServiceBench bench;
    const RunLog& log = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    const ResultPtr some = resultOf(1, Completeness::Streaming);
    bench.port.showRows(some);
    QCOMPARE(log.progressed, std::vector<ResultPtr>{some});
    QVERIFY(log.finished.empty());
    bench.port.answerStatement(ordersRead(42));
    const RunLog& hit = bench.begin(bench.request(kSelect));
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(hit.finished.size(), size_t(1));
    QVERIFY(hit.progressed.empty());
}

void TestQueryRun::keepsOneKeyForTwoOrdersOfParameters()
{
    ServiceBench bench;
    QueryRequest request = bench.request("SELECT n FROM orders WHERE a = :a AND b = :b");
    request.parameters = {{"b", 2}, {"a", 1}};
    (void)bench.begin(request);
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(bench.port.oldestStatement().parameters == request.parameters);
    bench.port.answerStatement(ordersRead(42));
    request.parameters = {{"a", 1}, {"b", 2}};
    QVERIFY(bench.served(request));
    request.parameters = {{"a", 2}, {"b", 1}};
    QVERIFY(!bench.served(request));
    request.parameters = {{"a", 1}, {"b", test::text("2")}};
    QVERIFY(!bench.served(request));
}

void TestQueryRun::marksPlainReadsForThePort()
{
    ServiceBench bench;
    (void)bench.begin(bench.request(kSelect, FreshnessPolicy::Off));
    QVERIFY(bench.port.oldestStatement().plainRead);
    bench.port.answerStatement(ordersRead(1));
    (void)bench.begin(bench.request("UPDATE orders SET n = 1", FreshnessPolicy::Off));
    QVERIFY(!bench.port.oldestStatement().plainRead);
    bench.port.answerStatement(writeOutcome({kOrders}));
}

void TestQueryRun::measuresItsParts()
{
    ServiceBench bench;
    const RunLog& log = bench.fill(kSelect, ordersRead(42), "1");
    QCOMPARE(log.finished.at(0).provenance.timings.execute, 8ms);
    QCOMPARE(log.finished[0].provenance.timings.fetch, 2ms);
    QCOMPARE(bench.cache.entries().at(0).fillCost, 10ms);
    const RunLog& hit = bench.begin(bench.request(kSelect));
    bench.clock.advance(3ms);
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(hit.finished.at(0).provenance.timings == (RunTimings{.validate = 3ms}));
}

QTEST_GUILESS_MAIN(TestQueryRun)
#include "tst_queryrun.moc"
