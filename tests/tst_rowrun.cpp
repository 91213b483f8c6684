#include "cache/rowrun.h"

#include "app/sql/sqlitefile.h"
#include "tests/support/servicebench.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/tablerows.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kSchema
    = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, price REAL);"
      "CREATE TABLE loose(name TEXT);"
      "CREATE TABLE large(id INTEGER PRIMARY KEY);"
      "INSERT INTO large VALUES (9007199254740993), (9007199254740992), (7);"
      "CREATE TABLE word(word TEXT, year INTEGER, PRIMARY KEY(word, year));"
      "INSERT INTO word VALUES ('b', 7), ('a', 2000), ('B', 1), ('a', 7), ('', 7);"
      "INSERT INTO item VALUES (1,'tea',1.5),(2,'milk',0.9),(3,'rice',2.0),(4,'salt',0.5),(5,'oil',7.0);"
      "INSERT INTO loose VALUES ('a');";
const QByteArray kList = "SELECT * FROM item ORDER BY id";
const QByteArray kTable = "main.item";

/// A real database whose rows are kept one by one.
struct RowBench
{
    QueryRequest request(const QByteArray& sql, FreshnessPolicy policy = FreshnessPolicy::Verify) const
    {
        QueryRequest request = session.request(sql);
        request.technique = Technique::Individual;
        request.policy = policy;
        return request;
    }
    RunOutcome run(const QByteArray& sql, FreshnessPolicy policy = FreshnessPolicy::Verify)
    {
        return session.run(request(sql, policy));
    }
    void expireRow(qint64 id) { session.engine().control().expireRow(identity(), kTable, {id}); }
    [[nodiscard]] ConnectionIdentity identity() const
    {
        return sqliteIdentity(fixture.path(), *sqliteFileAt(fixture.path()));
    }
    [[nodiscard]] const CacheStatistics& statistics() { return session.engine().service().statistics(); }

    SqliteFixture fixture{kSchema};
    TestSession session{fixture.path()};
};

/// The same rows from a database that the test plays.
struct PlayedBench : ServiceBench
{
    PlayedBench()
    {
        QueryRequest fresh = request(kSql);
        fresh.technique = Technique::Individual;
        fresh.mode = RunMode::Fresh;
        (void)begin(fresh);
        port.answerToken(ValidatorToken("1"));
        port.answerStatement(rowsRead(1, 4));
        (void)port.takeCalls();
        control.expireRow({"sqlite", "shop.db", {}}, "main.t", {qint64(2)});
    }
    static StatementOutcome rowsRead(qint64 first, qint64 last)
    {
        std::vector<Row> rows;
        for (qint64 id = first; id <= last; ++id)
            rows.push_back({id, id * 10});
        StatementOutcome outcome
            = readOutcome(tableResult({QStringLiteral("id"), QStringLiteral("n")}, rows), {"main.t"});
        outcome.facts.rowSource = RowSource{"main.t", {0}, true};
        return outcome;
    }
    /// Asks for the list until its rows are asked for again.
    const RunLog& beginRefill(FreshnessPolicy policy = FreshnessPolicy::Verify)
    {
        QueryRequest list = request(kSql, policy);
        list.technique = Technique::Individual;
        const RunLog& log = begin(list);
        if (policy == FreshnessPolicy::Verify)
            port.answerToken(ValidatorToken("1"));
        return log;
    }

    static inline const QByteArray kSql = "SELECT * FROM t";
    CacheControl control{cache, clock};
};

bool isRefill(const Statement& statement)
{
    return statement.sql == "SELECT \"t\".\"id\", \"t\".\"n\" FROM \"main\".\"t\" WHERE \"t\".\"id\" IN (?)"
        && statement.parameters == std::vector<Parameter>{{"1", qint64(2)}};
}

} // namespace

class TestRowRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void answersAKeyFromTheRowsOfAnotherResult();
    void answersSeveralKeysAndTellsHowManyAreMissing();
    void bringsRowsInTheOrderOfTheDatabase_data();
    void bringsRowsInTheOrderOfTheDatabase();
    void namesTheColumnsThatAreMissing();
    void remembersThatARowIsNotThere();
    void doesNotTakeAConvertedKeyForMissing();
    void forgetsTheRowsOfEntriesThatWent();
    void doesNotServeRowsThatTheDatabaseChanged();
    void doesNotServeRowsThatLarderChanged();
    void doesNotFindRowsOfEntriesThatAreStillToBeSweptAway();
    void asksOnlyForExpiredRowsOfAList();
    void doubtsAsAWholeWhatOthersMayHaveChanged();
    void runsAListAgainWhereARowHasAnotherValue();
    void runsAListAgainWhereARowIsGone();
    void runsAListAgainWhereMostRowsAreMissing();
    void runsAListAgainThatIsOlderThanARow();
    void keepsAsAWholeWhatHasNoRowsAndSaysWhy();
    void followsTheHint();
    void goesAroundTheRowsInATransaction();
    void answersFromRowsWithoutTheDatabase();
    void bringsRowsBackThatWereExpiredByMistake();
    void provesRowsBehindUnderInstant();
    void runsAgainWhereTheDatabaseMovedDuringTheRefill();
    void runsAgainWhereMoreRowsWereExpiredDuringTheRefill();
    void runsAgainWhereATransactionBeganDuringTheRefill();
    void runsAgainWhereTheRefillFailed();
    void endsWithACancelledRefill();
    void doesNotTrustTheListWhileOlderAnswersAreOnTheirWay();
    void doesNotStoreRowsThatWereExpiredOnTheirWay();
};

void TestRowRun::answersAKeyFromTheRowsOfAnotherResult()
{
    RowBench bench;
    const RunOutcome all = bench.run(kList);
    QVERIFY(all.provenance.source == Source::Database && all.provenance.stored);
    QVERIFY(!all.provenance.notByRow);
    const RunOutcome one = bench.run("SELECT name, id AS number FROM item WHERE id = 2");
    QVERIFY(one.provenance.source == Source::RowCache);
    QVERIFY(one.provenance.freshness == Freshness::ProvenFresh);
    QVERIFY(one.provenance.provenAt.isValid() && !one.provenance.reason);
    QCOMPARE(one.provenance.fetchedAt, bench.session.engine().cache().entries()[0].created);
    QCOMPARE(TestSession::rows(one.result), QByteArray("'milk',2"));
    QCOMPARE(one.result->columns()[1].name, QStringLiteral("number"));
    QCOMPARE(bench.statistics().byClass(HitClass::Rows), 1);
    QCOMPARE(bench.statistics().hits(), 1);
    QCOMPARE(bench.session.engine().cache().entries()[0].hits, 1);
    QCOMPARE(bench.session.engine().cache().store().entryCount(), 1);
    // A text is no integer, whatever SQLite makes of it.
    QVERIFY(bench.run("SELECT name FROM item WHERE id = '2'").provenance.source == Source::Database);
}

void TestRowRun::bringsRowsInTheOrderOfTheDatabase_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("numbers") << QByteArray("SELECT * FROM item WHERE id IN (3, 1, 5, 2, 3)");
    // Above 2^53 a double can't hold each integer.
    QTest::newRow("large numbers") << QByteArray(
        "SELECT * FROM large WHERE id IN (9007199254740993, 9007199254740992, 7)");
    QTest::newRow("texts") << QByteArray("SELECT * FROM word WHERE year = 7 AND word IN ('b', '', 'a')");
    QTest::newRow("two columns") << QByteArray("SELECT * FROM word WHERE word = 'a' AND year IN (2000, 7)");
}

void TestRowRun::bringsRowsInTheOrderOfTheDatabase()
{
    QFETCH(const QByteArray, sql);
    RowBench bench;
    QueryRequest uncached = bench.request(sql);
    uncached.mode = RunMode::Uncached;
    const QByteArray rows = TestSession::rows(bench.session.run(uncached).result);
    (void)bench.run("SELECT * FROM item");
    (void)bench.run("SELECT * FROM word");
    (void)bench.run("SELECT * FROM large");
    const RunOutcome answer = bench.run(sql);
    QVERIFY(answer.provenance.source == Source::RowCache);
    QCOMPARE(TestSession::rows(answer.result), rows);
}

void TestRowRun::answersSeveralKeysAndTellsHowManyAreMissing()
{
    RowBench bench;
    (void)bench.run("SELECT * FROM item WHERE id < 4");
    QueryRequest some = bench.request("SELECT name FROM item WHERE id IN (:a, 1)");
    some.parameters = {{"a", qint64(3)}};
    const RunOutcome two = bench.session.run(some);
    QVERIFY(two.provenance.source == Source::RowCache);
    QCOMPARE(TestSession::rows(two.result), QByteArray("'tea'\n'rice'"));
    some.rowLimit = 1;
    QVERIFY(bench.session.run(some).provenance.source == Source::Database);
    const RunOutcome missing = bench.run("SELECT name FROM item WHERE id IN (1, 4, 5)");
    QVERIFY(missing.provenance.source == Source::Database);
    QVERIFY((missing.provenance.reason
        == Reason{ReasonCode::Partial, QStringLiteral("2 of 3 in main.item; the statement runs again")}));
}

void TestRowRun::namesTheColumnsThatAreMissing()
{
    RowBench bench;
    (void)bench.run("SELECT id, name FROM item");
    const RunOutcome priced = bench.run("SELECT price FROM item WHERE id = 1");
    QVERIFY((priced.provenance.reason == Reason{ReasonCode::Projection, QStringLiteral("price")}));
    // It is a list without its key.
    QCOMPARE(priced.provenance.notByRow.code, ReasonCode::NoKey);
    QVERIFY((bench.run("SELECT * FROM item WHERE id = 1").provenance.reason
        == Reason{ReasonCode::Projection, QStringLiteral("*")}));
    // Now two results have what is wanted, each a part.
    (void)bench.run("SELECT id, price FROM item");
    const RunOutcome merged = bench.run("SELECT name, price FROM item WHERE id = 2");
    QVERIFY(merged.provenance.source == Source::RowCache);
    QCOMPARE(TestSession::rows(merged.result), QByteArray("'milk',0.9"));
}

void TestRowRun::remembersThatARowIsNotThere()
{
    RowBench bench;
    QVERIFY(bench.run("SELECT * FROM item WHERE id = 9").provenance.source == Source::Database);
    const RunOutcome none = bench.run("SELECT name FROM item WHERE id IN (9)");
    QVERIFY(none.provenance.source == Source::RowCache);
    QCOMPARE(none.result->rowCount(), 0);
    QCOMPARE(none.result->columns().size(), 1U);
    (void)bench.session.run("INSERT INTO item VALUES (9, 'jam', 3.0)");
    const RunOutcome there = bench.run("SELECT name FROM item WHERE id IN (9)");
    QVERIFY(there.provenance.source == Source::Database);
    QCOMPARE(TestSession::rows(there.result), QByteArray("'jam'"));
}

void TestRowRun::doesNotTakeAConvertedKeyForMissing()
{
    RowBench bench;
    QCOMPARE(bench.run("SELECT * FROM item WHERE id IN ('2', 3)").result->rowCount(), 2);
    QCOMPARE(bench.run("SELECT * FROM item WHERE id = '2'").result->rowCount(), 1);
}

void TestRowRun::forgetsTheRowsOfEntriesThatWent()
{
    RowBench bench;
    ResultCache& cache = bench.session.engine().cache();
    (void)bench.run(kList);
    (void)bench.run("SELECT id FROM item");
    QCOMPARE(CachedRows(cache).tables().at(0).refs, 10);
    QCOMPARE(CachedRows(cache).tables().at(0).rows, 5);
    bench.session.engine().control().expireEntries({cache.entries()[0].id});
    QCOMPARE(CachedRows(cache).tables().at(0).refs, 5);
    bench.session.engine().control().expireEverything();
    QVERIFY(CachedRows(cache).tables().empty());
}

void TestRowRun::doesNotServeRowsThatTheDatabaseChanged()
{
    RowBench bench;
    (void)bench.run(kList);
    bench.fixture.exec("UPDATE item SET name = 'cream' WHERE id = 2");
    const RunOutcome one = bench.run("SELECT name FROM item WHERE id = 2");
    QVERIFY(one.provenance.source == Source::Database);
    QCOMPARE(one.provenance.reason.code, ReasonCode::ValidatorChanged);
    QCOMPARE(TestSession::rows(one.result), QByteArray("'cream'"));
    QCOMPARE(
        TestSession::rows(bench.run("SELECT * FROM item WHERE id = 2").result), QByteArray("2,'cream',0.9"));
}

void TestRowRun::doesNotServeRowsThatLarderChanged()
{
    RowBench bench;
    (void)bench.run(kList, FreshnessPolicy::Ttl);
    (void)bench.session.run("UPDATE item SET name = 'cream' WHERE id = 2");
    const RunOutcome one = bench.run("SELECT name FROM item WHERE id = 2", FreshnessPolicy::Ttl);
    QCOMPARE(TestSession::rows(one.result), QByteArray("'cream'"));
}

void TestRowRun::doesNotFindRowsOfEntriesThatAreStillToBeSweptAway()
{
    RowBench bench;
    ResultCache& cache = bench.session.engine().cache();
    (void)bench.run(kList);
    // So many are not looked through at once.
    for (int i = 0; i < 101; ++i)
        (void)bench.session.run("SELECT " + QByteArray::number(i));
    const RowRequest asked{{bench.identity(), kTable}, {"id"}, {qint64(2)}, {{"name"}}};
    QVERIFY(CachedRows(cache).find(asked, std::nullopt));
    cache.applyWrites(bench.identity(), {.tables = {kTable}}, "UPDATE item");
    QCOMPARE(cache.store().entryCount(), 102);
    QVERIFY(!CachedRows(cache).find(asked, std::nullopt));
}

void TestRowRun::doubtsAsAWholeWhatOthersMayHaveChanged()
{
    RowBench bench;
    (void)bench.run(kList);
    bench.expireRow(2);
    bench.fixture.exec("INSERT INTO item SELECT max(id) + 1, 'new', 1 FROM item");
    // Another statement hears of it.
    (void)bench.run("SELECT * FROM item WHERE id = 4");
    for (const EntryInfo& entry : bench.session.engine().cache().entries()) {
        if (entry.facts->sql == kList)
            QCOMPARE(entry.reason.code, ReasonCode::ValidatorChanged);
    }
    QVERIFY(bench.run(kList).provenance.source == Source::Database);
}

void TestRowRun::asksOnlyForExpiredRowsOfAList()
{
    RowBench bench;
    const RunOutcome first = bench.run(kList);
    bench.expireRow(2);
    const EntryInfo doubtful = bench.session.engine().cache().entries()[0];
    QVERIFY(doubtful.state == EntryState::Doubtful);
    QVERIFY((doubtful.reason
        == Reason{ReasonCode::Partial, QStringLiteral("1 of 5 in main.item; only they are asked for")}));
    const RunOutcome second = bench.run(kList);
    QVERIFY(second.provenance.source == Source::Partial);
    QVERIFY(second.provenance.freshness == Freshness::ProvenFresh);
    QCOMPARE(second.provenance.rowsCached, 4);
    QCOMPARE(second.provenance.rowsFetched, 1);
    QVERIFY((second.provenance.reason
        == Reason{ReasonCode::Partial, QStringLiteral("1 of 5 in main.item; only they are asked for")}));
    QCOMPARE(second.result, first.result);
    QCOMPARE(bench.statistics().misses(), 2);
    // The list is whole again, and so are its rows.
    QVERIFY(bench.session.engine().cache().entries()[0].state == EntryState::Proven);
    QVERIFY(bench.run(kList).provenance.source == Source::Cache);
    QVERIFY(bench.run("SELECT name FROM item WHERE id = 2").provenance.source == Source::RowCache);
    QCOMPARE(bench.statistics().requests(), 4);
}

void TestRowRun::runsAListAgainWhereARowHasAnotherValue()
{
    RowBench bench;
    (void)bench.run(kList, FreshnessPolicy::Ttl);
    bench.fixture.exec("UPDATE item SET name = 'cream' WHERE id = 2");
    bench.expireRow(2);
    const RunOutcome again = bench.run(kList, FreshnessPolicy::Ttl);
    QVERIFY(again.provenance.source == Source::Database);
    QCOMPARE(again.provenance.reason.code, ReasonCode::RowChanged);
    QVERIFY(TestSession::rows(again.result).contains("cream"));
    QCOMPARE(bench.statistics().misses(), 2);
    QVERIFY(bench.run(kList, FreshnessPolicy::Ttl).provenance.source == Source::Cache);
}

void TestRowRun::runsAListAgainWhereARowIsGone()
{
    RowBench bench;
    (void)bench.run(kList, FreshnessPolicy::Ttl);
    bench.fixture.exec("DELETE FROM item WHERE id = 2");
    bench.expireRow(2);
    const RunOutcome again = bench.run(kList, FreshnessPolicy::Ttl);
    QCOMPARE(again.provenance.reason.code, ReasonCode::SuspectMembership);
    QCOMPARE(again.result->rowCount(), 4);
}

void TestRowRun::runsAListAgainWhereMostRowsAreMissing()
{
    RowBench bench;
    (void)bench.run(kList);
    for (qint64 id = 1; id <= 3; ++id)
        bench.expireRow(id);
    const RunOutcome again = bench.run(kList);
    QVERIFY(again.provenance.source == Source::Database);
    QVERIFY((again.provenance.reason
        == Reason{ReasonCode::Partial, QStringLiteral("3 of 5 in main.item; the statement runs again")}));
}

void TestRowRun::runsAListAgainThatIsOlderThanARow()
{
    RowBench bench;
    (void)bench.run(kList, FreshnessPolicy::Ttl);
    bench.fixture.exec("UPDATE item SET name = 'cream' WHERE id = 2");
    QueryRequest one = bench.request("SELECT * FROM item WHERE id = 2", FreshnessPolicy::Ttl);
    one.mode = RunMode::Fresh;
    (void)bench.session.run(one);
    const RunOutcome list = bench.run(kList, FreshnessPolicy::Ttl);
    QVERIFY(list.provenance.source == Source::Database);
    QCOMPARE(list.provenance.reason.code, ReasonCode::RowChanged);
    QVERIFY(TestSession::rows(list.result).contains("cream"));
}

void TestRowRun::keepsAsAWholeWhatHasNoRowsAndSaysWhy()
{
    RowBench bench;
    const RunOutcome counted = bench.run("SELECT count(*) FROM item");
    QVERIFY((counted.provenance.notByRow == Reason{ReasonCode::NoKey, QStringLiteral("an aggregate")}));
    QVERIFY(counted.provenance.stored);
    // It is the entry of those who ask for the whole.
    QVERIFY(bench.session.run("SELECT count(*) FROM item").provenance.source == Source::Cache);
    const RunOutcome loose = bench.run("SELECT * FROM loose");
    QCOMPARE(loose.provenance.notByRow.code, ReasonCode::NoKey);
    const RunOutcome again = bench.run("SELECT * FROM loose");
    QVERIFY(again.provenance.source == Source::Cache);
}

void TestRowRun::followsTheHint()
{
    RowBench bench;
    (void)bench.session.run("SELECT * FROM item /* cache: individual */");
    const RunOutcome one = bench.session.run("SELECT name FROM item WHERE id = 3 /* cache: individual */");
    QVERIFY(one.provenance.source == Source::RowCache);
    QVERIFY(bench.session.run("SELECT name FROM item WHERE id = 3").provenance.source == Source::Database);
}

void TestRowRun::goesAroundTheRowsInATransaction()
{
    RowBench bench;
    (void)bench.run(kList);
    (void)bench.session.run("BEGIN");
    (void)bench.session.run("UPDATE item SET name = 'cream' WHERE id = 2");
    const RunOutcome one = bench.run("SELECT name FROM item WHERE id = 2");
    QVERIFY(one.provenance.source == Source::Database);
    QCOMPARE(TestSession::rows(one.result), QByteArray("'cream'"));
    (void)bench.session.run("ROLLBACK");
    QCOMPARE(TestSession::rows(bench.run("SELECT name FROM item WHERE id = 2").result), QByteArray("'milk'"));
}

void TestRowRun::answersFromRowsWithoutTheDatabase()
{
    RowBench bench;
    (void)bench.run(kList);
    QueryRequest offline = bench.request("SELECT name FROM item WHERE id = 2");
    offline.mode = RunMode::CachedOnly;
    const RunOutcome one = bench.session.run(offline);
    QVERIFY(one.provenance.source == Source::RowCache);
    QVERIFY(one.provenance.freshness == Freshness::NotVerified);
    bench.expireRow(2);
    offline.sql = kList;
    const RunOutcome list = bench.session.run(offline);
    QVERIFY(list.error && !list.result);
    QCOMPARE(list.provenance.reason.code, ReasonCode::Partial);
}

void TestRowRun::bringsRowsBackThatWereExpiredByMistake()
{
    RowBench bench;
    (void)bench.run(kList);
    CacheControl& control = bench.session.engine().control();
    control.expireEntries({bench.session.engine().cache().entries()[0].id});
    QCOMPARE(control.undo(), 1);
    QVERIFY(bench.run("SELECT name FROM item WHERE id = 2").provenance.source == Source::RowCache);
}

void TestRowRun::provesRowsBehindUnderInstant()
{
    PlayedBench bench;
    QueryRequest one = bench.request("SELECT n FROM t WHERE id = 3", FreshnessPolicy::Instant);
    one.technique = Technique::Individual;
    const RunLog& same = bench.begin(one);
    QVERIFY(same.finished.at(0).provenance.source == Source::RowCache);
    QVERIFY(same.finished.at(0).provenance.freshness == Freshness::NotVerified);
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(same.refreshed.at(0).provenance.freshness == Freshness::ProvenFresh);
    QCOMPARE(firstNumber(same.refreshed.at(0)), 30);
    const RunLog& other = bench.begin(one);
    bench.port.answerToken(ValidatorToken("2"));
    bench.port.answerStatement(readOutcome(resultOf(31), {"main.t"}));
    QCOMPARE(firstNumber(other.finished.at(0)), 30);
    QCOMPARE(firstNumber(other.refreshed.at(0)), 31);
    QVERIFY(other.refreshed.at(0).provenance.source == Source::Database);
}

void TestRowRun::runsAgainWhereTheDatabaseMovedDuringTheRefill()
{
    PlayedBench bench;
    const RunLog& log = bench.beginRefill();
    QVERIFY(isRefill(bench.port.oldestStatement()));
    bench.port.answerStatement(bench.rowsRead(2, 2));
    QVERIFY(log.finished.empty());
    // The row may be newer than the others now.
    bench.port.answerToken(ValidatorToken("2"));
    bench.port.answerToken(ValidatorToken("2"));
    QCOMPARE(bench.port.oldestStatement().sql, PlayedBench::kSql);
    bench.port.answerStatement(bench.rowsRead(1, 3));
    QVERIFY(log.finished.at(0).provenance.source == Source::Database);
    QCOMPARE(log.finished.at(0).provenance.reason.code, ReasonCode::ValidatorChanged);
    QCOMPARE(log.finished.at(0).provenance.rowsFetched, 0);
    QCOMPARE(log.finished.at(0).result->rowCount(), 3);
}

void TestRowRun::runsAgainWhereMoreRowsWereExpiredDuringTheRefill()
{
    PlayedBench bench;
    const RunLog& log = bench.beginRefill(FreshnessPolicy::Ttl);
    bench.control.expireRow({"sqlite", "shop.db", {}}, "main.t", {qint64(3)});
    bench.port.answerStatement(bench.rowsRead(2, 2));
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(bench.rowsRead(1, 4));
    QVERIFY(log.finished.at(0).provenance.source == Source::Database);
}

void TestRowRun::runsAgainWhereATransactionBeganDuringTheRefill()
{
    PlayedBench bench;
    const RunLog& log = bench.beginRefill();
    const RunLog& begin = bench.begin(bench.request("BEGIN"));
    StatementOutcome refill = bench.rowsRead(2, 2);
    refill.session.inTransaction = true;
    bench.port.answerStatement(refill);
    // The rows that were asked for again are not those of the list.
    QVERIFY(log.finished.empty());
    StatementOutcome begun = readOutcome({});
    begun.session.inTransaction = true;
    bench.port.answerStatement(begun);
    QVERIFY(!begin.finished.empty());
    StatementOutcome rows = bench.rowsRead(1, 4);
    rows.session.inTransaction = true;
    bench.port.answerStatement(rows);
    QCOMPARE(log.finished.at(0).result->rowCount(), 4);
    QVERIFY(log.finished.at(0).provenance.freshness == Freshness::Snapshot);
}

void TestRowRun::runsAgainWhereTheRefillFailed()
{
    PlayedBench bench;
    const RunLog& log = bench.beginRefill();
    bench.port.answerStatement(failedOutcome());
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(bench.rowsRead(1, 4));
    QVERIFY(!log.finished.at(0).error);
    QCOMPARE(log.finished.at(0).result->rowCount(), 4);
    QCOMPARE(bench.service.statistics().misses(), 1);
}

void TestRowRun::endsWithACancelledRefill()
{
    PlayedBench bench;
    const RunLog& log = bench.beginRefill();
    bench.service.cancel(log.id);
    bench.port.answerStatement(cancelledOutcome());
    QVERIFY(log.finished.at(0).cancelled);
    // The list still waits for its row.
    const RunLog& next = bench.beginRefill();
    bench.port.answerStatement(bench.rowsRead(2, 2));
    bench.port.answerToken(ValidatorToken("1"));
    QVERIFY(next.finished.at(0).provenance.source == Source::Partial);
}

void TestRowRun::doesNotTrustTheListWhileOlderAnswersAreOnTheirWay()
{
    PlayedBench bench;
    ConnectionId other = {};
    ScriptedPort& slowPort = bench.addPort({"sqlite", "shop.db", {}}, other);
    QueryRequest slow = bench.request("SELECT id, n FROM t WHERE n > 0", FreshnessPolicy::Ttl);
    slow.connection = other;
    slow.technique = Technique::Individual;
    (void)bench.begin(slow);
    slowPort.answerToken(ValidatorToken("2"));
    const RunLog& refill = bench.beginRefill(FreshnessPolicy::Ttl);
    bench.port.answerStatement(bench.rowsRead(2, 2));
    QVERIFY(refill.finished.at(0).provenance.source == Source::Partial);
    QVERIFY(refill.finished.at(0).provenance.freshness == Freshness::NotVerified);
    StatementOutcome newer = bench.rowsRead(1, 1);
    newer.result = tableResult({QStringLiteral("id"), QStringLiteral("n")}, {{qint64(3), qint64(33)}});
    slowPort.answerStatement(newer);
    QueryRequest one = bench.request("SELECT n FROM t WHERE id = 3", FreshnessPolicy::Ttl);
    one.technique = Technique::Individual;
    QCOMPARE(firstNumber(bench.begin(one).finished.at(0)), 33);
}

void TestRowRun::doesNotStoreRowsThatWereExpiredOnTheirWay()
{
    PlayedBench bench;
    QueryRequest list = bench.request("SELECT n, id FROM t");
    list.technique = Technique::Individual;
    const RunLog& log = bench.begin(list);
    bench.port.answerToken(ValidatorToken("1"));
    bench.control.expireRow({"sqlite", "shop.db", {}}, "main.t", {qint64(3)});
    StatementOutcome outcome = bench.rowsRead(1, 4);
    bench.port.answerStatement(outcome);
    QCOMPARE(log.finished.at(0).provenance.notStored.code, ReasonCode::RaceDiscarded);
    QVERIFY(!log.finished.at(0).provenance.stored);
}

QTEST_GUILESS_MAIN(TestRowRun)
#include "tst_rowrun.moc"
