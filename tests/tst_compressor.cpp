#include "app/compressor.h"

#include <QBuffer>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace larder;

namespace {

QByteArray sample(int lines)
{
    QByteArray text;
    for (int i = 0; i < lines; ++i)
        text += QByteArray::number(i * 7919 % 10'007) + ",tea,\"a \"\"b\"\"\"\r\n";
    return text;
}

/// What @p program, which reads standard input and writes standard output, makes of @p input.
QByteArray through(const QString& program, const QByteArray& input)
{
    QProcess process;
    process.start(program, {QStringLiteral("-d"), QStringLiteral("-c")});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput();
}

class ClosedDevice final : public QIODevice
{
public:
    ClosedDevice()
    {
        open(WriteOnly | Unbuffered);
        setErrorString(QStringLiteral("No space left on device"));
    }

private:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64) override { return -1; }
};

} // namespace

class TestCompressor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void otherProgramsReadIt_data();
    void otherProgramsReadIt();
    void noneIsNoCompressor();
    void fileNameTellsTheCompression();
    void tellsWhyTheTargetRefused_data();
    void tellsWhyTheTargetRefused();
};

void TestCompressor::otherProgramsReadIt_data()
{
    QTest::addColumn<int>("compression");
    QTest::addColumn<int>("lines");
    for (const int lines : {0, 1, 200'000}) {
        QTest::addRow("gzip %d", lines) << int(Compression::Gzip) << lines;
        QTest::addRow("zstd %d", lines) << int(Compression::Zstd) << lines;
    }
}

void TestCompressor::otherProgramsReadIt()
{
    QFETCH(int, compression);
    QFETCH(int, lines);
    const auto program
        = Compression(compression) == Compression::Gzip ? QStringLiteral("gzip") : QStringLiteral("zstd");
    if (QStandardPaths::findExecutable(program).isEmpty())
        QSKIP("the program is not installed");
    const QByteArray text = sample(lines);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto compressor = Compressor::create(Compression(compression), buffer);
    for (qsizetype begin = 0; begin < text.size(); begin += 100'001) {
        const QByteArray part = text.mid(begin, 100'001);
        QCOMPARE(compressor->write(part), part.size());
    }
    QVERIFY(compressor->end());
    QVERIFY(lines < 2 || buffer.size() < text.size() / 3);
    QVERIFY(through(program, buffer.data()) == text);
}

void TestCompressor::noneIsNoCompressor()
{
    QBuffer buffer;
    QVERIFY(!Compressor::create(Compression::None, buffer));
}

void TestCompressor::fileNameTellsTheCompression()
{
    QCOMPARE(int(compressionOf(QStringLiteral("/a.gz/b.csv"))), int(Compression::None));
    QCOMPARE(int(compressionOf(QStringLiteral("b.csv.gz"))), int(Compression::Gzip));
    QCOMPARE(int(compressionOf(QStringLiteral("B.CSV.ZST"))), int(Compression::Zstd));
}

void TestCompressor::tellsWhyTheTargetRefused_data()
{
    QTest::addColumn<int>("compression");
    QTest::newRow("gzip") << int(Compression::Gzip);
    QTest::newRow("zstd") << int(Compression::Zstd);
}

void TestCompressor::tellsWhyTheTargetRefused()
{
    QFETCH(int, compression);
    ClosedDevice device;
    const auto compressor = Compressor::create(Compression(compression), device);
    compressor->write("tea");
    QVERIFY(!compressor->end());
    QCOMPARE(compressor->errorString(), QStringLiteral("No space left on device"));
    QCOMPARE(compressor->write("more"), -1);
    QVERIFY(!compressor->end());
}

QTEST_GUILESS_MAIN(TestCompressor)
#include "tst_compressor.moc"
