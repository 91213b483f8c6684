#include "ui/gridstrip.h"

#include <QTest>

using namespace larder;

class TestGridStrip final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThereWhileItHasSomethingToSay();
    void liesAtTheLowerEdge();
    void showsMarkupAsText();
};

void TestGridStrip::isThereWhileItHasSomethingToSay()
{
    QWidget grid;
    GridStrip strip(&grid);
    grid.show();
    QVERIFY(!strip.isVisible());
    strip.say(QStringLiteral("Sorting…"));
    QVERIFY(strip.isVisible());
    strip.say({});
    QVERIFY(!strip.isVisible());
}

void TestGridStrip::liesAtTheLowerEdge()
{
    QWidget grid;
    GridStrip strip(&grid);
    strip.say(QStringLiteral("Sorting…"));
    strip.place({3, 40, 300, 200});
    QCOMPARE(strip.geometry().bottomLeft(), QPoint(3, 239));
    QCOMPARE(strip.width(), 300);
    strip.say({});
    strip.say(QStringLiteral("Filtering…"));
    QCOMPARE(strip.geometry().bottom(), 239);
    QVERIFY(strip.height() < 60 && strip.height() >= strip.fontMetrics().height());
}

void TestGridStrip::showsMarkupAsText()
{
    QWidget grid;
    const GridStrip strip(&grid);
    QCOMPARE(strip.textFormat(), Qt::PlainText);
}

QTEST_MAIN(TestGridStrip)
#include "tst_gridstrip.moc"
