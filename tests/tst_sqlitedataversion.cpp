#include "app/sql/sqlitedataversion.h"

#include "tests/support/sqlitefixture.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;

class TestSqliteDataVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void changesWithEachForeignCommit_data();
    void changesWithEachForeignCommit();
    void staysWithoutAForeignCommit();
    void holdsNoLockBetweenReadings();
    void aLockedFileIsAnErrorAndNotANumber();

private:
    qint64 read();

    std::unique_ptr<SqliteFixture> m_file;
    sqlite3* m_handle = nullptr;
    std::unique_ptr<SqliteDataVersion> m_version;
};

void TestSqliteDataVersion::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_file = std::make_unique<SqliteFixture>("CREATE TABLE t(x)");
    QCOMPARE(sqlite3_open(m_file->path().toUtf8().constData(), &m_handle), SQLITE_OK);
    Result<SqliteDataVersion> version = SqliteDataVersion::prepare(m_handle);
    QVERIFY(version);
    m_version = std::make_unique<SqliteDataVersion>(std::move(version.value()));
}

void TestSqliteDataVersion::cleanup()
{
    m_version.reset();
    sqlite3_close(m_handle);
    m_file.reset();
}

qint64 TestSqliteDataVersion::read()
{
    const Result<qint64> version = m_version->read();
    if (!version)
        QTest::qFail(qPrintable(errorText(version.error())), __FILE__, __LINE__);
    return version ? version.value() : -1;
}

void TestSqliteDataVersion::changesWithEachForeignCommit_data()
{
    QTest::addColumn<QByteArray>("journal");
    for (const char* journal : {"delete", "wal"})
        QTest::newRow(journal) << QByteArray(journal);
}

void TestSqliteDataVersion::changesWithEachForeignCommit()
{
    QFETCH(QByteArray, journal);
    m_file->exec("PRAGMA journal_mode=" + journal);
    qint64 last = read();
    for (const char* sql : {"INSERT INTO t VALUES (1)", "UPDATE t SET x = 2", "CREATE TABLE u(y)",
             "PRAGMA user_version=5", "VACUUM"}) {
        m_file->exec(sql);
        QVERIFY2(read() != last, sql);
        last = read();
    }
}

void TestSqliteDataVersion::staysWithoutAForeignCommit()
{
    const qint64 first = read();
    m_file->exec("SELECT * FROM t; BEGIN; INSERT INTO t VALUES (1); ROLLBACK; DELETE FROM t WHERE 0;");
    QCOMPARE(read(), first);
    QCOMPARE(sqlite3_exec(m_handle, "INSERT INTO t VALUES (1)", nullptr, nullptr, nullptr), SQLITE_OK);
    QCOMPARE(read(), first);
}

void TestSqliteDataVersion::holdsNoLockBetweenReadings()
{
    (void)read();
    m_file->exec("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; INSERT INTO t VALUES (1); COMMIT;");
}

void TestSqliteDataVersion::aLockedFileIsAnErrorAndNotANumber()
{
    (void)read();
    sqlite3* other = nullptr;
    QCOMPARE(sqlite3_open(m_file->path().toUtf8().constData(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
    const Result<qint64> version = m_version->read();
    QVERIFY(!version);
    QVERIFY(version.error().why.contains(QStringLiteral("locked")));
    sqlite3_close(other);
    (void)read();
}

QTEST_GUILESS_MAIN(TestSqliteDataVersion)
#include "tst_sqlitedataversion.moc"
