#include "app/sql/sqliteexecutor.h"

#include "tests/support/fileswap.h"
#include "tests/support/memorystorage.h"
#include "tests/support/openhook.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <sqlite3.h>

using namespace larder;

namespace {

/// Another program's connection to a file.
class OtherProgram
{
public:
    explicit OtherProgram(const SqliteFixture& file)
    {
        sqlite3_open(file.path().toUtf8().constData(), &m_handle);
        sqlite3_busy_timeout(m_handle, 10'000);
    }
    ~OtherProgram() { sqlite3_close(m_handle); }
    OtherProgram(const OtherProgram&) = delete;
    OtherProgram& operator=(const OtherProgram&) = delete;

    void exec(const char* sql)
    {
        QCOMPARE(sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    }

    /// As TestSession::rows() of integers.
    [[nodiscard]] QByteArray rows(const char* sql)
    {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr);
        QByteArrayList lines;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QByteArrayList cells;
            for (int i = 0; i < sqlite3_column_count(statement); ++i)
                cells << QByteArray::number(qint64(sqlite3_column_int64(statement, i)));
            lines << cells.join(',');
        }
        sqlite3_finalize(statement);
        return lines.join('\n');
    }

private:
    sqlite3* m_handle = nullptr;
};

} // namespace

class TestSqliteExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void waitingForALockEndsSoonAfterACancel_data();
    void waitingForALockEndsSoonAfterACancel();
    void waitsForALockThatIsSoonReleased();
    void readsAndWritesGoOverConnectionsOfTheirOwn();
    void whatAsksOfOwnWritesRunsWhereTheyWere_data();
    void whatAsksOfOwnWritesRunsWhereTheyWere();
    void aWordInALiteralStaysWithTheReader();
    void aFileThatIsGoneForAWhileIsNotReadOnly();
    void writesToTheFileThatCameInTheMiddleOfAWrite();
    void aFileThatWasThereWhileOneWasOpenedIsNotTakenForIt_data();
    void aFileThatWasThereWhileOneWasOpenedIsNotTakenForIt();
};

void TestSqliteExecutor::waitingForALockEndsSoonAfterACancel_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("otherCommits");
    QTest::addColumn<QByteArray>("sql");
    const auto row = [](const char* name, const char* before, const char* otherCommits, const char* sql) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(otherCommits) << QByteArray(sql);
    };
    row("read", "SELECT * FROM t", "SELECT 1", "SELECT * FROM t");
    row("write", "INSERT INTO t VALUES (1)", "SELECT 1", "DELETE FROM t");
    row("first write", "SELECT * FROM t", "SELECT 1", "DELETE FROM t");
    row("read of a changed file", "SELECT * FROM t", "INSERT INTO t VALUES (2)", "SELECT * FROM t");
    row("write to a changed file", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)", "DELETE FROM t");
}

void TestSqliteExecutor::waitingForALockEndsSoonAfterACancel()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, otherCommits);
    QFETCH(QByteArray, sql);
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES (0);");
    TestSession session(file.path());
    QVERIFY(!session.run(before).error);
    OtherProgram other(file);
    other.exec(otherCommits);
    other.exec("BEGIN EXCLUSIVE");

    QObject context;
    std::optional<RunOutcome> ended;
    RunCallbacks callbacks;
    callbacks.finished = [&](const RunOutcome& outcome) { ended = outcome; };
    QueryRequest request = session.request(sql);
    request.policy = FreshnessPolicy::Off;
    const RunId run = session.engine().service().start(request, &context, callbacks);
    QTest::qWait(300);
    QVERIFY(!ended);
    QElapsedTimer timer;
    timer.start();
    session.engine().service().cancel(run);
    QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), 20'000);
    QVERIFY2(timer.elapsed() < 1'500, qPrintable(QStringLiteral("after %1 ms").arg(timer.elapsed())));
    QVERIFY(ended->cancelled);
    QVERIFY(!ended->error);

    other.exec("COMMIT");
    QVERIFY(!session.run(sql).error);
}

void TestSqliteExecutor::waitsForALockThatIsSoonReleased()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    TestSession session(file.path());
    OtherProgram other(file);
    other.exec("BEGIN EXCLUSIVE; INSERT INTO t VALUES (1);");
    QTimer::singleShot(300, this, [&] { other.exec("COMMIT"); });
    const RunOutcome outcome = session.run("SELECT count(*) FROM t", FreshnessPolicy::Off);
    QVERIFY(!outcome.error);
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("1"));
}

// A read transaction of the reader would block the writer for ever.
void TestSqliteExecutor::readsAndWritesGoOverConnectionsOfTheirOwn()
{
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES (1),(2),(3);");
    TestSession session(file.path());
    QueryRequest first = session.request("SELECT x FROM t");
    first.rowLimit = 1;
    QVERIFY(!session.run(first).error);
    QVERIFY(!session.run("DELETE FROM t").error);
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
    // Nor does anything of it hold a lock afterwards.
    OtherProgram(file).exec("BEGIN EXCLUSIVE; COMMIT;");
}

void TestSqliteExecutor::whatAsksOfOwnWritesRunsWhereTheyWere_data()
{
    QTest::addColumn<QByteArrayList>("before");
    const QByteArray insert = "INSERT INTO t(x) VALUES ('a'), ('b'), ('c')";
    const QByteArray update = "UPDATE t SET x = 'd' WHERE id > 1";
    QTest::newRow("nothing") << QByteArrayList();
    QTest::newRow("insert") << QByteArrayList{insert};
    QTest::newRow("update") << QByteArrayList{insert, update};
    QTest::newRow("delete") << QByteArrayList{insert, "DELETE FROM t WHERE id = 41"};
    QTest::newRow("create") << QByteArrayList{insert, "CREATE TABLE u(x)"};
    QTest::newRow("trigger") << QByteArrayList{insert, "INSERT INTO logged VALUES (7)"};
    QTest::newRow("commit") << QByteArrayList{"BEGIN", insert, update, "COMMIT"};
    QTest::newRow("rollback") << QByteArrayList{"BEGIN", insert, "ROLLBACK"};
    QTest::newRow("open") << QByteArrayList{"BEGIN", insert};
    QTest::newRow("read in between") << QByteArrayList{insert, "SELECT * FROM t", "SELECT count(*) FROM v"};
}

// As one connection would answer, which does nothing else.
void TestSqliteExecutor::whatAsksOfOwnWritesRunsWhereTheyWere()
{
    QFETCH(QByteArrayList, before);
    const QByteArray schema
        = "CREATE TABLE t(id INTEGER PRIMARY KEY, x); CREATE TABLE logged(x);"
          "CREATE TRIGGER log AFTER INSERT ON logged BEGIN INSERT INTO t(x) VALUES (new.x); END;"
          "CREATE VIEW v AS SELECT changes() AS c, Total_Changes() AS t, last_insert_rowid() AS l;"
          "INSERT INTO t VALUES (40, 'first');";
    const QByteArrayList questions{"SELECT changes(), total_changes(), last_insert_rowid()",
        "WITH c AS (SELECT CHANGES() AS n) SELECT n + 1 FROM c", "SELECT * FROM v",
        "SELECT id FROM t WHERE id = last_insert_rowid()"};
    const SqliteFixture file(schema);
    const SqliteFixture shell(schema);
    TestSession session(file.path());
    OtherProgram other(shell);
    for (const QByteArray& sql : before) {
        QVERIFY(!session.run(sql).error);
        other.exec(sql.constData());
    }
    for (const QByteArray& sql : questions + questions) {
        const RunOutcome outcome = session.run(sql);
        QVERIFY(!outcome.error);
        QCOMPARE(TestSession::rows(outcome.result), other.rows(sql.constData()));
        QCOMPARE(int(outcome.provenance.source), int(Source::Database));
        QVERIFY(!outcome.provenance.stored);
    }
}

void TestSqliteExecutor::aWordInALiteralStaysWithTheReader()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    SqliteExecutor executor(
        file.path(), std::make_shared<SqliteCancellation>(), std::make_shared<test::MemoryStorage>());
    QVERIFY(!executor.open());
    // Each connection has a setting of its own, which tells them apart.
    QVERIFY(!executor.execute(RunId(1), {.sql = "PRAGMA foreign_keys = ON"}, {}).error);
    const auto rows = [&](const QByteArray& sql) {
        return TestSession::rows(
            executor.execute(RunId(2), {.sql = sql, .plainRead = true}, [](const ResultPtr&) {}).result);
    };
    QCOMPARE(rows("SELECT foreign_keys, 'changes()' FROM pragma_foreign_keys"), QByteArray("0,'changes()'"));
    QCOMPARE(rows("SELECT foreign_keys, changes() FROM pragma_foreign_keys"), QByteArray("1,0"));
    // Nor does a write go on to the writer as a read.
    const Statement write{.sql = "INSERT INTO t VALUES (changes())", .plainRead = true};
    QVERIFY(executor.execute(RunId(3), write, {}).error);
}

void TestSqliteExecutor::aFileThatIsGoneForAWhileIsNotReadOnly()
{
    const SqliteFixture file("CREATE TABLE t(n); INSERT INTO t VALUES (1);");
    TestSession session(file.path());
    const auto isReadOnly = [&] { return session.engine().service().session(session.connection()).readOnly; };
    QVERIFY(QFile::rename(file.path(), file.path() + QStringLiteral(".away")));
    QVERIFY(session.run("SELECT * FROM t").error);
    QVERIFY(!isReadOnly());
    QVERIFY(QFile::rename(file.path() + QStringLiteral(".away"), file.path()));
    QVERIFY(!session.run("SELECT * FROM t").error);
    QVERIFY(!isReadOnly());
}

void TestSqliteExecutor::writesToTheFileThatCameInTheMiddleOfAWrite()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    const QString fresh = file.folder() + QStringLiteral("/fresh.sqlite");
    SqliteFixture::exec(fresh, "CREATE TABLE t(x)");
    SqliteExecutor executor(
        file.path(), std::make_shared<SqliteCancellation>(), std::make_shared<test::MemoryStorage>());
    QVERIFY(!executor.open());
    bool exchanged = false;
    const auto exchange = [&](const ResultPtr&) {
        exchanged = exchanged || (QFile::remove(file.path()) && QFile::rename(fresh, file.path()));
    };
    const QByteArray manyRows = "WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 2000) "
                                "INSERT INTO t SELECT x FROM n RETURNING x";
    (void)executor.execute(RunId(1), {.sql = manyRows}, exchange);
    QVERIFY(exchanged);
    const StatementOutcome next = executor.execute(RunId(2), {.sql = "INSERT INTO t VALUES (7)"}, {});
    QVERIFY(!next.error);
    const StatementOutcome read
        = executor.execute(RunId(3), {.sql = "SELECT x FROM t", .plainRead = true}, [](const ResultPtr&) {});
    QCOMPARE(TestSession::rows(read.result), QByteArray("7"));
    QVERIFY(next.database == read.database);
}

void TestSqliteExecutor::aFileThatWasThereWhileOneWasOpenedIsNotTakenForIt_data()
{
    QTest::addColumn<bool>("isLink");
    QTest::newRow("renamed") << false;
    QTest::newRow("a link") << true;
}

void TestSqliteExecutor::aFileThatWasThereWhileOneWasOpenedIsNotTakenForIt()
{
    QFETCH(bool, isLink);
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES ('first');");
    const SqliteFixture other("CREATE TABLE t(x); INSERT INTO t VALUES ('other');");
    const QString link = file.folder() + QStringLiteral("/link.sqlite");
    const QString otherLink = file.folder() + QStringLiteral("/other.sqlite");
    QVERIFY(QFile::link(file.path(), link));
    QVERIFY(QFile::link(other.path(), otherLink));
    const QString path = isLink ? link : file.path();
    const test::FileSwap swap(path, isLink ? otherLink : other.path());
    SqliteExecutor executor(
        path, std::make_shared<SqliteCancellation>(), std::make_shared<test::MemoryStorage>());
    int opened = 0;
    const auto putBack = [&] {
        swap.putBack();
        ++opened;
    };
    const test::OpenHook hook([&] { swap.replace(); }, putBack);
    QVERIFY(!executor.open());
    QCOMPARE(opened, 1);
    const StatementOutcome read
        = executor.execute(RunId(1), {.sql = "SELECT x FROM t", .plainRead = true}, [](const ResultPtr&) {});
    QCOMPARE(TestSession::rows(read.result), QByteArray("'first'"));
    QCOMPARE(read.database->database, sqliteIdentity(path, *sqliteFileAt(path)).database);
}

QTEST_GUILESS_MAIN(TestSqliteExecutor)
#include "tst_sqliteexecutor.moc"
