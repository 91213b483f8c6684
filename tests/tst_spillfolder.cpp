#include "app/spillfolder.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;

class TestSpillFolder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void goesWithItsOwner();
    void makesFilesForOneUserOnly();
    void removesWhatACrashHasLeft();
    void leavesTheFolderOfALivingProcessAlone();
    void leavesOtherFilesAlone();
    void saysWhatToDoIfNoFileCanBeMade();
};

void TestSpillFolder::goesWithItsOwner()
{
    const QTemporaryDir parent;
    QString path;
    {
        const SpillFolder folder(parent.path());
        path = folder.path();
        QVERIFY(folder.newFile());
        QVERIFY(QDir(path).exists());
    }
    QVERIFY(!QDir(path).exists());
    QVERIFY(QDir(parent.path()).isEmpty());
}

void TestSpillFolder::makesFilesForOneUserOnly()
{
    const QTemporaryDir parent;
    const SpillFolder folder(parent.path());
    const auto file = folder.newFile();
    QVERIFY(file);
    constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(file.value()->permissions() & kOthers));
    QVERIFY(!(QFile::permissions(folder.path()) & (kOthers | QFile::ExeGroup | QFile::ExeOther)));
    QVERIFY(folder.newFile().value()->fileName() != file.value()->fileName());
}

void TestSpillFolder::removesWhatACrashHasLeft()
{
    const QTemporaryDir parent;
    const QString left = parent.filePath(QStringLiteral("rows-left"));
    QDir().mkpath(left);
    QFile rows(left + QStringLiteral("/a.part"));
    QVERIFY(rows.open(QIODevice::WriteOnly));
    rows.close();
    // The lock of a process that has ended, as QLockFile writes it: process, program, host.
    QProcess process;
    process.start(QStringLiteral("true"));
    QVERIFY(process.waitForStarted());
    const qint64 gone = process.processId();
    QVERIFY(process.waitForFinished());
    QFile lock(left + QStringLiteral(".lock"));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write(QByteArray::number(gone) + "\nlarder\n" + QSysInfo::machineHostName().toUtf8() + '\n');
    lock.close();
    const SpillFolder folder(parent.path());
    QVERIFY(!QDir(left).exists());
    QVERIFY(!lock.exists());
    QVERIFY(folder.newFile());
}

void TestSpillFolder::leavesTheFolderOfALivingProcessAlone()
{
    const QTemporaryDir parent;
    const SpillFolder first(parent.path());
    const auto file = first.newFile();
    const SpillFolder second(parent.path());
    QVERIFY(file.value()->exists());
    QVERIFY(first.path() != second.path());
}

void TestSpillFolder::leavesOtherFilesAlone()
{
    const QTemporaryDir parent;
    QFile other(parent.filePath(QStringLiteral("settings.ini")));
    QVERIFY(other.open(QIODevice::WriteOnly));
    QVERIFY(QDir(parent.path()).mkdir(QStringLiteral("other")));
    const SpillFolder folder(parent.path());
    QVERIFY(other.exists());
    QVERIFY(QDir(parent.filePath(QStringLiteral("other"))).exists());
}

void TestSpillFolder::saysWhatToDoIfNoFileCanBeMade()
{
    const QTemporaryDir parent;
    QFile inTheWay(parent.filePath(QStringLiteral("cache")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const SpillFolder folder(inTheWay.fileName() + QStringLiteral("/larder"));
    const auto file = folder.newFile();
    QVERIFY(!file);
    QVERIFY(!file.error().why.isEmpty());
    QVERIFY(file.error().advice.contains(QStringLiteral("preferences")));
}

QTEST_GUILESS_MAIN(TestSpillFolder)
#include "tst_spillfolder.moc"
