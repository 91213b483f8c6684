#include "app/sql/sqlitefile.h"

#include "tests/support/overwrittenfile.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;

namespace {

QString makeFile(const QTemporaryDir& folder, const char* name, const QByteArray& contents = "x")
{
    const QString path = folder.filePath(QString::fromUtf8(name));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(contents);
    return path;
}

} // namespace

class TestSqliteFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsNothingOfAMissingFile();
    void anUntouchedFileIsEqual();
    void aWrittenFileIsTheSameButNotEqual();
    void aRewrittenTimeAloneIsSeen();
    void aFileWhoseTimeWasSetBackIsNotEqual();
    void aReplacedFileIsAnother();
    void followsLinks();
    void aReadableFileHasNoError();
    void tellsWhyAFileCanNotBeRead_data();
    void tellsWhyAFileCanNotBeRead();
    void localFoldersAreNoNetwork();
    void identityNamesTheFileNotThePath();
};

void TestSqliteFile::tellsNothingOfAMissingFile()
{
    const QTemporaryDir folder;
    QVERIFY(!sqliteFileAt(folder.filePath(QStringLiteral("missing"))));
}

void TestSqliteFile::anUntouchedFileIsEqual()
{
    const QTemporaryDir folder;
    const QString path = makeFile(folder, "ü db");
    QVERIFY(sqliteFileAt(path));
    QCOMPARE(sqliteFileAt(path)->sizeBytes, 1);
    QVERIFY(sqliteFileAt(path) == sqliteFileAt(path));
}

void TestSqliteFile::aWrittenFileIsTheSameButNotEqual()
{
    const QTemporaryDir folder;
    const QString path = makeFile(folder, "db");
    const SqliteFile before = *sqliteFileAt(path);
    makeFile(folder, "db", "longer");
    const SqliteFile after = *sqliteFileAt(path);
    QVERIFY(after.isSameFile(before));
    QVERIFY(after != before);
}

void TestSqliteFile::aRewrittenTimeAloneIsSeen()
{
    const QTemporaryDir folder;
    const QString path = makeFile(folder, "db");
    const SqliteFile before = *sqliteFileAt(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(
        file.setFileTime(QDateTime::currentDateTimeUtc().addMSecs(-1), QFileDevice::FileModificationTime));
    file.close();
    QVERIFY(*sqliteFileAt(path) != before);
}

void TestSqliteFile::aFileWhoseTimeWasSetBackIsNotEqual()
{
    const QTemporaryDir folder;
    const QString path = makeFile(folder, "db", "old");
    const SqliteFile before = *sqliteFileAt(path);
    test::overwriteKeepingTheTime(path, "new");
    const SqliteFile after = *sqliteFileAt(path);
    QVERIFY(after.isSameFile(before));
    QVERIFY(after != before);
}

void TestSqliteFile::aReplacedFileIsAnother()
{
    const QTemporaryDir folder;
    const QString path = makeFile(folder, "db");
    const QString other = makeFile(folder, "other");
    const SqliteFile before = *sqliteFileAt(path);
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::rename(other, path));
    QVERIFY(!sqliteFileAt(path)->isSameFile(before));
}

void TestSqliteFile::followsLinks()
{
    const QTemporaryDir folder;
    const QString path = makeFile(folder, "db");
    const QString link = folder.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(path, link));
    QVERIFY(sqliteFileAt(link) == sqliteFileAt(path));
    QVERIFY(QFile::remove(path));
    QVERIFY(!sqliteFileAt(link));
}

void TestSqliteFile::aReadableFileHasNoError()
{
    const QTemporaryDir folder;
    QVERIFY(!unreadableFileError(makeFile(folder, "db")));
}

void TestSqliteFile::tellsWhyAFileCanNotBeRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    QTest::newRow("missing") << QStringLiteral("missing") << QStringLiteral("the file does not exist");
    QTest::newRow("folder") << QStringLiteral("folder") << QStringLiteral("it is a folder");
    QTest::newRow("broken link") << QStringLiteral("broken") << QStringLiteral("the file does not exist");
    QTest::newRow("below a file") << QStringLiteral("file/db") << QStringLiteral("the file does not exist");
}

void TestSqliteFile::tellsWhyAFileCanNotBeRead()
{
    QFETCH(QString, name);
    QFETCH(QString, why);
    const QTemporaryDir folder;
    makeFile(folder, "file");
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("folder")));
    QVERIFY(
        QFile::link(folder.filePath(QStringLiteral("nowhere")), folder.filePath(QStringLiteral("broken"))));
    const auto error = unreadableFileError(folder.filePath(name));
    QVERIFY(error);
    QCOMPARE(error->what, QStringLiteral("Cannot open %1").arg(folder.filePath(name)));
    QCOMPARE(error->why, why);
    QVERIFY(!error->advice.isEmpty());
}

void TestSqliteFile::localFoldersAreNoNetwork()
{
    QVERIFY(!isOnNetworkFileSystem(QStringLiteral("/proc/self")));
    QVERIFY(!isOnNetworkFileSystem(QStringLiteral("/nowhere")));
}

void TestSqliteFile::identityNamesTheFileNotThePath()
{
    const QTemporaryDir folder;
    const QString path = makeFile(folder, "db");
    const QString link = folder.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(path, link));
    const ConnectionIdentity identity = sqliteIdentity(path, *sqliteFileAt(path));
    QCOMPARE(sqliteIdentity(link, *sqliteFileAt(link)), identity);
    makeFile(folder, "db", "longer");
    QCOMPARE(sqliteIdentity(path, *sqliteFileAt(path)), identity);
    const QString other = makeFile(folder, "other");
    QVERIFY(!(sqliteIdentity(other, *sqliteFileAt(other)) == identity));
}

QTEST_GUILESS_MAIN(TestSqliteFile)
#include "tst_sqlitefile.moc"
