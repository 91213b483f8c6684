#include "tests/support/errorof.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using test::errorOf;

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return file.readAll();
}

} // namespace

/// Nothing changes a file over a connection that is marked read-only.
class TestSqliteReadOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void refusesWhatWrites_data();
    void refusesWhatWrites();
    void readsAndSaysThatItIsReadOnly();
};

void TestSqliteReadOnly::refusesWhatWrites_data()
{
    QTest::addColumn<QByteArrayList>("statements");
    for (const char* const statement :
        {"INSERT INTO t VALUES (2)", "UPDATE t SET id = 2", "DELETE FROM t", "REPLACE INTO t VALUES (1)",
            "DROP TABLE t", "CREATE TABLE u(id)", "ALTER TABLE t ADD x", "CREATE INDEX i ON t(id)", "REINDEX",
            "VACUUM", "ANALYZE", "CREATE VIEW v AS SELECT 1", "CREATE VIRTUAL TABLE f USING fts5(x)",
            "WITH w AS (SELECT 3) INSERT INTO t SELECT * FROM w", "DELETE FROM t RETURNING id"})
        QTest::newRow(statement) << QByteArrayList{statement};
    const QByteArrayList tails[] = {{"PRAGMA query_only = 0", "DELETE FROM t"},
        {"PRAGMA writable_schema = 1", "DELETE FROM sqlite_master"}, {"BEGIN", "DELETE FROM t", "COMMIT"},
        {"BEGIN IMMEDIATE", "DELETE FROM t", "COMMIT"}};
    for (const QByteArrayList& each : tails)
        QTest::newRow(each.join("; ").constData()) << each;
    // These are no errors, and change nothing.
    for (const char* const statement :
        {"PRAGMA user_version = 7", "PRAGMA application_id = 7", "PRAGMA journal_mode = wal"})
        QTest::newRow(statement) << QByteArrayList{statement, "DELETE FROM t"};
}

void TestSqliteReadOnly::refusesWhatWrites()
{
    QFETCH(QByteArrayList, statements);
    const SqliteFixture file(
        "CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE INDEX i0 ON t(id); INSERT INTO t VALUES (1)");
    const SqliteFixture other("CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
    const QByteArray before = bytesOf(file.path());
    const QByteArray otherBefore = bytesOf(other.path());
    {
        const auto session = TestSession::readOnly(file.path());
        QVERIFY(!session->error());
        bool refused = false;
        for (const QByteArray& statement : statements)
            refused = !errorOf(session->run(statement)).isEmpty() || refused;
        QVERIFY(refused);
        // Nor another file that is attached.
        for (const QByteArray& path : {other.path().toUtf8(), "file:" + other.path().toUtf8() + "?mode=rw"}) {
            (void)session->run("ATTACH '" + path + "' AS o");
            QVERIFY(!errorOf(session->run("DELETE FROM o.t")).isEmpty());
        }
    }
    QCOMPARE(bytesOf(file.path()), before);
    QCOMPARE(bytesOf(other.path()), otherBefore);
}

void TestSqliteReadOnly::readsAndSaysThatItIsReadOnly()
{
    const SqliteFixture file("CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
    const auto session = TestSession::readOnly(file.path());
    QCOMPARE(TestSession::rows(session->run("SELECT * FROM t").result), QByteArray("1"));
    QVERIFY(session->engine().service().session(session->connection()).readOnly);
    const QByteArray refused = errorOf(session->run("DELETE FROM t"));
    QVERIFY2(refused.contains("marked read-only"), refused.constData());
    TestSession writing(file.path());
    QCOMPARE(errorOf(writing.run("INSERT INTO t VALUES (2)")), QByteArray());
    QCOMPARE(TestSession::rows(session->run("SELECT count(*) FROM t").result), QByteArray("2"));
}

QTEST_GUILESS_MAIN(TestSqliteReadOnly)
#include "tst_sqlitereadonly.moc"
