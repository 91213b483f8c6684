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

/// WCAG 2.1, relative luminance.
double luminance(const QColor& color)
{
    const auto linear
        = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return qMax(x, y) / qMin(x, y);
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
};

void TestSyntaxColors::areReadableOnLightAndDark()
{
    const QPalette light = paletteOn(Qt::white, Qt::black);
    const QPalette dark = paletteOn(QColor(0x1e, 0x1e, 0x1e), Qt::white);
    QVERIFY(isDark(dark) && !isDark(light));
    for (int role = int(SyntaxRole::Plain); role <= int(SyntaxRole::Invalid); ++role) {
        QVERIFY(contrast(syntaxColor(SyntaxRole(role), light), Qt::white) >= 4.5);
        QVERIFY(contrast(syntaxColor(SyntaxRole(role), dark), QColor(0x1e, 0x1e, 0x1e)) >= 4.5);
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

QTEST_GUILESS_MAIN(TestSyntaxColors)
#include "tst_syntaxcolors.moc"
