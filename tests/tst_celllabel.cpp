#include "ui/celllabel.h"

#include "models/celltext.h"
#include "support/randomrows.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

class TestCellLabel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhatCellTextSays();
    void knowsAsciiByItsBytes();
};

void TestCellLabel::saysWhatCellTextSays()
{
    std::mt19937 random{5};
    std::vector<Row> rows;
    for (const char* words :
        {"", " ", "tea", "a\tb", "a\nb", "\x7f", "\x1f", "ä", "日本", "مرحبا", "\xff\xfe", "~!"})
        rows.push_back({text(words)});
    for (const int length : {255, 256, 257, 299, 300, 301, 5'000})
        rows.push_back({text(QByteArray(length, 'x'))});
    for (int i = 0; i < 500; ++i)
        rows.push_back({randomValue(random, Values::Anything)});
    const ResultPtr result = resultOf({QStringLiteral("v")}, rows);
    for (qint64 row = 0; row < result->rowCount(); ++row) {
        const Cell cell = result->cell(row, 0);
        const CellLabel label(cell);
        const QString shown = label.isAscii() ? QString::fromLatin1(label.ascii()) : label.text();
        QCOMPARE(shown, cellText(cell));
    }
}

void TestCellLabel::knowsAsciiByItsBytes()
{
    const auto isAscii = [](const Value& value) {
        const ResultPtr result = resultOf({QStringLiteral("v")}, {{value}});
        return CellLabel(result->cell(0, 0)).isAscii();
    };
    QVERIFY(isAscii(text("tea")) && isAscii(text("")) && isAscii(qint64(-5)) && isAscii(0.25));
    QVERIFY(isAscii(Value()) && isAscii(blob("x")));
    QVERIFY(!isAscii(text("tée")) && !isAscii(text("a\tb")) && !isAscii(text(QByteArray(2'000, 'x'))));
}

QTEST_GUILESS_MAIN(TestCellLabel)
#include "tst_celllabel.moc"
