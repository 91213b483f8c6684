#include "cache/resultbuilder.h"

#include "tests/support/heapinuse.h"
#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using test::append;
using test::blob;
using test::Row;
using test::text;

Q_DECLARE_METATYPE(std::vector<larder::Value>)

namespace {

// A block may be 16 bytes larger than asked for, where the rest would have been too small for another.
bool isAbout(qint64 counted, qint64 held)
{
    return qAbs(counted - held) <= std::max<qint64>(16, held / 100);
}

} // namespace

class TestRowChunkHeap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void countsTheBytesThatTheAllocatorHolds_data();
    void countsTheBytesThatTheAllocatorHolds();
    void countsTheBytesOfResultsOfAnySize_data();
    void countsTheBytesOfResultsOfAnySize();
};

void TestRowChunkHeap::countsTheBytesThatTheAllocatorHolds_data()
{
    QTest::addColumn<Row>("pattern");
    QTest::newRow("integers") << Row{1};
    QTest::newRow("reals") << Row{1.5};
    QTest::newRow("texts") << Row{text("some text")};
    QTest::newRow("blobs") << Row{blob(QByteArray(100, 'b'))};
    QTest::newRow("only nulls") << Row{{}};
    QTest::newRow("integers and nulls") << Row{{}, 1};
    QTest::newRow("texts and nulls") << Row{{}, text("t"), {}};
    QTest::newRow("mixed") << Row{1, text("two"), {}, 4.0, blob("five")};
}

void TestRowChunkHeap::countsTheBytesThatTheAllocatorHolds()
{
    QFETCH(Row, pattern);
    std::vector<ColumnBuilder> columns(3);
    for (size_t row = 0; row < 5'000; ++row) {
        for (ColumnBuilder& column : columns)
            append(column, pattern[row % pattern.size()]);
    }
    const qint64 before = test::heapInUse();
    const ChunkPtr chunk = chunkOf(columns, columns[0].rowCount());
    const qint64 held = test::heapInUse() - before;
    QVERIFY2(isAbout(chunk->heapBytes(), held),
        qPrintable(QStringLiteral("%1 of %2").arg(chunk->heapBytes()).arg(held)));
}

void TestRowChunkHeap::countsTheBytesOfResultsOfAnySize_data()
{
    QTest::addColumn<int>("rows");
    for (const int rows : {0, 1, 5, 100, 256, 257, 1'000, 50'000})
        QTest::addRow("%d rows", rows) << rows;
}

void TestRowChunkHeap::countsTheBytesOfResultsOfAnySize()
{
    QFETCH(int, rows);
    const qint64 before = test::heapInUse();
    ResultPtr result;
    {
        ResultBuilder builder(std::vector<ColumnInfo>(2));
        for (int row = 0; row < rows; ++row) {
            builder.column(0).appendInteger(row);
            builder.column(1).appendText("some text");
            builder.endRow();
        }
        result = builder.snapshot(Completeness::Complete);
    }
    const qint64 held = test::heapInUse() - before;
    QVERIFY2(isAbout(result->byteSize(), held),
        qPrintable(QStringLiteral("%1 of %2").arg(result->byteSize()).arg(held)));
}

QTEST_APPLESS_MAIN(TestRowChunkHeap)
#include "tst_rowchunkheap.moc"
