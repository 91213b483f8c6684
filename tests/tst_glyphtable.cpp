#include "ui/glyphtable.h"

#include <QFontMetricsF>
#include <QTest>

using namespace larder;

class TestGlyphTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresAsTheFontDoes();
    void showsPrintableAsciiOnly();
};

void TestGlyphTable::measuresAsTheFontDoes()
{
    QFont font;
    font.setKerning(false);
    const GlyphTable table(font);
    QVERIFY(table.isComplete());
    const QFontMetricsF metrics(font);
    for (const char* words : {"", "x", "Hello, world! 0123456789", "WAVE To.", "~|"}) {
        const double expected = metrics.horizontalAdvance(QString::fromLatin1(words));
        QVERIFY2(std::abs(table.width(words) - expected) < 0.5, words);
    }
    QVERIFY(table.glyph('A').index != table.glyph('B').index);
    QVERIFY(table.ellipsis().advance > 0);
}

void TestGlyphTable::showsPrintableAsciiOnly()
{
    QVERIFY(GlyphTable::canShow(" ~azAZ09"));
    QVERIFY(GlyphTable::canShow(""));
    for (const char* words : {"\t", "\n", "\x7f", "\x1f", "é", "a\xff"})
        QVERIFY2(!GlyphTable::canShow(words), words);
}

QTEST_MAIN(TestGlyphTable)
#include "tst_glyphtable.moc"
