#include "models/hexlines.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestHexLines final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsSixteenBytesALine();
    void countsLines();
    void placesEachByteWhereItStands();
    void offsetsReachBeyondFourGigabytes();
};

void TestHexLines::showsSixteenBytesALine()
{
    const QByteArray bytes("0123456789abcdef\x00\x89PNG ~\x7f\xff", 25);
    const HexLine first = hexLine(bytes, 0);
    QCOMPARE(first.offset, QStringLiteral("00000000"));
    QCOMPARE(first.bytes, QStringLiteral("30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66"));
    QCOMPARE(first.text, QStringLiteral("0123456789abcdef"));
    const HexLine second = hexLine(bytes, 1);
    QCOMPARE(second.offset, QStringLiteral("00000010"));
    QCOMPARE(second.bytes, QStringLiteral("00 89 50 4e 47 20 7e 7f  ff"));
    QCOMPARE(second.text, QStringLiteral("..PNG ~.."));
}

void TestHexLines::countsLines()
{
    QCOMPARE(hexLineCount(0), 0);
    QCOMPARE(hexLineCount(1), 1);
    QCOMPARE(hexLineCount(16), 1);
    QCOMPARE(hexLineCount(17), 2);
    QCOMPARE(hexLineCount(qint64(1) << 31), qint64(1) << 27);
}

void TestHexLines::placesEachByteWhereItStands()
{
    QByteArray bytes;
    for (int i = 0; i < kHexLineBytes; ++i)
        bytes += char(i * 17);
    const HexLine line = hexLine(bytes, 0);
    for (int i = 0; i < kHexLineBytes; ++i)
        QCOMPARE(line.bytes.mid(hexColumn(i), 2), hexText(bytes.mid(i, 1)));
}

void TestHexLines::offsetsReachBeyondFourGigabytes()
{
    QCOMPARE(hexOffsetDigits(0), 8);
    QCOMPARE(hexOffsetDigits(qint64(1) << 32), 8);
    QCOMPARE(hexOffsetDigits((qint64(1) << 32) + 1), 9);
}

QTEST_GUILESS_MAIN(TestHexLines)
#include "tst_hexlines.moc"
