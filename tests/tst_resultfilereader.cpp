#include "cache/resultfilereader.h"

#include "cache/resultfilewriter.h"
#include "tests/support/randomrows.h"
#include "tests/support/resultfiles.h"
#include "tests/support/results.h"

#include <QBuffer>
#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;
using namespace larder::test;

namespace {

/// Each kind of value, each form of a column, and more than one chunk.
ResultPtr sampleResult(Completeness completeness = Completeness::Complete)
{
    ResultBuilder builder(
        {{QStringLiteral("n"), QStringLiteral("INTEGER"), QStringLiteral("t"), QStringLiteral("n")},
            {QStringLiteral("r")}, {QStringLiteral("t")}, {QStringLiteral("b")}, {QStringLiteral("any")},
            {QStringLiteral("none")}});
    for (int row = 0; row < 600; ++row) {
        append(builder.column(0), row % 7 == 0 ? Value() : Value(qint64(row) << 40));
        append(builder.column(1), row / 3.0);
        append(builder.column(2),
            row % 5 == 0 ? Value() : text(QByteArray("té\0xt", 6) + QByteArray::number(row)));
        append(builder.column(3), blob(QByteArray(row % 11, char(row))));
        const Row kinds{Value(), qint64(row), -0.0, text("t"), blob("b")};
        append(builder.column(4), kinds[size_t(row) % kinds.size()]);
        append(builder.column(5), Value());
        builder.endRow();
    }
    return builder.snapshot(completeness);
}

} // namespace

class TestResultFileReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsEveryValueBack_data();
    void readsEveryValueBack();
    void readsRandomResultsBack();
    void givesTheRowsPartByPart();
    void keepsNoCopyOfTheValues();
    void refusesEveryShorterFile();
    void refusesChangedBits();
    void survivesChangesThatCarryTheRightHash();
    void refusesAnotherVersion();
    void saysWhyTheDiskTakesNoMore();
};

void TestResultFileReader::readsEveryValueBack_data()
{
    QTest::addColumn<ResultPtr>("result");
    QTest::newRow("each kind of value") << sampleResult();
    QTest::newRow("cut by the limit") << sampleResult(Completeness::LimitReached);
    QTest::newRow("failed") << sampleResult(Completeness::Failed);
    QTest::newRow("no row") << emptyResult();
    QTest::newRow("one number") << resultOf(42);
}

void TestResultFileReader::readsEveryValueBack()
{
    QFETCH(ResultPtr, result);
    const auto read = readWhole(blockOf(fileOf(*result)));
    QVERIFY(read);
    QCOMPARE(described(*read.value()), described(*result));
    QVERIFY(read.value()->columns() == result->columns());
    QCOMPARE(read.value()->completeness(), result->completeness());
    QCOMPARE(read.value()->rowCount(), result->rowCount());
}

void TestResultFileReader::readsRandomResultsBack()
{
    for (unsigned seed = 0; seed < 40; ++seed) {
        std::mt19937 random{seed};
        const ResultPtr result = randomResult(random, int(random() % 800));
        const auto read = readWhole(blockOf(fileOf(*result)));
        QVERIFY(read);
        QCOMPARE(described(*read.value()), described(*result));
    }
}

void TestResultFileReader::givesTheRowsPartByPart()
{
    const ResultPtr result = sampleResult();
    auto reader = ResultFileReader::open(blockOf(fileOf(*result)));
    QVERIFY(reader);
    QCOMPARE(reader.value().rowCount(), 600);
    QCOMPARE(reader.value().chunkCount(), size_t(2));
    QVERIFY(!reader.value().readChunk());
    const ResultPtr first = reader.value().result();
    QCOMPARE(first->rowCount(), 256);
    QCOMPARE(first->completeness(), Completeness::Streaming);
    QVERIFY(!reader.value().readChunk());
    QCOMPARE(reader.value().result()->rowCount(), 600);
    QCOMPARE(reader.value().result()->completeness(), Completeness::Complete);
    QCOMPARE(&reader.value().result()->columns(), &first->columns());
}

void TestResultFileReader::keepsNoCopyOfTheValues()
{
    const SharedBlock file = blockOf(fileOf(*sampleResult()));
    const auto read = readWhole(file);
    const auto* const place = reinterpret_cast<const std::byte*>(read.value()->cell(599, 2).bytes.data());
    QVERIFY(place > file.bytes.get() && place < file.bytes.get() + file.size);
    QVERIFY(read.value()->fileBytes() > 0);
    QVERIFY(read.value()->byteSize() < read.value()->fileBytes());
}

void TestResultFileReader::refusesEveryShorterFile()
{
    const QByteArray file = fileOf(*sampleResult());
    for (qsizetype size = 0; size < file.size(); size += 1 + size / 50) {
        const auto read = readWhole(blockOf(file.left(size)));
        QVERIFY2(!read, qPrintable(QString::number(size)));
        QVERIFY(!read.error().why.isEmpty() && !read.error().advice.isEmpty());
    }
}

void TestResultFileReader::refusesChangedBits()
{
    const ResultPtr result = sampleResult();
    const QByteArray file = fileOf(*result);
    const QByteArrayList values = described(*result);
    int refused = 0;
    for (qsizetype at = 0; at < file.size(); at += 7) {
        QByteArray damaged = file;
        damaged[at] = char(damaged[at] ^ (1 << at % 8));
        const auto read = readWhole(blockOf(damaged));
        // What lies between the pages belongs to nothing.
        if (!read)
            ++refused;
        else if (at % 61 == 0)
            QCOMPARE(described(*read.value()), values);
    }
    QVERIFY2(refused * 7 * 2 > file.size(), qPrintable(QString::number(refused)));
}

void TestResultFileReader::survivesChangesThatCarryTheRightHash()
{
    const QByteArray file = fileOf(*sampleResult());
    std::mt19937 random{7};
    int readable = 0;
    for (int i = 0; i < 3'000; ++i) {
        QByteArray damaged = file;
        for (auto changes = 1 + random() % 3; changes > 0; --changes)
            damaged[qsizetype(random() % unsigned(damaged.size()))] = char(random());
        rehash(damaged);
        const auto read = readWhole(blockOf(damaged));
        if (read) {
            ++readable;
            (void)described(*read.value());
        }
    }
    QVERIFY(readable > 0);
}

void TestResultFileReader::refusesAnotherVersion()
{
    QByteArray file = fileOf(*sampleResult());
    ResultFileHeader header{};
    std::memcpy(&header, file.constData(), sizeof header);
    header.version = kResultFileVersion + 1;
    header.headerHash
        = contentHash(std::as_bytes(std::span(&header, 1)).first(offsetof(ResultFileHeader, headerHash)));
    std::memcpy(file.data(), &header, sizeof header);
    const auto read = readWhole(blockOf(file));
    QVERIFY(!read);
    const QString named = QStringLiteral("version %1").arg(kResultFileVersion + 1);
    QVERIFY2(read.error().why.contains(named), qPrintable(read.error().why));
}

void TestResultFileReader::saysWhyTheDiskTakesNoMore()
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    QTest::ignoreMessage(QtWarningMsg, "QBuffer::seek: Invalid pos: 4096");
    const auto place = ResultFileWriter(buffer).append(sampleResult()->chunk(0));
    QVERIFY(!place);
    QVERIFY(!place.error().advice.isEmpty());
}

QTEST_APPLESS_MAIN(TestResultFileReader)
#include "tst_resultfilereader.moc"
