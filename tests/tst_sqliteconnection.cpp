#include "app/sql/sqliteconnection.h"

#include "tests/support/sqlitefixture.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;
using namespace std::chrono_literals;

class TestSqliteConnection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void opensWithAHandleOfTheSameLibrary();
    void writesOnlyWhereItMay();
    void neverMakesAFile_data();
    void neverMakesAFile();
    void leavesNothingBehind();
};

void TestSqliteConnection::opensWithAHandleOfTheSameLibrary()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    const auto connection = SqliteConnection::open(file.path(), SqliteConnection::Access::ReadOnly, 1s);
    QVERIFY(connection);
    QVERIFY(connection.value()->database().isOpen());
    QCOMPARE(QString::fromUtf8(sqlite3_db_filename(connection.value()->handle(), "main")), file.path());
}

void TestSqliteConnection::writesOnlyWhereItMay()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    const auto insert = [&](SqliteConnection::Access access) {
        const auto connection = SqliteConnection::open(file.path(), access, 1s);
        return sqlite3_exec(
            connection.value()->handle(), "INSERT INTO t VALUES (1)", nullptr, nullptr, nullptr);
    };
    QCOMPARE(insert(SqliteConnection::Access::ReadOnly), SQLITE_READONLY);
    QCOMPARE(insert(SqliteConnection::Access::ReadWrite), SQLITE_OK);
}

void TestSqliteConnection::neverMakesAFile_data()
{
    QTest::addColumn<bool>("write");
    QTest::newRow("read only") << false;
    QTest::newRow("read and write") << true;
}

void TestSqliteConnection::neverMakesAFile()
{
    QFETCH(bool, write);
    const SqliteFixture file;
    const QString missing = file.folder() + QStringLiteral("/missing ä?#%41.db");
    const auto connection = SqliteConnection::open(
        missing, write ? SqliteConnection::Access::ReadWrite : SqliteConnection::Access::ReadOnly, 1s);
    QVERIFY(!connection);
    QVERIFY(connection.error().what.contains(missing));
    QVERIFY(!QFile::exists(missing));
}

void TestSqliteConnection::leavesNothingBehind()
{
    const SqliteFixture file("CREATE TABLE t(x)");
    const qsizetype before = QSqlDatabase::connectionNames().size();
    {
        const auto first = SqliteConnection::open(file.path(), SqliteConnection::Access::ReadOnly, 1s);
        const auto second = SqliteConnection::open(file.path(), SqliteConnection::Access::ReadOnly, 1s);
        QVERIFY(first && second);
        QCOMPARE(QSqlDatabase::connectionNames().size(), before + 2);
    }
    QVERIFY(!SqliteConnection::open(file.folder(), SqliteConnection::Access::ReadOnly, 1s));
    QCOMPARE(QSqlDatabase::connectionNames().size(), before);
}

QTEST_GUILESS_MAIN(TestSqliteConnection)
#include "tst_sqliteconnection.moc"
