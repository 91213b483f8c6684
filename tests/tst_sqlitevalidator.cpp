#include "app/sql/sqlitevalidator.h"

#include "tests/support/fileswap.h"
#include "tests/support/hotjournal.h"
#include "tests/support/openhook.h"
#include "tests/support/overwrittenfile.h"
#include "tests/support/sqlitefixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <array>

#include <sys/stat.h>

#include <sqlite3.h>

using namespace larder;

namespace {

/// The token; empty if it can't be had.
ValidatorToken tokenOf(SqliteValidator& validator)
{
    const SqliteValidator::Reading reading = validator.read();
    return reading.token ? reading.token.value() : ValidatorToken();
}

QString whyNot(SqliteValidator& validator)
{
    const SqliteValidator::Reading reading = validator.read();
    return reading.token ? QString() : reading.token.error().why;
}

} // namespace

class TestSqliteValidator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anUnchangedFileHasEqualTokens();
    void everyCommitChangesTheToken_data();
    void everyCommitChangesTheToken();
    void whatWasRolledBackChangesNothing();
    void tokensOfTwoConnectionsNeverEqual();
    void aReplacedFileChangesTheToken();
    void theSameFileInItsPlaceAgainChangesTheToken();
    void aFileThatWasThereWhileOneWasOpenedHasNoToken();
    void aFileThatGrewChangesTheTokenWhateverItsTime();
    void anOverwrittenFileChangesTheTokenWhateverItsTime();
    void aMissingFileHasNoToken();
    void aLockedFileSoonHasNoToken();
    void aFileWithAHotJournalHasNoToken();
    void aDamagedFileHasNoToken();
    void tellsWhichFileItLookedAt();
};

void TestSqliteValidator::anUnchangedFileHasEqualTokens()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    SqliteValidator validator(file.path());
    const ValidatorToken token = tokenOf(validator);
    QVERIFY(!token.isEmpty());
    QCOMPARE(tokenOf(validator), token);
    file.exec("SELECT * FROM t");
    QCOMPARE(tokenOf(validator), token);
}

void TestSqliteValidator::everyCommitChangesTheToken_data()
{
    QTest::addColumn<QByteArray>("journal");
    for (const char* journal : {"delete", "truncate", "persist", "wal"})
        QTest::newRow(journal) << QByteArray(journal);
}

void TestSqliteValidator::everyCommitChangesTheToken()
{
    QFETCH(QByteArray, journal);
    const SqliteFixture file("PRAGMA journal_mode=" + journal + "; CREATE TABLE t(x);");
    SqliteValidator validator(file.path());
    QSet<ValidatorToken> seen{tokenOf(validator)};
    for (int i = 0; i < 30; ++i) {
        file.exec("INSERT INTO t VALUES (1)");
        const ValidatorToken token = tokenOf(validator);
        QVERIFY(!token.isEmpty());
        QVERIFY(!seen.contains(token));
        seen.insert(token);
    }
}

void TestSqliteValidator::whatWasRolledBackChangesNothing()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    SqliteValidator validator(file.path());
    const ValidatorToken token = tokenOf(validator);
    file.exec("BEGIN IMMEDIATE; INSERT INTO t VALUES (1); ROLLBACK;");
    QCOMPARE(tokenOf(validator), token);
}

void TestSqliteValidator::tokensOfTwoConnectionsNeverEqual()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    SqliteValidator first(file.path());
    SqliteValidator second(file.path());
    QVERIFY(tokenOf(first) != tokenOf(second));
}

void TestSqliteValidator::aReplacedFileChangesTheToken()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    SqliteValidator validator(file.path());
    const ValidatorToken token = tokenOf(validator);
    const QString other = file.path() + QStringLiteral(".new");
    QVERIFY(QFile::copy(file.path(), other));
    QVERIFY(QFile::remove(file.path()));
    QVERIFY(QFile::rename(other, file.path()));
    QVERIFY(tokenOf(validator) != token);
}

// Away and back: nobody watched in between, so its numbers prove nothing.
void TestSqliteValidator::theSameFileInItsPlaceAgainChangesTheToken()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    SqliteValidator validator(file.path());
    const ValidatorToken token = tokenOf(validator);
    const QString away = file.path() + QStringLiteral(".away");
    QVERIFY(QFile::rename(file.path(), away));
    SqliteFixture::exec(file.path(), "CREATE TABLE other(x)");
    QVERIFY(!tokenOf(validator).isEmpty());
    QVERIFY(QFile::remove(file.path()));
    QVERIFY(QFile::rename(away, file.path()));
    QVERIFY(!tokenOf(validator).isEmpty());
    QVERIFY(tokenOf(validator) != token);
}

void TestSqliteValidator::aFileThatWasThereWhileOneWasOpenedHasNoToken()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    const SqliteFixture other("CREATE TABLE t(x)");
    const test::FileSwap swap(file.path(), other.path());
    SqliteValidator validator(file.path());
    {
        const test::OpenHook hook([&] { swap.replace(); }, [&] { swap.putBack(); });
        QVERIFY(tokenOf(validator).isEmpty());
    }
    // The first one is there again.
    QVERIFY(!tokenOf(validator).isEmpty());
}

// What a program leaves that copies over the file and sets the time back.
void TestSqliteValidator::aFileThatGrewChangesTheTokenWhateverItsTime()
{
    const SqliteFixture fixture("CREATE TABLE t(x)");
    SqliteValidator validator(fixture.path());
    const ValidatorToken token = tokenOf(validator);
    QFile file(fixture.path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    struct stat before
    {
    };
    QCOMPARE(::fstat(file.handle(), &before), 0);
    QVERIFY(file.resize(file.size() + 4'096));
    const std::array<timespec, 2> times{before.st_atim, before.st_mtim};
    QCOMPARE(::futimens(file.handle(), times.data()), 0);
    QVERIFY(tokenOf(validator) != token);
}

void TestSqliteValidator::anOverwrittenFileChangesTheTokenWhateverItsTime()
{
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES ('OLD');");
    const SqliteFixture other("CREATE TABLE t(x); INSERT INTO t VALUES ('NEW');");
    SqliteValidator validator(file.path());
    const ValidatorToken token = tokenOf(validator);
    test::overwriteKeepingTheTime(file.path(), test::fileContents(other.path()));
    QVERIFY(!tokenOf(validator).isEmpty());
    QVERIFY(tokenOf(validator) != token);
}

void TestSqliteValidator::aMissingFileHasNoToken()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    SqliteValidator validator(file.path());
    const ValidatorToken token = tokenOf(validator);
    QVERIFY(QFile::remove(file.path()));
    QCOMPARE(whyNot(validator), QStringLiteral("the file is gone"));
    QVERIFY(!validator.read().identity);
    // Asking must not make one.
    QVERIFY(!QFile::exists(file.path()));
    file.exec("CREATE TABLE t(x)");
    QVERIFY(!tokenOf(validator).isEmpty());
    QVERIFY(tokenOf(validator) != token);
}

void TestSqliteValidator::aLockedFileSoonHasNoToken()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    SqliteValidator validator(file.path());
    const ValidatorToken token = tokenOf(validator);
    sqlite3* other = nullptr;
    QCOMPARE(sqlite3_open(file.path().toUtf8().constData(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(whyNot(validator).contains(QStringLiteral("locked")));
    QVERIFY(timer.elapsed() < 2'000);
    QCOMPARE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(other);
    QCOMPARE(tokenOf(validator), token);
}

// Until somebody who may write rolls it back, nobody knows what the file holds.
void TestSqliteValidator::aFileWithAHotJournalHasNoToken()
{
    const SqliteFixture file("CREATE TABLE t(x); INSERT INTO t VALUES (1);");
    SqliteValidator validator(file.path());
    QVERIFY(!tokenOf(validator).isEmpty());
    test::leaveHotJournal(file);
    QVERIFY(tokenOf(validator).isEmpty());
    SqliteValidator late(file.path());
    QVERIFY(tokenOf(late).isEmpty());
    QVERIFY(QFile::exists(test::journalPath(file)));
    file.exec("SELECT * FROM t");
    QVERIFY(!tokenOf(validator).isEmpty());
    QVERIFY(!tokenOf(late).isEmpty());
}

void TestSqliteValidator::aDamagedFileHasNoToken()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    QFile damaged(file.path());
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write(QByteArray(4096, 'x'));
    damaged.close();
    SqliteValidator validator(file.path());
    QVERIFY(whyNot(validator).contains(QStringLiteral("not a database")));
}

void TestSqliteValidator::tellsWhichFileItLookedAt()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    SqliteValidator validator(file.path());
    QCOMPARE(
        validator.read().identity, std::optional(sqliteIdentity(file.path(), *sqliteFileAt(file.path()))));
}

QTEST_GUILESS_MAIN(TestSqliteValidator)
#include "tst_sqlitevalidator.moc"
