#include "ui/gridzoom.h"

#include <QFontInfo>
#include <QTest>
#include <QWidget>

using namespace larder;

class TestGridZoom final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesTheLettersBySteps();
    void hasBounds();
    void goesBackToTheLettersAround();
};

void TestGridZoom::changesTheLettersBySteps()
{
    QWidget widget;
    GridZoom zoom(widget);
    const double plain = QFontInfo(widget.font()).pointSizeF();
    zoom.change(2);
    QVERIFY(std::abs(widget.font().pointSizeF() - plain * 1.21) < 0.5);
    zoom.change(-3);
    QVERIFY(widget.font().pointSizeF() < plain);
}

void TestGridZoom::hasBounds()
{
    QWidget widget;
    GridZoom zoom(widget);
    const double plain = QFontInfo(widget.font()).pointSizeF();
    for (int step = 0; step < 100; ++step)
        zoom.change(1);
    QVERIFY(widget.font().pointSizeF() < plain * 4);
    for (int step = 0; step < 100; ++step)
        zoom.change(-1);
    QVERIFY(widget.font().pointSizeF() > plain / 2);
}

void TestGridZoom::goesBackToTheLettersAround()
{
    QWidget around;
    QWidget widget(&around);
    GridZoom zoom(widget);
    const QFont plain = widget.font();
    zoom.change(3);
    zoom.change(0);
    QCOMPARE(widget.font().pointSizeF(), plain.pointSizeF());
    QFont larger = around.font();
    larger.setPointSizeF(plain.pointSizeF() + 7);
    around.setFont(larger);
    QCOMPARE(widget.font().pointSizeF(), larger.pointSizeF());
}

QTEST_MAIN(TestGridZoom)
#include "tst_gridzoom.moc"
