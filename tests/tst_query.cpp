#include "cache/cachecontrol.h"
#include "cache/session.h"
#include "tests/support/servicebench.h"

#include <QFutureWatcher>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

/// A session over a database that answers by itself.
struct SessionBench : ServiceBench
{
    SessionBench()
    {
        port.answerBy([this](const Statement& statement) {
            statements.push_back(statement);
            return readOutcome(resultOf(42), {"main.orders"});
        });
    }

    std::vector<Statement> statements;
    Session session{service, connection};
};

} // namespace

class TestQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void storesAtTheFirstCallAndServesTheNext();
    void bindsByPlaceAndByName();
    void givesTheFirstRow();
    void givesNoFirstRowOfNothingOrAnError();
    void asksAnewAfterExpire();
    void neitherLooksNorStoresUncached();
    void obeysThePolicyAndTheTtl();
    void storesUnderItsTags();
    void answersByAFuture();
    void endsTheRunOfACancelledFuture();
    void answersByACallback();
    void runsTheExample();
};

void TestQuery::storesAtTheFirstCallAndServesTheNext()
{
    SessionBench bench;
    const Query query = bench.session.query("SELECT n FROM orders");
    const RunOutcome first = query.all();
    QVERIFY(first.provenance.source == Source::Database);
    QCOMPARE(firstNumber(first), 42);
    const RunOutcome second = query.all();
    QVERIFY(second.provenance.source == Source::Cache);
    QVERIFY(second.provenance.freshness == Freshness::ProvenFresh);
    QCOMPARE(second.result, first.result);
    QCOMPARE(bench.statements.size(), 1U);
}

void TestQuery::bindsByPlaceAndByName()
{
    SessionBench bench;
    (void)bench.session.query("SELECT ?, ?").bind(qint64(1)).bind(Text{"b"}).all();
    QVERIFY(
        bench.statements.at(0).parameters == (std::vector<Parameter>{{"1", qint64(1)}, {"2", Text{"b"}}}));
    Query named = bench.session.query("SELECT :a");
    (void)named.bind("a", 1.5).bind("a", std::monostate()).all();
    QVERIFY(bench.statements.at(1).parameters == (std::vector<Parameter>{{"a", std::monostate()}}));
    // A copy goes its own way.
    Query copy = named;
    (void)copy.bind("a", qint64(7)).all();
    QCOMPARE(bench.statements.size(), 3U);
    QVERIFY(named.all().provenance.source == Source::Cache);
}

void TestQuery::givesTheFirstRow()
{
    SessionBench bench;
    bench.port.answerBy([](const Statement&) {
        return readOutcome(resultOf({QStringLiteral("a"), QStringLiteral("b")}, {{1, 2}, {3, 4}}), {});
    });
    const Query::FirstRow first = bench.session.query("SELECT a, b FROM t").cacheIndividual().first();
    QVERIFY(first.row == std::optional(Query::Row{qint64(1), qint64(2)}));
    QCOMPARE(first.outcome.result->rowCount(), 2);
    std::optional<Query::Row> later;
    bench.session.query("SELECT a, b FROM t").first(&bench.context, [&](const Query::FirstRow& row) {
        later = row.row;
    });
    QVERIFY(!later);
    QTRY_VERIFY(later.has_value());
    QVERIFY(later == first.row);
}

void TestQuery::givesNoFirstRowOfNothingOrAnError()
{
    SessionBench bench;
    bench.port.answerBy([](const Statement&) { return readOutcome(emptyResult(), {}); });
    QVERIFY(!bench.session.query("SELECT 1").first().row);
    bench.port.answerBy([](const Statement&) { return failedOutcome(resultOf(1)); });
    const Query::FirstRow failed = bench.session.query("SELECT 2").first();
    QVERIFY(!failed.row);
    QVERIFY(failed.outcome.error.has_value());
}

void TestQuery::asksAnewAfterExpire()
{
    SessionBench bench;
    const Query query = bench.session.query("SELECT n FROM orders WHERE a = ?").bind(qint64(1));
    (void)query.all();
    (void)bench.session.query("SELECT n FROM orders WHERE a = ?").bind(qint64(2)).all();
    query.expire();
    const RunOutcome again = query.all();
    QVERIFY(again.provenance.source == Source::Database);
    QCOMPARE(again.provenance.reason.code, ReasonCode::ExpiredByUser);
    QCOMPARE(bench.cache.entries().size(), 2U);
}

void TestQuery::neitherLooksNorStoresUncached()
{
    SessionBench bench;
    Query query = bench.session.query("SELECT n FROM orders");
    (void)query.all();
    QVERIFY(Query(query).uncached().all().provenance.source == Source::Database);
    QVERIFY(query.all().provenance.source == Source::Cache);
}

void TestQuery::obeysThePolicyAndTheTtl()
{
    SessionBench bench;
    Query query = bench.session.query("SELECT n FROM orders");
    (void)query.policy(FreshnessPolicy::Ttl).ttl(10s).limit(5).all();
    QCOMPARE(bench.statements.at(0).rowLimit, 5);
    QVERIFY(query.all().provenance.freshness == Freshness::NotVerified);
    bench.clock.advance(11s);
    QCOMPARE(query.all().provenance.reason.code, ReasonCode::Ttl);
}

void TestQuery::storesUnderItsTags()
{
    SessionBench bench;
    CacheControl control(bench.cache, bench.clock);
    (void)bench.session.query("SELECT n FROM orders").tag("report").tag("daily").all();
    QCOMPARE(control.tagged("daily").entries.size(), 1U);
    // No part of the key.
    QVERIFY(bench.session.query("SELECT n FROM orders").all().provenance.source == Source::Cache);
    control.expireEntries(control.tagged("report").entries);
    QVERIFY(bench.session.query("SELECT n FROM orders").all().provenance.source == Source::Database);
}

void TestQuery::answersByAFuture()
{
    SessionBench bench;
    QFuture<RunOutcome> future = bench.session.query("SELECT n FROM orders").allAsync(&bench.context);
    QVERIFY(!future.isFinished());
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(firstNumber(future.result()), 42);
}

void TestQuery::endsTheRunOfACancelledFuture()
{
    ServiceBench bench;
    QFuture<RunOutcome> future
        = Session(bench.service, bench.connection).query("SELECT n FROM orders").allAsync(&bench.context);
    settle();
    bench.port.answerToken(ValidatorToken("1"));
    (void)bench.port.takeCalls();
    future.cancel();
    settle();
    QCOMPARE(bench.port.takeCalls(), QByteArrayList{"cancel"});
    bench.port.answerStatement(cancelledOutcome());
    QVERIFY(future.isCanceled());
}

void TestQuery::answersByACallback()
{
    SessionBench bench;
    std::optional<RunOutcome> outcome;
    bench.session.query("SELECT n FROM orders").all(&bench.context, [&](RunOutcome ended) {
        outcome = std::move(ended);
    });
    QVERIFY(!outcome);
    QTRY_VERIFY(outcome.has_value());
    QCOMPARE(firstNumber(*outcome), 42);
}

void TestQuery::runsTheExample()
{
    QProcess example;
    example.start(QStringLiteral(LARDER_EXAMPLE), {QStringLiteral(LARDER_SAMPLE_DATABASE)});
    QVERIFY(example.waitForFinished());
    QCOMPARE(example.readAllStandardError(), QByteArray());
    QCOMPARE(example.exitCode(), 0);
    const QList<QByteArray> lines = example.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].endsWith(" rows, database, live"));
    QVERIFY(lines[1].endsWith(" rows, cache, proven fresh"));
    QCOMPARE(lines[2], lines[0]);
    QVERIFY(!lines[0].startsWith("0 "));
}

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
