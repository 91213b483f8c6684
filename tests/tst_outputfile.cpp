#include "app/outputfile.h"

#include "models/bytesink.h"
#include "tests/support/outputfolder.h"

#include <QRegularExpression>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace larder;
using namespace larder::test;

namespace {

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
        m_folder.emplace();
    }

    void appearsWhenItIsCommitted();
    void leavesNothingWithoutACommit();
    void compressesWhatIsWritten();
    void fullDiskLeavesTheOldFile_data();
    void fullDiskLeavesTheOldFile();
    void saysWhyItCanNotBeOpened_data();
    void saysWhyItCanNotBeOpened();

private:
    std::optional<OutputFolder> m_folder;
};

void TestOutputFile::appearsWhenItIsCommitted()
{
    auto file = OutputFile::open(m_folder->path(), Compression::None);
    QVERIFY(file);
    file.value()->device().write("tea");
    QVERIFY(!QFile::exists(m_folder->path()));
    QVERIFY(!file.value()->commit());
    QCOMPARE(m_folder->contents(), QByteArray("tea"));
    QCOMPARE(m_folder->files(), QStringList{QStringLiteral("out.csv")});
}

void TestOutputFile::leavesNothingWithoutACommit()
{
    {
        const auto file = OutputFile::open(m_folder->path(), Compression::None);
        file.value()->device().write("tea");
    }
    QCOMPARE(m_folder->files(), QStringList());
}

void TestOutputFile::compressesWhatIsWritten()
{
    auto file = OutputFile::open(m_folder->path(), Compression::Gzip);
    file.value()->device().write("tea");
    QVERIFY(!file.value()->commit());
    QVERIFY(m_folder->contents().startsWith("\x1f\x8b"));
    file = OutputFile::open(m_folder->path(), Compression::Zstd);
    file.value()->device().write("tea");
    QVERIFY(!file.value()->commit());
    QVERIFY(m_folder->contents().startsWith("\x28\xb5\x2f\xfd"));
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
    m_folder->writeOld();
    QByteArray noise;
    quint32 seed = 1;
    for (int i = 0; i < 1'000'000; ++i) {
        seed = seed * 1'664'525 + 1'013'904'223;
        noise += char(seed >> 24);
    }
    {
        const FullDisk full(100'000);
        auto file = OutputFile::open(m_folder->path(), Compression(compression));
        QVERIFY(file);
        // Compressors may keep back what does not fit, until the end.
        QVERIFY(!writeAll(file.value()->device(), noise) || compression != int(Compression::None));
        const auto error = file.value()->commit();
        QVERIFY(error);
        QCOMPARE(error->what, QStringLiteral("Cannot write %1").arg(m_folder->path()));
        QCOMPARE(error->why, QStringLiteral("File too large"));
        QVERIFY(error->advice.contains(QStringLiteral("Make space")));
    }
    QCOMPARE(m_folder->contents(), QByteArray("old"));
    QCOMPARE(m_folder->files(), QStringList{QStringLiteral("out.csv")});
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
    m_folder->makeFolder(QStringLiteral("folder"));
    const auto file = OutputFile::open(m_folder->path(name), Compression::None);
    QVERIFY(!file);
    QVERIFY(!file.error().why.isEmpty());
    QVERIFY2(file.error().advice.contains(advice), qPrintable(file.error().advice));
}

QTEST_GUILESS_MAIN(TestOutputFile)
#include "tst_outputfile.moc"
