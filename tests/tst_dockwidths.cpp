#include "ui/dockwidths.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

/// A window with a dock at each side, on screen.
struct Bench
{
    Bench()
    {
        for (QDockWidget* const dock : {left, right}) {
            auto* const body = new QWidget;
            body->setMinimumWidth(50);
            dock->setWidget(body);
        }
        auto* const centre = new QWidget;
        centre->setMinimumWidth(200);
        window.setCentralWidget(centre);
        window.addDockWidget(Qt::LeftDockWidgetArea, left);
        window.addDockWidget(Qt::RightDockWidgetArea, right);
        new DockWidths(window, {left, right});
        window.resize(1'000, 400);
        window.show();
        QTest::qWait(200);
    }

    void drag(QDockWidget* dock, int width)
    {
        window.resizeDocks({dock}, {width}, Qt::Horizontal);
        QTRY_COMPARE(dock->width(), width);
    }
    void resize(int width)
    {
        window.resize(width, 400);
        QTest::qWait(200);
    }

    QMainWindow window;
    QDockWidget* left = new QDockWidget(&window);
    QDockWidget* right = new QDockWidget(&window);
};

} // namespace

class TestDockWidths final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void comeBackWithTheWidthOfTheWindow();
    void stayAsTheUserHasThem();
    void leaveAHiddenDockAlone();
};

void TestDockWidths::comeBackWithTheWidthOfTheWindow()
{
    Bench bench;
    bench.drag(bench.left, 250);
    bench.drag(bench.right, 300);
    bench.resize(320);
    QVERIFY(bench.left->width() < 100);
    bench.resize(500);
    bench.resize(1'000);
    QTRY_COMPARE(bench.left->width(), 250);
    QCOMPARE(bench.right->width(), 300);
}

void TestDockWidths::stayAsTheUserHasThem()
{
    Bench bench;
    bench.drag(bench.left, 250);
    bench.resize(320);
    bench.resize(1'000);
    bench.drag(bench.left, 120);
    bench.resize(320);
    bench.resize(1'000);
    QTRY_COMPARE(bench.left->width(), 120);
    bench.resize(1'200);
    QCOMPARE(bench.left->width(), 120);
}

void TestDockWidths::leaveAHiddenDockAlone()
{
    Bench bench;
    bench.drag(bench.right, 300);
    bench.right->hide();
    bench.resize(320);
    bench.resize(1'000);
    QVERIFY(!bench.right->isVisible());
    bench.right->show();
    QTRY_COMPARE(bench.right->width(), 300);
}

QTEST_MAIN(TestDockWidths)
#include "tst_dockwidths.moc"
