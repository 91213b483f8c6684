#include "cache/resultbuilder.h"

#include "tests/support/results.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <bit>

using namespace larder;
using test::append;
using test::blob;
using test::Row;
using test::text;

Q_DECLARE_METATYPE(std::vector<larder::Value>)

class TestRowChunk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void storesDensely_data();
    void storesDensely();
    void seesRangesThatLeaveTheBlock();
    void givesLargeBlocksHugePagesAndTheirMemoryBack();
};

// The sizes that the class promises: 8 bytes a number, 4 bytes and its bytes a text, 9 bytes where types mix.
void TestRowChunk::storesDensely_data()
{
    QTest::addColumn<Row>("pattern");
    QTest::addColumn<double>("bytesPerValue");
    QTest::newRow("integers") << Row{1} << 8.0;
    QTest::newRow("reals") << Row{1.5} << 8.0;
    QTest::newRow("texts") << Row{text("1234567890")} << 14.0;
    QTest::newRow("blobs") << Row{blob("1234567890")} << 14.0;
    QTest::newRow("half nulls") << Row{1, {}} << 8.0 + 1.0 / 8;
    QTest::newRow("only nulls") << Row{{}} << 0.0;
    QTest::newRow("mixed") << Row{1, text("1234567890")} << 14.0;
}

void TestRowChunk::storesDensely()
{
    QFETCH(Row, pattern);
    QFETCH(double, bytesPerValue);
    constexpr int kRows = 6'400;
    std::vector<ColumnBuilder> columns(1);
    for (size_t row = 0; row < kRows; ++row)
        append(columns[0], pattern[row % pattern.size()]);
    const auto expected = qint64(bytesPerValue * kRows);
    const qint64 size = chunkOf(columns, kRows)->block().size;
    QVERIFY(size >= expected);
    QVERIFY(size <= expected + 8);
}

void TestRowChunk::seesRangesThatLeaveTheBlock()
{
    std::vector<ColumnBuilder> columns(2);
    for (const Value& value : {text("one"), text("two"), text("three")}) {
        append(columns[0], value);
        append(columns[1], value);
    }
    append(columns[0], text("four"));
    append(columns[1], qint64(4));
    const ChunkPtr chunk = chunkOf(columns, columns[0].rowCount());
    QVERIFY(chunk->isSound());
    for (qint64 at = 0; at < chunk->block().size; ++at) {
        std::shared_ptr<std::byte> damaged(
            new std::byte[size_t(chunk->block().size)], std::default_delete<std::byte[]>());
        std::copy_n(chunk->block().bytes.get(), chunk->block().size, damaged.get());
        damaged.get()[at] ^= std::byte(0x80);
        const RowChunk read(4, chunk->shapes(), {damaged, chunk->block().size});
        if (!read.isSound())
            continue;
        // What passes can be read: every range lies in the block.
        for (const ColumnChunk& column : read.columns()) {
            const std::span<const char> arena = column.data().arena;
            for (qsizetype row = 0; row < 4; ++row) {
                const Cell cell = column.cell(row);
                QVERIFY(cell.bytes.isEmpty()
                    || (cell.bytes.begin() >= arena.data()
                        && cell.bytes.end() <= arena.data() + arena.size()));
            }
        }
    }
    // The first offset of the first column is no longer 0.
    std::shared_ptr<std::byte> damaged(
        new std::byte[size_t(chunk->block().size)], std::default_delete<std::byte[]>());
    std::copy_n(chunk->block().bytes.get(), chunk->block().size, damaged.get());
    damaged.get()[0] = std::byte(1);
    QVERIFY(!RowChunk(4, chunk->shapes(), {damaged, chunk->block().size}).isSound());
}

// Several, so that none may reach into its neighbours or leave anything behind.
void TestRowChunk::givesLargeBlocksHugePagesAndTheirMemoryBack()
{
    const auto mapped = [] {
        QFile figures(QStringLiteral("/proc/self/statm"));
        return figures.open(QIODevice::ReadOnly) ? figures.readAll().split(' ').front().toLongLong() : 0;
    };
    constexpr size_t kHugePage = size_t(2) << 20;
    std::vector<ColumnBuilder> columns(1);
    for (qint64 row = 0; row < 300'000; ++row)
        append(columns[0], row);
    std::vector<ChunkPtr> chunks(3);
    const auto fill = [&] {
        for (ChunkPtr& chunk : chunks)
            chunk = chunkOf(columns, columns[0].rowCount());
    };
    fill();
    const qint64 before = mapped();
    for (int again = 0; again < 20; ++again)
        fill();
    QVERIFY(mapped() - before < 20 * qint64(kHugePage) / 4'096 / 2);
    for (const ChunkPtr& chunk : chunks) {
        QVERIFY(chunk->block().size > qint64(kHugePage));
        QCOMPARE(std::bit_cast<size_t>(chunk->block().bytes.get()) % kHugePage, size_t(0));
        for (qsizetype row = 0; row < chunk->rowCount(); ++row)
            QCOMPARE(chunk->columns()[0].cell(row).integer, qint64(row));
    }
}

QTEST_APPLESS_MAIN(TestRowChunk)
#include "tst_rowchunk.moc"
