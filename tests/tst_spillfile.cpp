#include "app/spillfile.h"

#include "cache/resultfilereader.h"
#include "tests/support/randomrows.h"
#include "tests/support/resultfiles.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

class Bench
{
public:
    [[nodiscard]] std::shared_ptr<SpillFile> newFile() const { return SpillFile::create(folder).value(); }
    [[nodiscard]] QStringList files() const { return QDir(folder->path()).entryList(QDir::Files); }

    QTemporaryDir parent;
    std::shared_ptr<const SpillFolder> folder = std::make_shared<const SpillFolder>(parent.path());
    ResultPtr result = [] {
        std::mt19937 random{3};
        return randomResult(random, 1'000);
    }();
};

} // namespace

class TestSpillFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void givesTheSameRowsFromTheFile();
    void isRemovedWithItsLastRows();
    void isAResultFileOnceFinished();
    void isNoneBefore();
    void keepsChunksThatTakeNoBytes();
};

void TestSpillFile::givesTheSameRowsFromTheFile()
{
    const Bench bench;
    const auto file = bench.newFile();
    std::vector<ChunkPtr> chunks;
    for (size_t i = 0; i < bench.result->chunkCount(); ++i)
        chunks.push_back(file->append(bench.result->chunk(i)).value());
    for (const ChunkPtr& chunk : chunks)
        QVERIFY(chunk->block().inFile);
    const ResultSet read(std::make_shared<const std::vector<ColumnInfo>>(5), chunks, Completeness::Complete);
    QCOMPARE(described(read), described(*bench.result));
    QVERIFY(read.fileBytes() > 0);
}

void TestSpillFile::isRemovedWithItsLastRows()
{
    const Bench bench;
    auto file = bench.newFile();
    ChunkPtr chunk = file->append(bench.result->chunk(0)).value();
    file.reset();
    QCOMPARE(bench.files().size(), 1);
    QCOMPARE(described(chunk->columns()[0].cell(9)), described(bench.result->cell(9, 0)));
    chunk.reset();
    QVERIFY(bench.files().isEmpty());
}

void TestSpillFile::isAResultFileOnceFinished()
{
    const Bench bench;
    const auto file = bench.newFile();
    std::vector<ChunkPtr> chunks;
    for (size_t i = 0; i < bench.result->chunkCount(); ++i)
        chunks.push_back(file->append(bench.result->chunk(i)).value());
    QVERIFY(!file->finish(bench.result->columns(), Completeness::Complete));
    QCOMPARE(bench.files(), QStringList{QFileInfo(file->path()).fileName()});
    QVERIFY(file->path().endsWith(QStringLiteral(".rows")));
    // What was mapped before stays readable.
    QCOMPARE(described(chunks[0]->columns()[4].cell(0)), described(bench.result->cell(0, 4)));
    QFile again(file->path());
    QVERIFY(again.open(QIODevice::ReadOnly));
    const auto read = readWhole(blockOf(again.readAll()));
    QVERIFY(read);
    QCOMPARE(described(*read.value()), described(*bench.result));
}

void TestSpillFile::isNoneBefore()
{
    const Bench bench;
    const auto file = bench.newFile();
    (void)file->append(bench.result->chunk(0));
    QFile again(file->path());
    QVERIFY(again.open(QIODevice::ReadOnly));
    QVERIFY(!readWhole(blockOf(again.readAll())));
}

void TestSpillFile::keepsChunksThatTakeNoBytes()
{
    const Bench bench;
    std::vector<ColumnBuilder> columns(1);
    append(columns[0], {});
    const auto chunk = bench.newFile()->append(*chunkOf(columns, 1));
    QVERIFY(chunk);
    QVERIFY(chunk.value()->columns()[0].cell(0).isNull());
}

QTEST_GUILESS_MAIN(TestSpillFile)
#include "tst_spillfile.moc"
