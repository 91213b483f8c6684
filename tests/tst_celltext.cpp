#include "models/celltext.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;

Q_DECLARE_METATYPE(larder::Cell)

namespace {

Cell textCell(QByteArrayView utf8)
{
    return {CellType::Text, 0, 0, utf8};
}

} // namespace

class TestCellText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsNumbersExactly_data();
    void showsNumbersExactly();
    void showsNullAsWord();
    void showsEmptyTextAsNothing();
    void showsSizeOfBlobAndNotItsBytes();
    void showsTextOnOneLine_data();
    void showsTextOnOneLine();
    void cutsLongText();
    void neverCutsThroughCharacter();
    void readsOnlyStartOfHugeText();
    void copiesBytesAsTheyAre_data();
    void copiesBytesAsTheyAre();
};

void TestCellText::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestCellText::showsNumbersExactly_data()
{
    QTest::addColumn<Cell>("cell");
    QTest::addColumn<QString>("text");
    const auto integer = [](qint64 value) { return Cell{CellType::Integer, value}; };
    const auto real = [](double value) { return Cell{CellType::Real, 0, value}; };
    QTest::newRow("zero") << integer(0) << QStringLiteral("0");
    QTest::newRow("smallest") << integer(std::numeric_limits<qint64>::min())
                              << QStringLiteral("-9223372036854775808");
    QTest::newRow("largest") << integer(std::numeric_limits<qint64>::max())
                             << QStringLiteral("9223372036854775807");
    QTest::newRow("above 2^53") << integer(9007199254740993) << QStringLiteral("9007199254740993");
    QTest::newRow("tenth") << real(0.1) << QStringLiteral("0.1");
    QTest::newRow("sum of tenths") << real(0.1 + 0.2) << QStringLiteral("0.30000000000000004");
    QTest::newRow("whole") << real(3) << QStringLiteral("3.0");
    QTest::newRow("infinite") << real(std::numeric_limits<double>::infinity()) << QStringLiteral("Infinity");
}

void TestCellText::showsNumbersExactly()
{
    QFETCH(const Cell, cell);
    QTEST(cellText(cell), "text");
    QTEST(QString::fromUtf8(cellExactText(cell)), "text");
}

void TestCellText::showsNullAsWord()
{
    QCOMPARE(cellText(Cell()), QStringLiteral("NULL"));
    QCOMPARE(cellExactText(Cell()), QByteArray());
}

void TestCellText::showsEmptyTextAsNothing()
{
    QCOMPARE(cellText(textCell("")), QString());
}

void TestCellText::showsSizeOfBlobAndNotItsBytes()
{
    const QByteArray png("\x89PNG\r\n\x1a\n", 8);
    QCOMPARE(cellText({CellType::Blob, 0, 0, png}), QStringLiteral("BLOB 8 B"));
    QCOMPARE(cellText({CellType::Blob, 0, 0, {}}), QStringLiteral("BLOB 0 B"));
}

void TestCellText::showsTextOnOneLine_data()
{
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("Zoë 日本 🙂") << QStringLiteral("Zoë 日本 🙂");
    QTest::newRow("unix") << QByteArray("a\nb\n") << QStringLiteral("a↵b↵");
    QTest::newRow("windows") << QByteArray("a\r\nb") << QStringLiteral("a↵b");
    QTest::newRow("old mac") << QByteArray("a\rb") << QStringLiteral("a↵b");
    QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8"
                                                  "b")
                                    << QStringLiteral("a↵b");
    QTest::newRow("tab stays") << QByteArray("a\tb") << QStringLiteral("a\tb");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QStringLiteral("a\u2400b");
    QTest::newRow("escape") << QByteArray("\x1b[1m") << QStringLiteral("\u241b[1m");
    QTest::newRow("not utf-8") << QByteArray("caf\xe9!") << QStringLiteral("caf\ufffd!");
}

void TestCellText::showsTextOnOneLine()
{
    QFETCH(const QByteArray, utf8);
    QTEST(cellText(textCell(utf8)), "text");
}

void TestCellText::cutsLongText()
{
    QCOMPARE(cellText(textCell(QByteArray(300, 'x'))), QString(300, u'x'));
    QCOMPARE(cellText(textCell(QByteArray(301, 'x'))), QString(299, u'x') + u'…');
}

void TestCellText::neverCutsThroughCharacter()
{
    const QString smiley = QStringLiteral("🙂");
    for (const int lead : {0, 1}) {
        const QString text = cellText(textCell(QByteArray(lead, 'x') + smiley.repeated(400).toUtf8()));
        QVERIFY(text.size() <= 300);
        QVERIFY(text.endsWith(smiley + u'…'));
    }
}

void TestCellText::readsOnlyStartOfHugeText()
{
    // Bytes behind the end of the text shown do not exist: reading them would be found by the address
    // sanitizer.
    const QByteArray start(2000, 'x');
    const QByteArrayView pretendedHuge(start.constData(), qsizetype(1) << 40);
    QCOMPARE(cellText(textCell(pretendedHuge)).size(), 300);
}

void TestCellText::copiesBytesAsTheyAre_data()
{
    QTest::addColumn<Cell>("cell");
    QTest::addColumn<QByteArray>("copied");
    QTest::newRow("line breaks") << textCell("a\r\nb\t") << QByteArray("a\r\nb\t");
    QTest::newRow("not utf-8") << textCell("caf\xe9") << QByteArray("caf\xe9");
    QTest::newRow("nul") << textCell(QByteArrayView("a\0b", 3)) << QByteArray("a\0b", 3);
    QTest::newRow("blob") << Cell{CellType::Blob, 0, 0, QByteArrayView("\0\xff", 2)} << QByteArray("00ff");
}

void TestCellText::copiesBytesAsTheyAre()
{
    QFETCH(const Cell, cell);
    QTEST(cellExactText(cell), "copied");
}

QTEST_GUILESS_MAIN(TestCellText)
#include "tst_celltext.moc"
