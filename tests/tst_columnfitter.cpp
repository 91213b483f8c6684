#include "ui/columnfitter.h"

#include "support/shownresult.h"

#include <QHeaderView>
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
    QVERIFY(fixture.view.columnWidth(0) < 2 * fixture.view.columnWidth(1) + 200);
}

void TestColumnFitter::boundsColumnsOfLongText()
{
    const ShownResult fixture(
        resultOf({QStringLiteral("a"), QStringLiteral("b")}, {{text(QByteArray(10'000, 'x')), text("")}}));
    QVERIFY(!fixture.fits(0, 0));
    QVERIFY(fixture.view.columnWidth(0) < 500);
    QVERIFY(fixture.view.columnWidth(1) >= 30);
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
    fixture.model.setResult(builder.snapshot(Completeness::Streaming));
    const int before = fixture.view.columnWidth(0);
    fixture.model.setResult(builder.snapshot(Completeness::Complete));
    QVERIFY(fixture.view.columnWidth(0) > before);
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
    QHeaderView& header = *fixture.view.horizontalHeader();
    const QPoint edge(header.sectionViewportPosition(0) + header.sectionSize(0) - 1, header.height() / 2);
    QTest::mousePress(header.viewport(), Qt::LeftButton, {}, edge);
    QTest::mouseMove(header.viewport(), edge + QPoint(60, 0));
    QTest::mouseRelease(header.viewport(), Qt::LeftButton, {}, edge + QPoint(60, 0));
    const int chosen = fixture.view.columnWidth(0);
    addIntegers(builder, std::numeric_limits<qint64>::max(), 300);
    fixture.model.setResult(builder.snapshot(Completeness::Complete));
    QCOMPARE(fixture.view.columnWidth(0), chosen);
    fixture.model.setResult(nullptr);
    ResultBuilder again = builderOfIntegers();
    addIntegers(again, 1, 5);
    fixture.model.setResult(again.snapshot(Completeness::Complete));
    QCOMPARE(fixture.view.columnWidth(0), chosen);
}

void TestColumnFitter::fitsOtherColumnsAnew()
{
    ShownResult fixture(resultOf({QStringLiteral("a")}, {{text(QByteArray(200, 'x'))}}));
    const int wide = fixture.view.columnWidth(0);
    fixture.model.setResult(resultOf({QStringLiteral("b")}, {{text("x")}}));
    QVERIFY(fixture.view.columnWidth(0) < wide / 2);
}

QTEST_MAIN(TestColumnFitter)
#include "tst_columnfitter.moc"
