#include "ui/columnfitter.h"

#include "support/shownresult.h"
#include "ui/resultheader.h"

#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

ResultBuilder builderOfIntegers()
{
    return ResultBuilder({{QStringLiteral("n")}});
}

void addIntegers(ResultBuilder& builder, qint64 value, int count)
{
    for (int i = 0; i < count; ++i) {
        builder.column(0).appendInteger(value);
        builder.endRow();
    }
}

} // namespace

class TestColumnFitter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fitsColumnsToValues();
    void boundsColumnsOfLongText();
    void neverCutsIntegers();
    void widensColumnsWhenRunEnds();
    void widensColumnForIntegerThatScrollsIn();
    void keepsWidthThatUserChose();
    void fitsOtherColumnsAnew();
};

void TestColumnFitter::init()
{
    // All warnings but those of the offscreen platform about itself.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

void TestColumnFitter::fitsColumnsToValues()
{
    const ShownResult fixture(resultOf({QStringLiteral("a"), QStringLiteral("b")},
        {{text("some text of middling length"), 0.123456789012345}}));
    QVERIFY(fixture.fits(0, 0));
    QVERIFY(fixture.fits(0, 1));
    QVERIFY(fixture.columnWidth(0) < 2 * fixture.columnWidth(1) + 200);
}

void TestColumnFitter::boundsColumnsOfLongText()
{
    const ShownResult fixture(
        resultOf({QStringLiteral("a"), QStringLiteral("b")}, {{text(QByteArray(10'000, 'x')), text("")}}));
    QVERIFY(!fixture.fits(0, 0));
    QVERIFY(fixture.columnWidth(0) < 500);
    QVERIFY(fixture.columnWidth(1) >= 30);
}

void TestColumnFitter::neverCutsIntegers()
{
    const ShownResult fixture(resultOf({QStringLiteral("n")}, {{std::numeric_limits<qint64>::min()}}));
    QVERIFY(fixture.fits(0, 0));
}

void TestColumnFitter::widensColumnsWhenRunEnds()
{
    ResultBuilder builder = builderOfIntegers();
    addIntegers(builder, 1, 256);
    ShownResult fixture(builder.snapshot(Completeness::Streaming));
    addIntegers(builder, 1, 1000);
    addIntegers(builder, 123'456'789'012, 1);
    fixture.view.setRows({builder.snapshot(Completeness::Streaming)});
    const int before = fixture.columnWidth(0);
    fixture.view.setRows({builder.snapshot(Completeness::Complete)});
    QVERIFY(fixture.columnWidth(0) > before);
    QVERIFY(fixture.fits(1256, 0));
}

void TestColumnFitter::widensColumnForIntegerThatScrollsIn()
{
    ResultBuilder builder = builderOfIntegers();
    addIntegers(builder, 1, 12'345);
    addIntegers(builder, std::numeric_limits<qint64>::max(), 1);
    addIntegers(builder, 1, 30'000);
    ShownResult fixture(builder.snapshot(Completeness::Complete));
    QVERIFY(!fixture.fits(12'345, 0));
    fixture.view.verticalScrollBar()->setValue(12'340);
    QTRY_VERIFY(fixture.fits(12'345, 0));
}

void TestColumnFitter::keepsWidthThatUserChose()
{
    ResultBuilder builder = builderOfIntegers();
    addIntegers(builder, 1, 256);
    ShownResult fixture(builder.snapshot(Completeness::Streaming));
    ResultHeader& header = fixture.view.header();
    const QPoint edge(header.sectionRect(0).right(), header.sectionRect(0).center().y());
    QTest::mousePress(&header, Qt::LeftButton, {}, edge);
    QTest::mouseMove(&header, edge + QPoint(60, 0));
    QTest::mouseRelease(&header, Qt::LeftButton, {}, edge + QPoint(60, 0));
    const int chosen = fixture.columnWidth(0);
    addIntegers(builder, std::numeric_limits<qint64>::max(), 300);
    fixture.view.setRows({builder.snapshot(Completeness::Complete)});
    QCOMPARE(fixture.columnWidth(0), chosen);
    fixture.view.setRows({});
    ResultBuilder again = builderOfIntegers();
    addIntegers(again, 1, 5);
    fixture.view.setRows({again.snapshot(Completeness::Complete)});
    QCOMPARE(fixture.columnWidth(0), chosen);
}

void TestColumnFitter::fitsOtherColumnsAnew()
{
    ShownResult fixture(resultOf({QStringLiteral("a")}, {{text(QByteArray(200, 'x'))}}));
    const int wide = fixture.columnWidth(0);
    fixture.view.setRows({resultOf({QStringLiteral("b")}, {{text("x")}})});
    QVERIFY(fixture.columnWidth(0) < wide / 2);
}

QTEST_MAIN(TestColumnFitter)
#include "tst_columnfitter.moc"
