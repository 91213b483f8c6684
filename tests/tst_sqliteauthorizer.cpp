#include "app/sql/sqliteauthorizer.h"

#include "app/sql/sqlitestatement.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

#include <algorithm>

using namespace larder;

namespace {

const QByteArray kSchema = "CREATE TABLE parent(id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
                           "CREATE TABLE child(id INTEGER PRIMARY KEY, parent REFERENCES parent(id)"
                           " ON DELETE CASCADE ON UPDATE CASCADE);"
                           "CREATE TABLE grandchild(id, child REFERENCES child(id) ON DELETE SET NULL);"
                           "CREATE TABLE log(what); CREATE TABLE source(x); CREATE TABLE Mixed(x);"
                           "CREATE TRIGGER log_source AFTER INSERT ON source BEGIN"
                           " INSERT INTO log SELECT name FROM parent; END;"
                           "CREATE VIEW names AS SELECT name FROM parent;"
                           "CREATE VIEW writes AS SELECT changes() AS n;"
                           "CREATE VIEW names_of_names AS SELECT upper(name) AS n FROM names;"
                           "CREATE TRIGGER into_names INSTEAD OF INSERT ON names BEGIN"
                           " INSERT INTO parent(name) VALUES (new.name); END;"
                           "CREATE TABLE rowless(a, b, PRIMARY KEY(a)) WITHOUT ROWID;"
                           "ATTACH ':memory:' AS far; CREATE TABLE far.parent(id);"
                           "PRAGMA foreign_keys = ON;";

/// Sorted and joined by blanks.
QByteArray joined(const QSet<QByteArray>& names)
{
    QByteArrayList list(names.begin(), names.end());
    std::sort(list.begin(), list.end());
    return list.join(' ');
}

} // namespace

class TestSqliteAuthorizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesWhatAStatementReads_data();
    void namesWhatAStatementReads();
    void namesWhatAStatementWrites_data();
    void namesWhatAStatementWrites();
    void namesFunctions_data();
    void namesFunctions();
    void tellsWhatAsksOfOwnWrites_data();
    void tellsWhatAsksOfOwnWrites();
    void tellsViewsFromTables();
    void noticesChangesOfTheSchema_data();
    void noticesChangesOfTheSchema();
    void noticesTransactionsAttachingAndPragmas();
    void startsAnewForEachStatement();
    void aUnitedRecordHoldsAllOfBoth();
    void forbidsNothing();
    void letsGoOfTheConnectionAtItsEnd();

private:
    SqliteAuthorizer::Record recordOf(const QByteArray& sql);

    sqlite3* m_handle = nullptr;
    std::unique_ptr<SqliteAuthorizer> m_authorizer;
};

void TestSqliteAuthorizer::initTestCase()
{
    QCOMPARE(sqlite3_open(":memory:", &m_handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(m_handle, kSchema.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    m_authorizer = std::make_unique<SqliteAuthorizer>(m_handle);
}

void TestSqliteAuthorizer::cleanupTestCase()
{
    m_authorizer.reset();
    sqlite3_close(m_handle);
}

SqliteAuthorizer::Record TestSqliteAuthorizer::recordOf(const QByteArray& sql)
{
    m_authorizer->startRecord();
    const Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, sql);
    if (!statement)
        QTest::qFail(qPrintable(errorText(statement.error())), __FILE__, __LINE__);
    return m_authorizer->record();
}

void TestSqliteAuthorizer::namesWhatAStatementReads_data()
{
    QTest::addColumn<QByteArray>("reads");
    const auto row = [](const char* sql, const char* reads) { QTest::newRow(sql) << QByteArray(reads); };
    row("SELECT id FROM parent", "main.parent");
    row("SELECT count(*) FROM parent", "main.parent");
    row("SELECT 1 FROM parent", "main.parent");
    row("SELECT EXISTS (SELECT 1 FROM child)", "main.child");
    row("SELECT * FROM MIXED", "main.mixed");
    row("SELECT * FROM far.parent", "far.parent");
    row("SELECT * FROM child JOIN main.parent USING (id)", "main.child main.parent");
    row("SELECT n FROM names_of_names", "main.names main.names_of_names main.parent");
    row("WITH c AS (SELECT id FROM child) SELECT * FROM c", "main.child");
    row("SELECT * FROM log WHERE what IN (SELECT name FROM parent)", "main.log main.parent");
    row("SELECT 1", "");
}

void TestSqliteAuthorizer::namesWhatAStatementReads()
{
    QFETCH(QByteArray, reads);
    const SqliteAuthorizer::Record record = recordOf(QTest::currentDataTag());
    QSet<QByteArray> tables = record.reads;
    // A common table expression may be named, too; it is no table of any database.
    tables.remove("main.c");
    QCOMPARE(joined(tables), reads);
    QVERIFY(record.writes.isEmpty());
    QVERIFY(!record.changesSchema);
}

void TestSqliteAuthorizer::namesWhatAStatementWrites_data()
{
    QTest::addColumn<QByteArray>("writes");
    const auto row = [](const char* sql, const char* writes) { QTest::newRow(sql) << QByteArray(writes); };
    row("INSERT INTO log VALUES (1)", "main.log");
    row("UPDATE log SET what = 1", "main.log");
    row("UPDATE log SET what = 1 WHERE 0", "main.log");
    row("DELETE FROM log", "main.log");
    row("DELETE FROM rowless", "main.rowless");
    row("INSERT INTO Mixed VALUES (1)", "main.mixed");
    row("INSERT INTO far.parent VALUES (1)", "far.parent");
    row("INSERT INTO log SELECT name FROM parent RETURNING what", "main.log");
    row("WITH x(a) AS (SELECT 1) INSERT INTO log SELECT a FROM x", "main.log");
    row("INSERT INTO source VALUES (1)", "main.log main.source");
    row("INSERT INTO names VALUES ('a')", "main.names main.parent");
    row("DELETE FROM parent", "main.child main.grandchild main.parent");
    row("UPDATE parent SET id = 2", "main.child main.parent");
    row("UPDATE parent SET name = 'x'", "main.parent");
    row("REPLACE INTO parent VALUES (1, 'a')", "main.child main.grandchild main.parent");
    row("INSERT OR REPLACE INTO parent(name) VALUES ('a')", "main.child main.grandchild main.parent");
    row("INSERT INTO parent VALUES (1, 'a') ON CONFLICT(name) DO UPDATE SET id = excluded.id",
        "main.child main.parent");
    row("INSERT INTO parent VALUES (1, 'a') ON CONFLICT DO NOTHING", "main.parent");
}

void TestSqliteAuthorizer::namesWhatAStatementWrites()
{
    QFETCH(QByteArray, writes);
    const SqliteAuthorizer::Record record = recordOf(QTest::currentDataTag());
    QCOMPARE(joined(record.writes), writes);
    QVERIFY(!record.changesSchema);
}

void TestSqliteAuthorizer::namesFunctions_data()
{
    QTest::addColumn<QByteArray>("functions");
    const auto row
        = [](const char* sql, const char* functions) { QTest::newRow(sql) << QByteArray(functions); };
    row("SELECT UPPER(name), abs(id) FROM parent", "abs upper");
    row("SELECT n FROM names_of_names", "upper");
    row("SELECT name FROM parent WHERE name LIKE 'a%'", "like");
    row("SELECT name FROM parent ORDER BY random()", "random");
    row("SELECT CURRENT_TIMESTAMP", "current_timestamp");
    row("SELECT sum(id) OVER (ORDER BY id) FROM parent", "sum");
    row("SELECT id FROM parent", "");
}

void TestSqliteAuthorizer::namesFunctions()
{
    QFETCH(QByteArray, functions);
    QCOMPARE(joined(recordOf(QTest::currentDataTag()).functions), functions);
}

void TestSqliteAuthorizer::tellsWhatAsksOfOwnWrites_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("asks");
    const auto row = [](const char* sql, bool asks) { QTest::newRow(sql) << QByteArray(sql) << asks; };
    row("SELECT changes()", true);
    row("SELECT Total_Changes()", true);
    row("SELECT 1 + LAST_INSERT_ROWID ()", true);
    row("WITH c AS (SELECT changes() AS n) SELECT n FROM c", true);
    row("SELECT 1 FROM parent WHERE id = \"last_insert_rowid\"()", true);
    row("SELECT 1 FROM parent ORDER BY (SELECT total_changes())", true);
    row("SELECT n FROM writes", true);
    row("SELECT 'changes()'", false);
    row("SELECT 1 AS \"changes()\" -- changes()", false);
    row("SELECT abs(1) AS changes", false);
}

void TestSqliteAuthorizer::tellsWhatAsksOfOwnWrites()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, asks);
    QCOMPARE(recordOf(sql).asksOfOwnWrites(), asks);
}

void TestSqliteAuthorizer::tellsViewsFromTables()
{
    QVERIFY(recordOf("SELECT n FROM names_of_names").usesView);
    QVERIFY(!recordOf("SELECT name FROM parent").usesView);
}

void TestSqliteAuthorizer::noticesChangesOfTheSchema_data()
{
    QTest::addColumn<bool>("temporary");
    const auto row = [](const char* sql, bool temporary) { QTest::newRow(sql) << temporary; };
    row("CREATE TABLE made(x)", false);
    row("CREATE TABLE made AS SELECT * FROM log", false);
    row("CREATE VIEW made AS SELECT 1", false);
    row("CREATE INDEX made ON log(what)", false);
    row("CREATE TRIGGER made AFTER INSERT ON log BEGIN SELECT 1; END", false);
    row("CREATE VIRTUAL TABLE made USING fts5(x)", false);
    row("ALTER TABLE log ADD COLUMN y", false);
    row("ALTER TABLE log RENAME COLUMN what TO that", false);
    row("DROP TABLE log", false);
    row("DROP VIEW names_of_names", false);
    row("ANALYZE", false);
    row("REINDEX", false);
    row("CREATE TEMP TABLE made(x)", true);
    row("CREATE TABLE temp.made(x)", true);
    row("CREATE TEMP VIEW made AS SELECT 1", true);
    row("CREATE TEMP TRIGGER made AFTER INSERT ON log BEGIN SELECT 1; END", true);
}

void TestSqliteAuthorizer::noticesChangesOfTheSchema()
{
    QFETCH(bool, temporary);
    const SqliteAuthorizer::Record record = recordOf(QTest::currentDataTag());
    QVERIFY(record.changesSchema);
    QCOMPARE(record.makesTemporary, temporary);
}

void TestSqliteAuthorizer::noticesTransactionsAttachingAndPragmas()
{
    for (const char* sql : {"BEGIN", "BEGIN IMMEDIATE", "COMMIT", "END", "ROLLBACK", "SAVEPOINT a",
             "RELEASE a", "ROLLBACK TO a"})
        QVERIFY2(recordOf(sql).controlsTransaction, sql);
    for (const char* sql : {"ATTACH ':memory:' AS b", "DETACH far"})
        QVERIFY2(recordOf(sql).attaches, sql);
    QCOMPARE(recordOf("PRAGMA Cache_Size").pragma, QByteArray("cache_size"));
    QCOMPARE(recordOf("PRAGMA main.cache_size").pragma, QByteArray("cache_size"));
    const SqliteAuthorizer::Record plain = recordOf("SELECT 1");
    QVERIFY(!plain.controlsTransaction && !plain.attaches && plain.pragma.isEmpty());
}

void TestSqliteAuthorizer::startsAnewForEachStatement()
{
    (void)recordOf("INSERT INTO source VALUES (1)");
    const SqliteAuthorizer::Record record = recordOf("SELECT 1");
    QVERIFY(
        record.reads.isEmpty() && record.writes.isEmpty() && record.functions.isEmpty() && !record.usesView);
}

void TestSqliteAuthorizer::aUnitedRecordHoldsAllOfBoth()
{
    const SqliteAuthorizer::Record read = recordOf("SELECT upper(n) FROM names_of_names");
    SqliteAuthorizer::Record both = recordOf("INSERT INTO log VALUES (abs(1))");
    both.unite(read);
    QCOMPARE(joined(both.reads), joined(read.reads));
    QCOMPARE(joined(both.writes), QByteArray("main.log"));
    QCOMPARE(joined(both.functions), QByteArray("abs upper"));
    QVERIFY(both.usesView && !both.changesSchema && !both.controlsTransaction && !both.attaches);
    both.unite(recordOf("BEGIN"));
    both.unite(recordOf("CREATE TEMP TABLE made(x)"));
    both.unite(recordOf("ATTACH ':memory:' AS other"));
    both.unite(recordOf("PRAGMA Cache_Size"));
    QVERIFY(both.changesSchema && both.makesTemporary && both.controlsTransaction && both.attaches);
    QCOMPARE(both.pragma, QByteArray("cache_size"));
    both.unite(read);
    QCOMPARE(both.pragma, QByteArray("cache_size"));
    (void)m_authorizer->takeRecord();
    QVERIFY(m_authorizer->record().reads.isEmpty() && m_authorizer->record().pragma.isEmpty());
}

void TestSqliteAuthorizer::forbidsNothing()
{
    QCOMPARE(sqlite3_exec(m_handle, "SAVEPOINT a; DELETE FROM log; DROP TABLE log; ROLLBACK TO a; RELEASE a;",
                 nullptr, nullptr, nullptr),
        SQLITE_OK);
}

void TestSqliteAuthorizer::letsGoOfTheConnectionAtItsEnd()
{
    sqlite3* handle = nullptr;
    QCOMPARE(sqlite3_open(":memory:", &handle), SQLITE_OK);
    {
        const SqliteAuthorizer watching(handle);
    }
    QCOMPARE(sqlite3_exec(handle, "SELECT abs(1)", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
}

QTEST_GUILESS_MAIN(TestSqliteAuthorizer)
#include "tst_sqliteauthorizer.moc"
