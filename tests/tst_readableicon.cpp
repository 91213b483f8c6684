#include "ui/readableicon.h"

#include "ui/lardericon.h"
#include "ui/syntaxcolors.h"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

constexpr QSize kSize(64, 64);
// What a shape needs to be told from its ground (WCAG 2.1, 1.4.11).
constexpr double kTold = 3;

/// The icon on @p ground.
QImage painted(const QIcon& icon, QIcon::Mode mode, const QColor& ground)
{
    QImage image(kSize, QImage::Format_ARGB32);
    image.fill(ground);
    QPainter painter(&image);
    icon.paint(&painter, image.rect(), Qt::AlignCenter, mode);
    return image;
}

/// The best contrast of any point of @p image to the point at the middle of its left side.
double bestContrast(const QImage& image)
{
    const QColor ground = image.pixelColor(1, kSize.height() / 2);
    double best = 0;
    for (int y = 0; y < image.height(); ++y) {
        // The corners are outside the ground.
        for (int x = kSize.width() / 4; x < kSize.width() * 3 / 4; ++x)
            best = std::max(best, contrastOf(image.pixelColor(x, y), ground));
    }
    return best;
}

} // namespace

class TestReadableIcon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not)"))); }
    void cleanup() { QApplication::setPalette(QPalette()); }

    void isToldFromItsGroundWhereSelected_data();
    void isToldFromItsGroundWhereSelected();
    void isAsItWasElsewhere();
};

void TestReadableIcon::isToldFromItsGroundWhereSelected_data()
{
    QTest::addColumn<QColor>("base");
    QTest::addColumn<QColor>("highlight");
    QTest::newRow("light") << QColor(0xff, 0xff, 0xff) << QColor(0x30, 0x8c, 0xc6);
    QTest::newRow("dark") << QColor(0x23, 0x26, 0x29) << QColor(0x30, 0x8c, 0xc6);
    QTest::newRow("green") << QColor(0xff, 0xff, 0xff) << QColor(0x3d, 0x9a, 0x50);
}

void TestReadableIcon::isToldFromItsGroundWhereSelected()
{
    QFETCH(QColor, base);
    QFETCH(QColor, highlight);
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Highlight, highlight);
    QApplication::setPalette(palette);
    const QIcon icon = readableIcon(larderIcon("state-fresh"));
    const QImage image = painted(icon, QIcon::Selected, highlight);
    QCOMPARE(image.pixelColor(1, kSize.height() / 2), base);
    QVERIFY2(bestContrast(image) >= kTold, qPrintable(QString::number(bestContrast(image))));
    QCOMPARE(icon.pixmap(kSize, QIcon::Selected).toImage().pixelColor(1, kSize.height() / 2), base);
}

void TestReadableIcon::isAsItWasElsewhere()
{
    const QIcon plain = larderIcon("state-fresh");
    const QIcon icon = readableIcon(plain);
    QVERIFY(!icon.isNull());
    QCOMPARE(painted(icon, QIcon::Normal, Qt::white), painted(plain, QIcon::Normal, Qt::white));
    QCOMPARE(icon.actualSize({16, 16}), plain.actualSize({16, 16}));
}

QTEST_MAIN(TestReadableIcon)
#include "tst_readableicon.moc"
