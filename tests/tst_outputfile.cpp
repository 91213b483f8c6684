#include "app/outputfile.h"

#include "models/bytesink.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace larder;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
}

/// While it lives, no file of this process grows beyond @p bytes, as on a full disk.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
    void (*m_signal)(int) = nullptr;
};

} // namespace

class TestOutputFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("out.csv"));
    }

    void appearsWhenItIsCommitted();
    void leavesNothingWithoutACommit();
    void compressesWhatIsWritten();
    void fullDiskLeavesTheOldFile_data();
    void fullDiskLeavesTheOldFile();
    void saysWhyItCanNotBeOpened_data();
    void saysWhyItCanNotBeOpened();

private:
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestOutputFile::appearsWhenItIsCommitted()
{
    auto file = OutputFile::open(m_path, Compression::None);
    QVERIFY(file);
    file.value()->device().write("tea");
    QVERIFY(!QFile::exists(m_path));
    QVERIFY(!file.value()->commit());
    QCOMPARE(contents(m_path), QByteArray("tea"));
    QCOMPARE(files(), QStringList{QStringLiteral("out.csv")});
}

void TestOutputFile::leavesNothingWithoutACommit()
{
    {
        const auto file = OutputFile::open(m_path, Compression::None);
        file.value()->device().write("tea");
    }
    QCOMPARE(files(), QStringList());
}

void TestOutputFile::compressesWhatIsWritten()
{
    auto file = OutputFile::open(m_path, Compression::Gzip);
    file.value()->device().write("tea");
    QVERIFY(!file.value()->commit());
    QVERIFY(contents(m_path).startsWith("\x1f\x8b"));
    file = OutputFile::open(m_path, Compression::Zstd);
    file.value()->device().write("tea");
    QVERIFY(!file.value()->commit());
    QVERIFY(contents(m_path).startsWith("\x28\xb5\x2f\xfd"));
}

void TestOutputFile::fullDiskLeavesTheOldFile_data()
{
    QTest::addColumn<int>("compression");
    QTest::newRow("plain") << int(Compression::None);
    QTest::newRow("gzip") << int(Compression::Gzip);
    QTest::newRow("zstd") << int(Compression::Zstd);
}

void TestOutputFile::fullDiskLeavesTheOldFile()
{
    QFETCH(int, compression);
    QFile old(m_path);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    QByteArray noise;
    quint32 seed = 1;
    for (int i = 0; i < 1'000'000; ++i) {
        seed = seed * 1'664'525 + 1'013'904'223;
        noise += char(seed >> 24);
    }
    {
        const FullDisk full(100'000);
        auto file = OutputFile::open(m_path, Compression(compression));
        QVERIFY(file);
        // Compressors may keep back what does not fit, until the end.
        QVERIFY(!writeAll(file.value()->device(), noise) || compression != int(Compression::None));
        const auto error = file.value()->commit();
        QVERIFY(error);
        QCOMPARE(error->what, QStringLiteral("Cannot write %1").arg(m_path));
        QCOMPARE(error->why, QStringLiteral("File too large"));
        QVERIFY(error->advice.contains(QStringLiteral("Make space")));
    }
    QCOMPARE(contents(m_path), QByteArray("old"));
    QCOMPARE(files(), QStringList{QStringLiteral("out.csv")});
}

void TestOutputFile::saysWhyItCanNotBeOpened_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("advice");
    QTest::newRow("no folder") << QStringLiteral("missing/out.csv")
                               << QStringLiteral("The folder does not exist");
    QTest::newRow("a folder") << QStringLiteral("folder") << QStringLiteral("This is a folder");
    QTest::newRow("no right") << QStringLiteral("/proc/out.csv") << QStringLiteral("that you may write");
}

void TestOutputFile::saysWhyItCanNotBeOpened()
{
    QFETCH(QString, name);
    QFETCH(QString, advice);
    QDir(m_folder->path()).mkdir(QStringLiteral("folder"));
    const auto file = OutputFile::open(QDir(m_folder->path()).absoluteFilePath(name), Compression::None);
    QVERIFY(!file);
    QVERIFY(!file.error().why.isEmpty());
    QVERIFY2(file.error().advice.contains(advice), qPrintable(file.error().advice));
}

QTEST_GUILESS_MAIN(TestOutputFile)
#include "tst_outputfile.moc"
