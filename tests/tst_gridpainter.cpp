#include "ui/gridpainter.h"

#include "support/shownresult.h"

#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

/// The picture of one row of @p values in columns of 120 pixels, and what is dark in it.
class Picture
{
public:
    explicit Picture(const Row& values, double ratio = 1, int width = 120)
        : m_ratio(ratio)
        , m_image(QSize(900, 60) * ratio, QImage::Format_RGB32)
    {
        QStringList names;
        for (size_t i = 0; i < values.size(); ++i)
            names << QString::number(i);
        state.setRows({resultOf(names, {values, values})});
        for (int column = 0; column < int(values.size()); ++column)
            state.columns().setWidthByUser(column, width);
        state.setView(QSize(900, 60), painter.rowHeight(), painter.gutterFor(2));
        m_image.setDevicePixelRatio(ratio);
        paint();
    }

    void paint()
    {
        QPalette palette;
        palette.setColor(QPalette::Base, Qt::white);
        palette.setColor(QPalette::Text, Qt::black);
        palette.setColor(QPalette::Highlight, QColor(200, 220, 255));
        palette.setColor(QPalette::HighlightedText, Qt::black);
        QPainter onImage(&m_image);
        painter.paint(onImage,
            {.rows = state.rows(),
                .columns = state.columns(),
                .lines = state.lines(),
                .selection = state.selection(),
                .size = state.viewSize(),
                .mirrored = state.isMirrored(),
                .gutter = state.gutter(),
                .scroll = state.scroll(),
                .palette = palette,
                .gridColor = Qt::white,
                .gutterColor = Qt::white,
                .gutterTextColor = Qt::black,
                .focused = true,
                .isHit = isHit,
                .changes = changes ? &*changes : nullptr});
    }

    [[nodiscard]] QImage cell(int column, qint64 row = 0) const
    {
        const QRect area = state.area({row, column});
        return m_image.copy(QRect(area.topLeft() * m_ratio, area.size() * m_ratio));
    }

    /// The box around what is darker than @p lightest, from the left edge of the cell.
    [[nodiscard]] QRect ink(int column, int lightest = 140) const
    {
        return inkIn(state.area({0, column}), lightest);
    }

    [[nodiscard]] QRect inkIn(const QRect& area, int lightest = 140) const
    {
        const QImage image = m_image.copy(QRect(area.topLeft() * m_ratio, area.size() * m_ratio));
        QRect box;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qGray(image.pixel(x, y)) < lightest)
                    box |= QRect(x, y, 1, 1);
            }
        }
        return box;
    }

    [[nodiscard]] int darkest(int column) const
    {
        const QImage image = cell(column);
        int found = 255;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found = qMin(found, qGray(image.pixel(x, y)));
        }
        return found;
    }

    GridState state{nullptr};
    GridPainter painter{QFont()};
    std::function<bool(const Cell&, int)> isHit;
    std::optional<ResultChanges> changes;

private:
    double m_ratio;
    QImage m_image;
};

} // namespace

class TestGridPainter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void glyphRunsLookLikeDrawnText_data();
    void glyphRunsLookLikeDrawnText();
    void numbersStandAtTheRight();
    void decimalsStandAtTheRight();
    void textReadFromTheRightStandsAtTheRight();
    void aMirroredGridBeginsAtTheRight();
    void longTextEndsInAnEllipsis();
    void aTextAsWideAsItsColumnIsNotCut();
    void paintsNullLighterThanText();
    void paintsMarkForEmptyText();
    void paintsSelectionAndHits();
    void marksChangedCellsByTintAndCorner();
    void frozenColumnsStayInPlace();
    void paintsAnEmptyGrid();
};

void TestGridPainter::glyphRunsLookLikeDrawnText_data()
{
    QTest::addColumn<double>("ratio");
    QTest::newRow("100 %") << 1.0;
    QTest::newRow("150 %") << 1.5;
    QTest::newRow("200 %") << 2.0;
}

// The second text has a letter that needs a text layout, which is behind the cell's edge in both.
void TestGridPainter::glyphRunsLookLikeDrawnText()
{
    QFETCH(double, ratio);
    const Picture picture({text("Hxmpl"), text("Hxmpl \xe2\x80\x89")}, ratio);
    const QRect run = picture.ink(0);
    const QRect drawn = picture.ink(1);
    QVERIFY(run.height() > 5 && run.width() > 20);
    QVERIFY2(std::abs(run.left() - drawn.left()) <= 1 && std::abs(run.top() - drawn.top()) <= 1
            && std::abs(run.bottom() - drawn.bottom()) <= 1 && std::abs(run.right() - drawn.right()) <= 2,
        qPrintable(QStringLiteral("%1 %2 %3 %4 / %5 %6 %7 %8")
                       .arg(run.left())
                       .arg(run.top())
                       .arg(run.right())
                       .arg(run.bottom())
                       .arg(drawn.left())
                       .arg(drawn.top())
                       .arg(drawn.right())
                       .arg(drawn.bottom())));
}

void TestGridPainter::numbersStandAtTheRight()
{
    const Picture picture({qint64(42), 0.5, text("42")});
    QVERIFY(picture.ink(0).left() > 60 && picture.ink(0).right() <= 120 - GridPainter::kPadding);
    QVERIFY(picture.ink(1).left() > 60);
    QVERIFY(picture.ink(2).right() < 60);
}

void TestGridPainter::decimalsStandAtTheRight()
{
    Picture picture({qint64(1)});
    const auto isRight = [&picture](const char* type, qint64 row) {
        picture.state.setRows({columnOf(QString::fromLatin1(type), {text("12.50"), text("tea")})});
        picture.state.columns().setWidthByUser(0, 120);
        picture.paint();
        const QRect ink = picture.inkIn(picture.state.area({row, 0}));
        return ink.isValid() && ink.left() > 60;
    };
    QVERIFY(isRight("numeric(10,2)", 0));
    QVERIFY(!isRight("numeric(10,2)", 1));
    QVERIFY(!isRight("text", 0));
}

void TestGridPainter::textReadFromTheRightStandsAtTheRight()
{
    const Picture picture({text("שלום"), text("сало")});
    QVERIFY(picture.ink(0).left() > 60);
    QVERIFY(picture.ink(1).right() < 60);
}

void TestGridPainter::aMirroredGridBeginsAtTheRight()
{
    Picture picture({text("ab"), qint64(7), std::monostate(), text("")}, 1, 100);
    QVERIFY(picture.ink(0).left() < 10);
    picture.state.setMirrored(true);
    picture.paint();
    QCOMPARE(picture.state.area({0, 0}).right(), 900 - picture.state.gutter() - 1);
    for (int column = 0; column < 3; ++column) {
        QVERIFY2(picture.ink(column, 200).left() > 50, qPrintable(QString::number(column)));
        QVERIFY(picture.ink(column, 200).right() > 85);
    }
    QVERIFY(picture.ink(3, 240).left() > 50);
    const int gutter = picture.state.gutter();
    QVERIFY(!picture.inkIn(QRect(900 - gutter, 0, gutter, 18)).isEmpty());
    QVERIFY(picture.inkIn(QRect(0, 0, gutter, 18)).isEmpty());
}

void TestGridPainter::longTextEndsInAnEllipsis()
{
    const Picture picture({text(QByteArray(200, 'H')), text("HHH"), text(QByteArray(20, 'H') + "ä")});
    QVERIFY(picture.ink(0).right() <= 120 - GridPainter::kPadding);
    // The dots stand lower than the letters.
    const auto inkAtTheEnd = [&](int column) {
        const QImage image = picture.cell(column);
        int top = image.height();
        for (int x = 106; x < 112; ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (qGray(image.pixel(x, y)) < 180)
                    top = qMin(top, y);
            }
        }
        return top;
    };
    QVERIFY(inkAtTheEnd(0) > picture.ink(1).top() + 3);
    QVERIFY(inkAtTheEnd(2) > picture.ink(1).top() + 3);
}

void TestGridPainter::aTextAsWideAsItsColumnIsNotCut()
{
    const GridPainter painter{QFont()};
    const ResultPtr result = resultOf({QStringLiteral("n")}, {{std::numeric_limits<qint64>::min()}});
    const int width = painter.widthOf(result->cell(0, 0));
    const Picture exact({std::numeric_limits<qint64>::min()}, 1, width);
    const Picture wide({std::numeric_limits<qint64>::min()}, 1, width + 50);
    QCOMPARE(exact.ink(0).size(), wide.ink(0).size());
}

void TestGridPainter::paintsNullLighterThanText()
{
    const Picture picture({text("NULL"), std::monostate(), blob("abc")});
    QVERIFY(picture.darkest(0) < 80);
    QVERIFY(picture.darkest(1) > picture.darkest(0) + 40);
    QVERIFY(picture.darkest(2) > picture.darkest(0) + 40);
}

void TestGridPainter::paintsMarkForEmptyText()
{
    const Picture picture({text(""), text(" ")});
    QVERIFY(picture.darkest(0) < 250);
    QCOMPARE(picture.darkest(1), 255);
}

void TestGridPainter::paintsSelectionAndHits()
{
    Picture picture({text("a"), text("b"), text("c")});
    const QRgb plain = picture.cell(1).pixel(100, 3);
    picture.state.select({0, 1}, SelectUnit::Cells, SelectMode::Replace);
    picture.isHit = [](const Cell& cell, int) { return cell.bytes == QByteArrayView("c"); };
    picture.paint();
    QVERIFY(picture.cell(1).pixel(100, 3) != plain);
    QVERIFY(picture.cell(2).pixel(100, 3) != plain);
    QVERIFY(picture.cell(2).pixel(100, 3) != picture.cell(1).pixel(100, 3));
    QCOMPARE(picture.cell(0).pixel(100, 3), plain);
    QCOMPARE(picture.cell(1, 1).pixel(100, 3), plain);
}

void TestGridPainter::marksChangedCellsByTintAndCorner()
{
    const Row row{text("a"), text("b")};
    Picture picture(row);
    const QImage before = picture.cell(1);
    picture.changes = ResultChanges::between(
        resultOf({QStringLiteral("0"), QStringLiteral("1")}, {{text("a"), text("c")}, row}),
        picture.state.rows().result, {});
    picture.paint();
    QVERIFY(picture.cell(1).pixel(100, 3) != before.pixel(100, 3));
    QVERIFY(picture.cell(1).pixel(0, 0) != picture.cell(1).pixel(100, 3));
    QCOMPARE(picture.cell(1, 1), before);
    picture.state.select({0, 1}, SelectUnit::Cells, SelectMode::Replace);
    picture.paint();
    QVERIFY(picture.cell(1).pixel(0, 0) != picture.cell(1).pixel(100, 3));
}

void TestGridPainter::frozenColumnsStayInPlace()
{
    Picture picture({text("aaaa"), text("bbbb"), text("cccc"), text("dddd"), text("eeee"), text("ffff"),
        text("gggg"), text("hhhh"), text("iiii"), text("jjjj")});
    const QImage first = picture.cell(0).copy(0, 0, 100, 18);
    picture.state.columns().setFrozen(1);
    picture.state.scrollToPixel(200);
    picture.paint();
    QCOMPARE(picture.state.scroll(), 200);
    QCOMPARE(picture.cell(0).copy(0, 0, 100, 18), first);
    // The third column is half behind the first.
    QCOMPARE(picture.state.area({0, 2}).left(), picture.state.gutter() + 40);
    QCOMPARE(picture.ink(4).isEmpty(), false);
}

void TestGridPainter::paintsAnEmptyGrid()
{
    GridState state{nullptr};
    GridPainter painter{QFont()};
    QImage image(300, 100, QImage::Format_RGB32);
    image.fill(Qt::red);
    const auto paint = [&] {
        QPainter onImage(&image);
        painter.paint(onImage,
            {.rows = state.rows(),
                .columns = state.columns(),
                .lines = state.lines(),
                .selection = state.selection(),
                .size = image.size()});
    };
    paint();
    QVERIFY(image.pixelColor(150, 50) != QColor(Qt::red));
    state.setRows({emptyResult()});
    paint();
}

QTEST_MAIN(TestGridPainter)
#include "tst_gridpainter.moc"
