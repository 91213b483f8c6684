#include "ui/imageview.h"

#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>

using namespace larder;

namespace {

DecodedImage imageOf(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::red);
    image.setPixelColor(width - 1, height - 1, Qt::blue);
    return {image, image, QStringLiteral("PNG")};
}

class Bench
{
public:
    Bench()
    {
        view.resize(300, 200);
        view.show();
    }
    [[nodiscard]] QSize room() const { return view.viewport()->size(); }
    [[nodiscard]] QImage painted() { return view.viewport()->grab().toImage(); }

    ImageView view;
};

} // namespace

class TestImageView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void fitsALargeImage();
    void neverEnlarges();
    void showsEachPixelOnDemand();
    void paintsNothingOfNoImage();
    void describesItself();
};

void TestImageView::fitsALargeImage()
{
    Bench bench;
    bench.view.setImage(imageOf(1'200, 400));
    const QRect shown = bench.view.shownRect();
    QCOMPARE(shown.width(), bench.room().width());
    QCOMPARE(shown.height(), qRound(bench.room().width() / 3.0));
    QVERIFY(QRect(QPoint(0, 0), bench.room()).contains(shown));
    QCOMPARE(bench.painted().pixelColor(shown.center()), QColor(Qt::red));
    // One that is a line stays visible.
    bench.view.setImage(imageOf(100'000, 1));
    QCOMPARE(bench.view.shownRect().height(), 1);
}

void TestImageView::neverEnlarges()
{
    Bench bench;
    bench.view.setImage(imageOf(20, 10));
    QCOMPARE(bench.view.shownRect().size(), QSize(20, 10));
    QCOMPARE(bench.painted().pixelColor(bench.view.shownRect().bottomRight()), QColor(Qt::blue));
}

void TestImageView::showsEachPixelOnDemand()
{
    Bench bench;
    bench.view.setImage(imageOf(1'200, 400));
    bench.view.setFitted(false);
    QCOMPARE(bench.view.shownRect(), QRect(0, 0, 1'200, 400));
    bench.view.horizontalScrollBar()->setValue(bench.view.horizontalScrollBar()->maximum());
    bench.view.verticalScrollBar()->setValue(bench.view.verticalScrollBar()->maximum());
    const QPoint corner(bench.room().width() - 1, bench.room().height() - 1);
    QCOMPARE(bench.view.shownRect().bottomRight(), corner);
    QCOMPARE(bench.painted().pixelColor(corner), QColor(Qt::blue));
    bench.view.setFitted(true);
    QVERIFY(QRect(QPoint(0, 0), bench.room()).contains(bench.view.shownRect()));
}

void TestImageView::paintsNothingOfNoImage()
{
    Bench bench;
    const QImage empty = bench.painted();
    bench.view.setImage(imageOf(20, 10));
    QVERIFY(bench.painted() != empty);
    bench.view.setImage({});
    QVERIFY(bench.painted() == empty);
}

void TestImageView::describesItself()
{
    Bench bench;
    bench.view.setImage(imageOf(20, 10));
    QCOMPARE(bench.view.accessibleDescription(), QStringLiteral("PNG"));
    QVERIFY(!bench.view.accessibleName().isEmpty());
}

QTEST_MAIN(TestImageView)
#include "tst_imageview.moc"
