#include "ui/celldelegate.h"

#include "support/shownresult.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

class TestCellDelegate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void paintsNullLighterThanText();
    void paintsMarkForEmptyText();
};

void TestCellDelegate::init()
{
    // All warnings but those of the offscreen platform about itself.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

void TestCellDelegate::paintsNullLighterThanText()
{
    const ShownResult fixture(
        resultOf({QStringLiteral("t"), QStringLiteral("n")}, {{text("NULL"), std::monostate()}}));
    const QImage image = const_cast<ResultView&>(fixture.view).viewport()->grab().toImage();
    const auto darkest = [&](int column) {
        const QRect cell = fixture.view.visualRect(fixture.model.index(0, column)).adjusted(2, 2, -2, -2);
        int found = 255;
        for (int x = cell.left(); x < cell.right(); ++x) {
            for (int y = cell.top(); y < cell.bottom(); ++y)
                found = qMin(found, qGray(image.pixel(x, y)));
        }
        return found;
    };
    QVERIFY(darkest(0) < 80);
    QVERIFY(darkest(1) > darkest(0) + 40);
}

void TestCellDelegate::paintsMarkForEmptyText()
{
    const ShownResult fixture(resultOf({QStringLiteral("e")}, {{text("")}, {text(" ")}}));
    const QImage image = const_cast<ResultView&>(fixture.view).viewport()->grab().toImage();
    const auto cell = [&](int row) {
        return image.copy(fixture.view.visualRect(fixture.model.index(row, 0)).adjusted(2, 2, -2, -2));
    };
    QVERIFY(cell(0) != cell(1));
}

QTEST_MAIN(TestCellDelegate)
#include "tst_celldelegate.moc"
