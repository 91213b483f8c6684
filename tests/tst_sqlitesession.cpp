#include "app/sql/sqliteexecutor.h"
#include "cache/sql/sqlclassifier.h"
#include "tests/support/memorystorage.h"
#include "tests/support/sqlitefixture.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;

namespace {

const QByteArray kSchema
    = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
      "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil');"
      "CREATE TABLE part(item REFERENCES item(id) ON DELETE CASCADE); CREATE TABLE log(what);"
      "CREATE TRIGGER note AFTER INSERT ON item BEGIN INSERT INTO log VALUES ('new'); END;";

/// A worker's executor, used in this thread: a session that runs one statement after the other.
class Session
{
public:
    Session()
        : m_executor(
            m_file.path(), std::make_shared<SqliteCancellation>(), std::make_shared<test::MemoryStorage>())
    {
        const auto error = m_executor.open();
        if (error)
            QTest::qFail(qPrintable(errorText(*error)), __FILE__, __LINE__);
    }

    /// Runs @p sql as QueryRun does, whether it succeeds or not.
    StatementOutcome tryOut(const QByteArray& sql)
    {
        Statement statement{sql};
        statement.plainRead = classifySql(sql, SqlDialect::Sqlite).readOnly;
        return m_executor.execute(RunId(++m_lastRun), statement, [](const ResultPtr&) {});
    }

    StatementOutcome run(const QByteArray& sql)
    {
        StatementOutcome outcome = tryOut(sql);
        if (outcome.error)
            QTest::qFail(qPrintable(errorText(*outcome.error)), __FILE__, __LINE__);
        return outcome;
    }

    /// The first value of the answer to @p sql.
    qint64 number(const QByteArray& sql) { return run(sql).result->cell(0, 0).integer; }

    const SqliteFixture& file() const { return m_file; }

private:
    SqliteFixture m_file{kSchema};
    quint64 m_lastRun = 0;
    SqliteExecutor m_executor;
};

/// The tables of changes that others can see now, joined by blanks; "all" stands for the whole database.
QByteArray committed(const StatementOutcome& outcome)
{
    const CommittedWrites& writes = outcome.committed;
    return writes.tables.join(' ') + (writes.wholeDatabase ? " all" : "")
        + (writes.schemaChanged ? " schema" : "");
}

} // namespace

class TestSqliteSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesWhatAStatementChangedForOthers_data();
    void namesWhatAStatementChangedForOthers();
    void vacuumMayChangeEverything();
    void countsTheRowsOfThisStatementOnly_data();
    void countsTheRowsOfThisStatementOnly();
    void keepsChangesBackUntilTheCommit();
    void aRollbackDropsThem();
    void aRollbackBehindACommentMayCountAsCommitted();
    void rollbackToASavepointKeepsThem();
    void anOutermostSavepointCommitsWithItsRelease();
    void aCommitThatFailsKeepsThem();
    void aConflictThatRollsBackEndsTheTransaction();
    void anOpenTransactionTellsSinceWhen();
    void readsRunBesideTheOpenTransaction();
    void pragmasThatChangeAnswersMakeTheSessionPeculiar_data();
    void pragmasThatChangeAnswersMakeTheSessionPeculiar();
    void otherPragmasDoNot_data();
    void otherPragmasDoNot();
    void temporaryObjectsAndAttachedDatabasesMakeItPeculiar();
    void tellsThatTheFileIsWriteProtected();
};

void TestSqliteSession::namesWhatAStatementChangedForOthers_data()
{
    QTest::addColumn<QByteArray>("writes");
    const auto row = [](const char* sql, const char* writes) { QTest::newRow(sql) << QByteArray(writes); };
    row("SELECT * FROM item", "");
    row("EXPLAIN DELETE FROM item", "");
    row("PRAGMA table_info(item)", "");
    row("UPDATE item SET name = NULL", "main.item");
    row("INSERT INTO item(name) VALUES ('x')", "main.item main.log");
    row("WITH x AS (SELECT 9) INSERT INTO log SELECT * FROM x", "main.log");
    row("DELETE FROM item RETURNING id", "main.item");
    row("PRAGMA user_version = 3", " all");
    row("BEGIN", "");
}

void TestSqliteSession::namesWhatAStatementChangedForOthers()
{
    QFETCH(QByteArray, writes);
    Session session;
    QCOMPARE(committed(session.run(QTest::currentDataTag())), writes);
}

// It gives rows without a key new numbers.
void TestSqliteSession::vacuumMayChangeEverything()
{
    Session session;
    QVERIFY(session.run("VACUUM").committed.wholeDatabase);
    (void)session.run("BEGIN; ");
    QVERIFY(session.tryOut("VACUUM").error);
    (void)session.run("ROLLBACK");
    QVERIFY(!session.run("SELECT 1").session.inTransaction);
}

void TestSqliteSession::countsTheRowsOfThisStatementOnly_data()
{
    QTest::addColumn<qint64>("rows");
    const auto row = [](const char* sql, qint64 rows) { QTest::newRow(sql) << rows; };
    row("DELETE FROM item WHERE id < 3", 2);
    row("DELETE FROM item WHERE 0", 0);
    row("INSERT INTO item(name) VALUES ('x')", 1);
    row("REPLACE INTO item(name) VALUES ('tea')", 1);
    row("SELECT 1", 0);
    row("CREATE TABLE made(x)", 0);
    row("DROP TABLE log", 0);
    row("PRAGMA user_version = 3", 0);
    row("VACUUM", 0);
    row("BEGIN", 0);
}

void TestSqliteSession::countsTheRowsOfThisStatementOnly()
{
    QFETCH(qint64, rows);
    Session session;
    QCOMPARE(session.run("UPDATE item SET name = name || '!'").rowsAffected, 3);
    QCOMPARE(session.run(QTest::currentDataTag()).rowsAffected, rows);
}

void TestSqliteSession::keepsChangesBackUntilTheCommit()
{
    Session session;
    QCOMPARE(committed(session.run("BEGIN")), QByteArray());
    QCOMPARE(committed(session.run("UPDATE item SET name = NULL")), QByteArray());
    QCOMPARE(committed(session.run("INSERT INTO log VALUES (1)")), QByteArray());
    QCOMPARE(committed(session.run("COMMIT")), QByteArray("main.item main.log"));
    QCOMPARE(committed(session.run("BEGIN")), QByteArray());
    QCOMPARE(committed(session.run("END")), QByteArray());
}

void TestSqliteSession::aRollbackDropsThem()
{
    Session session;
    (void)session.run("BEGIN");
    (void)session.run("DELETE FROM item");
    QCOMPARE(committed(session.run(" rollback ")), QByteArray());
    QCOMPARE(committed(session.run("DELETE FROM log")), QByteArray("main.log"));
}

// Too much is dropped then, never too little.
void TestSqliteSession::aRollbackBehindACommentMayCountAsCommitted()
{
    Session session;
    (void)session.run("BEGIN");
    (void)session.run("DELETE FROM item");
    (void)session.run("/* back */ ROLLBACK");
    QCOMPARE(committed(session.run("DELETE FROM log")), QByteArray("main.log"));
    QCOMPARE(session.number("SELECT count(*) FROM item"), 3);
}

void TestSqliteSession::rollbackToASavepointKeepsThem()
{
    Session session;
    (void)session.run("BEGIN");
    (void)session.run("INSERT INTO log VALUES (1)");
    (void)session.run("SAVEPOINT a");
    (void)session.run("DELETE FROM part");
    const StatementOutcome back = session.run("ROLLBACK TO a");
    QCOMPARE(committed(back), QByteArray());
    QVERIFY(back.session.inTransaction);
    (void)session.run("RELEASE a");
    QVERIFY(committed(session.run("COMMIT")).contains("main.log"));
}

void TestSqliteSession::anOutermostSavepointCommitsWithItsRelease()
{
    Session session;
    QVERIFY(session.run("SAVEPOINT a").session.inTransaction);
    QCOMPARE(committed(session.run("DELETE FROM part")), QByteArray());
    const StatementOutcome released = session.run("RELEASE a");
    QCOMPARE(committed(released), QByteArray("main.part"));
    QVERIFY(!released.session.inTransaction);
}

void TestSqliteSession::aCommitThatFailsKeepsThem()
{
    Session session;
    (void)session.run("PRAGMA busy_timeout = 1");
    (void)session.run("BEGIN");
    (void)session.run("DELETE FROM part");
    // A reader of another program keeps the commit from happening.
    sqlite3* other = nullptr;
    QCOMPARE(sqlite3_open(session.file().path().toUtf8().constData(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN; SELECT * FROM item;", nullptr, nullptr, nullptr), SQLITE_OK);
    const StatementOutcome failed = session.tryOut("COMMIT");
    QVERIFY(failed.error);
    QVERIFY(failed.session.inTransaction);
    QCOMPARE(committed(failed), QByteArray());
    sqlite3_close(other);
    QCOMPARE(committed(session.run("COMMIT")), QByteArray("main.part"));
}

void TestSqliteSession::aConflictThatRollsBackEndsTheTransaction()
{
    Session session;
    (void)session.run("BEGIN");
    (void)session.run("DELETE FROM part");
    const StatementOutcome failed = session.tryOut("INSERT OR ROLLBACK INTO item VALUES (1, 'again')");
    QVERIFY(failed.error);
    QVERIFY(!failed.session.inTransaction);
    QVERIFY(!failed.session.transactionStarted.isValid());
    QCOMPARE(committed(session.run("DELETE FROM log")), QByteArray("main.log"));
}

void TestSqliteSession::anOpenTransactionTellsSinceWhen()
{
    Session session;
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const SessionState begun = session.run("BEGIN").session;
    QVERIFY(begun.inTransaction);
    QVERIFY(begun.transactionStarted >= before.addMSecs(-1));
    QCOMPARE(session.run("SELECT 1").session.transactionStarted, begun.transactionStarted);
    QVERIFY(!session.run("ROLLBACK").session.inTransaction);
}

void TestSqliteSession::readsRunBesideTheOpenTransaction()
{
    Session session;
    (void)session.run("BEGIN");
    (void)session.run("DELETE FROM item WHERE id = 1");
    const StatementOutcome inside = session.run("SELECT count(*) FROM item");
    QCOMPARE(inside.result->cell(0, 0).integer, 2);
    QVERIFY(inside.facts.forbidsCaching);
    QCOMPARE(int(inside.facts.forbidsCaching->code), int(ReasonCode::InTransaction));
    (void)session.run("ROLLBACK");
    const StatementOutcome after = session.run("SELECT count(*) FROM item");
    QCOMPARE(after.result->cell(0, 0).integer, 3);
    QVERIFY(!after.facts.forbidsCaching);
}

void TestSqliteSession::pragmasThatChangeAnswersMakeTheSessionPeculiar_data()
{
    QTest::addColumn<QString>("name");
    const auto row = [](const char* sql, const char* name) { QTest::newRow(sql) << QString::fromUtf8(name); };
    row("PRAGMA case_sensitive_like = on", "case_sensitive_like");
    row("PRAGMA Case_Sensitive_Like(1)", "case_sensitive_like");
    row("PRAGMA main.locking_mode = exclusive", "locking_mode");
    row("PRAGMA reverse_unordered_selects = 1", "reverse_unordered_selects");
    row("PRAGMA full_column_names = 1", "full_column_names");
    row("PRAGMA short_column_names = 0", "short_column_names");
    row("PRAGMA empty_result_callbacks = 1", "empty_result_callbacks");
    row("PRAGMA read_uncommitted = 1", "read_uncommitted");
    row("PRAGMA query_only = 1", "query_only");
    row("PRAGMA writable_schema = 1", "writable_schema");
    row("PRAGMA ignore_check_constraints = 1", "ignore_check_constraints");
    row("PRAGMA trusted_schema = 0", "trusted_schema");
    row("PRAGMA temp_store = memory", "temp_store");
    row("PRAGMA automatic_index = 0", "automatic_index");
    row("PRAGMA nobody_knows_this = 1", "nobody_knows_this");
    row("EXPLAIN PRAGMA case_sensitive_like = 1", "case_sensitive_like");
}

void TestSqliteSession::pragmasThatChangeAnswersMakeTheSessionPeculiar()
{
    QFETCH(QString, name);
    Session session;
    const SessionState state = session.run(QTest::currentDataTag()).session;
    QCOMPARE(state.peculiarity, QStringLiteral("PRAGMA %1 was used").arg(name));
    QVERIFY(session.run("SELECT * FROM item").facts.forbidsCaching);
}

void TestSqliteSession::otherPragmasDoNot_data()
{
    QTest::addColumn<int>("dummy");
    for (const char* sql : {"PRAGMA analysis_limit = 100", "PRAGMA application_id = 1",
             "PRAGMA auto_vacuum = 1", "PRAGMA busy_timeout = 100", "PRAGMA cache_size = 10",
             "PRAGMA cache_spill = 10", "PRAGMA defer_foreign_keys = 1", "PRAGMA foreign_key_check",
             "PRAGMA foreign_keys = 1", "PRAGMA incremental_vacuum(1)", "PRAGMA integrity_check",
             "PRAGMA journal_mode = truncate", "PRAGMA journal_mode", "PRAGMA journal_size_limit = 1",
             "PRAGMA mmap_size = 0", "PRAGMA optimize", "PRAGMA page_size = 4096", "PRAGMA quick_check",
             "PRAGMA recursive_triggers = 1", "PRAGMA secure_delete = 1", "PRAGMA synchronous = 1",
             "PRAGMA user_version = 1", "PRAGMA wal_autocheckpoint = 1", "PRAGMA wal_checkpoint",
             "PRAGMA table_info(item)", "PRAGMA main.table_info(item)", "PRAGMA table_list",
             "PRAGMA index_list('item')", "PRAGMA encoding", "PRAGMA data_version", "PRAGMA compile_options",
             "PRAGMA foreign_keys", "PRAGMA schema_version"})
        QTest::newRow(sql) << 0;
}

void TestSqliteSession::otherPragmasDoNot()
{
    Session session;
    QCOMPARE(session.run(QTest::currentDataTag()).session.peculiarity, QString());
    QVERIFY(!session.run("SELECT * FROM item").facts.forbidsCaching);
}

void TestSqliteSession::temporaryObjectsAndAttachedDatabasesMakeItPeculiar()
{
    Session session;
    const SessionState attached = session.run("ATTACH ':memory:' AS far").session;
    QCOMPARE(attached.peculiarity, QStringLiteral("attached databases: far"));
    QCOMPARE(session.run("DETACH far").session.peculiarity, QString());
    const SessionState temporary = session.run("CREATE TEMP VIEW mine AS SELECT * FROM item").session;
    QCOMPARE(temporary.peculiarity, QStringLiteral("temporary objects exist"));
}

// An administrator may write everywhere, and is told so.
void TestSqliteSession::tellsThatTheFileIsWriteProtected()
{
    Session session;
    QVERIFY(!session.run("SELECT 1").session.readOnly);
    QVERIFY(QFile::setPermissions(session.file().path(), QFile::ReadOwner));
    const bool writable = QFileInfo(session.file().path()).isWritable();
    QCOMPARE(session.run("SELECT 1").session.readOnly, !writable);
}

QTEST_GUILESS_MAIN(TestSqliteSession)
#include "tst_sqlitesession.moc"
