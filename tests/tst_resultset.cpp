#include "cache/resultset.h"

#include "tests/support/randomrows.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using test::described;

namespace {

constexpr qint64 kFirstChunkRows = 256;
constexpr qint64 kChunkRows = 16'384;

std::vector<ColumnInfo> columnsOf(std::initializer_list<const char*> names)
{
    std::vector<ColumnInfo> columns;
    for (const char* name : names)
        columns.push_back({QString::fromLatin1(name)});
    return columns;
}

QByteArray textOfRow(qint64 row)
{
    return "row " + QByteArray::number(row);
}

/// Appends rows whose values tell their number.
void addRows(ResultBuilder& builder, qint64 rows)
{
    for (qint64 i = 0; i < rows; ++i) {
        const qint64 row = builder.rowCount();
        builder.column(0).appendInteger(row);
        if (row % 7 == 0)
            builder.column(1).appendNull();
        else
            builder.column(1).appendText(textOfRow(row));
        builder.endRow();
    }
}

bool tellsItsNumber(const ResultSet& result, qint64 row)
{
    const Cell text = result.cell(row, 1);
    return result.cell(row, 0).integer == row
        && (row % 7 == 0 ? text.isNull() : text.bytes == QByteArrayView(textOfRow(row)));
}

/// The address of the first text of the chunk in which @p row lies: equal where chunks are shared.
const void* addressAt(const ResultSet& result, qint64 row)
{
    return result.cell(row, 1).bytes.data();
}

} // namespace

class TestResultSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsColumnsWithoutRows();
    void keepsRowsWithoutColumns();
    void keepsWhatIsKnownOfItsColumns();
    void fillsASmallChunkFirst();
    void readsEveryCellAcrossChunks_data();
    void readsEveryCellAcrossChunks();
    void sharesChunksAmongSnapshots();
    void keepsASnapshotUnchangedWhileTheBuilderGoesOn();
    void agreesWithEarlySnapshotsOfAnySize();
    void tellsWhetherThereIsSomethingToPublish();
    void tellsHowItEnded();
    void outlivesItsBuilder();
    void countsItsBytes();
    void tellsTheTypesThatAColumnHolds();
    void tellsTheTypesOfRandomValuesAsTheCellsDo();
};

void TestResultSet::keepsColumnsWithoutRows()
{
    ResultBuilder builder(columnsOf({"a", "b"}));
    const ResultPtr result = builder.snapshot(Completeness::Complete);
    QCOMPARE(result->columnCount(), 2);
    QCOMPARE(result->rowCount(), 0);
    QCOMPARE(result->columns(), columnsOf({"a", "b"}));
    QVERIFY(result->byteSize() > 0);
}

void TestResultSet::tellsTheTypesThatAColumnHolds()
{
    ResultBuilder builder(columnsOf({"a", "b", "c"}));
    // More rows than one chunk holds, so that the types are of several.
    for (int row = 0; row < 1000; ++row) {
        builder.column(0).appendInteger(row);
        if (row < 300)
            builder.column(1).appendReal(row);
        else
            builder.column(1).appendText("t");
        builder.column(2).appendNull();
        builder.endRow();
    }
    const ResultPtr result = builder.snapshot(Completeness::Complete);
    QVERIFY(result->chunkCount() > 1);
    QCOMPARE(result->columnTypes(0), CellTypes(CellType::Integer));
    CellTypes mixed = CellType::Real;
    mixed |= CellType::Text;
    QCOMPARE(result->columnTypes(1), mixed);
    QCOMPARE(result->columnTypes(2), CellTypes(CellType::Null));
    QCOMPARE(test::emptyResult()->columnTypes(0), CellTypes());
}

void TestResultSet::tellsTheTypesOfRandomValuesAsTheCellsDo()
{
    std::mt19937 random(20261125);
    for (int round = 0; round < 100; ++round) {
        const ResultPtr result = test::randomResult(random, 1 + round % 7);
        for (int column = 0; column < result->columnCount(); ++column) {
            CellTypes expected;
            for (qint64 row = 0; row < result->rowCount(); ++row)
                expected |= result->cell(row, column).type;
            QCOMPARE(result->columnTypes(column), expected);
        }
    }
}

void TestResultSet::keepsRowsWithoutColumns()
{
    ResultBuilder builder({});
    builder.endRow();
    const ResultPtr result = builder.snapshot(Completeness::Complete);
    QCOMPARE(result->columnCount(), 0);
    QCOMPARE(result->rowCount(), 1);
}

void TestResultSet::keepsWhatIsKnownOfItsColumns()
{
    const std::vector<ColumnInfo> columns{
        {QStringLiteral("total"), QStringLiteral("REAL"), QStringLiteral("orders"), QStringLiteral("amount")},
        {QStringLiteral("count(*)")}};
    QCOMPARE(ResultBuilder(columns).snapshot(Completeness::Complete)->columns(), columns);
}

void TestResultSet::fillsASmallChunkFirst()
{
    ResultBuilder builder(columnsOf({"n", "t"}));
    addRows(builder, kFirstChunkRows - 1);
    QVERIFY(!builder.chunkFilled());
    addRows(builder, 1);
    QVERIFY(builder.chunkFilled());
    (void)builder.snapshot(Completeness::Streaming);
    QVERIFY(!builder.chunkFilled());
    addRows(builder, kChunkRows - 1);
    QVERIFY(!builder.chunkFilled());
    addRows(builder, 1);
    QVERIFY(builder.chunkFilled());
    QCOMPARE(builder.rowCount(), kFirstChunkRows + kChunkRows);
}

void TestResultSet::readsEveryCellAcrossChunks_data()
{
    QTest::addColumn<qint64>("rows");
    for (const qint64 rows : {qint64(1), kFirstChunkRows - 1, kFirstChunkRows, kFirstChunkRows + 1,
             kFirstChunkRows + kChunkRows - 1, kFirstChunkRows + kChunkRows, kFirstChunkRows + kChunkRows + 1,
             kFirstChunkRows + 2 * kChunkRows + 5})
        QTest::addRow("%lld rows", rows) << rows;
}

void TestResultSet::readsEveryCellAcrossChunks()
{
    QFETCH(qint64, rows);
    ResultBuilder builder(columnsOf({"n", "t"}));
    addRows(builder, rows);
    const ResultPtr result = builder.snapshot(Completeness::Complete);
    QCOMPARE(result->rowCount(), rows);
    for (qint64 row = 0; row < rows; ++row)
        QVERIFY2(tellsItsNumber(*result, row), qPrintable(QString::number(row)));
}

void TestResultSet::sharesChunksAmongSnapshots()
{
    ResultBuilder builder(columnsOf({"n", "t"}));
    addRows(builder, 300);
    const ResultPtr first = builder.snapshot(Completeness::Streaming);
    addRows(builder, 20'000);
    const ResultPtr second = builder.snapshot(Completeness::Complete);
    QCOMPARE(addressAt(*first, 1), addressAt(*second, 1));
    // The open chunk is copied, and filled up afterwards.
    QCOMPARE(second->chunkCount(), size_t(3));
    QCOMPARE(described(first->cell(299, 1)), described(second->cell(299, 1)));
}

void TestResultSet::keepsASnapshotUnchangedWhileTheBuilderGoesOn()
{
    ResultBuilder builder(columnsOf({"n", "t"}));
    addRows(builder, 10);
    const ResultPtr early = builder.snapshot(Completeness::Streaming);
    const QByteArrayList before = described(*early);
    const qint64 bytesBefore = early->byteSize();
    addRows(builder, 40'000);
    builder.column(0).appendText("another type");
    builder.column(1).appendReal(0.5);
    builder.endRow();
    const ResultPtr late = builder.snapshot(Completeness::Complete);
    QCOMPARE(early->rowCount(), 10);
    QCOMPARE(described(*early), before);
    QCOMPARE(early->byteSize(), bytesBefore);
    QCOMPARE(early->completeness(), Completeness::Streaming);
    QCOMPARE(late->rowCount(), 40'011);
    QCOMPARE(described(late->cell(40'010, 0)), QByteArray("text another type"));
    QCOMPARE(late->cell(40'009, 0).integer, 40'009);
}

void TestResultSet::agreesWithEarlySnapshotsOfAnySize()
{
    ResultBuilder builder(columnsOf({"n", "t"}));
    std::vector<ResultPtr> snapshots;
    for (const qint64 rows : {3, 1, 0, 300, 16'384, 17, 40'000, 0, 1}) {
        addRows(builder, rows);
        snapshots.push_back(builder.snapshot(Completeness::Streaming));
        QCOMPARE(snapshots.back()->rowCount(), builder.rowCount());
    }
    for (const ResultPtr& snapshot : snapshots) {
        for (qint64 row = 0; row < snapshot->rowCount(); ++row)
            QVERIFY2(tellsItsNumber(*snapshot, row), qPrintable(QString::number(row)));
    }
}

void TestResultSet::tellsWhetherThereIsSomethingToPublish()
{
    ResultBuilder builder(columnsOf({"n", "t"}));
    QVERIFY(!builder.hasUnpublished());
    addRows(builder, 1);
    QVERIFY(builder.hasUnpublished());
    QVERIFY(!builder.chunkFilled());
    (void)builder.snapshot(Completeness::Streaming);
    QVERIFY(!builder.hasUnpublished());
    QCOMPARE(builder.rowCount(), 1);
}

void TestResultSet::tellsHowItEnded()
{
    for (const Completeness end : {Completeness::Streaming, Completeness::Complete,
             Completeness::LimitReached, Completeness::Cancelled, Completeness::Failed}) {
        ResultBuilder builder(columnsOf({"n", "t"}));
        QCOMPARE(builder.snapshot(end)->completeness(), end);
    }
}

void TestResultSet::outlivesItsBuilder()
{
    ResultPtr result;
    {
        ResultBuilder builder(columnsOf({"n", "t"}));
        addRows(builder, 1'000);
        result = builder.snapshot(Completeness::Complete);
    }
    QVERIFY(tellsItsNumber(*result, 999));
    QCOMPARE(result->columns().at(1).name, QStringLiteral("t"));
}

void TestResultSet::countsItsBytes()
{
    constexpr qint64 kRows = 50'000;
    ResultBuilder builder(columnsOf({"n", "t"}));
    addRows(builder, kRows);
    const ResultPtr result = builder.snapshot(Completeness::Complete);
    qint64 payload = kRows * 8 + kRows * 4;
    for (qint64 row = 0; row < kRows; ++row)
        payload += result->cell(row, 1).bytes.size();
    QVERIFY(result->byteSize() >= payload);
    // NULL bits and metadata come on top.
    QVERIFY(result->byteSize() <= payload + payload / 50);
    const qint64 difference = test::resultOfSize(100'000)->byteSize() - test::resultOfSize(8)->byteSize();
    // The allocator gives steps of 16 bytes.
    QVERIFY(qAbs(difference - 99'992) <= 16);
}

QTEST_APPLESS_MAIN(TestResultSet)
#include "tst_resultset.moc"
