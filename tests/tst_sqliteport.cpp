#include "app/sql/databaseopener.h"
#include "app/sql/sqliteparts.h"
#include "app/sql/workerport.h"
#include "tests/support/fileswap.h"
#include "tests/support/hookedport.h"
#include "tests/support/memorystorage.h"
#include "tests/support/overwrittenfile.h"
#include "tests/support/randomcancels.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <QThread>

#include <sqlite3.h>

using namespace larder;

namespace {

const QByteArray kShop
    = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, price REAL, photo BLOB);"
      "INSERT INTO item VALUES (1,'tea',1.5,x'00ff'),(2,'',NULL,NULL),(3,NULL,-0.0,x'');"
      "CREATE VIEW cheap AS SELECT id, name FROM item WHERE price < 2;"
      "CREATE VIEW today AS SELECT date('now') AS d FROM item;"
      "CREATE TABLE log(id INTEGER PRIMARY KEY, what TEXT);"
      "CREATE TRIGGER item_log AFTER INSERT ON item BEGIN INSERT INTO log(what) VALUES ('new'); END;";

const QByteArray kEndless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";

std::unique_ptr<DatabasePort> opened(const QString& path)
{
    QObject context;
    std::unique_ptr<DatabasePort> port;
    bool done = false;
    WorkerPort::open(sqliteParts(path, std::make_shared<test::MemoryStorage>()), &context,
        [&](Result<std::unique_ptr<DatabasePort>> result) {
            done = true;
            if (result)
                port = std::move(result.value());
        });
    return QTest::qWaitFor([&] { return done; }, 60'000) ? std::move(port) : nullptr;
}

/// A second connection to @p path, of which the test says what happens around a statement.
class HookedConnection
{
public:
    HookedConnection(TestSession& session, const QString& path)
    {
        auto port = std::make_unique<test::HookedPort>(opened(path));
        m_port = port.get();
        m_id = session.engine().service().addConnection(std::move(port));
    }

    [[nodiscard]] test::HookedPort& port() const { return *m_port; }
    [[nodiscard]] ConnectionId id() const { return m_id; }

private:
    test::HookedPort* m_port = nullptr;
    ConnectionId m_id = {};
};

} // namespace

class TestSqlitePort : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsEveryStorageClassExactly();
    void bindsTypedParameters();
    void namesAMissingAndASuperfluousParameter();
    void tellsWhereASyntaxErrorStands();
    void refusesTwoStatementsInOneRun();
    void refusesATextWithoutAStatement();
    void refusesNulInTheText();
    void stopsAtTheRowLimitAndSaysThatMoreExist();
    void doesNotClaimMoreRowsWhenTheLimitIsExact();
    void streamsTheFirstRowsWhileTheRestArrives();
    void bringsABusyReaderTheNewestRowsOnly();
    void cancelsAnEndlessQueryAndRunsTheNext();
    void cancelsACountThatNeverYields();
    void cancelsAStatementThatStillWaits();
    void survivesCancelsAtAnyMoment();
    void keepsTheRowsBeforeAnErrorInMidStream();
    void resolvesViewsToBaseTables();
    void doesNotStoreAViewThatReadsTheClock();
    void ownWriteDropsWhatDependsOnTheTable();
    void ownWriteNamesTablesOfTriggersToo();
    void ownWriteLeavesWhatItDidNotTouchProven();
    void doesNotCacheInsideATransaction();
    void rollbackLeavesNothingUncommittedBehind();
    void readsTemporaryTablesWithoutCaching();
    void readsAttachedDatabasesWithoutCaching();
    void commitByAnotherConnectionIsSeen_data();
    void commitByAnotherConnectionIsSeen();
    void rolledBackWriteByAnotherConnectionKeepsTheEntry();
    void replacedFileIsSeen();
    void fileOverwrittenInPlaceWithTheSameHeaderIsSeen_data();
    void fileOverwrittenInPlaceWithTheSameHeaderIsSeen();
    void fileReplacedForOneStatementIsNotTakenForTheFirst_data();
    void fileReplacedForOneStatementIsNotTakenForTheFirst();
    void rowsOfAFileThatWasThereForAMomentAreNotPutIntoAList();
    void otherRightsOfTheFileCostOneRunAtMost();
    void retargetedLinkIsSeen();
    void ownWriteToAReplacedFileDropsWhatAnotherConnectionStored();
    void readsAFileThatACrashedProgramLeftWithAJournal();
    void lockedFileIsNotProvenFresh();
    void refusesWhatIsNoDatabase_data();
    void refusesWhatIsNoDatabase();
    void tellsThatAnotherProgramHoldsTheLock();
    void showsRowsAndTheErrorOfADamagedFile();
    void loadsTheSchema();
    void aTokenIsNeverOlderThanTheQuestionForIt();
    void tellsNoTokenAfterThePortIsGone();
    void closesWhileAStatementRuns();
};

void TestSqlitePort::readsEveryStorageClassExactly()
{
    const SqliteFixture file;
    TestSession session(file.path());
    const RunOutcome outcome
        = session.run("SELECT 9223372036854775807, -9223372036854775808, 0.1, 1e308, -0.0, "
                      "'ü\u00e9\U0001F600', '', x'00ff', x'', NULL, "
                      "CAST(x'61ff62' AS TEXT), 'a' || char(0) || 'b', 9007199254740993");
    QVERIFY(!outcome.error);
    const ResultSet& result = *outcome.result;
    QCOMPARE(result.cell(0, 0).integer, std::numeric_limits<qint64>::max());
    QCOMPARE(result.cell(0, 1).integer, std::numeric_limits<qint64>::min());
    QCOMPARE(result.cell(0, 2).real, 0.1);
    QCOMPARE(result.cell(0, 3).real, 1e308);
    QVERIFY(std::signbit(result.cell(0, 4).real));
    QCOMPARE(result.cell(0, 5).bytes.toByteArray(), QByteArray("ü\u00e9\U0001F600"));
    QCOMPARE(int(result.cell(0, 6).type), int(CellType::Text));
    QCOMPARE(result.cell(0, 6).bytes.size(), 0);
    QCOMPARE(result.cell(0, 7).bytes.toByteArray(), QByteArray("\x00\xff", 2));
    QCOMPARE(int(result.cell(0, 8).type), int(CellType::Blob));
    QVERIFY(result.cell(0, 9).isNull());
    QCOMPARE(result.cell(0, 10).bytes.toByteArray(),
        QByteArray("a\xff"
                   "b"));
    QCOMPARE(result.cell(0, 11).bytes.toByteArray(), QByteArray("a\0b", 3));
    QCOMPARE(result.cell(0, 12).integer, Q_INT64_C(9007199254740993));
}

void TestSqlitePort::bindsTypedParameters()
{
    const SqliteFixture file;
    TestSession session(file.path());
    QueryRequest request
        = session.request("SELECT typeof(:a), typeof(@b), typeof($c), typeof(?4), :e IS NULL, :a + 1");
    request.parameters
        = {{"a", qint64(41)}, {"b", 1.5}, {"c", Text{"x"}}, {"4", Blob{"y"}}, {"e", std::monostate()}};
    QCOMPARE(
        TestSession::rows(session.run(request).result), QByteArray("'integer','real','text','blob',1,42"));
}

void TestSqlitePort::namesAMissingAndASuperfluousParameter()
{
    const SqliteFixture file;
    TestSession session(file.path());
    const RunOutcome missing = session.run("SELECT :id");
    QVERIFY(missing.error);
    QCOMPARE(missing.error->why, QStringLiteral("id"));
    QueryRequest request = session.request("SELECT 1");
    request.parameters = {{"nobody", qint64(1)}};
    const RunOutcome superfluous = session.run(request);
    QVERIFY(superfluous.error);
    QCOMPARE(superfluous.error->why, QStringLiteral("nobody"));
}

void TestSqlitePort::tellsWhereASyntaxErrorStands()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    const RunOutcome outcome = session.run("SELECT nosuch FROM item");
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->why.contains(QStringLiteral("nosuch")));
    QCOMPARE(outcome.error->position, std::optional<qsizetype>(7));
    QVERIFY(session.engine().cache().entries().empty());
}

void TestSqlitePort::refusesTwoStatementsInOneRun()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QVERIFY(session.run("SELECT 1; DROP TABLE item").error);
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), QByteArray("3"));
    QVERIFY(!session.run("SELECT 1; -- only a comment").error);
}

void TestSqlitePort::refusesATextWithoutAStatement()
{
    const SqliteFixture file;
    TestSession session(file.path());
    const RunOutcome outcome = session.run("-- nothing");
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->why.contains(QStringLiteral("no statement")));
}

void TestSqlitePort::refusesNulInTheText()
{
    const SqliteFixture file;
    TestSession session(file.path());
    const RunOutcome outcome = session.run(QByteArray("SELECT 1\0 FROM nosuch", 21));
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->position, std::optional<qsizetype>(8));
}

void TestSqlitePort::stopsAtTheRowLimitAndSaysThatMoreExist()
{
    const SqliteFixture file;
    TestSession session(file.path());
    QueryRequest request = session.request(kEndless);
    request.rowLimit = 20'000;
    for (int i = 0; i < 2; ++i) {
        const RunOutcome outcome = session.run(request);
        QCOMPARE(outcome.result->rowCount(), 20'000);
        QCOMPARE(int(outcome.result->completeness()), int(Completeness::LimitReached));
        QCOMPARE(outcome.provenance.source == Source::Cache, i == 1);
    }
    request.rowLimit = 20'001;
    const RunOutcome other = session.run(request);
    QCOMPARE(int(other.provenance.reason.code), int(ReasonCode::KeyDiffers));
}

void TestSqlitePort::doesNotClaimMoreRowsWhenTheLimitIsExact()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QueryRequest request = session.request("SELECT * FROM item");
    request.rowLimit = 3;
    QCOMPARE(int(session.run(request).result->completeness()), int(Completeness::Complete));
}

void TestSqlitePort::streamsTheFirstRowsWhileTheRestArrives()
{
    const SqliteFixture file;
    TestSession session(file.path());
    QueryRequest request = session.request(kEndless);
    request.rowLimit = 3'000'000;
    QObject context;
    qint64 firstRows = 0;
    qint64 lastRows = 0;
    std::optional<RunOutcome> ended;
    RunCallbacks callbacks;
    callbacks.progressed = [&](const ResultPtr& rows) {
        QVERIFY(!ended);
        QVERIFY(rows->rowCount() > lastRows);
        QCOMPARE(int(rows->completeness()), int(Completeness::Streaming));
        lastRows = rows->rowCount();
        firstRows = firstRows == 0 ? lastRows : firstRows;
    };
    callbacks.finished = [&](const RunOutcome& outcome) { ended = outcome; };
    session.engine().service().start(request, &context, callbacks);
    QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), 60'000);
    QVERIFY(firstRows > 0 && firstRows < 3'000'000);
    QCOMPARE(ended->result->rowCount(), 3'000'000);
    QCOMPARE(ended->result->cell(2'999'999, 0).integer, 3'000'000);
}

void TestSqlitePort::bringsABusyReaderTheNewestRowsOnly()
{
    const SqliteFixture file;
    TestSession session(file.path());
    QObject context;
    int arrivals = 0;
    qint64 lastRows = 0;
    RunCallbacks callbacks;
    callbacks.progressed = [&](const ResultPtr& rows) {
        ++arrivals;
        lastRows = rows->rowCount();
    };
    callbacks.finished = [](const RunOutcome&) {};
    const RunId run = session.engine().service().start(session.request(kEndless), &context, callbacks);
    QTRY_VERIFY(arrivals > 0);
    const qint64 rowsBefore = lastRows;
    arrivals = 0;
    QThread::sleep(2);
    QCoreApplication::sendPostedEvents();
    // One waited, another may have come while it was taken.
    QVERIFY(arrivals >= 1);
    QVERIFY(arrivals <= 2);
    QVERIFY(lastRows > rowsBefore);
    session.engine().service().cancel(run);
}

void TestSqlitePort::cancelsAnEndlessQueryAndRunsTheNext()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QObject context;
    std::optional<RunOutcome> ended;
    RunCallbacks callbacks;
    bool arrived = false;
    callbacks.progressed = [&](const ResultPtr&) { arrived = true; };
    callbacks.finished = [&](const RunOutcome& outcome) { ended = outcome; };
    const RunId run = session.engine().service().start(session.request(kEndless), &context, callbacks);
    QTRY_VERIFY(arrived);
    session.engine().service().cancel(run);
    session.engine().service().cancel(run);
    QTRY_VERIFY(ended.has_value());
    QVERIFY(ended->cancelled);
    QVERIFY(!ended->error);
    QCOMPARE(int(ended->result->completeness()), int(Completeness::Cancelled));
    QVERIFY(session.engine().cache().entries().empty());
    session.engine().service().cancel(run);
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), QByteArray("3"));
}

void TestSqlitePort::cancelsACountThatNeverYields()
{
    const SqliteFixture file;
    TestSession session(file.path());
    QObject context;
    std::optional<RunOutcome> ended;
    RunCallbacks callbacks;
    callbacks.finished = [&](const RunOutcome& outcome) { ended = outcome; };
    const RunId run = session.engine().service().start(
        session.request("SELECT count(*) FROM (" + kEndless + ")"), &context, callbacks);
    QTest::qWait(50);
    QVERIFY(!ended);
    session.engine().service().cancel(run);
    QTRY_VERIFY(ended.has_value());
    QVERIFY(ended->cancelled);
}

void TestSqlitePort::survivesCancelsAtAnyMoment()
{
    const SqliteFixture file;
    TestSession session(file.path());
    test::RandomCancels(session,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
        " SELECT i, hex(zeroblob(25)) FROM n")
        .run();
}

void TestSqlitePort::cancelsAStatementThatStillWaits()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QObject context;
    int cancelled = 0;
    bool arrived = false;
    RunCallbacks callbacks;
    callbacks.progressed = [&](const ResultPtr&) { arrived = true; };
    callbacks.finished = [&](const RunOutcome& outcome) { cancelled += outcome.cancelled ? 1 : 0; };
    QueryService& service = session.engine().service();
    const RunId endless = service.start(session.request(kEndless), &context, callbacks);
    QTRY_VERIFY(arrived);
    const RunId waiting = service.start(session.request("DELETE FROM item"), &context, callbacks);
    // The statement must have been handed to the worker before it is cancelled.
    QTest::qWait(20);
    service.cancel(waiting);
    service.cancel(endless);
    QTRY_COMPARE(cancelled, 2);
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), QByteArray("3"));
}

void TestSqlitePort::keepsTheRowsBeforeAnErrorInMidStream()
{
    const SqliteFixture file("CREATE TABLE t(j TEXT); INSERT INTO t VALUES ('1'),('2'),('bad'),('4');");
    TestSession session(file.path());
    const RunOutcome outcome = session.run("SELECT json(j) FROM t");
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->why.contains(QStringLiteral("malformed JSON")));
    QCOMPARE(outcome.result->rowCount(), 2);
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Failed));
    QVERIFY(session.engine().cache().entries().empty());
}

void TestSqlitePort::resolvesViewsToBaseTables()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QVERIFY(!session.run("SELECT * FROM cheap").error);
    const auto entries = session.engine().cache().entries();
    QCOMPARE(entries.size(), size_t(1));
    QCOMPARE(entries.front().facts->tables, QByteArrayList{"main.item"});
}

void TestSqlitePort::doesNotStoreAViewThatReadsTheClock()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    const RunOutcome outcome = session.run("SELECT * FROM today");
    QCOMPARE(int(outcome.provenance.notStored.code), int(ReasonCode::Uncacheable));
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(int(session.run("SELECT * FROM today").provenance.source), int(Source::Database));
}

void TestSqlitePort::ownWriteDropsWhatDependsOnTheTable()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    session.run("SELECT count(*) FROM item");
    const RunOutcome write = session.run("UPDATE item SET name = 'coffee' WHERE id = 1");
    QVERIFY(!write.error);
    QCOMPARE(write.rowsAffected, 1);
    QVERIFY(session.engine().cache().entries().empty());
    const RunOutcome again = session.run("SELECT count(*) FROM item");
    QCOMPARE(int(again.provenance.reason.code), int(ReasonCode::TableChanged));
    QVERIFY(again.provenance.reason.detail.contains(QStringLiteral("UPDATE item")));
}

void TestSqlitePort::ownWriteLeavesWhatItDidNotTouchProven()
{
    const SqliteFixture file(QByteArray(kShop) + "; CREATE TABLE other(x); INSERT INTO other VALUES (1);");
    TestSession session(file.path());
    const auto read = [&] { return session.run("SELECT count(*) FROM other").provenance; };
    (void)read();
    session.run("UPDATE item SET name = 'coffee' WHERE id = 1");
    QVERIFY(read().source == Source::Cache);
    session.run("BEGIN");
    session.run("UPDATE item SET name = 'tea' WHERE id = 1");
    session.run("COMMIT");
    QVERIFY(read().freshness == Freshness::ProvenFresh);
    file.exec("UPDATE item SET name = 'salt' WHERE id = 1");
    session.run("UPDATE item SET name = 'tea' WHERE id = 1");
    QVERIFY(read().source == Source::Database);
}

void TestSqlitePort::ownWriteNamesTablesOfTriggersToo()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    session.run("SELECT count(*) FROM log", FreshnessPolicy::Ttl);
    session.run("INSERT INTO item(name) VALUES ('salt')");
    const RunOutcome again = session.run("SELECT count(*) FROM log", FreshnessPolicy::Ttl);
    QCOMPARE(int(again.provenance.reason.code), int(ReasonCode::TableChanged));
    QCOMPARE(TestSession::rows(again.result), QByteArray("1"));
}

void TestSqlitePort::doesNotCacheInsideATransaction()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    session.run("SELECT count(*) FROM item");
    session.run("BEGIN");
    QVERIFY(session.engine().service().session(session.connection()).inTransaction);
    session.run("INSERT INTO item(name) VALUES ('salt')");
    const RunOutcome inside = session.run("SELECT count(*) FROM item");
    QCOMPARE(TestSession::rows(inside.result), QByteArray("4"));
    QCOMPARE(int(inside.provenance.reason.code), int(ReasonCode::InTransaction));
    QCOMPARE(int(inside.provenance.freshness), int(Freshness::Snapshot));
    session.run("COMMIT");
    const RunOutcome after = session.run("SELECT count(*) FROM item", FreshnessPolicy::Ttl);
    QCOMPARE(TestSession::rows(after.result), QByteArray("4"));
    QCOMPARE(int(after.provenance.reason.code), int(ReasonCode::TableChanged));
}

void TestSqlitePort::rollbackLeavesNothingUncommittedBehind()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    session.run("SELECT count(*) FROM item", FreshnessPolicy::Ttl);
    session.run("BEGIN");
    session.run("INSERT INTO item(name) VALUES ('ghost')");
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), QByteArray("4"));
    session.run("ROLLBACK");
    const RunOutcome after = session.run("SELECT count(*) FROM item");
    QCOMPARE(TestSession::rows(after.result), QByteArray("3"));
    // Nothing was committed, so the entry from before is still true and proven so.
    QCOMPARE(int(after.provenance.freshness), int(Freshness::ProvenFresh));
}

void TestSqlitePort::readsTemporaryTablesWithoutCaching()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QVERIFY(!session.run("CREATE TEMP TABLE basket AS SELECT * FROM item").error);
    for (int i = 0; i < 2; ++i) {
        const RunOutcome outcome = session.run("SELECT count(*) FROM basket");
        QCOMPARE(TestSession::rows(outcome.result), QByteArray("3"));
        QCOMPARE(int(outcome.provenance.reason.code), int(ReasonCode::Bypass));
    }
    QVERIFY(session.engine().cache().entries().empty());
}

void TestSqlitePort::readsAttachedDatabasesWithoutCaching()
{
    const SqliteFixture file(kShop);
    const SqliteFixture other("CREATE TABLE far(x); INSERT INTO far VALUES (7);");
    TestSession session(file.path());
    QVERIFY(!session.run("ATTACH '" + other.path().toUtf8() + "' AS aux1").error);
    const RunOutcome outcome = session.run("SELECT x FROM aux1.far");
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("7"));
    QCOMPARE(int(outcome.provenance.source), int(Source::Database));
    QVERIFY(!session.run("DETACH aux1").error);
    session.run("SELECT count(*) FROM item");
    QCOMPARE(int(session.run("SELECT count(*) FROM item").provenance.source), int(Source::Cache));
}

void TestSqlitePort::commitByAnotherConnectionIsSeen_data()
{
    QTest::addColumn<QByteArray>("mode");
    for (const char* mode : {"delete", "truncate", "persist", "wal"})
        QTest::newRow(mode) << QByteArray(mode);
}

void TestSqlitePort::commitByAnotherConnectionIsSeen()
{
    QFETCH(QByteArray, mode);
    const SqliteFixture file("PRAGMA journal_mode=" + mode + ";" + kShop);
    TestSession session(file.path());
    for (int count = 3; count < 8; ++count) {
        const QByteArray expected = QByteArray::number(count);
        QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), expected);
        const RunOutcome hit = session.run("SELECT count(*) FROM item");
        QCOMPARE(int(hit.provenance.freshness), int(Freshness::ProvenFresh));
        QCOMPARE(TestSession::rows(hit.result), expected);
        file.exec("INSERT INTO item(name) VALUES ('other')");
    }
    const RunOutcome last = session.run("SELECT count(*) FROM item");
    QCOMPARE(int(last.provenance.reason.code), int(ReasonCode::ValidatorChanged));
}

void TestSqlitePort::rolledBackWriteByAnotherConnectionKeepsTheEntry()
{
    const SqliteFixture file("PRAGMA journal_mode=wal;" + kShop);
    TestSession session(file.path());
    session.run("SELECT count(*) FROM item");
    sqlite3* other = nullptr;
    QCOMPARE(sqlite3_open(file.path().toUtf8().constData(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN; DELETE FROM item; ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    const RunOutcome hit = session.run("SELECT count(*) FROM item");
    sqlite3_close(other);
    QCOMPARE(int(hit.provenance.freshness), int(Freshness::ProvenFresh));
}

void TestSqlitePort::replacedFileIsSeen()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    session.run("SELECT count(*) FROM item");
    const QString fresh = file.folder() + QStringLiteral("/fresh.sqlite");
    SqliteFixture::exec(fresh, kShop + "DELETE FROM item WHERE id > 1;");
    QVERIFY(QFile::remove(file.path()));
    QVERIFY(QFile::rename(fresh, file.path()));
    const RunOutcome after = session.run("SELECT count(*) FROM item");
    QCOMPARE(int(after.provenance.source), int(Source::Database));
    QCOMPARE(TestSession::rows(after.result), QByteArray("1"));
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM item").result), QByteArray("1"));
}

void TestSqlitePort::fileOverwrittenInPlaceWithTheSameHeaderIsSeen_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::newRow("off") << Technique::Off;
    QTest::newRow("all") << Technique::All;
    QTest::newRow("individual") << Technique::Individual;
}

void TestSqlitePort::fileOverwrittenInPlaceWithTheSameHeaderIsSeen()
{
    QFETCH(Technique, technique);
    // Two files with equally many commits and pages have the same change counter (ENGINES.md, A.1.3).
    const QByteArray table = "CREATE TABLE t(id INTEGER PRIMARY KEY, x);";
    const SqliteFixture file(table + "INSERT INTO t VALUES (1, 'OLD');");
    const SqliteFixture other(table + "INSERT INTO t VALUES (1, 'NEW');");
    TestSession session(file.path());
    QueryRequest request = session.request("SELECT id, x FROM t WHERE id = 1");
    request.technique = technique;
    QCOMPARE(TestSession::rows(session.run(request).result), QByteArray("1,'OLD'"));
    QCOMPARE(TestSession::rows(session.run(request).result), QByteArray("1,'OLD'"));
    const QByteArray contents = test::fileContents(other.path());
    QCOMPARE(contents.mid(24, 16), test::fileContents(file.path()).mid(24, 16));
    test::overwriteKeepingTheTime(file.path(), contents);
    QCOMPARE(TestSession::rows(session.run(request).result), QByteArray("1,'NEW'"));
    QCOMPARE(TestSession::rows(session.run(request).result), QByteArray("1,'NEW'"));
}

// Rights and links move the same time as bytes do; what was stored is only fetched once more.
void TestSqlitePort::otherRightsOfTheFileCostOneRunAtMost()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    (void)session.run("SELECT count(*) FROM item");
    const auto isHit = [&] {
        const RunOutcome outcome = session.run("SELECT count(*) FROM item");
        return !outcome.error && outcome.provenance.freshness == Freshness::ProvenFresh;
    };
    QVERIFY(isHit());
    QVERIFY(QFile::setPermissions(file.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    (void)isHit();
    QVERIFY(isHit());
    QVERIFY(!session.run("INSERT INTO log VALUES (NULL, 'x')").error);
    QVERIFY(isHit());
}

void TestSqlitePort::fileReplacedForOneStatementIsNotTakenForTheFirst_data()
{
    QTest::addColumn<FreshnessPolicy>("policy");
    QTest::addColumn<RunMode>("mode");
    QTest::addColumn<bool>("storedBefore");
    QTest::newRow("verify") << FreshnessPolicy::Verify << RunMode::Cached << false;
    QTest::newRow("instant") << FreshnessPolicy::Instant << RunMode::Cached << false;
    QTest::newRow("ttl") << FreshnessPolicy::Ttl << RunMode::Cached << false;
    QTest::newRow("fresh") << FreshnessPolicy::Verify << RunMode::Fresh << false;
    QTest::newRow("fresh, over an entry") << FreshnessPolicy::Verify << RunMode::Fresh << true;
}

// The token before the rows and the one after them are those of the first file, and equal.
void TestSqlitePort::fileReplacedForOneStatementIsNotTakenForTheFirst()
{
    QFETCH(FreshnessPolicy, policy);
    QFETCH(RunMode, mode);
    QFETCH(bool, storedBefore);
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES ('first');");
    const SqliteFixture other("CREATE TABLE t(x); INSERT INTO t VALUES ('other');");
    const test::FileSwap swap(file.path(), other.path());
    TestSession session(file.path());
    const HookedConnection hooked(session, file.path());
    QueryRequest request = session.request("SELECT x FROM t");
    request.connection = hooked.id();
    if (storedBefore)
        QVERIFY(session.run(request).provenance.stored);
    request.policy = policy;
    request.mode = mode;
    hooked.port().aroundNext([&] { swap.replace(); }, [&] { swap.putBack(); });
    const RunOutcome swapped = session.run(request);
    QCOMPARE(TestSession::rows(swapped.result), QByteArray("'other'"));
    QCOMPARE(swapped.provenance.freshness, Freshness::Live);
    QVERIFY(!swapped.provenance.stored);
    QCOMPARE(swapped.provenance.notStored.code, ReasonCode::RaceDiscarded);
    request.mode = RunMode::Cached;
    for (const FreshnessPolicy next :
        {FreshnessPolicy::Ttl, FreshnessPolicy::Instant, FreshnessPolicy::Verify, FreshnessPolicy::Ttl}) {
        request.policy = next;
        QCOMPARE(TestSession::rows(session.run(request).result), QByteArray("'first'"));
    }
}

// The rows of a list that are asked for again.
void TestSqlitePort::rowsOfAFileThatWasThereForAMomentAreNotPutIntoAList()
{
    const QByteArray table = "CREATE TABLE t(id INTEGER PRIMARY KEY, x); INSERT INTO t VALUES ";
    const SqliteFixture file(table + "(1, 'first'), (2, 'same');");
    const SqliteFixture other(table + "(1, 'other'), (2, 'same');");
    const test::FileSwap swap(file.path(), other.path());
    TestSession session(file.path());
    const HookedConnection hooked(session, file.path());
    QueryRequest request = session.request("SELECT id, x FROM t");
    request.connection = hooked.id();
    request.technique = Technique::Individual;
    for (const qint64 expired : {1, 2}) {
        QVERIFY(session.run(request).provenance.stored);
        session.engine().control().expireRow(hooked.port().identity(), "main.t", {expired});
        int swaps = 0;
        hooked.port().aroundNext([&] { swap.replace(); },
            [&] {
                swap.putBack();
                ++swaps;
            });
        const RunOutcome outcome = session.run(request);
        QCOMPARE(swaps, 1);
        QCOMPARE(outcome.provenance.source, Source::Database);
        QCOMPARE(TestSession::rows(outcome.result), QByteArray("1,'first'\n2,'same'"));
        QCOMPARE(TestSession::rows(session.run(request).result), QByteArray("1,'first'\n2,'same'"));
    }
}

void TestSqlitePort::retargetedLinkIsSeen()
{
    const SqliteFixture one("CREATE TABLE t(x); INSERT INTO t VALUES (1);");
    const SqliteFixture two("CREATE TABLE t(x); INSERT INTO t VALUES (2);");
    const QString link = one.folder() + QStringLiteral("/link.sqlite");
    QVERIFY(QFile::link(one.path(), link));
    TestSession session(link);
    QCOMPARE(TestSession::rows(session.run("SELECT x FROM t").result), QByteArray("1"));
    QVERIFY(QFile::remove(link));
    QVERIFY(QFile::link(two.path(), link));
    QCOMPARE(TestSession::rows(session.run("SELECT x FROM t").result), QByteArray("2"));
}

// The second connection has not read a token since, so it does not know yet what it wrote to.
void TestSqlitePort::ownWriteToAReplacedFileDropsWhatAnotherConnectionStored()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QueryService& service = session.engine().service();
    std::optional<ConnectionId> second;
    QObject context;
    openDatabase(parseConnectionTarget(file.path()).value(), session.engine().storage(), &context,
        [&](Result<std::unique_ptr<DatabasePort>> port) {
            second = service.addConnection(std::move(port.value()));
        });
    QTRY_VERIFY(second.has_value());
    const QString fresh = file.folder() + QStringLiteral("/fresh.sqlite");
    SqliteFixture::exec(fresh, kShop);
    QVERIFY(QFile::remove(file.path()));
    QVERIFY(QFile::rename(fresh, file.path()));
    // The first run finds out that the file is another one.
    session.run("SELECT count(*) FROM item");
    QVERIFY(session.run("SELECT count(*) FROM item").provenance.stored);
    QueryRequest write = session.request("DELETE FROM item");
    write.connection = *second;
    QCOMPARE(session.run(write).rowsAffected, 3);
    const RunOutcome after = session.run("SELECT count(*) FROM item", FreshnessPolicy::Ttl);
    QCOMPARE(TestSession::rows(after.result), QByteArray("0"));
}

// A connection that can't write can't roll the half transaction back, and SQLite calls that "readonly".
void TestSqlitePort::readsAFileThatACrashedProgramLeftWithAJournal()
{
    const SqliteFixture running("CREATE TABLE t(x); INSERT INTO t VALUES ('before');");
    sqlite3* other = nullptr;
    QCOMPARE(sqlite3_open(running.path().toUtf8().constData(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other,
                 "PRAGMA cache_size = 1; BEGIN; UPDATE t SET x = 'half';"
                 "INSERT INTO t SELECT zeroblob(20000) FROM t; UPDATE t SET x = 'never'",
                 nullptr, nullptr, nullptr),
        SQLITE_OK);
    const QTemporaryDir left;
    const QString path = left.filePath(QStringLiteral("left.sqlite"));
    const QString journal = QStringLiteral("-journal");
    QVERIFY(QFile::copy(running.path(), path));
    QVERIFY(QFile::copy(running.path() + journal, path + journal));
    sqlite3_close(other);
    TestSession session(path);
    QVERIFY2(!session.error(), qPrintable(errorText(session.error().value_or(Error()))));
    const RunOutcome outcome = session.run("SELECT x FROM t");
    QVERIFY2(!outcome.error, qPrintable(errorText(outcome.error.value_or(Error()))));
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("'before'"));
}

void TestSqlitePort::lockedFileIsNotProvenFresh()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    session.run("SELECT count(*) FROM item");
    sqlite3* other = nullptr;
    QCOMPARE(sqlite3_open(file.path().toUtf8().constData(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN EXCLUSIVE; DELETE FROM item", nullptr, nullptr, nullptr), SQLITE_OK);
    QObject context;
    std::optional<RunOutcome> ended;
    RunCallbacks callbacks;
    callbacks.finished = [&](const RunOutcome& outcome) { ended = outcome; };
    session.engine().service().start(session.request("SELECT count(*) FROM item"), &context, callbacks);
    QTest::qWait(600);
    QVERIFY(!ended);
    QCOMPARE(sqlite3_exec(other, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(other);
    QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), 20'000);
    QCOMPARE(TestSession::rows(ended->result), QByteArray("0"));
    QCOMPARE(int(ended->provenance.reason.code), int(ReasonCode::ValidatorUnknown));
}

void TestSqlitePort::refusesWhatIsNoDatabase_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<QString>("why");
    QTest::newRow("missing") << QStringLiteral("missing.db") << QByteArray()
                             << QStringLiteral("does not exist");
    QTest::newRow("folder") << QStringLiteral(".") << QByteArray() << QStringLiteral("folder");
    QTest::newRow("text") << QStringLiteral("notes.txt") << QByteArray(5000, 'x')
                          << QStringLiteral("not a database");
    QTest::newRow("damaged header") << QStringLiteral("damaged.db")
                                    << QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\x7f')
                                    << QStringLiteral("not a database");
}

void TestSqlitePort::refusesWhatIsNoDatabase()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, contents);
    QFETCH(QString, why);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    if (!contents.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contents);
    }
    const TestSession session(path);
    QVERIFY(session.error());
    QVERIFY2(session.error()->why.contains(why), qPrintable(errorText(*session.error())));
    QVERIFY(!session.error()->advice.isEmpty());
    QVERIFY(session.error()->what.contains(QStringLiteral("Cannot open")));
}

void TestSqlitePort::tellsThatAnotherProgramHoldsTheLock()
{
    const SqliteFixture file(kShop);
    sqlite3* other = nullptr;
    QCOMPARE(sqlite3_open(file.path().toUtf8().constData(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
    const TestSession session(file.path());
    sqlite3_close(other);
    QVERIFY(session.error());
    QVERIFY2(
        session.error()->why.contains(QStringLiteral("locked")), qPrintable(errorText(*session.error())));
    QVERIFY(session.error()->advice.contains(QStringLiteral("lock")));
}

void TestSqlitePort::showsRowsAndTheErrorOfADamagedFile()
{
    const SqliteFixture file("CREATE TABLE t(x INTEGER PRIMARY KEY, y TEXT);"
                             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 5000) "
                             "INSERT INTO t SELECT i, hex(randomblob(100)) FROM n;");
    QFile damaged(file.path());
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    QVERIFY(damaged.seek(damaged.size() / 2));
    damaged.write(QByteArray(8192, '\xa5'));
    damaged.close();
    TestSession session(file.path());
    QVERIFY(!session.error());
    const RunOutcome outcome = session.run("SELECT * FROM t");
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->why.contains(QStringLiteral("malformed")));
    QVERIFY(outcome.result->rowCount() > 0);
    QVERIFY(session.engine().cache().entries().empty());
}

void TestSqlitePort::loadsTheSchema()
{
    const SqliteFixture file(kShop + "CREATE UNIQUE INDEX item_name ON item(name, price);");
    TestSession session(file.path());
    const Result<Schema> schema = session.schema();
    QVERIFY(schema);
    const auto& tables = schema.value().tables;
    QCOMPARE(tables.size(), size_t(4));
    QCOMPARE(tables[0].name, QStringLiteral("cheap"));
    QCOMPARE(int(tables[0].kind), int(SchemaTable::Kind::View));
    const SchemaTable& item = tables[1];
    QCOMPARE(item.name, QStringLiteral("item"));
    QCOMPARE(item.columns.size(), size_t(4));
    QCOMPARE(item.columns[0],
        (SchemaColumn{QStringLiteral("id"), QStringLiteral("INTEGER"), false, 1, QString()}));
    QCOMPARE(item.indexes.size(), size_t(1));
    QVERIFY(item.indexes[0].unique);
    QCOMPARE(
        item.indexes[0].columns, (std::vector<QString>{QStringLiteral("name"), QStringLiteral("price")}));
    QCOMPARE(item.triggers, std::vector<QString>{QStringLiteral("item_log")});
}

void TestSqlitePort::aTokenIsNeverOlderThanTheQuestionForIt()
{
    const SqliteFixture file("CREATE TABLE t(n)");
    const auto port = opened(file.path());
    QVERIFY(port);
    for (int i = 0; i < 50; ++i) {
        QList<QByteArray> tokens;
        const auto note = [&](const Result<ValidatorToken>& token) { tokens << token.value(); };
        port->readToken(note);
        port->readToken(note);
        file.exec("INSERT INTO t VALUES (1)");
        // The first one may be on its way, and then is no answer to these.
        port->readToken(note);
        port->readToken(note);
        QTRY_COMPARE_WITH_TIMEOUT(tokens.size(), 4, 60'000);
        port->readToken(note);
        QTRY_COMPARE_WITH_TIMEOUT(tokens.size(), 5, 60'000);
        QCOMPARE(tokens[2], tokens[4]);
        QCOMPARE(tokens[3], tokens[4]);
    }
}

void TestSqlitePort::tellsNoTokenAfterThePortIsGone()
{
    const SqliteFixture file("CREATE TABLE t(n)");
    std::unique_ptr<DatabasePort> port = opened(file.path());
    QVERIFY(port);
    int told = 0;
    for (int i = 0; i < 4; ++i) {
        port->readToken([&](const Result<ValidatorToken>&) {
            // The others were asked for together.
            if (++told == 2)
                port.reset();
        });
    }
    QTRY_VERIFY_WITH_TIMEOUT(!port, 60'000);
    QCoreApplication::processEvents();
    QCOMPARE(told, 2);
}

void TestSqlitePort::closesWhileAStatementRuns()
{
    const SqliteFixture file;
    auto session = std::make_unique<TestSession>(file.path());
    QObject context;
    bool cancelled = false;
    RunCallbacks callbacks;
    callbacks.finished = [&](const RunOutcome& outcome) { cancelled = outcome.cancelled; };
    session->engine().service().start(session->request(kEndless), &context, callbacks);
    QTest::qWait(20);
    session->engine().service().removeConnection(session->connection());
    QVERIFY(cancelled);
}

QTEST_GUILESS_MAIN(TestSqlitePort)
#include "tst_sqliteport.moc"
