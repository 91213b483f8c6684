#include "app/sql/sqliteerror.h"

#include "tests/support/sqlitefixture.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;

class TestSqliteError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void advisesOnEachKindOfFailure_data();
    void advisesOnEachKindOfFailure();
    void keepsTheTextOfTheLibrary();
    void placesAnErrorInTheStatement();
    void claimsNoPlaceWithoutOne();
};

void TestSqliteError::advisesOnEachKindOfFailure_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("advice");
    const auto row = [](const char* name, int code, const char* advice) {
        QTest::newRow(name) << code << QString::fromUtf8(advice);
    };
    row("busy", SQLITE_BUSY, "lock");
    row("busy snapshot", SQLITE_BUSY_SNAPSHOT, "lock");
    row("locked", SQLITE_LOCKED, "lock");
    row("read-only", SQLITE_READONLY, "write-protected");
    row("hot journal", SQLITE_READONLY_ROLLBACK, "journal");
    row("WAL to recover", SQLITE_READONLY_RECOVERY, "journal");
    row("WAL without its index", SQLITE_READONLY_CANTINIT, "journal");
    row("read-only folder", SQLITE_READONLY_DIRECTORY, "write-protected");
    row("corrupt", SQLITE_CORRUPT, "damaged");
    row("corrupt index", SQLITE_CORRUPT_INDEX, "damaged");
    row("no database", SQLITE_NOTADB, "another kind");
    row("full", SQLITE_FULL, "full");
    row("cannot open", SQLITE_CANTOPEN, "exists");
    row("no right", SQLITE_PERM, "may read");
    row("other", SQLITE_ERROR, "");
}

void TestSqliteError::advisesOnEachKindOfFailure()
{
    QFETCH(int, code);
    QFETCH(QString, advice);
    const Error error = sqliteOpenError(QStringLiteral("/a.db"), code, QStringLiteral("why"));
    QCOMPARE(error.what, QStringLiteral("Cannot open /a.db"));
    QCOMPARE(error.why, QStringLiteral("why"));
    QVERIFY2(error.advice.contains(advice, Qt::CaseInsensitive), qPrintable(error.advice));
    QCOMPARE(error.advice.isEmpty(), advice.isEmpty());
}

void TestSqliteError::keepsTheTextOfTheLibrary()
{
    const SqliteFixture file("CREATE TABLE \"ü\"(x UNIQUE); INSERT INTO \"ü\" VALUES (1);");
    sqlite3* handle = nullptr;
    QCOMPARE(sqlite3_open(file.path().toUtf8().constData(), &handle), SQLITE_OK);
    QCOMPARE(
        sqlite3_exec(handle, "INSERT INTO \"ü\" VALUES (1)", nullptr, nullptr, nullptr), SQLITE_CONSTRAINT);
    const Error error = sqliteStatementError(handle);
    sqlite3_close(handle);
    QCOMPARE(error.what, QStringLiteral("The statement failed"));
    QCOMPARE(error.why, QStringLiteral("UNIQUE constraint failed: ü.x"));
    QVERIFY(!error.position);
}

void TestSqliteError::placesAnErrorInTheStatement()
{
    sqlite3* handle = nullptr;
    QCOMPARE(sqlite3_open(":memory:", &handle), SQLITE_OK);
    // The position counts bytes.
    QCOMPARE(sqlite3_exec(handle, "SELECT 'ü', nosuch", nullptr, nullptr, nullptr), SQLITE_ERROR);
    const Error error = sqliteStatementError(handle);
    sqlite3_close(handle);
    QCOMPARE(error.position, std::optional<qsizetype>(13));
}

void TestSqliteError::claimsNoPlaceWithoutOne()
{
    sqlite3* handle = nullptr;
    QCOMPARE(sqlite3_open(":memory:", &handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(handle, "SELECT 1 FROM", nullptr, nullptr, nullptr), SQLITE_ERROR);
    const Error error = sqliteStatementError(handle);
    sqlite3_close(handle);
    QVERIFY(!error.position);
    QVERIFY(error.why.contains(QStringLiteral("incomplete input")));
}

QTEST_GUILESS_MAIN(TestSqliteError)
#include "tst_sqliteerror.moc"
