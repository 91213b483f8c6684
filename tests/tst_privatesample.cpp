#include "app/sampledatabase.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;

namespace {

// Found as the program finds it: beside the folder of the executable.
QString originalPath()
{
    return QDir::cleanPath(
        QCoreApplication::applicationDirPath() + QStringLiteral("/../share/larder/sample.sqlite"));
}

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& contents)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(contents), contents.size());
}

} // namespace

class TestPrivateSample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void makesACopyThatTheUserMayChange();
    void keepsACopyWithTheUsersChanges();
    void replacesACopyThatWasNotFinished();
    void tellsThatTheFolderCanNotBeMade();
    void tellsThatTheCopyCanNotBeWritten();
    void tellsThatTheOriginalIsMissing();
};

void TestPrivateSample::makesACopyThatTheUserMayChange()
{
    const QTemporaryDir folder;
    const Result<QString> path = privateSampleDatabase(folder.filePath(QStringLiteral("new/folder")));
    QVERIFY(path);
    QVERIFY(QDir::isAbsolutePath(path.value()));
    QVERIFY(path.value().startsWith(folder.path()));
    const QByteArray contents = contentsOf(path.value());
    QVERIFY(contents.startsWith("SQLite format 3"));
    QVERIFY(contents == contentsOf(originalPath()));
    const auto permissions = QFile::permissions(path.value());
    QVERIFY(permissions & QFile::WriteOwner);
    QVERIFY(!(permissions & (QFile::WriteGroup | QFile::WriteOther)));
    QCOMPARE(QDir(folder.filePath(QStringLiteral("new/folder"))).entryList(QDir::Files).size(), 1);
}

void TestPrivateSample::keepsACopyWithTheUsersChanges()
{
    const QTemporaryDir folder;
    const Result<QString> first = privateSampleDatabase(folder.path());
    QVERIFY(first);
    write(first.value(), "broken by the user");
    const Result<QString> again = privateSampleDatabase(folder.path());
    QVERIFY(again);
    QCOMPARE(again.value(), first.value());
    QCOMPARE(contentsOf(again.value()), QByteArray("broken by the user"));
}

void TestPrivateSample::replacesACopyThatWasNotFinished()
{
    const QTemporaryDir folder;
    const Result<QString> first = privateSampleDatabase(folder.path());
    QVERIFY(first);
    QVERIFY(QFile::remove(first.value()));
    write(first.value() + QStringLiteral(".part"), "half");
    const Result<QString> again = privateSampleDatabase(folder.path());
    QVERIFY(again);
    QVERIFY(contentsOf(again.value()) == contentsOf(originalPath()));
    QVERIFY(!QFile::exists(first.value() + QStringLiteral(".part")));
}

void TestPrivateSample::tellsThatTheFolderCanNotBeMade()
{
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("file")), "x");
    const Result<QString> path = privateSampleDatabase(folder.filePath(QStringLiteral("file/data")));
    QVERIFY(!path);
    QVERIFY2(path.error().why.contains(QStringLiteral("file/data")), qPrintable(errorText(path.error())));
}

void TestPrivateSample::tellsThatTheCopyCanNotBeWritten()
{
    const QTemporaryDir folder;
    const Result<QString> first = privateSampleDatabase(folder.path());
    QVERIFY(first);
    QVERIFY(QFile::remove(first.value()));
    QVERIFY(QDir().mkpath(first.value() + QStringLiteral(".part/x")));
    const Result<QString> again = privateSampleDatabase(folder.path());
    QVERIFY(!again);
    QVERIFY2(
        again.error().why.contains(QStringLiteral("cannot write")), qPrintable(errorText(again.error())));
    QVERIFY(!QFile::exists(first.value()));
}

// Runs itself from a folder beside which there is no original.
void TestPrivateSample::tellsThatTheOriginalIsMissing()
{
    const QTemporaryDir folder;
    if (QFile::exists(originalPath())) {
        const QString copy = folder.filePath(QStringLiteral("bin/test"));
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("bin")));
        QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), copy));
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(copy, {QString::fromLatin1(QTest::currentTestFunction())});
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            process.readAll().constData());
        return;
    }
    const Result<QString> path = privateSampleDatabase(folder.filePath(QStringLiteral("data")));
    QVERIFY(!path);
    QCOMPARE(path.error().what, QStringLiteral("Cannot open the sample database"));
    QCOMPARE(path.error().why, originalPath() + QStringLiteral(" is missing"));
    QVERIFY(path.error().advice.contains(QStringLiteral("Install Larder again")));
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("data"))));
}

QTEST_GUILESS_MAIN(TestPrivateSample)
#include "tst_privatesample.moc"
