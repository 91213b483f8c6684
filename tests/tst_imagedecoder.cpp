#include "models/imagedecoder.h"

#include <QBuffer>
#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;

namespace {

QByteArray png(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QImage image(int width, int height)
{
    QImage image(width, height, QImage::Format_ARGB32);
    image.fill(qRgba(10, 20, 30, 128));
    return image;
}

} // namespace

class TestImageDecoder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!libpng|QImage|qt\\.gui\\.)")));
    }

    void decodesWithAnOverview();
    void refusesBeforeItDecodes();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void survivesDamage();
};

void TestImageDecoder::decodesWithAnOverview()
{
    const auto small = decodeImage(png(image(30, 20)));
    QVERIFY(small);
    QCOMPARE(small.value().image.size(), QSize(30, 20));
    QCOMPARE(small.value().overview.size(), QSize(30, 20));
    QCOMPARE(small.value().description, QStringLiteral("PNG · 30 × 20 pixels"));
    QCOMPARE(qAlpha(small.value().image.pixel(0, 0)), 128);
    const auto wide = decodeImage(png(image(4'096, 10)));
    QCOMPARE(wide.value().image.size(), QSize(4'096, 10));
    QCOMPARE(wide.value().overview.size(), QSize(2'048, 5));
}

void TestImageDecoder::refusesBeforeItDecodes()
{
    // The header of a PNG alone, with a size that would take gigabytes.
    QByteArray bytes = png(image(1, 1));
    bytes.replace(16, 8, QByteArray("\0\0\xc0\0\0\0\xc0\0", 8));
    const auto refused = decodeImage(bytes);
    QVERIFY(!refused);
    QVERIFY(!refused.error().why.isEmpty());
}

void TestImageDecoder::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("some text");
    QTest::newRow("cut") << png(image(300, 200)).first(60);
    QTest::newRow("magic alone") << QByteArray("\x89PNG\r\n\x1a\n");
    QTest::newRow("svg") << QByteArray(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
}

void TestImageDecoder::saysWhatIsWrong()
{
    QFETCH(QByteArray, bytes);
    const auto refused = decodeImage(bytes);
    QVERIFY(!refused);
    QVERIFY(!refused.error().what.isEmpty() && !refused.error().why.isEmpty());
}

void TestImageDecoder::survivesDamage()
{
    std::mt19937 random{7};
    const QByteArray good = png(image(40, 40));
    int refused = 0;
    for (int round = 0; round < 500; ++round) {
        QByteArray bytes = good;
        for (int i = 0; i < 3; ++i)
            bytes[qsizetype(random() % size_t(bytes.size()))] = char(random());
        const auto decoded = decodeImage(bytes);
        refused += decoded ? 0 : 1;
    }
    QVERIFY(refused > 0);
}

QTEST_GUILESS_MAIN(TestImageDecoder)
#include "tst_imagedecoder.moc"
