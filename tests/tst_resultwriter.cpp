#include "models/resultwriter.h"

#include "tests/support/writtenrows.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

class TestResultWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void writesWhatHasArrivedAtOnce();
    void writesTheChosenCells();
    void writesNothingBeyondTheLimit();
    void looksAtTheLimitBeforeItWritesALargeValue();
};

void TestResultWriter::writesWhatHasArrivedAtOnce()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ResultWriter writer({RowFormat::Csv}, buffer);
    writer.write(resultOf(columns("a"), {{qint64(1)}}));
    QCOMPARE(buffer.data(), QByteArray("a\r\n1\r\n"));
    writer.write(resultOf(columns("a"), {{qint64(1)}, {qint64(2)}}));
    QCOMPARE(buffer.data(), QByteArray("a\r\n1\r\n2\r\n"));
    QVERIFY(writer.finish());
}

void TestResultWriter::writesTheChosenCells()
{
    const ResultPtr result
        = resultOf(columns("a b c"), {{qint64(1), qint64(2), qint64(3)}, {qint64(4), qint64(5), qint64(6)}});
    const ArrangedRows shown{result, std::make_shared<RowOrder>(RowOrder{1, 0})};
    QCOMPARE(
        *writtenRows(allOf(shown, {2, 0}), {RowFormat::Csv}, 1'000), QByteArray("c,a\r\n6,4\r\n3,1\r\n"));
    QCOMPARE(*writtenRows(selectedOf(shown, {{2, 1, 0}, {{1, 1, 0, 1}}}), {RowFormat::JsonLines}, 1'000),
        QByteArray("{\"c\":3,\"b\":2}\n"));
}

void TestResultWriter::writesNothingBeyondTheLimit()
{
    const RowsToWrite rows = allOf(resultOf(columns("a"), std::vector<Row>(1'000, {text("tea")})));
    const qint64 size = writtenRows(rows, {RowFormat::Csv}, 1'000'000)->size();
    QCOMPARE(size, qint64(3 + 1'000 * 5));
    QVERIFY(writtenRows(rows, {RowFormat::Csv}, size));
    QVERIFY(!writtenRows(rows, {RowFormat::Csv}, size - 1));
    QVERIFY(!writtenRows(rows, {RowFormat::Csv}, 10));
}

void TestResultWriter::looksAtTheLimitBeforeItWritesALargeValue()
{
    const RowsToWrite rows = allOf(resultOfSize(1'000'000));
    QVERIFY(!writtenRows(rows, {RowFormat::Sql}, 999'999));
    QVERIFY(!writtenRows(rows, {RowFormat::Sql}, 1'500'000));
    QVERIFY(writtenRows(rows, {RowFormat::Sql}, 2'100'000));
}

QTEST_GUILESS_MAIN(TestResultWriter)
#include "tst_resultwriter.moc"
