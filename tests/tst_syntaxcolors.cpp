#include "ui/syntaxcolors.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace larder;

namespace {

QPalette paletteOn(const QColor& base, const QColor& text)
{
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, text);
    return palette;
}

} // namespace

class TestSyntaxColors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void areReadableOnLightAndDark();
    void takeThePlainOneFromThePalette();
    void mixInShares();
    void areAsFarApartAsTheyLook();
};

void TestSyntaxColors::areReadableOnLightAndDark()
{
    const QPalette light = paletteOn(Qt::white, Qt::black);
    const QPalette dark = paletteOn(QColor(0x1e, 0x1e, 0x1e), Qt::white);
    QVERIFY(isDark(dark) && !isDark(light));
    for (int role = int(SyntaxRole::Plain); role <= int(SyntaxRole::Invalid); ++role) {
        QVERIFY(contrastOf(syntaxColor(SyntaxRole(role), light), Qt::white) >= 4.5);
        QVERIFY(contrastOf(syntaxColor(SyntaxRole(role), dark), QColor(0x1e, 0x1e, 0x1e)) >= 4.5);
    }
}

void TestSyntaxColors::takeThePlainOneFromThePalette()
{
    QCOMPARE(syntaxColor(SyntaxRole::Plain, paletteOn(Qt::white, Qt::darkBlue)), QColor(Qt::darkBlue));
}

void TestSyntaxColors::mixInShares()
{
    QCOMPARE(mixedColor(QColor(0, 100, 200), QColor(100, 0, 200), 0.5), QColor(50, 50, 200));
    QCOMPARE(mixedColor(Qt::white, Qt::black, 0), QColor(Qt::white));
    QCOMPARE(mixedColor(Qt::white, Qt::black, 1), QColor(Qt::black));
}

void TestSyntaxColors::areAsFarApartAsTheyLook()
{
    QCOMPARE(contrastOf(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrastOf(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastOf(Qt::red, Qt::red), 1.0);
    // A value that others have reckoned.
    QCOMPARE(std::round(contrastOf(QColor(0x76, 0x76, 0x76), Qt::white) * 100) / 100, 4.54);
}

QTEST_GUILESS_MAIN(TestSyntaxColors)
#include "tst_syntaxcolors.moc"
