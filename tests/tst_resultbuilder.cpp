#include "cache/resultbuilder.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

void addRows(ResultBuilder& builder, int count)
{
    for (int i = 0; i < count; ++i) {
        builder.column(0).appendInteger(builder.rowCount());
        builder.endRow();
    }
}

} // namespace

class TestResultBuilder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void beginsWithASmallChunk();
    void snapshotsGrowAndShareTheirChunks();
    void tellsWhatIsNotPublished();
};

void TestResultBuilder::beginsWithASmallChunk()
{
    ResultBuilder builder({{QStringLiteral("n")}});
    addRows(builder, 255);
    QVERIFY(!builder.chunkFilled());
    addRows(builder, 1);
    QVERIFY(builder.chunkFilled());
    addRows(builder, 2 * 16'384 + 1);
    const ResultPtr result = builder.snapshot(Completeness::Complete);
    QCOMPARE(result->chunkCount(), size_t(4));
    const std::vector<qint64> first{0, 256, 16'640, 33'024};
    for (size_t i = 0; i < first.size(); ++i)
        QCOMPARE(result->firstRow(i), first[i]);
    for (const qint64 row : {0, 255, 256, 16'639, 16'640, 33'023, 33'024})
        QCOMPARE(result->cell(row, 0).integer, row);
}

void TestResultBuilder::snapshotsGrowAndShareTheirChunks()
{
    ResultBuilder builder({{QStringLiteral("n")}});
    addRows(builder, 300);
    const ResultPtr early = builder.snapshot(Completeness::Streaming);
    addRows(builder, 300);
    const ResultPtr late = builder.snapshot(Completeness::LimitReached);
    QCOMPARE(early->rowCount(), 300);
    QCOMPARE(late->rowCount(), 600);
    QCOMPARE(&early->chunk(0), &late->chunk(0));
    QCOMPARE(&early->columns(), &late->columns());
    QVERIFY(early->completeness() == Completeness::Streaming);
    QVERIFY(late->completeness() == Completeness::LimitReached);
}

void TestResultBuilder::tellsWhatIsNotPublished()
{
    ResultBuilder builder({{QStringLiteral("n")}});
    QVERIFY(!builder.hasUnpublished());
    addRows(builder, 1);
    QVERIFY(builder.hasUnpublished());
    (void)builder.snapshot(Completeness::Streaming);
    QVERIFY(!builder.hasUnpublished() && !builder.chunkFilled());
    QCOMPARE(builder.rowCount(), 1);
}

QTEST_APPLESS_MAIN(TestResultBuilder)
#include "tst_resultbuilder.moc"
