#include "app/sql/sqlitechannel.h"

#include "tests/support/overwrittenfile.h"
#include "tests/support/sqlitefixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

constexpr RunId kRun{1};

} // namespace

class TestSqliteChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void ownWorkLeavesTheConnectionOpen_data();
    void ownWorkLeavesTheConnectionOpen();
    void anOverwrittenFileNeedsAnotherConnection();
    void otherRightsNeedAnotherConnectionOnce();

private:
    [[nodiscard]] std::unique_ptr<SqliteChannel> opened(
        const SqliteFixture& file, SqliteConnection::Access access = SqliteConnection::Access::ReadWrite);
    void run(SqliteChannel& channel, const QByteArray& sql);

    SqliteCancellation m_cancellation;
};

std::unique_ptr<SqliteChannel> TestSqliteChannel::opened(
    const SqliteFixture& file, SqliteConnection::Access access)
{
    auto channel = SqliteChannel::open(file.path(), access, {m_cancellation});
    return channel ? std::move(channel.value()) : nullptr;
}

void TestSqliteChannel::run(SqliteChannel& channel, const QByteArray& sql)
{
    const StatementOutcome outcome
        = channel.run(kRun, {.sql = sql}, m_cancellation, [](const ResultPtr&) {}).outcome;
    QVERIFY2(!outcome.error, sql.constData());
}

void TestSqliteChannel::ownWorkLeavesTheConnectionOpen_data()
{
    QTest::addColumn<QByteArray>("journal");
    QTest::addColumn<QByteArrayList>("work");
    struct Case
    {
        const char* name;
        QByteArrayList work;
    };
    // So much that pages are written before the end.
    const QByteArray many = "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50) INSERT INTO t "
                            "SELECT zeroblob(9000) FROM n";
    const Case cases[]{{"write", {"INSERT INTO t VALUES (2)"}},
        {"commit", {"BEGIN", "INSERT INTO t VALUES (2)", "COMMIT"}},
        {"rollback", {"PRAGMA cache_size = 1", "BEGIN", many, "ROLLBACK"}},
        {"savepoint", {"SAVEPOINT s", "INSERT INTO t VALUES (2)", "RELEASE s"}},
        {"schema", {"ALTER TABLE t ADD COLUMN y"}}, {"checkpoint", {many, "PRAGMA wal_checkpoint(TRUNCATE)"}},
        {"vacuum", {many, "DELETE FROM t", "VACUUM"}}};
    for (const char* journal : {"delete", "truncate", "persist", "wal"}) {
        for (const Case& each : cases)
            QTest::addRow("%s %s", each.name, journal) << QByteArray(journal) << each.work;
    }
}

void TestSqliteChannel::ownWorkLeavesTheConnectionOpen()
{
    QFETCH(QByteArray, journal);
    QFETCH(QByteArrayList, work);
    const SqliteFixture file(
        "PRAGMA journal_mode = " + journal + "; CREATE TABLE t(x); INSERT INTO t VALUES (1);");
    const auto channel = opened(file);
    // Often enough for the clock of the file system to tick in between.
    for (int i = 0; i < 10 && !QTest::currentTestFailed(); ++i) {
        for (const QByteArray& sql : work)
            run(*channel, sql.startsWith("ALTER") ? sql + QByteArray::number(i) : sql);
        QVERIFY(channel->isCurrent());
    }
}

void TestSqliteChannel::anOverwrittenFileNeedsAnotherConnection()
{
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES ('OLD');");
    const SqliteFixture other("CREATE TABLE t(x); INSERT INTO t VALUES ('NEW');");
    const auto channel = opened(file, SqliteConnection::Access::ReadOnly);
    run(*channel, "SELECT x FROM t");
    QVERIFY(channel->isCurrent());
    test::overwriteKeepingTheTime(file.path(), test::fileContents(other.path()));
    QVERIFY(!channel->isCurrent());
}

void TestSqliteChannel::otherRightsNeedAnotherConnectionOnce()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    const auto before = opened(file);
    QVERIFY(before->isCurrent());
    const SqliteFile first = *sqliteFileAt(file.path());
    while (*sqliteFileAt(file.path()) == first)
        QVERIFY(QFile::setPermissions(file.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    QVERIFY(!before->isCurrent());
    const auto channel = opened(file);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(channel->isCurrent());
        run(*channel, "SELECT x FROM t");
    }
}

QTEST_GUILESS_MAIN(TestSqliteChannel)
#include "tst_sqlitechannel.moc"
