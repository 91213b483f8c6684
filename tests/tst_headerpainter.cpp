#include "ui/headerpainter.h"

#include <QImage>
#include <QPainter>
#include <QTest>
#include <QWidget>

using namespace larder;

namespace {

/// A header without columns, and the picture of one section of it.
struct Header
{
    [[nodiscard]] QImage picture(const HeaderSection& section, int width = 150) const
    {
        QImage image(width, painter.height(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter onImage(&image);
        onImage.setLayoutDirection(widget.layoutDirection());
        QStyleOptionHeader option = painter.option();
        option.rect = image.rect();
        painter.paint(onImage, section, option);
        return image;
    }

    QWidget widget;
    HeaderPainter painter{widget};
};

/// The box around all pixels in which two pictures of one size differ.
QRect difference(const QImage& a, const QImage& b)
{
    QRect box;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            if (a.pixel(x, y) != b.pixel(x, y))
                box |= QRect(x, y, 1, 1);
        }
    }
    return box;
}

const QString kName = QStringLiteral("name");

} // namespace

class TestHeaderPainter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersStandBesideTheArrow_data();
    void numbersStandBesideTheArrow();
    void widthHasRoomForWhatIsMarked();
    void cutsNamesBeforeTheMarks();
    void marksReferencesWithAnIcon();
};

void TestHeaderPainter::numbersStandBesideTheArrow_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("from the left") << Qt::LeftToRight;
    QTest::newRow("from the right") << Qt::RightToLeft;
}

void TestHeaderPainter::numbersStandBesideTheArrow()
{
    QFETCH(Qt::LayoutDirection, direction);
    Header header;
    header.widget.setLayoutDirection(direction);
    const QImage plain = header.picture({kName});
    const QImage arrow = header.picture({kName, Qt::AscendingOrder});
    const QImage first = header.picture({kName, Qt::AscendingOrder, 1});
    const QRect arrowBox = difference(plain, arrow);
    const QRect number = difference(arrow, first);
    QVERIFY(!number.isEmpty() && !number.intersects(arrowBox));
    QVERIFY(number.height() < header.widget.fontMetrics().height());
    QCOMPARE(number.right() < arrowBox.left(), direction == Qt::LeftToRight);
    QVERIFY(header.picture({kName, Qt::AscendingOrder, 2}) != first);
}

void TestHeaderPainter::widthHasRoomForWhatIsMarked()
{
    const Header header;
    const int plain = header.painter.widthOf({kName});
    const int sorted = header.painter.widthOf({kName, Qt::AscendingOrder});
    QVERIFY(header.painter.widthOf({kName, Qt::AscendingOrder, 1}) > sorted);
    // Not cut: what is painted is what is painted in a wider section.
    const QRect name(0, 0, plain - 30, header.painter.height());
    QCOMPARE(header.picture({kName}, plain).copy(name), header.picture({kName}, plain + 50).copy(name));
}

void TestHeaderPainter::cutsNamesBeforeTheMarks()
{
    const Header header;
    const QString longName(60, u'w');
    const QRect number
        = difference(header.picture({{}, Qt::AscendingOrder}), header.picture({{}, Qt::AscendingOrder, 1}));
    const QImage cut = header.picture({longName, Qt::AscendingOrder, 1});
    QCOMPARE(cut.copy(number), header.picture({{}, Qt::AscendingOrder, 1}).copy(number));
}

void TestHeaderPainter::marksReferencesWithAnIcon()
{
    const Header header;
    HeaderSection section{kName};
    const QImage plain = header.picture(section);
    const int width = header.painter.widthOf(section);
    section.refers = true;
    QVERIFY(!difference(plain, header.picture(section)).isEmpty());
    QVERIFY(header.painter.widthOf(section) >= width + 16);
    QCOMPARE(header.picture(section).height(), plain.height());
}

QTEST_MAIN(TestHeaderPainter)
#include "tst_headerpainter.moc"
