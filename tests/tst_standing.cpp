#include "cache/queryservice.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using State = Standing::State;

namespace {

const QByteArray kTables = "CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 1), (2, 2);"
                           "CREATE TABLE u(id INTEGER PRIMARY KEY, v); INSERT INTO u VALUES (1, 1);"
                           "CREATE VIEW both AS SELECT t.v FROM t, u;";

struct Bench
{
    Bench() : file(kTables), session(file.path()) { }

    /// What is heard of @p outcome, without asking.
    [[nodiscard]] Standing heard(const RunOutcome& outcome)
    {
        return session.engine().service().standing(*outcome.basis);
    }
    /// The same after the database was asked where it stands, which must tell something new.
    [[nodiscard]] Standing checked(const RunOutcome& outcome)
    {
        QSignalSpy changed(&session.engine().service(), &QueryService::standingsChanged);
        session.engine().service().check(session.connection());
        return changed.wait() ? heard(outcome) : Standing{State::Holds, {ReasonCode::Off}};
    }

    SqliteFixture file;
    TestSession session;
};

} // namespace

class TestStanding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anOwnWriteOvertakesWhatReadItsTable_data();
    void anOwnWriteOvertakesWhatReadItsTable();
    void anOwnWriteLeavesOtherTablesAlone();
    void aChangeOfTheSchemaOvertakesAll();
    void whatAWriteReturnsIsNotOvertakenByIt();
    void aForeignWriteMakesDoubtful_data();
    void aForeignWriteMakesDoubtful();
    void anOwnWriteIsNoForeignOne();
    void tellsThatTheDatabaseDoesNotAnswer();
    void expiringOvertakesNothing();
    void anotherFileInItsPlaceOvertakesAll();
    void whatATransactionReadIsOverWithIt_data();
    void whatATransactionReadIsOverWithIt();
    void theNextTransactionIsAnother();
    void anOwnChangeInTheTransactionMakesEarlierRowsDoubtful();
    void whatWasReadSinceASavepointIsOverWithTheWayBackToIt();
    void aWayBackToAnUnknownSavepointTakesAllBack();
    void aCommitOvertakesWhatOthersRead();
    void nothingIsOvertakenByARollback();
    void whatHasNoRowsHasNoStanding();
};

void TestStanding::anOwnWriteOvertakesWhatReadItsTable_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<int>("technique");
    QTest::addColumn<bool>("again");
    QTest::newRow("read") << QByteArray("SELECT * FROM t") << int(Technique::All) << false;
    QTest::newRow("read around the cache") << QByteArray("SELECT * FROM t") << int(Technique::Off) << false;
    QTest::newRow("hit") << QByteArray("SELECT * FROM t") << int(Technique::All) << true;
    QTest::newRow("view") << QByteArray("SELECT * FROM both") << int(Technique::All) << true;
    QTest::newRow("not to be cached") << QByteArray("SELECT random() FROM t") << int(Technique::All) << false;
    QTest::newRow("no plain read") << QByteArray("EXPLAIN SELECT * FROM t") << int(Technique::All) << false;
    QTest::newRow("rows by their keys")
        << QByteArray("SELECT * FROM t WHERE id = 1") << int(Technique::Individual) << true;
}

void TestStanding::anOwnWriteOvertakesWhatReadItsTable()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, again);
    QFETCH(int, technique);
    Bench bench;
    QueryRequest request = bench.session.request(sql);
    request.technique = Technique(technique);
    RunOutcome outcome = bench.session.run(request);
    if (again) {
        outcome = bench.session.run(request);
        QVERIFY(outcome.provenance.source != Source::Database);
    }
    QCOMPARE(bench.heard(outcome), Standing());
    QVERIFY(!bench.session.run("UPDATE t SET v = 3").error);
    const Standing standing = bench.heard(outcome);
    QCOMPARE(standing.state, State::Overtaken);
    QCOMPARE(standing.reason.code, ReasonCode::TableChanged);
    QVERIFY2(standing.reason.detail.startsWith(QStringLiteral("UPDATE t SET v = 3, ")),
        qPrintable(standing.reason.detail));
    QCOMPARE(bench.heard(bench.session.run(request)), Standing());
}

void TestStanding::anOwnWriteLeavesOtherTablesAlone()
{
    Bench bench;
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    QVERIFY(!bench.session.run("UPDATE u SET v = 3").error);
    QCOMPARE(bench.heard(rows), Standing());
}

void TestStanding::aChangeOfTheSchemaOvertakesAll()
{
    Bench bench;
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    QVERIFY(!bench.session.run("CREATE TABLE w(a)").error);
    QCOMPARE(bench.heard(rows).state, State::Overtaken);
}

void TestStanding::whatAWriteReturnsIsNotOvertakenByIt()
{
    Bench bench;
    const RunOutcome rows = bench.session.run("UPDATE t SET v = 3 RETURNING *");
    QCOMPARE(TestSession::rows(rows.result), QByteArray("1,3\n2,3"));
    QCOMPARE(bench.heard(rows), Standing());
    QVERIFY(!bench.session.run("UPDATE t SET v = 4").error);
    QCOMPARE(bench.heard(rows).state, State::Overtaken);
}

void TestStanding::aForeignWriteMakesDoubtful_data()
{
    QTest::addColumn<bool>("again");
    QTest::addColumn<int>("policy");
    QTest::newRow("read") << false << int(FreshnessPolicy::Verify);
    QTest::newRow("proven") << true << int(FreshnessPolicy::Verify);
    QTest::newRow("trusted") << true << int(FreshnessPolicy::Ttl);
}

void TestStanding::aForeignWriteMakesDoubtful()
{
    QFETCH(bool, again);
    QFETCH(int, policy);
    Bench bench;
    RunOutcome rows = bench.session.run("SELECT * FROM t", FreshnessPolicy(policy));
    if (again)
        rows = bench.session.run("SELECT * FROM t", FreshnessPolicy(policy));
    bench.file.exec("UPDATE u SET v = 3");
    QCOMPARE(bench.heard(rows), Standing());
    QCOMPARE(bench.checked(rows), (Standing{State::Doubtful}));
    QVERIFY(!bench.session.run("UPDATE t SET v = 3").error);
    QCOMPARE(bench.heard(rows).state, State::Overtaken);
}

void TestStanding::anOwnWriteIsNoForeignOne()
{
    Bench bench;
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    QVERIFY(!bench.session.run("UPDATE u SET v = 3").error);
    // Asks where the database stands.
    QVERIFY(!bench.session.run("SELECT * FROM u").error);
    QCOMPARE(bench.heard(rows), Standing());
}

void TestStanding::tellsThatTheDatabaseDoesNotAnswer()
{
    Bench bench;
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    const QString away = bench.file.path() + QStringLiteral(".away");
    QVERIFY(QFile::rename(bench.file.path(), away));
    const Standing standing = bench.checked(rows);
    QCOMPARE(standing.state, State::Unchecked);
    QCOMPARE(standing.reason.detail, QStringLiteral("the file is gone"));
    // The same again is no news.
    QCOMPARE(bench.checked(rows), (Standing{State::Holds, {ReasonCode::Off}}));
    QVERIFY(QFile::rename(away, bench.file.path()));
    QCOMPARE(bench.checked(rows).state, State::Doubtful);
}

void TestStanding::expiringOvertakesNothing()
{
    Bench bench;
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    bench.session.engine().control().expireEverything();
    QCOMPARE(bench.heard(rows), Standing());
}

void TestStanding::anotherFileInItsPlaceOvertakesAll()
{
    Bench bench;
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    const SqliteFixture other(kTables);
    QVERIFY(QFile::rename(bench.file.path(), bench.file.path() + QStringLiteral(".old")));
    QVERIFY(QFile::copy(other.path(), bench.file.path()));
    QCOMPARE(bench.checked(rows).state, State::Overtaken);
}

void TestStanding::whatATransactionReadIsOverWithIt_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("commit") << QByteArray("COMMIT");
    QTest::newRow("rollback") << QByteArray("ROLLBACK");
}

void TestStanding::whatATransactionReadIsOverWithIt()
{
    QFETCH(QByteArray, end);
    Bench bench;
    QVERIFY(!bench.session.run("BEGIN").error);
    QVERIFY(!bench.session.run("UPDATE t SET v = 3").error);
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    QCOMPARE(rows.provenance.freshness, Freshness::Snapshot);
    QCOMPARE(bench.heard(rows), Standing());
    QVERIFY(!bench.session.run(end).error);
    QCOMPARE(bench.heard(rows), (Standing{State::TransactionOver}));
}

void TestStanding::theNextTransactionIsAnother()
{
    Bench bench;
    QVERIFY(!bench.session.run("BEGIN").error);
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    QVERIFY(!bench.session.run("COMMIT").error);
    QVERIFY(!bench.session.run("BEGIN").error);
    QCOMPARE(bench.heard(rows), (Standing{State::TransactionOver}));
    QCOMPARE(bench.heard(bench.session.run("SELECT * FROM t")), Standing());
}

void TestStanding::anOwnChangeInTheTransactionMakesEarlierRowsDoubtful()
{
    Bench bench;
    QVERIFY(!bench.session.run("BEGIN").error);
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    QVERIFY(!bench.session.run("SAVEPOINT a").error);
    QVERIFY(!bench.session.run("SELECT 1").error);
    QCOMPARE(bench.heard(rows), Standing());
    QSignalSpy changed(&bench.session.engine().service(), &QueryService::standingsChanged);
    QVERIFY(!bench.session.run("UPDATE t SET v = 3").error);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(bench.heard(rows).state, State::Doubtful);
    QVERIFY(bench.heard(rows).reason.detail.startsWith(QStringLiteral("UPDATE t SET v = 3, ")));
    const RunOutcome anew = bench.session.run("SELECT * FROM t");
    QCOMPARE(bench.heard(anew), Standing());
    QVERIFY(!bench.session.run("UPDATE t SET v = 4").error);
    QCOMPARE(bench.heard(anew).state, State::Doubtful);
    // It is as it was before.
    QVERIFY(!bench.session.run("ROLLBACK TO a").error);
    QCOMPARE(bench.heard(rows), Standing());
}

void TestStanding::whatWasReadSinceASavepointIsOverWithTheWayBackToIt()
{
    Bench bench;
    const auto run = [&](const QByteArray& sql) {
        const RunOutcome outcome = bench.session.run(sql);
        if (outcome.error)
            QTest::qFail(qPrintable(errorText(*outcome.error)), __FILE__, __LINE__);
        return outcome;
    };
    run("BEGIN");
    run("UPDATE t SET v = 3");
    const RunOutcome before = run("SELECT * FROM t");
    run("SAVEPOINT a");
    run("UPDATE t SET v = 4");
    const RunOutcome behind = run("SELECT * FROM t");
    run("SAVEPOINT b");
    run("UPDATE t SET v = 5");
    const RunOutcome last = run("SELECT * FROM t");
    QSignalSpy changed(&bench.session.engine().service(), &QueryService::standingsChanged);
    run("ROLLBACK TO b");
    QVERIFY(!changed.isEmpty());
    QCOMPARE(bench.heard(last), (Standing{State::TakenBack}));
    QCOMPARE(bench.heard(behind), Standing());
    const RunOutcome anew = run("SELECT * FROM t");
    QCOMPARE(bench.heard(anew), Standing());
    run("ROLLBACK TO SAVEPOINT a");
    for (const RunOutcome& rows : {last, behind, anew})
        QCOMPARE(bench.heard(rows), (Standing{State::TakenBack}));
    QCOMPARE(bench.heard(before), Standing());
    run("RELEASE a");
    QCOMPARE(bench.heard(before), Standing());
    QCOMPARE(bench.heard(run("SELECT * FROM t")), Standing());
    run("COMMIT");
    QCOMPARE(bench.heard(before), (Standing{State::TransactionOver}));
}

void TestStanding::aWayBackToAnUnknownSavepointTakesAllBack()
{
    Savepoints points;
    points.clear();
    const quint64 before = points.moment();
    (void)points.apply("SAVEPOINT a", SqlDialect::MySql);
    QVERIFY(points.apply("ROLLBACK TO set_in_a_procedure", SqlDialect::MySql));
    QVERIFY(points.isTakenBack(before));
    QVERIFY(!points.isTakenBack(points.moment()));
}

void TestStanding::aCommitOvertakesWhatOthersRead()
{
    Bench bench;
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    QVERIFY(!bench.session.run("BEGIN").error);
    QVERIFY(!bench.session.run("UPDATE t SET v = 3").error);
    // For others it is what it was; who runs it again sees the UPDATE.
    QCOMPARE(bench.heard(rows).state, State::Doubtful);
    QVERIFY(bench.heard(rows).reason.detail.startsWith(QStringLiteral("UPDATE t SET v = 3, ")));
    QVERIFY(!bench.session.run("COMMIT").error);
    QCOMPARE(bench.heard(rows).state, State::Overtaken);
}

void TestStanding::nothingIsOvertakenByARollback()
{
    Bench bench;
    const RunOutcome rows = bench.session.run("SELECT * FROM t");
    QVERIFY(!bench.session.run("BEGIN").error);
    QVERIFY(!bench.session.run("UPDATE t SET v = 3").error);
    QVERIFY(!bench.session.run("ROLLBACK").error);
    QCOMPARE(bench.heard(rows), Standing());
}

void TestStanding::whatHasNoRowsHasNoStanding()
{
    Bench bench;
    QVERIFY(!bench.session.run("UPDATE t SET v = 3").basis);
    QVERIFY(!bench.session.run("SELECT * FROM nowhere").basis);
}

QTEST_MAIN(TestStanding)
#include "tst_standing.moc"
